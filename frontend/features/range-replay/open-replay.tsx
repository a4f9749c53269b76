'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { discardRangeReplay, rangeReplayKey, swapRangeReplay } from '@/api/range-replays';
import type { RangeReplay } from '@/api/types';
import { clockText } from '@/features/freshness';
import { groupDigits } from '@/features/result-grid/digits';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { newestRowsSql } from '@/features/sql';
import { useReplayTranslations } from '@/messages/replay-translation';
import { Badge } from '@/ui/badge';
import { Button, buttonClass } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { Link } from '@/ui/link';
import { Notes } from './range-start';
import { ReplayDiff } from './replay-diff';

const kShownRows = 100;
const count = (value: number) => groupDigits(String(value));

interface OpenReplayProps {
  id: string;
  replay: RangeReplay;
  mayChange: boolean;
}

/** A replay that has not ended: how far it is, what it has found, and the decision. */
export function OpenReplay({ id, replay, mayChange }: OpenReplayProps) {
  const t = useReplayTranslations('rangeReplay');
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const decide = useMutation({
    mutationFn: (swap: boolean) => (swap ? swapRangeReplay : discardRangeReplay)(id, replay.id ?? ''),
    onSettled: () => void client.invalidateQueries({ queryKey: rangeReplayKey(id) }),
  });
  const { state, topic, made_by, created_at, messages, messages_read, diff, error, table, shadow_table } =
    replay;
  // Until the next look tells another state.
  const decided = decide.isPending || (decide.isSuccess && !error);
  return (
    <article aria-label={t('open')} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <Badge tone={state === 'ready' ? 'good' : 'neutral'} live={state !== 'ready'}>
          {t(`state_${state}`)}
        </Badge>
        <p className="min-w-0 flex-1 basis-52 text-sm break-words text-ink-soft">
          {t('of', { topic, at: created_at ? clockText(created_at) : '–', person: made_by })}
        </p>
      </div>
      {state === 'reading' ? (
        <progress
          aria-label={t('progress', { done: count(messages_read), all: count(messages) })}
          className="h-2 w-full accent-accent"
          value={messages_read}
          max={Math.max(messages, 1)}
        />
      ) : null}
      <p role="status">
        {diff
          ? `${t('outcome', { rows: replay.rows, dead: replay.dead_letters })}${
              replay.filtered + replay.duplicates > 0
                ? `, ${t('leftOut', { filtered: count(replay.filtered), duplicates: count(replay.duplicates) })}`
                : ''
            }.`
          : t('progress', { done: count(messages_read), all: count(messages) })}
      </p>
      {error ? <p className="rounded-lg bg-warn-wash px-3 py-2 break-words text-warn">{error}</p> : null}
      {diff ? <ReplayDiff diff={diff} /> : null}
      {state === 'ready' ? <Notes notes={replay.notes} /> : null}
      {decide.error ? <ProblemNotice error={decide.error} /> : null}
      <div className="flex flex-wrap items-center gap-2">
        {mayChange && state === 'ready' ? (
          <Button look="primary" disabled={decided} onClick={() => setAsking(true)}>
            {t('swap')}
          </Button>
        ) : null}
        {mayChange && state !== 'swapping' ? (
          <Button disabled={decided} onClick={() => decide.mutate(false)}>
            {t('discard')}
          </Button>
        ) : null}
        {state === 'ready' && shadow_table ? (
          <Link
            href={`/query?q=${encodeURIComponent(newestRowsSql(shadow_table, kShownRows))}`}
            className={buttonClass('quiet')}
          >
            {t('look', { table: shadow_table })}
          </Link>
        ) : null}
        {decided ? <p className="text-sm text-ink-soft">{t('decided')}</p> : null}
      </div>
      <Dialog title={t('swapTitle')} open={asking} onClose={() => setAsking(false)}>
        <p>{t('swapBody', { table })}</p>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{t('cancel')}</Button>
          <Button
            look="primary"
            onClick={() => {
              setAsking(false);
              decide.mutate(true);
            }}
          >
            {t('swap')}
          </Button>
        </div>
      </Dialog>
    </article>
  );
}
