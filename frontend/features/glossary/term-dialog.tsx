'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { createTerm, knowledgeKeys, replaceTerm } from '@/api/knowledge';
import { tablesQuery } from '@/api/queries';
import type { Term } from '@/api/types';
import { useKnowledgeForm } from '@/features/knowledge';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useKnowledgeTranslations } from '@/messages/knowledge-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { SelectField, TextArea, WordField } from '@/ui/field';
import { type TermForm, termBody, termKinds, termMistake, termPlaces } from './term-form';

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
  const { data: tables } = useQuery(tablesQuery);
  const [form, setForm] = useState(initial);
  const mistake = termMistake(form);
  const { box, submit, problemAt, problem, saving, changed } = useKnowledgeForm({
    places: termPlaces,
    mistake: mistake && { place: mistake.place, message: t(mistake.key) },
    save: () => (id === null ? createTerm(termBody(form)) : replaceTerm(id, termBody(form))),
    list: knowledgeKeys.terms,
    onSaved: (term) => {
      onSaved?.(term);
      onClose();
    },
  });

  function change(next: Partial<TermForm>) {
    changed();
    setForm((before) => ({ ...before, ...next }));
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
        {problem ? <ProblemNotice error={problem} /> : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button type="submit" look="primary" disabled={saving}>
            {saving ? t('saving') : t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
