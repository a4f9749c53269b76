import type { Cell, ResultTable } from '@/api/types';
import { cellNumber, cellSeconds, cellText } from '@/features/result-grid/cell-text';
import { sharedUnit } from '@/features/result-grid/unit';
import type { ChartChoice } from './chart-choice';

export interface TimeSeries {
  /** Seconds since 1970, ascending, without repeats. */
  seconds: number[];
  lines: { name: string; values: (number | null)[] }[];
  /** What all lines are measured in; null where they differ, or none is known. */
  unit: string | null;
  /** Series beyond the largest ones, summed into one line. */
  folded: number;
}

export const kSeriesMax = 6;

function total(values: Map<number, number>): number {
  let sum = 0;
  for (const value of values.values()) sum += Math.abs(value);
  return sum;
}

/** Rows -> one line a series over a shared, sorted time axis; the largest series are kept, the rest is summed. */
export function timeSeries(result: ResultTable, choice: ChartChoice, otherName: string): TimeSeries {
  const { x, y, series } = choice;
  if (x === null) return { seconds: [], lines: [], unit: null, folded: 0 };
  const bySeries = new Map<string, Map<number, number>>();
  const times = new Set<number>();
  const put = (name: string, at: number, cell: Cell) => {
    const value = cellNumber(cell);
    if (value === null) return;
    let points = bySeries.get(name);
    if (!points) {
      points = new Map();
      bySeries.set(name, points);
    }
    points.set(at, (points.get(at) ?? 0) + value);
  };
  for (const row of result.rows) {
    const at = cellSeconds(row[x] ?? null);
    if (at === null) continue;
    times.add(at);
    for (const column of y) {
      const heading = result.columns[column]?.name ?? '';
      const name =
        series === null ? heading : cellText(row[series] ?? null, result.columns[series]?.type ?? '');
      put(name, at, row[column] ?? null);
    }
  }
  const seconds = [...times].sort((a, b) => a - b);
  const ranked = [...bySeries].sort((a, b) => total(b[1]) - total(a[1]));
  const kept = ranked.length > kSeriesMax ? ranked.slice(0, kSeriesMax - 1) : ranked;
  const rest = ranked.slice(kept.length);
  if (rest.length > 0) {
    const other = new Map<number, number>();
    for (const [, points] of rest) {
      for (const [at, value] of points) other.set(at, (other.get(at) ?? 0) + value);
    }
    kept.push([otherName, other]);
  }
  return {
    seconds,
    lines: kept.map(([name, points]) => ({ name, values: seconds.map((at) => points.get(at) ?? null) })),
    unit: sharedUnit(y.flatMap((column) => result.columns[column] ?? [])),
    folded: rest.length,
  };
}
