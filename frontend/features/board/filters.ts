import type { Answer, Table } from '@/api/types';
import type { Narrowed } from '@/features/reply';
import { columnKind, innerType } from '@/features/result-grid/column-type';
import { statementParts, withCondition } from '@/features/sql';

/** Only rows whose column has this text. */
export interface Filter {
  column: string;
  value: string;
}

export const kFiltersMax = 6;
const kValuesMax = 200;
const parameterName = (index: number) => `board_filter_${index}`;

/** What a board is narrowed to stands in its address, not in the board: everybody sees it their own way, a link keeps it. */
export function parseFilters(texts: string[]): Filter[] {
  return texts.slice(0, kFiltersMax).flatMap((text) => {
    const colon = text.indexOf(':');
    return colon <= 0 ? [] : [{ column: text.slice(0, colon), value: text.slice(colon + 1) }];
  });
}

export function filterText({ column, value }: Filter): string {
  return `${column}:${value}`;
}

/** One filter a column: a second choice takes the place of the first. */
export function withFilter(filters: Filter[], next: Filter): Filter[] {
  return [...filters.filter((filter) => filter.column !== next.column), next].slice(-kFiltersMax);
}

/** Columns that a board can be narrowed by, with the values that are known of them. */
export function filterColumns(tables: Table[]): Map<string, string[]> {
  const columns = new Map<string, Set<string>>();
  for (const { columns: all } of tables) {
    for (const { name, type, values } of all) {
      if (name.startsWith('_') || columnKind(type) !== 'text' || innerType(type) === 'UUID') continue;
      const known = columns.get(name) ?? new Set();
      for (const value of values) if (known.size < kValuesMax) known.add(value);
      columns.set(name, known);
    }
  }
  return new Map([...columns].map(([name, values]) => [name, [...values].toSorted()]));
}

const aliased = (item: string, column: string) =>
  new RegExp(`\\s+as\\s+[\`"]?${column.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}[\`"]?$`, 'i').test(item);

/**
 * The statement over the filtered rows. Null where that cannot be said for certain: it reads more than one table, its
 * table has no such column, or it gives the column's name to something else.
 */
export function narrowed(
  sql: string,
  parameters: Answer['parameters'],
  filters: Filter[],
  tables: Table[],
): Narrowed | null {
  const parts = statementParts(sql);
  if (!parts) return null;
  const table = tables.find((one) => [one.table, `${one.database}.${one.table}`].includes(parts.table));
  const known = new Set(table?.columns.map((column) => column.name));
  const possible = filters.every(
    ({ column }) => known.has(column) && !parts.items.some((item) => aliased(item, column)),
  );
  if (!possible) return null;
  const conditions = filters.map(
    ({ column }, index) =>
      `toString(\`${column.replaceAll('`', '\\`')}\`) = {${parameterName(index)}:String}`,
  );
  return {
    sql: withCondition(parts, conditions.join(' AND ')),
    parameters: [
      ...parameters,
      ...filters.map(({ value }, index) => ({ name: parameterName(index), type: 'String', value })),
    ],
  };
}

/** Tells apart what a panel shows under different filters. */
export function filtersKey(filters: Filter[]): string {
  return JSON.stringify(filters.map(filterText).toSorted());
}
