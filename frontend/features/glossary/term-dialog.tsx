'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { createTerm, knowledgeKeys, replaceTerm } from '@/api/knowledge';
import { tablesQuery } from '@/api/queries';
import type { Term } from '@/api/types';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useKnowledgeTranslations } from '@/messages/knowledge-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { SelectField, TextArea, WordField } from '@/ui/field';
import { placeOfTerm, type TermForm, type TermPlace, termBody, termKinds, termMistake } from './term-form';

interface TermDialogProps {
  title: string;
  intro?: string;
  initial: TermForm;
  /** The term that is changed; null for a new one. */
  id: string | null;
  onSaved?: ((term: Term) => void) | undefined;
  onClose: () => void;
}

const kindKeys = { measure: 'kindMeasure', filter: 'kindFilter', synonym: 'kindSynonym' } as const;
const hintKeys = { measure: 'measureHint', filter: 'filterHint', synonym: 'synonymHint' } as const;

/** Defines a term, anew or again. What the gateway refuses is told at its field. */
export function TermDialog({ title, intro, initial, id, onSaved, onClose }: TermDialogProps) {
  const t = useKnowledgeTranslations('glossary');
  const common = useTranslations('common');
  const client = useQueryClient();
  const { data: tables } = useQuery(tablesQuery);
  const [form, setForm] = useState(initial);
  const [checked, setChecked] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const save = useMutation({
    mutationFn: () => (id === null ? createTerm(termBody(form)) : replaceTerm(id, termBody(form))),
    onSuccess: (term) => {
      void client.invalidateQueries({ queryKey: knowledgeKeys.terms });
      onSaved?.(term);
      onClose();
    },
  });
  const mistake = termMistake(form);
  const refused = placeOfTerm(save.error);
  const toMistake = () => box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();

  // What has to be changed is where a person goes on, and is read out.
  useEffect(() => {
    if (save.error) box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [save.error]);

  function problemAt(place: TermPlace): string | undefined {
    if (refused?.place === place) return refused.message;
    return checked && mistake?.place === place ? t(mistake.key) : undefined;
  }

  /** What was refused holds until something is changed. */
  function change(next: Partial<TermForm>) {
    if (save.error) save.reset();
    setForm((before) => ({ ...before, ...next }));
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    // After the fields have been marked.
    if (mistake) setTimeout(toMistake);
    else save.mutate();
  }

  const names = (tables ?? []).map(({ database, table }) => `${database}.${table}`);
  // A table that is gone stays chosen until another one is: the refusal says what is wrong with it.
  const choices = form.table === '' || names.includes(form.table) ? names : [form.table, ...names];
  return (
    <Dialog title={title} open onClose={onClose}>
      {intro ? <p className="text-ink-soft">{intro}</p> : null}
      <form ref={box} onSubmit={submit} noValidate className="flex flex-col gap-4">
        <WordField
          label={t('term')}
          hint={t('termHint')}
          problem={problemAt('term')}
          value={form.term}
          onChange={(event) => change({ term: event.target.value })}
        />
        <SelectField
          label={t('kind')}
          problem={problemAt('kind')}
          value={form.kind}
          choices={termKinds.map((kind) => ({ value: kind, label: t(kindKeys[kind]) }))}
          onChange={(event) => {
            const kind = termKinds.find((one) => one === event.target.value);
            if (kind) change({ kind });
          }}
        />
        {form.kind === 'synonym' ? (
          <WordField
            label={t('definition')}
            hint={t(hintKeys.synonym)}
            problem={problemAt('definition') ?? problemAt('table')}
            value={form.definition}
            onChange={(event) => change({ definition: event.target.value })}
          />
        ) : (
          <>
            <SelectField
              label={t('table')}
              hint={t('tableHint')}
              problem={problemAt('table')}
              value={form.table}
              choices={[
                ...(form.table === '' ? [{ value: '', label: t('tableNone') }] : []),
                ...choices.map((name) => ({ value: name, label: name })),
              ]}
              onChange={(event) => change({ table: event.target.value })}
            />
            <TextArea
              label={t('definition')}
              hint={t(hintKeys[form.kind])}
              problem={problemAt('definition')}
              rows={3}
              spellCheck={false}
              value={form.definition}
              onChange={(event) => change({ definition: event.target.value })}
            />
          </>
        )}
        {save.error && !refused ? <ProblemNotice error={save.error} /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {save.isPending ? t('saving') : t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
