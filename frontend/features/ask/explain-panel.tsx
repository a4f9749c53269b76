'use client';

import { useQuery } from '@tanstack/react-query';
import { explainSql } from '@/api/queries';
import type { Reply } from '@/features/reply';
import { groupDigits } from '@/features/result-grid/digits';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useLaterTranslations } from '@/messages/later-translation';
import { useTranslations } from '@/messages/translation';
import { Skeleton } from '@/ui/skeleton';

/** What the statement does in plain words, what it costs to run, and which tables it rests on. */
export function ExplainPanel({ reply }: { reply: Reply }) {
  const t = useLaterTranslations('explain');
  const common = useTranslations('common');
  const { data, error, refetch } = useQuery({
    queryKey: ['explain', reply.sql, reply.parameters],
    queryFn: ({ signal }) => explainSql(reply.sql, reply.parameters, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (error) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="m-4 h-32" label={common('loading')} />;
  const facts: [string, string][] = [
    [t('rows'), groupDigits(String(data.rows_estimated))],
    [t('parts'), groupDigits(String(data.parts_estimated))],
    ...(reply.stats
      ? ([
          [t('took'), `${Math.round(reply.stats.elapsed_ms)} ms`],
          [t('read'), groupDigits(String(reply.stats.rows_read))],
        ] satisfies [string, string][])
      : []),
  ];
  return (
    <div className="flex flex-col gap-5 p-4 md:p-5">
      <p className="max-w-3xl text-pretty">{data.words}</p>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-4">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm text-ink-soft">{name}</dt>
            <dd className="text-xl font-semibold tracking-tight">{value}</dd>
          </div>
        ))}
      </dl>
      <div>
        <h3 className="text-sm font-semibold text-ink-soft">{t('tables')}</h3>
        {data.tables.length === 0 ? (
          <p className="mt-1 text-ink-soft">{t('noTables')}</p>
        ) : (
          <ul className="mt-1.5 flex flex-wrap gap-2">
            {data.tables.map((table) => (
              <li key={table} className="rounded-lg bg-sunken px-2.5 py-1 font-mono text-xs">
                {table}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
