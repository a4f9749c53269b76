'use client';

import { useQuery } from '@tanstack/react-query';
import { ledgerQuery } from '@/api/queries';
import { groupDigits } from '@/features/result-grid/digits';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useConnectTranslations } from '@/messages/connect-translation';
import { useTranslations } from '@/messages/translation';
import { Badge } from '@/ui/badge';
import { PlainTable } from '@/ui/plain-table';
import { Skeleton } from '@/ui/skeleton';
import { ledgerGap, ledgerTotal } from './connection-state';
import { LedgerExport } from './ledger-export';

const kRefreshMs = 3000;
const count = (value: number) => groupDigits(String(value));

/** Where every offset of the topic is. A gap or a row that is there twice is shown, never hidden. */
export function LedgerTable({ id, topic }: { id: string; topic: string }) {
  const t = useConnectTranslations('connection');
  const common = useTranslations('common');
  const { data, error, refetch } = useQuery({ ...ledgerQuery(id), refetchInterval: kRefreshMs });
  if (error && !data) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="m-5 h-48" label={common('loading')} />;
  if (data.length === 0) return <p className="p-5 text-ink-soft">{t('ledgerEmpty')}</p>;
  const total = ledgerTotal(data);
  // The topic is only worth its place where it tells partitions apart.
  const several = data.some((partition) => partition.topic !== data[0]?.topic);
  // What nothing leaves out needs no column.
  const leftOut = (['filtered', 'duplicates'] as const).filter((reason) => total[reason] > 0);
  return (
    <div className="pb-1">
      <div className="flex flex-wrap items-center gap-3 px-4 py-3 text-sm text-ink-soft md:px-5">
        <p>{t('ledgerIntro')}</p>
        <GapBadge gap={total.gap} />
        <div className="ml-auto">
          <LedgerExport id={id} topic={topic} />
        </div>
      </div>
      <PlainTable
        caption={t('ledger')}
        columns={[
          { id: 'partition', label: t('partition') },
          { id: 'from', label: t('from'), numeric: true },
          { id: 'next', label: t('next'), numeric: true },
          { id: 'end', label: t('end'), numeric: true },
          { id: 'loaded', label: t('loaded'), numeric: true },
          { id: 'dead', label: t('deadLettered'), numeric: true },
          { id: 'skipped', label: t('skipped'), numeric: true },
          ...leftOut.map((reason) => ({ id: reason, label: t(reason), numeric: true })),
          { id: 'pending', label: t('pending'), numeric: true },
          { id: 'duplicated', label: t('duplicated'), numeric: true },
          { id: 'gap', label: t('gap'), numeric: true },
        ]}
        rows={data.map((partition) => ({
          id: `${partition.topic}:${partition.partition}`,
          cells: [
            several ? `${partition.topic} · ${partition.partition}` : partition.partition,
            partition.start_offset,
            partition.next_offset,
            partition.end_offset,
            count(partition.loaded),
            count(partition.dead_lettered),
            count(partition.skipped),
            ...leftOut.map((reason) => count(partition[reason])),
            count(partition.pending),
            count(partition.duplicated),
            count(ledgerGap(partition)),
          ],
        }))}
        footer={[
          t('total'),
          '',
          '',
          '',
          count(total.loaded),
          count(total.deadLettered),
          count(total.skipped),
          ...leftOut.map((reason) => count(total[reason])),
          count(total.pending),
          count(total.duplicated),
          count(total.gap),
        ]}
      />
    </div>
  );
}

function GapBadge({ gap }: { gap: number }) {
  const t = useConnectTranslations('connection');
  return (
    <Badge tone={gap === 0 ? 'good' : 'bad'}>
      {t('gap')} {count(gap)}
    </Badge>
  );
}
