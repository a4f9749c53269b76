'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { knowledgeKeys, saveVerifiedAnswer } from '@/api/knowledge';
import { placeIn } from '@/features/glossary/term-form';
import type { Reply } from '@/features/reply';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { SqlView } from '@/features/sql';
import { useKnowledgeTranslations } from '@/messages/knowledge-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { questionOf, verifiedBody } from './verified-answer';

/** Saves question and SQL of an answer as checked. What the gateway refuses is told at its field. */
export function VerifyDialog({ reply, onClose }: { reply: Reply; onClose: () => void }) {
  const t = useKnowledgeTranslations('verified');
  const common = useTranslations('common');
  const client = useQueryClient();
  const [question, setQuestion] = useState(questionOf(reply));
  const [checked, setChecked] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const save = useMutation({
    mutationFn: () => saveVerifiedAnswer(verifiedBody(reply, question)),
    onSuccess: () => void client.invalidateQueries({ queryKey: knowledgeKeys.verified }),
  });
  const refused = placeIn(save.error, ['question', 'sql'] as const);
  const missing = checked && question.trim() === '' ? t('missingQuestion') : undefined;

  // What has to be changed is where a person goes on, and is read out.
  useEffect(() => {
    if (save.error) box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [save.error]);

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (question.trim() !== '') save.mutate();
    // After the field has been marked.
    else setTimeout(() => box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  }

  return (
    <Dialog title={t('saveTitle')} open onClose={onClose}>
      {save.data ? (
        <>
          <p role="status">{t('saved')}</p>
          <div className="flex justify-end">
            <Button look="primary" onClick={onClose}>
              {t('close')}
            </Button>
          </div>
        </>
      ) : (
        <form ref={box} onSubmit={submit} noValidate className="flex flex-col gap-4">
          <p className="text-ink-soft">{t('saveBody')}</p>
          <TextField
            label={t('question')}
            hint={t('questionHint')}
            problem={missing ?? (refused?.place === 'question' ? refused.message : undefined)}
            value={question}
            autoComplete="off"
            onChange={(event) => {
              if (save.error) save.reset();
              setQuestion(event.target.value);
            }}
          />
          <div className="flex flex-col gap-1.5">
            <div className="max-h-60 overflow-y-auto">
              <SqlView sql={reply.sql} label={t('sql')} />
            </div>
            {reply.parameters.length > 0 ? (
              <p className="text-sm break-words text-ink-soft">
                {t('parameters', {
                  values: reply.parameters.map(({ name, value }) => `${name} = ${value}`).join(', '),
                })}
              </p>
            ) : null}
            {refused?.place === 'sql' ? (
              <p role="alert" className="text-sm break-words text-bad">
                {refused.message}
              </p>
            ) : null}
          </div>
          {save.error && !refused ? <ProblemNotice error={save.error} /> : null}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>{common('cancel')}</Button>
            <Button type="submit" look="primary" disabled={save.isPending}>
              {save.isPending ? t('saving') : t('save')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
