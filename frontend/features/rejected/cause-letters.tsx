'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deadLetterKeys, readDeadLetters } from '@/api/dead-letters';
import type { DeadLetter } from '@/api/types';
import { type PeekForm, peekForms } from '@/features/message-format';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useRejectedTranslations } from '@/messages/rejected-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { LetterCard } from './letter-card';

interface CauseLettersProps {
  id: string;
  /** What the group is chosen by. */
  reason: string;
  /** How a person calls one. */
  nameOf: (letter: DeadLetter) => string;
  /** Undefined where this may not be done, or not now. */
  onReplay: ((letter: DeadLetter) => void) | undefined;
}

/** The messages of one cause, newest first, a page at a time. */
export function CauseLetters({ id, reason, nameOf, onReplay }: CauseLettersProps) {
  const t = useRejectedTranslations('rejected');
  const common = useTranslations('common');
  const [form, setForm] = useState<PeekForm>('decoded');
  const first: string | null = null;
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: deadLetterKeys.letters(id, reason),
    initialPageParam: first as string | null,
    queryFn: ({ pageParam, signal }) => readDeadLetters(id, reason, pageParam, signal),
    getNextPageParam: (page) => page.next_page,
  });
  if (error && !data) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="m-5 h-48" label={common('loading')} />;
  const letters = data.pages.flatMap((page) => page.dead_letters);
  if (letters.length === 0) return <p className="px-4 py-4 text-ink-soft md:px-5">{t('gone')}</p>;
  return (
    <section aria-label={t('letters')} className="border-t border-line">
      <header className="flex items-center gap-3 px-4 py-2 md:px-5">
        <h3 className="min-w-0 flex-1 text-sm font-medium">{t('letters')}</h3>
        <select
          aria-label={t('form')}
          value={form}
          onChange={(event) => setForm(peekForms.find((one) => one === event.target.value) ?? 'decoded')}
          className="min-h-9 rounded-lg border border-edge bg-surface px-2 text-sm pointer-coarse:min-h-11"
        >
          {peekForms.map((one) => (
            <option key={one} value={one}>
              {t(`form_${one}`)}
            </option>
          ))}
        </select>
      </header>
      <ul className="divide-y divide-line border-t border-line">
        {letters.map((letter) => (
          <li key={`${letter.topic}:${letter.partition}:${letter.offset}:${letter.timestamp}`}>
            <LetterCard
              letter={letter}
              cause={reason}
              form={form}
              name={nameOf(letter)}
              onReplay={onReplay && (() => onReplay(letter))}
            />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="border-t border-line p-4">
          <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
            {t('older')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
