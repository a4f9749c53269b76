import type { ResultTable } from '@/api/types';
import { cellNumber, cellText } from '@/features/result-grid/cell-text';
import type { ChartChoice } from './chart-choice';
import { naturalOrder } from './column-role';

/** Numbers by two categories. */
export interface Matrix {
  /** Categories along the first axis, in natural order, or the query's. */
  names: string[];
  groups: { name: string; values: (number | null)[] }[];
  /** Categories of either axis that are not shown, the smallest ones. */
  left: { names: number; groups: number };
}

export interface MatrixLimits {
  names: number;
  groups: number;
}

/** The `count` names with the largest sums, in the order that they had. */
function largest(names: string[], sums: Map<string, number>, count: number): string[] {
  if (names.length <= count) return names;
  const ranked = names.toSorted((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0)).slice(0, count);
  const kept = new Set(ranked);
  return names.filter((name) => kept.has(name));
}

/**
 * Rows of (x, series, number) as a matrix. Without a series each number column is a group. Of more categories than the
 * limits the largest are kept; of times the newest, so that no hole is in them.
 */
export function matrixOf(result: ResultTable, choice: ChartChoice, limits: MatrixLimits): Matrix {
  const { columns, rows } = result;
  const { x, y, series } = choice;
  const xColumn = columns[x ?? -1];
  if (x === null || !xColumn) return { names: [], groups: [], left: { names: 0, groups: 0 } };
  const seriesColumn = series === null ? undefined : columns[series];
  const byName = new Map<string, number>();
  const byGroup = new Map<string, number>();
  const cells = new Map<string, number>();
  const put = (name: string, group: string, value: number | null) => {
    byName.set(name, (byName.get(name) ?? 0) + Math.abs(value ?? 0));
    byGroup.set(group, (byGroup.get(group) ?? 0) + Math.abs(value ?? 0));
    const key = JSON.stringify([name, group]);
    if (value !== null) cells.set(key, (cells.get(key) ?? 0) + value);
  };
  for (const row of rows) {
    const name = cellText(row[x] ?? null, xColumn.type);
    for (const column of y) {
      const group =
        series === null
          ? (columns[column]?.name ?? '')
          : cellText(row[series] ?? null, seriesColumn?.type ?? '');
      put(name, group, cellNumber(row[column] ?? null));
    }
  }
  const allNames = [...byName.keys()];
  const ordered = naturalOrder(xColumn, allNames);
  const names = ordered ? ordered.slice(-limits.names) : largest(allNames, byName, limits.names);
  const allGroups = [...byGroup.keys()];
  const groupOrder = (seriesColumn && naturalOrder(seriesColumn, allGroups)) ?? allGroups;
  const groupNames = largest(groupOrder, byGroup, limits.groups);
  return {
    names,
    groups: groupNames.map((name) => ({
      name,
      values: names.map((one) => cells.get(JSON.stringify([one, name])) ?? null),
    })),
    left: { names: allNames.length - names.length, groups: allGroups.length - groupNames.length },
  };
}
