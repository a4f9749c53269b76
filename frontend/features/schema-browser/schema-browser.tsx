'use client';

import { useQuery } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { tablesQuery } from '@/api/queries';
import type { Table } from '@/api/types';
import { freshnessTone } from '@/features/freshness';
import { groupDigits } from '@/features/result-grid/digits';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useLaterTranslations } from '@/messages/later-translation';
import { useTranslations } from '@/messages/translation';
import { StatusDot } from '@/ui/badge';
import { Skeleton } from '@/ui/skeleton';

const kRefreshMs = 10_000;

/** What can be asked about: tables and their columns. A click puts a name into the box. */
export function SchemaBrowser({ onInsert }: { onInsert: (name: string) => void }) {
  const t = useLaterTranslations('answer');
  const common = useTranslations('common');
  const { data, error } = useQuery({ ...tablesQuery, refetchInterval: kRefreshMs });
  return (
    <section aria-label={t('tables')} className="min-w-0">
      <div>
        {!data && !error ? <Skeleton className="h-40" label={common('loading')} /> : null}
        {error && !data ? <ProblemNotice error={error} /> : null}
        {data && data.length === 0 ? <p className="text-sm text-ink-soft">{t('tablesEmpty')}</p> : null}
        <ul className="flex flex-col gap-1">
          {(data ?? []).map((table) => (
            <li key={`${table.database}.${table.table}`}>
              <TableEntry table={table} onInsert={onInsert} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function TableEntry({ table, onInsert }: { table: Table; onInsert: (name: string) => void }) {
  const t = useLaterTranslations('answer');
  const name = `${table.database}.${table.table}`;
  return (
    <details className="group rounded-lg open:bg-surface open:shadow-card">
      <summary className="flex min-h-11 list-none items-center gap-2 rounded-lg px-2 hover:bg-sunken md:min-h-9 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className="size-4 shrink-0 text-ink-soft transition-transform group-open:rotate-90"
          aria-hidden="true"
        />
        <StatusDot tone={freshnessTone(table.freshness.lag_ms)} />
        <span className="min-w-0 flex-1 truncate text-sm font-medium" title={name}>
          {name}
        </span>
        <span className="text-xs text-ink-soft">{groupDigits(String(table.rows))}</span>
      </summary>
      <ul className="flex flex-col px-2 pb-2">
        {[{ name, type: t('tableRows', { rows: groupDigits(String(table.rows)) }) }, ...table.columns].map(
          (column) => (
            <li key={column.name}>
              <button
                type="button"
                title={t('insertName', { name: column.name })}
                onClick={() => onInsert(column.name)}
                className="flex min-h-9 w-full items-baseline gap-2 rounded-md px-2 py-1 text-left text-sm hover:bg-sunken pointer-coarse:min-h-11"
              >
                <span className="min-w-0 flex-1 truncate">{column.name}</span>
                <span className="max-w-28 truncate font-mono text-[0.6875rem] text-ink-soft">
                  {column.type}
                </span>
              </button>
            </li>
          ),
        )}
      </ul>
    </details>
  );
}
