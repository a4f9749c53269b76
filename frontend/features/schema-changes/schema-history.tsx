'use client';

import { useQuery } from '@tanstack/react-query';
import { schemaHistoryQuery } from '@/api/schema-changes';
import type { SchemaHistoryEntry } from '@/api/types';
import { clockText } from '@/features/freshness';
import { groupDigits } from '@/features/result-grid/digits';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { SqlView } from '@/features/sql';
import { useConnectTranslations } from '@/messages/connect-translation';
import { useTranslations } from '@/messages/translation';
import { Badge } from '@/ui/badge';
import { Skeleton } from '@/ui/skeleton';

const kRefreshMs = 5000;

/** Each change of a column, newest first: when, why, by whom, with which statement, and the offsets from which it holds. */
export function SchemaHistory({ id }: { id: string }) {
  const t = useConnectTranslations('changes');
  const common = useTranslations('common');
  const { data, error, refetch } = useQuery({ ...schemaHistoryQuery(id), refetchInterval: kRefreshMs });
  if (error && !data) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-24" label={common('loading')} />;
  if (data.length === 0) return <p className="text-ink-soft">{t('historyEmpty')}</p>;
  return (
    <ol className="flex flex-col gap-3">
      {data.map((entry) => (
        <li key={`${entry.version} ${entry.kind} ${entry.column}`}>
          <Entry entry={entry} />
        </li>
      ))}
    </ol>
  );
}

function Entry({ entry }: { entry: SchemaHistoryEntry }) {
  const t = useConnectTranslations('changes');
  const { version, at, kind, column, type, statement, reason, made_by, starts } = entry;
  const offsets = starts.map(({ partition, offset }) =>
    t('startOf', { partition, offset: groupDigits(String(offset)) }),
  );
  return (
    <article className="rounded-lg border border-line p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h3 className="font-semibold break-all">{column}</h3>
        <code className="font-mono text-xs text-ink-soft">{type}</code>
        <Badge tone={kind === 'add' ? 'good' : 'neutral'}>{t(`kind_${kind}`)}</Badge>
        <span className="ml-auto text-sm text-ink-soft">{at ? clockText(at) : ''}</span>
      </div>
      <p className="mt-1 text-sm text-ink-soft">{t('historyEntry', { version, by: made_by })}</p>
      {reason ? <p className="mt-1 text-sm break-words">{reason}</p> : null}
      <p className="mt-1 text-sm text-ink-soft">
        {offsets.length > 0 ? `${t('startsAt')}: ${offsets.join(' · ')}` : t('startsNone')}
      </p>
      <div className="mt-3">
        <SqlView
          sql={statement}
          label={`${t('statement')} ${column}, ${t('historyEntry', { version, by: made_by })}`}
        />
      </div>
    </article>
  );
}
