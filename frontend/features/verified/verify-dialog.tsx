'use client';

import { useState } from 'react';
import { knowledgeKeys, saveVerifiedAnswer } from '@/api/knowledge';
import { useKnowledgeForm } from '@/features/knowledge';
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
  const [question, setQuestion] = useState(questionOf(reply));
  const { box, submit, problemAt, problem, saving, kept, changed } = useKnowledgeForm({
    places: ['question', 'sql'],
    mistake: question.trim() === '' ? { place: 'question', message: t('missingQuestion') } : null,
    save: () => saveVerifiedAnswer(verifiedBody(reply, question)),
    list: knowledgeKeys.verified,
  });
  const sqlProblem = problemAt('sql');

  return (
    <Dialog title={t('saveTitle')} open onClose={onClose}>
      {kept ? (
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
            problem={problemAt('question')}
            value={question}
            autoComplete="off"
            onChange={(event) => {
              changed();
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
            {sqlProblem ? (
              <p role="alert" className="text-sm break-words text-bad">
                {sqlProblem}
              </p>
            ) : null}
          </div>
          {problem ? <ProblemNotice error={problem} /> : null}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>{common('cancel')}</Button>
            <Button type="submit" look="primary" disabled={saving}>
              {saving ? t('saving') : t('save')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
