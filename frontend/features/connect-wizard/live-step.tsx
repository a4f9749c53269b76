'use client';

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { resultOf, runSql } from '@/api/queries';
import type { Connection } from '@/api/types';
import { Suggestions } from '@/features/ask';
import { connectionPath } from '@/features/connections';
import { rateText } from '@/features/freshness';
import { useConnection } from '@/features/live';
import { ResultGrid } from '@/features/result-grid';
import { groupDigits } from '@/features/result-grid/digits';
import { newestRowsSql, quotedTable } from '@/features/sql';
import { useConnectTranslations } from '@/messages/connect-translation';
import { Badge } from '@/ui/badge';
import { buttonClass } from '@/ui/button';
import { Card, CardHeader } from '@/ui/card';
import { Link } from '@/ui/link';

const kRowsShown = 10;
const kRefreshMs = 1000;

/** The connection at work: counts move, rows arrive, and the first question is a click away. */
export function LiveStep({ created }: { created: Connection }) {
  const t = useConnectTranslations('wizard');
  const words = useConnectTranslations('connect');
  const router = useRouter();
  const connection = useConnection(created.id).data ?? created;
  const { table, progress } = connection;
  const { data: rows } = useQuery({
    queryKey: ['newest', table],
    queryFn: async ({ signal }) => resultOf(await runSql(newestRowsSql(table, kRowsShown), signal)),
    refetchInterval: kRefreshMs,
    // An empty topic has no table yet: asked again until it has.
    enabled: connection.schema !== null,
    retry: false,
  });
  const { data: count } = useQuery({
    queryKey: ['count', table],
    queryFn: async ({ signal }) =>
      String(resultOf(await runSql(`SELECT count() FROM ${quotedTable(table)}`, signal)).rows[0]?.[0] ?? '0'),
    refetchInterval: kRefreshMs,
    enabled: connection.schema !== null,
    retry: false,
  });
  return (
    <div className="flex flex-col gap-5">
      <Card className="p-4 md:p-6">
        <div className="flex flex-wrap items-center gap-3">
          <h2 className="text-xl font-semibold tracking-tight break-all">{t('doneTitle', { table })}</h2>
          <Badge tone="good" live>
            {rateText(progress.messages_per_second)}
          </Badge>
        </div>
        <p className="mt-1 text-ink-soft">{t('doneBody')}</p>
        <p className="mt-4 text-4xl font-semibold tracking-tight" data-testid="row-count">
          {groupDigits(count ?? '0')}
          <span className="ml-2 text-base font-normal text-ink-soft">{t('rows').toLowerCase()}</span>
        </p>
        <p className="text-sm text-ink-soft">
          {words('lagMessages', { count: groupDigits(String(progress.lag_messages)) })} · {words('rejected')}:{' '}
          {groupDigits(String(progress.dead_letters))}
        </p>
        <div className="mt-5 flex flex-col gap-4">
          {connection.schema === null ? null : (
            <Suggestions
              table={table}
              onAsk={(question) => router.push(`/query?q=${encodeURIComponent(question)}`)}
            />
          )}
          <div className="flex flex-wrap gap-2">
            <Link href="/query" className={buttonClass('primary')}>
              {t('ask', { table })}
            </Link>
            <Link href={connectionPath(connection.id)} className={buttonClass()}>
              {t('toConnection')}
            </Link>
          </div>
        </div>
      </Card>
      {rows && rows.rows.length > 0 ? (
        <Card className="overflow-hidden">
          <CardHeader title={t('latestRows')} />
          <ResultGrid columns={rows.columns} rows={rows.rows} />
        </Card>
      ) : null}
    </div>
  );
}
