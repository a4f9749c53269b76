'use client';

import { useQuery } from '@tanstack/react-query';
import { ledgerQuery } from '@/api/queries';
import type { Connection } from '@/api/types';
import { groupDigits } from '@/features/result-grid/digits';
import { useConnectTranslations } from '@/messages/connect-translation';
import { ledgerTotal } from './connection-state';

const kRefreshMs = 5000;

/** How many messages the connection's transforms have left out, as names and values of a list; nothing where none of them does. */
export function LeftOut({ connection }: { connection: Connection }) {
  const t = useConnectTranslations('connection');
  const kinds = new Set(connection.transforms.map(({ kind }) => kind));
  const filters = kinds.has('filter');
  const deduplicates = kinds.has('deduplicate');
  // Counted from what is written down: progress counts since the service has started only.
  const { data } = useQuery({
    ...ledgerQuery(connection.id),
    enabled: filters || deduplicates,
    refetchInterval: kRefreshMs,
  });
  const total = data ? ledgerTotal(data) : null;
  const facts: [string, number | undefined][] = [
    ...(deduplicates ? [[t('leftOutDuplicates'), total?.duplicates] as [string, number | undefined]] : []),
    ...(filters ? [[t('leftOutFiltered'), total?.filtered] as [string, number | undefined]] : []),
  ];
  return facts.map(([name, count]) => (
    <div key={name} className="contents">
      <dt className="text-ink-soft">{name}</dt>
      <dd>{count === undefined ? '–' : groupDigits(String(count))}</dd>
    </div>
  ));
}
