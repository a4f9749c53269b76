'use client';

import { useMutation } from '@tanstack/react-query';
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { giveFeedback } from '@/api/knowledge';
import type { NewFeedback } from '@/api/types';
import type { Reply } from '@/features/reply';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useKnowledgeTranslations } from '@/messages/knowledge-translation';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';

type Verdict = NewFeedback['verdict'];

interface Given {
  /** Of the answer that was judged: a live one has another id each second. */
  answerId: string;
  verdict: Verdict;
  note: string;
}

const kNoteLengthMax = 2000;

/**
 * Whether the answer is right, as a person says it. A verdict is sent with the click; a reason that is given afterwards
 * takes its place.
 */
export function VerdictBar({ reply }: { reply: Reply }) {
  const t = useKnowledgeTranslations('feedback');
  const [given, setGiven] = useState<Given | null>(null);
  const [note, setNote] = useState('');
  const send = useMutation({
    mutationFn: ({ answerId, verdict, note: said }: Given) =>
      giveFeedback(answerId, {
        verdict,
        question: reply.asked,
        sql: reply.sql,
        ...(said === '' ? {} : { note: said }),
      }),
    onSuccess: (_kept, what) => setGiven(what),
  });
  const judge = (verdict: Verdict) => send.mutate({ answerId: reply.answerId, verdict, note: '' });

  function explain(event: FormEvent) {
    event.preventDefault();
    if (given && note.trim() !== '') send.mutate({ ...given, note: note.trim() });
  }

  const asksWhy = given?.verdict === 'wrong' && given.note === '';
  return (
    <div className="flex min-w-0 flex-1 basis-72 flex-col gap-2">
      {given === null ? (
        <div className="flex flex-wrap items-center gap-2">
          <p className="text-sm text-ink-soft">{t('question')}</p>
          <Button look="quiet" small disabled={send.isPending} onClick={() => judge('right')}>
            <ThumbsUp className="size-4" aria-hidden="true" />
            {t('right')}
          </Button>
          <Button look="quiet" small disabled={send.isPending} onClick={() => judge('wrong')}>
            <ThumbsDown className="size-4" aria-hidden="true" />
            {t('wrong')}
          </Button>
        </div>
      ) : (
        <div className="flex flex-wrap items-center gap-2">
          <p role="status" className="text-sm">
            {t(given.verdict === 'right' ? 'thanksRight' : 'thanksWrong')}
          </p>
          <Button look="quiet" small onClick={() => setGiven(null)}>
            {t('change')}
          </Button>
        </div>
      )}
      {asksWhy ? (
        <form onSubmit={explain} className="flex flex-col items-start gap-2 sm:max-w-md">
          <div className="w-full">
            <TextField
              label={t('whyWrong')}
              hint={t('whyHint')}
              value={note}
              maxLength={kNoteLengthMax}
              autoComplete="off"
              onChange={(event) => setNote(event.target.value)}
            />
          </div>
          <Button type="submit" small disabled={send.isPending || note.trim() === ''}>
            {t('send')}
          </Button>
        </form>
      ) : null}
      {send.error ? <ProblemNotice error={send.error} /> : null}
    </div>
  );
}
