import type { ResultColumn, ResultTable } from '@/api/types';
import { cellNumber, cellText, isIdentifier } from '@/features/result-grid/cell-text';
import { columnKind, isNumeric } from '@/features/result-grid/column-type';

/** What the columns of a result are to a chart: indexes, in the result's order. */
export interface ColumnRoles {
  /** The first time column; -1 for none. */
  time: number;
  /** Numbers that are measured or counted. */
  measures: number[];
  /** All others: what rows are told apart by. */
  dimensions: number[];
}

/** Parts of a clock or calendar: whole numbers with a natural order, which nobody adds up. */
const ordinalName =
  /(^|_)(second|minute|hour|weekday|day_?of_?(week|month|year)|dow|day|week|month|quarter)(_|$)/i;
const dayName = /^(mon|tue|wed|thu|fri|sat|sun)/i;

/** Whether values of this column have an order of their own: hours, weekdays, months. */
export function isOrdinal({ name, type }: ResultColumn): boolean {
  return columnKind(type) === 'integer' && ordinalName.test(name);
}

export function isMeasure(column: ResultColumn): boolean {
  return isNumeric(column.type) && !isIdentifier(column.name) && !isOrdinal(column);
}

/** "orders_count", "count()", "rows": whole things that were counted. */
export function isCount({ name, type }: ResultColumn): boolean {
  return columnKind(type) === 'integer' && /(^|_)(count|rows|events)(_|\(|$)/i.test(name);
}

export function columnRoles(columns: ResultColumn[]): ColumnRoles {
  const time = columns.findIndex((column) => columnKind(column.type) === 'time');
  const all = columns.map((_column, index) => index);
  const measures = all.filter((index) => isMeasure(columns[index] as ResultColumn));
  return { time, measures, dimensions: all.filter((index) => index !== time && !measures.includes(index)) };
}

export function distinctTexts({ columns, rows }: ResultTable, column: number): string[] {
  const type = columns[column]?.type ?? '';
  return [...new Set(rows.map((row) => cellText(row[column] ?? null, type)))];
}

/** Whether the numbers of a column are shares that add up to one, or to a hundred percent. */
export function isWhole({ columns, rows }: ResultTable, column: number): boolean {
  if (!/(share|percent|pct|ratio|fraction|portion)/i.test(columns[column]?.name ?? '')) return false;
  const sum = rows.reduce((total, row) => total + (cellNumber(row[column] ?? null) ?? 0), 0);
  const near = (whole: number) => Math.abs(sum - whole) <= whole * 0.005;
  return near(1) || near(100);
}

/** Whether no number of a column is below zero and not all are zero: only then can it be parts of something. */
export function areParts({ rows }: ResultTable, column: number): boolean {
  const numbers = rows.map((row) => cellNumber(row[column] ?? null) ?? 0);
  return numbers.every((number) => number >= 0) && numbers.some((number) => number > 0);
}

/** Names in the order that a person expects: weekdays from Monday, numbers by value; null where there is none. */
export function naturalOrder(column: ResultColumn, names: string[]): string[] | null {
  if (isOrdinal(column) || columnKind(column.type) === 'integer')
    return names.toSorted((a, b) => Number(a.replaceAll(',', '')) - Number(b.replaceAll(',', '')));
  if (columnKind(column.type) === 'time') return names.toSorted();
  if (names.length > 1 && names.every((name) => dayName.test(name))) {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const at = (name: string) => days.indexOf(name.slice(0, 3).toLowerCase());
    return names.toSorted((a, b) => at(a) - at(b));
  }
  return null;
}
