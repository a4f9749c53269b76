'use client';

import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Star, X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { Asking, HistoryEntry } from '@/api/types';
import { clearHistory, deleteHistory, historyQuery, starHistory, workspaceKeys } from '@/api/workspace';
import { clockText } from '@/features/freshness';
import { groupDigits } from '@/features/result-grid/digits';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useLaterTranslations } from '@/messages/later-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { classNames } from '@/ui/class-names';
import { Skeleton } from '@/ui/skeleton';
import { entryText } from './entry-text';

/** What this person asked before, newest first. A click asks it again. */
export function HistoryPanel({ onAsk }: { onAsk: (asking: Asking) => void }) {
  const t = useLaterTranslations('history');
  const common = useTranslations('common');
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  const [starred, setStarred] = useState(false);
  const search = useDeferredValue(typed.trim());
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(
    historyQuery(search, starred),
  );
  const changed = () => client.invalidateQueries({ queryKey: workspaceKeys.history });
  const star = useMutation({
    mutationFn: (entry: HistoryEntry) => starHistory(entry.id, !entry.starred),
    onSuccess: changed,
  });
  const remove = useMutation({
    mutationFn: (entry: HistoryEntry) => deleteHistory(entry.id),
    onSuccess: changed,
  });
  const clear = useMutation({ mutationFn: clearHistory, onSuccess: changed });
  const entries = data?.pages.flatMap((page) => page.entries) ?? [];
  const failed = star.error ?? remove.error ?? clear.error ?? (data ? null : error);
  return (
    <section aria-label={t('title')} className="flex flex-col gap-2">
      <div className="flex gap-1.5">
        <input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className="min-h-9 min-w-0 flex-1 rounded-lg border border-edge bg-surface px-2.5 text-sm placeholder:text-ink-soft pointer-coarse:min-h-11"
        />
        <Button
          look="quiet"
          small
          aria-pressed={starred}
          aria-label={t('starredOnly')}
          title={t('starredOnly')}
          className="w-9 px-0 pointer-coarse:w-11"
          onClick={() => setStarred((before) => !before)}
        >
          <Star className={classNames('size-4', starred && 'fill-warn text-warn')} aria-hidden="true" />
        </Button>
      </div>
      {failed ? <ProblemNotice error={failed} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-40" label={common('loading')} /> : null}
      {data && entries.length === 0 ? (
        <p className="px-1 text-sm text-ink-soft">
          {search !== '' ? t('noneFound', { text: search }) : starred ? t('noneStarred') : t('empty')}
        </p>
      ) : null}
      <ul className="flex flex-col">
        {entries.map((entry) => (
          <Entry
            key={entry.id}
            entry={entry}
            onAsk={() => onAsk(entry.asking)}
            onStar={() => star.mutate(entry)}
            onRemove={() => remove.mutate(entry)}
          />
        ))}
      </ul>
      {hasNextPage ? (
        <Button small onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
          {t('more')}
        </Button>
      ) : null}
      {entries.length > 0 && !starred && search === '' ? (
        <Button look="quiet" small onClick={() => clear.mutate()} disabled={clear.isPending}>
          {t('clear')}
        </Button>
      ) : null}
    </section>
  );
}

interface EntryProps {
  entry: HistoryEntry;
  onAsk: () => void;
  onStar: () => void;
  onRemove: () => void;
}

function Entry({ entry, onAsk, onStar, onRemove }: EntryProps) {
  const t = useLaterTranslations('history');
  const text = entryText(entry.asking);
  const facts = [
    clockText(entry.asked_at),
    entry.status === 'answered' && entry.rows !== null
      ? t('rows', { rows: groupDigits(String(entry.rows)) })
      : t(entry.status),
    entry.elapsed_ms === null || entry.status !== 'answered' ? '' : `${entry.elapsed_ms} ms`,
    entry.runs > 1 ? t('runs', { runs: entry.runs }) : '',
  ].filter((fact) => fact !== '');
  return (
    <li className="group flex items-start rounded-lg hover:bg-sunken">
      <button
        type="button"
        onClick={onAsk}
        title={text}
        className="min-h-11 min-w-0 flex-1 rounded-lg px-2 py-1.5 text-left"
      >
        <span
          className={classNames(
            'line-clamp-2 text-sm break-words',
            entry.kind === 'sql' && 'font-mono text-xs',
          )}
        >
          {text}
        </span>
        <span className="block text-xs text-ink-soft">{facts.join(' · ')}</span>
      </button>
      <button
        type="button"
        aria-pressed={entry.starred}
        aria-label={t('star', { text })}
        onClick={onStar}
        className="grid size-9 shrink-0 place-items-center rounded-lg text-ink-soft hover:text-warn pointer-coarse:size-11"
      >
        <Star className={classNames('size-4', entry.starred && 'fill-warn text-warn')} aria-hidden="true" />
      </button>
      <button
        type="button"
        aria-label={t('remove', { text })}
        onClick={onRemove}
        className="grid size-9 shrink-0 place-items-center rounded-lg text-ink-soft hover:text-bad pointer-coarse:size-11"
      >
        <X className="size-4" aria-hidden="true" />
      </button>
    </li>
  );
}
