'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { queryKeys, readDeadLetters } from '@/api/queries';
import type { DeadLetter } from '@/api/types';
import { bytesText, clockText } from '@/features/freshness';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useConnectTranslations } from '@/messages/connect-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Skeleton } from '@/ui/skeleton';
import { type DeadLetterGroup, groupLetters } from './dead-letter-groups';

/** Messages that did not fit, newest first, each with the reason and what it was. */
export function DeadLetterList({ id }: { id: string }) {
  const t = useConnectTranslations('connection');
  const common = useTranslations('common');
  const first: string | null = null;
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: queryKeys.deadLetters(id),
    initialPageParam: first as string | null,
    queryFn: ({ pageParam, signal }) => readDeadLetters(id, pageParam, signal),
    getNextPageParam: (page) => page.next_page,
  });
  if (error && !data) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="m-5 h-48" label={common('loading')} />;
  const letters = data.pages.flatMap((page) => page.dead_letters);
  const groups = groupLetters(letters);
  if (letters.length === 0)
    return <EmptyState title={t('rejectedEmptyTitle')}>{t('rejectedEmptyBody')}</EmptyState>;
  return (
    <>
      <p className="px-4 py-3 text-sm text-ink-soft md:px-5">
        {t('rejectedGroups', { count: letters.length, groups: groups.length })}
      </p>
      <ul className="divide-y divide-line border-t border-line">
        {groups.map((group, index) => (
          <li key={group.key}>
            <Group group={group} open={index === 0} />
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <div className="border-t border-line p-4">
          <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
            {t('more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** One fault with the messages that have it. */
function Group({ group, open }: { group: DeadLetterGroup; open: boolean }) {
  const t = useConnectTranslations('connection');
  const { newest, oldest } = group;
  return (
    <details open={open} className="group">
      <summary className="flex min-h-12 list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-sunken md:px-5 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className="size-4 shrink-0 text-ink-soft transition-transform group-open:rotate-90"
          aria-hidden="true"
        />
        <code className="rounded bg-bad-wash px-1.5 py-0.5 font-mono text-xs text-bad">{group.code}</code>
        <span className="min-w-0 flex-1 basis-52 break-words">{group.shape}</span>
        <span className="text-sm text-ink-soft">
          {t('groupCount', { count: group.letters.length })}
          {newest && oldest
            ? ` · ${newest === oldest ? clockText(newest) : `${clockText(oldest)} – ${clockText(newest)}`}`
            : ''}
        </span>
      </summary>
      <ul className="divide-y divide-line border-t border-line bg-sunken/40">
        {group.letters.map((letter) => (
          <Letter key={`${letter.partition}:${letter.offset}`} letter={letter} />
        ))}
      </ul>
    </details>
  );
}

function Letter({ letter }: { letter: DeadLetter }) {
  const t = useConnectTranslations('connection');
  return (
    <li className="px-4 py-3.5 md:px-5">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <code className="rounded bg-bad-wash px-1.5 py-0.5 font-mono text-xs text-bad">{letter.code}</code>
        <span className="min-w-0 flex-1 basis-60 break-words">{letter.reason}</span>
      </p>
      <p className="mt-1 text-sm text-ink-soft">
        {t('partition')} {letter.partition} · {t('offset')} {letter.offset} · {bytesText(letter.value_bytes)}
        {letter.timestamp ? ` · ${clockText(letter.timestamp)}` : ''}
      </p>
      {letter.value === '' ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long message scrolls, also by keyboard
        <pre tabIndex={0} className="mt-2 max-h-40 overflow-auto rounded-lg bg-sunken p-3 font-mono text-xs">
          {letter.value}
        </pre>
      )}
    </li>
  );
}
