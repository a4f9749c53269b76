'use client';

import { Cable, Plus } from 'lucide-react';
import type { Connection } from '@/api/types';
import { durationText, rateText } from '@/features/freshness';
import { useConnections } from '@/features/live';
import { groupDigits } from '@/features/result-grid/digits';
import { PageTitle } from '@/features/shell/page-title';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useConnectTranslations } from '@/messages/connect-translation';
import { useTranslations } from '@/messages/translation';
import { Badge } from '@/ui/badge';
import { buttonClass } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';
import { Skeleton } from '@/ui/skeleton';
import { connectionPath, sourceText, stateKey, stateTone } from './connection-state';

/** All connections with what moves in them, and the way to a new one. */
export function ConnectionList() {
  const t = useConnectTranslations('connect');
  const common = useTranslations('common');
  const page = useTranslations('page');
  const { data, error, refetch } = useConnections();
  return (
    <>
      <PageTitle
        title={page('connections')}
        intro={page('connectionsIntro')}
        actions={
          <Link href="/connect/new" className={buttonClass('primary')}>
            <Plus className="size-4" aria-hidden="true" />
            {t('new')}
          </Link>
        }
      />
      {error && !data ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-80" label={common('loading')} /> : null}
      {data && data.length === 0 ? (
        <Card>
          <EmptyState
            title={t('emptyTitle')}
            action={
              <Link href="/connect/new" className={buttonClass()}>
                <Cable className="size-4" aria-hidden="true" />
                {t('new')}
              </Link>
            }
          >
            {t('emptyBody')}
          </EmptyState>
        </Card>
      ) : null}
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {(data ?? []).map((connection) => (
          <ConnectionCard key={connection.id} connection={connection} />
        ))}
      </ul>
    </>
  );
}

function ConnectionCard({ connection }: { connection: Connection }) {
  const t = useConnectTranslations('connect');
  const { progress, state } = connection;
  const facts: [string, string][] = [
    [t('lag'), t('lagMessages', { count: groupDigits(String(progress.lag_messages)) })],
    [t('freshness'), progress.newest_event ? durationText(progress.freshness_ms) : '–'],
    [t('rejected'), groupDigits(String(progress.dead_letters))],
  ];
  return (
    <li>
      <Card className="relative flex h-full flex-col gap-4 p-4 transition-colors hover:border-edge md:p-5">
        <div className="flex items-start gap-3">
          <div className="min-w-0 flex-1">
            <h2 className="truncate font-semibold">
              <Link href={connectionPath(connection.id)} className="after:absolute after:inset-0">
                {sourceText(connection)}
              </Link>
            </h2>
            <p className="truncate text-sm text-ink-soft">→ {connection.table}</p>
          </div>
          <Badge tone={stateTone[state]} live={state === 'running'}>
            {t(stateKey(state))}
          </Badge>
        </div>
        <p className="text-3xl font-semibold tracking-tight">
          {rateText(progress.messages_per_second)}
          <span className="sr-only"> {t('rate')}</span>
        </p>
        <dl className="mt-auto grid grid-cols-3 gap-3 text-sm">
          {facts.map(([name, value]) => (
            <div key={name} className="min-w-0">
              <dt className="text-ink-soft">{name}</dt>
              <dd className="truncate font-medium">{value}</dd>
            </div>
          ))}
        </dl>
        {connection.last_error && ['failing', 'stopped', 'waiting'].includes(state) ? (
          <p className="text-sm text-bad">{connection.last_error.message}</p>
        ) : null}
      </Card>
    </li>
  );
}
