import { runSql } from '@/api/queries';
import type { Cell, Connection } from '@/api/types';
import { kRateWindowSeconds, type RatePoint } from '@/features/live';
import { quotedTable } from '@/features/sql';

const kTablesMax = 8;

/** Events a second by the time of their production, over all connected tables; no second is left out. */
export function rateHistorySql(tables: string[]): string {
  const parts = tables.map(
    (table) =>
      `SELECT toUnixTimestamp(_timestamp) AS second FROM ${quotedTable(table)} WHERE _timestamp > now() - ${kRateWindowSeconds}`,
  );
  return `SELECT second, count() AS events FROM (${parts.join(' UNION ALL ')}) GROUP BY second ORDER BY second`;
}

/** Seconds without an event are zeros, not holes; the newest seconds are still filling and left to the socket. */
export function ratePoints(rows: Cell[][], now: number): RatePoint[] {
  const counts = new Map(rows.map(([second, events]) => [Number(second), Number(events)]));
  const first = Math.min(...counts.keys());
  if (!Number.isFinite(first)) return [];
  const points: RatePoint[] = [];
  for (let second = first + 1; second < now - 2; second += 1)
    points.push({ at: second, rate: counts.get(second) ?? 0 });
  return points;
}

export async function readRateHistory(connections: Connection[]): Promise<RatePoint[]> {
  const tables = connections
    .filter((connection) => connection.schema !== null && connection.state === 'running')
    .slice(0, kTablesMax)
    .map((connection) => connection.table);
  if (tables.length === 0) return [];
  const { rows } = await runSql(rateHistorySql(tables));
  return ratePoints(rows as Cell[][], Date.now() / 1000);
}
