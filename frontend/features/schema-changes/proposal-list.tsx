'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { applyProposals, proposalsQuery, rejectProposals, schemaKeys } from '@/api/schema-changes';
import type { ColumnProposal, Connection, EvolutionPolicy } from '@/api/types';
import { clockText } from '@/features/freshness';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { SqlView } from '@/features/sql';
import { useConnectTranslations } from '@/messages/connect-translation';
import { useTranslations } from '@/messages/translation';
import { Badge } from '@/ui/badge';
import { Button } from '@/ui/button';
import { Skeleton } from '@/ui/skeleton';
import { useTakeOver } from './use-take-over';

const kRefreshMs = 3000;

const emptyKeys = {
  add: 'proposalsEmptyAdd',
  freeze: 'proposalsEmptyFreeze',
  review: 'proposalsEmptyReview',
} as const satisfies Record<EvolutionPolicy, string>;

interface ProposalListProps {
  connection: Connection;
  mayChange: boolean;
}

/** Columns that new fields could become: the statement, why it has that type, and a person's word on it. */
export function ProposalList({ connection, mayChange }: ProposalListProps) {
  const t = useConnectTranslations('changes');
  const common = useTranslations('common');
  const client = useQueryClient();
  const takeOver = useTakeOver(connection.id);
  const { id, evolution } = connection;
  const { data, error, refetch } = useQuery({ ...proposalsQuery(id), refetchInterval: kRefreshMs });
  const accept = useMutation({
    mutationFn: (columns: string[]) => applyProposals(id, columns),
    onSuccess: takeOver,
  });
  const reject = useMutation({
    mutationFn: (columns: string[]) => rejectProposals(id, columns),
    onSuccess: (proposals) => {
      client.setQueryData(schemaKeys.proposals(id), proposals);
      void client.invalidateQueries({ queryKey: ['connections'] });
    },
  });
  if (error && !data) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-24" label={common('loading')} />;
  if (data.length === 0) return <p className="text-ink-soft">{t(emptyKeys[evolution.policy])}</p>;
  const open = data.filter((proposal) => !proposal.rejected).map((proposal) => proposal.column);
  const busy = accept.isPending || reject.isPending;
  const failed = accept.error ?? reject.error;
  return (
    <div className="flex flex-col gap-3">
      {failed ? <ProblemNotice error={failed} /> : null}
      <ul className="flex flex-col gap-3">
        {data.map((proposal) => (
          <li key={proposal.column}>
            <Proposal
              proposal={proposal}
              busy={busy}
              mayChange={mayChange}
              onAccept={() => accept.mutate([proposal.column])}
              onReject={() => reject.mutate([proposal.column])}
            />
          </li>
        ))}
      </ul>
      {mayChange && open.length > 1 ? (
        <div>
          <Button small disabled={busy} onClick={() => accept.mutate(open)}>
            {t('acceptAll', { count: open.length })}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

interface ProposalProps {
  proposal: ColumnProposal;
  busy: boolean;
  mayChange: boolean;
  onAccept: () => void;
  onReject: () => void;
}

function Proposal({ proposal, busy, mayChange, onAccept, onReject }: ProposalProps) {
  const t = useConnectTranslations('changes');
  const { column, type, path, statement, reason, proposed_at, rejected } = proposal;
  return (
    <article className="rounded-lg border border-line p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <h3 className="font-semibold break-all">{column}</h3>
        <code className="font-mono text-xs text-ink-soft">{type}</code>
        {rejected ? <Badge tone="neutral">{t('rejected')}</Badge> : null}
        {mayChange ? (
          <div className="ml-auto flex flex-wrap gap-2">
            {rejected ? null : (
              <Button
                small
                look="quiet"
                disabled={busy}
                aria-label={t('rejectNamed', { name: column })}
                onClick={onReject}
              >
                <X className="size-4" aria-hidden="true" />
                {t('reject')}
              </Button>
            )}
            <Button small disabled={busy} aria-label={t('acceptNamed', { name: column })} onClick={onAccept}>
              <Check className="size-4" aria-hidden="true" />
              {rejected ? t('acceptAnyway') : t('accept')}
            </Button>
          </div>
        ) : null}
      </div>
      <p className="mt-1 text-sm text-ink-soft">
        {t('field', { path: path.join(' › ') })}
        {proposed_at ? ` · ${t('since', { time: clockText(proposed_at) })}` : ''}
      </p>
      <p className="mt-1 text-sm break-words">{rejected ? t('rejectedNote') : reason}</p>
      <div className="mt-3">
        <SqlView sql={statement} label={`${t('statement')} ${column}`} />
      </div>
    </article>
  );
}
