'use client';

import { useQuery } from '@tanstack/react-query';
import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { deadLetterGroupsQuery } from '@/api/dead-letters';
import type { Connection } from '@/api/types';
import { WidenDialog } from '@/features/schema-changes/widen-dialog';
import { useMayChange } from '@/features/session/use-may-change';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useSearchParam } from '@/features/shell/search-param';
import { useRejectedTranslations } from '@/messages/rejected-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { EmptyState } from '@/ui/empty-state';
import { Skeleton } from '@/ui/skeleton';
import { CauseRow } from './cause-row';
import { ReplayDialog } from './replay-dialog';
import { ReplayPanel } from './replay-panel';
import { type ReplayTask, useReplay } from './use-replay';

const kRefreshMs = 5000;

interface RejectedPartProps {
  connection: Connection;
  onSchema: () => void;
  onRules: () => void;
}

/** The workbench of messages that did not fit: by cause, with what can be done, and the way to become rows. */
export function RejectedPart({ connection, onSchema, onRules }: RejectedPartProps) {
  const t = useRejectedTranslations('rejected');
  const common = useTranslations('common');
  const { id, table } = connection;
  const mayChange = useMayChange();
  const replay = useReplay(id);
  const [asked, setAsked] = useState<ReplayTask | null>(null);
  const [widening, setWidening] = useState<{ name: string; type: string } | null>(null);
  // In the address: a reload and a link open the same cause.
  const [open, setOpen] = useSearchParam('cause');
  const { data, error, refetch } = useQuery({ ...deadLetterGroupsQuery(id), refetchInterval: kRefreshMs });
  if (error && !data) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="m-5 h-48" label={common('loading')} />;
  const { groups, total } = data;
  const onReplay = mayChange && !replay.busy ? setAsked : undefined;
  return (
    <>
      <ReplayPanel replay={replay} />
      {total === 0 ? (
        <EmptyState title={t('emptyTitle')}>{t('emptyBody')}</EmptyState>
      ) : (
        <header className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3 md:px-5">
          <p className="min-w-0 flex-1 basis-52 text-sm text-ink-soft">
            {t('summary', { count: total, causes: groups.length })}
          </p>
          {onReplay ? (
            <Button
              small
              onClick={() => onReplay({ choice: { all: true }, what: t('whatAll', { count: total }) })}
            >
              <RotateCcw className="size-4" aria-hidden="true" />
              {t('replayAll')}
            </Button>
          ) : null}
          {mayChange === false ? <p className="basis-full text-sm text-ink-soft">{t('viewer')}</p> : null}
        </header>
      )}
      <ul className="divide-y divide-line border-t border-line">
        {groups.map((group) => (
          <li key={`${group.code} ${group.reason}`}>
            <CauseRow
              connection={connection}
              group={group}
              open={open === group.reason}
              onOpen={(next) => setOpen(next ? group.reason : '', true)}
              acts={{ onReplay, onWiden: mayChange ? setWidening : undefined, onSchema, onRules }}
            />
          </li>
        ))}
      </ul>
      {groups.reduce((sum, group) => sum + group.count, 0) < total ? (
        <p className="border-t border-line px-4 py-3 text-sm text-ink-soft md:px-5">
          {t('more', { shown: groups.length })}
        </p>
      ) : null}
      <ReplayDialog task={asked} table={table} onClose={() => setAsked(null)} onReplay={replay.start} />
      <WidenDialog id={id} column={widening} onClose={() => setWidening(null)} />
    </>
  );
}
