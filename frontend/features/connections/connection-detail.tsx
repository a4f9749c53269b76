'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pause, Play, Rows3, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { pauseConnection, queryKeys, resumeConnection } from '@/api/queries';
import type { Connection } from '@/api/types';
import { lazyPart } from '@/features/shell/lazy-part';
import { PageTitle } from '@/features/shell/page-title';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useSearchParam } from '@/features/shell/search-param';
import { newestRowsSql } from '@/features/sql';
import { useConnectTranslations } from '@/messages/connect-translation';
import { Badge } from '@/ui/badge';
import { Button, buttonClass } from '@/ui/button';
import { Card } from '@/ui/card';
import { Link } from '@/ui/link';
import { Tabs } from '@/ui/tabs';
import { possibleAction, sourceText, stateKey, stateTone } from './connection-state';
import { DeleteDialog } from './delete-dialog';
import { LedgerTable } from './ledger-table';
import { Overview } from './overview';

const SchemaPart = lazyPart(
  () => import('@/features/schema-changes/schema-part').then((module) => module.SchemaPart),
  'h-96',
);
const RejectedPart = lazyPart(
  () => import('@/features/rejected/rejected-part').then((module) => module.RejectedPart),
  'h-96',
);
const RangeReplayPart = lazyPart(
  () => import('@/features/range-replay/range-replay-part').then((module) => module.RangeReplayPart),
  'h-96',
);
const RulesPart = lazyPart(() => import('./rules-part').then((module) => module.RulesPart), 'h-96');
const StoppedNotice = lazyPart(
  () => import('@/features/stop-above/stopped-notice').then((module) => module.StoppedNotice),
  'h-40',
);
const kNewestRows = 100;

const parts = ['overview', 'ledger', 'rejected', 'replay', 'schema', 'rules'] as const;
type Part = (typeof parts)[number];

/** A connection with what can be done with it. */
export function ConnectionDetail({ connection }: { connection: Connection }) {
  const t = useConnectTranslations('connection');
  const words = useConnectTranslations('connect');
  const client = useQueryClient();
  // In the address: a reload and a link open the same part.
  const [named, setNamed] = useSearchParam('part');
  const part = parts.find((one) => one === named) ?? 'overview';
  const setPart = (next: Part) => setNamed(next === 'overview' ? '' : next, true);
  const [deleting, setDeleting] = useState(false);
  const action = possibleAction(connection);
  const change = useMutation({
    mutationFn: () => (action === 'pause' ? pauseConnection : resumeConnection)(connection.id),
    onSuccess: (changed) => {
      client.setQueryData(queryKeys.connection(connection.id), changed);
      void client.invalidateQueries({ queryKey: queryKeys.connections, exact: true });
    },
  });
  const Icon = action === 'pause' ? Pause : Play;
  return (
    <>
      <PageTitle
        title={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="break-all">{sourceText(connection)}</span>
            <Badge tone={stateTone[connection.state]} live={connection.state === 'running'}>
              {words(stateKey(connection.state))}
            </Badge>
          </span>
        }
        intro={`→ ${connection.table}`}
        actions={
          <>
            <Link
              href={`/query?q=${encodeURIComponent(newestRowsSql(connection.table, kNewestRows))}`}
              className={buttonClass('primary')}
            >
              <Rows3 className="size-4" aria-hidden="true" />
              {t('newest')}
            </Link>
            {connection.state === 'stopped' ? null : (
              <Button onClick={() => change.mutate()} disabled={change.isPending}>
                <Icon className="size-4" aria-hidden="true" />
                {t(action)}
              </Button>
            )}
            <Button look="danger" onClick={() => setDeleting(true)}>
              <Trash2 className="size-4" aria-hidden="true" />
              {t('delete')}
            </Button>
          </>
        }
      />
      {change.error ? <ProblemNotice error={change.error} /> : null}
      {connection.state === 'stopped' ? (
        <StoppedNotice
          connection={connection}
          busy={change.isPending}
          onLook={() => setPart('rejected')}
          onResume={() => change.mutate()}
        />
      ) : null}
      {connection.evolution.open_proposals > 0 && part !== 'schema' ? (
        <Card className="flex flex-wrap items-center gap-3 px-4 py-3 md:px-5">
          <p className="min-w-0 flex-1 basis-52">
            {t('openProposals', { count: connection.evolution.open_proposals })}
          </p>
          <Button small onClick={() => setPart('schema')}>
            {t('toSchema')}
          </Button>
        </Card>
      ) : null}
      <Card className="overflow-hidden">
        <Tabs
          label={t('tabs')}
          selected={part}
          onSelect={setPart}
          tabs={[
            { id: 'overview', label: t('overview'), content: <Overview connection={connection} /> },
            {
              id: 'ledger',
              label: t('ledger'),
              content: <LedgerTable id={connection.id} topic={connection.topic || connection.table} />,
            },
            {
              id: 'rejected',
              label: t('rejected'),
              content: (
                <RejectedPart
                  connection={connection}
                  onSchema={() => setPart('schema')}
                  onRules={() => setPart('rules')}
                />
              ),
            },
            { id: 'replay', label: t('replay'), content: <RangeReplayPart connection={connection} /> },
            { id: 'schema', label: t('schema'), content: <SchemaPart connection={connection} /> },
            { id: 'rules', label: t('rules'), content: <RulesPart connection={connection} /> },
          ]}
        />
      </Card>
      <DeleteDialog connection={connection} open={deleting} onClose={() => setDeleting(false)} />
    </>
  );
}
