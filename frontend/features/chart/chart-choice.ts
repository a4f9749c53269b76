import type { Cell, ResultColumn, ResultTable } from '@/api/types';
import { cellNumber, isIdentifier } from '@/features/result-grid/cell-text';
import { columnKind, isNumeric } from '@/features/result-grid/column-type';

export type ChartKind = 'number' | 'card' | 'line' | 'bar' | 'table';

/** What to draw: indexes into the result's columns. */
export interface ChartChoice {
  kind: ChartKind;
  /** Time of a line, category of a bar. */
  x: number | null;
  /** Numbers. */
  y: number[];
  /** Category that splits a line into several. */
  series: number | null;
}

export interface ChartHint {
  kind: string;
  x: string | null;
  y: string[];
  series: string | null;
}

const kLinePointsMin = 3;
const table: ChartChoice = { kind: 'table', x: null, y: [], series: null };

function measures(columns: ResultColumn[]): number[] {
  return columns.flatMap((column, index) =>
    isNumeric(column.type) && !isIdentifier(column.name) ? [index] : [],
  );
}

/** The first rule that fits; identifiers never count as numbers. */
export function chooseChart({ columns, rows }: ResultTable): ChartChoice {
  const y = measures(columns);
  if (rows.length === 0 || columns.length === 0) return table;
  if (rows.length === 1) {
    if (columns.length === 1 && y.length === 1) return { kind: 'number', x: null, y, series: null };
    return { kind: 'card', x: null, y, series: null };
  }
  if (y.length === 0) return table;
  const time = columns.findIndex((column) => columnKind(column.type) === 'time');
  const categories = columns.flatMap((_column, index) =>
    index !== time && !y.includes(index) ? [index] : [],
  );
  if (time >= 0 && rows.length >= kLinePointsMin) {
    const [series] = categories;
    if (series === undefined) return { kind: 'line', x: time, y, series: null };
    if (categories.length === 1 && y.length === 1) return { kind: 'line', x: time, y, series };
    return table;
  }
  const [category] = time >= 0 ? [time, ...categories] : categories;
  if (category !== undefined && categories.length <= 1) return { kind: 'bar', x: category, y, series: null };
  return table;
}

/** Takes the query engine's hint where the result can carry it; otherwise chooses by the data. */
export function chartFor(result: ResultTable, hint: ChartHint | null | undefined): ChartChoice {
  const own = chooseChart(result);
  if (!hint || result.rows.length === 0) return own;
  const at = (name: string | null) => {
    const index = result.columns.findIndex((column) => column.name === name);
    return index < 0 ? null : index;
  };
  const x = at(hint.x);
  const y = hint.y.map(at).filter((index): index is number => index !== null);
  const numeric = y.length > 0 && y.every((index) => isNumeric(result.columns[index]?.type ?? ''));
  if (hint.kind === 'table') return table;
  if (hint.kind === 'number' && own.kind === 'number') return own;
  if (hint.kind === 'bar' && x !== null && numeric && result.rows.length > 1)
    return { kind: 'bar', x, y, series: null };
  const timed = x !== null && columnKind(result.columns[x]?.type ?? '') === 'time';
  if (hint.kind === 'line' && timed && numeric && result.rows.length >= kLinePointsMin)
    return { kind: 'line', x, y, series: at(hint.series) };
  return own;
}

/** Kinds that this result can be drawn as, for the person's own choice. */
export function possibleKinds(result: ResultTable, chosen: ChartChoice): ChartKind[] {
  const kinds: ChartKind[] = chosen.kind === 'table' ? [] : [chosen.kind];
  if (chosen.kind === 'line' && chosen.series === null) kinds.push('bar');
  if (chosen.kind === 'bar' && chosen.x !== null && result.rows.length >= kLinePointsMin) {
    if (columnKind(result.columns[chosen.x]?.type ?? '') === 'time') kinds.push('line');
  }
  return kinds;
}

/** Lowest, highest and last number of a column, for the sentence that stands for a chart. */
export function extent(rows: Cell[][], column: number): { min: number; max: number; last: number } | null {
  const numbers = rows.flatMap((row) => {
    const number = cellNumber(row[column] ?? null);
    return number === null ? [] : [number];
  });
  const last = numbers.at(-1);
  if (last === undefined) return null;
  return {
    min: numbers.reduce((low, value) => Math.min(low, value)),
    max: numbers.reduce((high, value) => Math.max(high, value)),
    last,
  };
}
