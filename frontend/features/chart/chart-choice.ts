import type { Cell, ResultTable } from '@/api/types';
import { cellNumber } from '@/features/result-grid/cell-text';
import { columnKind, isNumeric } from '@/features/result-grid/column-type';
import { areParts, columnRoles, distinctTexts, isCount, isOrdinal, isWhole } from './column-role';

export const chartKinds = [
  'number',
  'card',
  'line',
  'bar',
  'column',
  'grouped',
  'stacked',
  'donut',
  'heat',
  'scatter',
  'histogram',
  'table',
] as const;

export type ChartKind = (typeof chartKinds)[number];

/** What to draw: indexes into the result's columns. */
export interface ChartChoice {
  kind: ChartKind;
  /** Time of a line, category of a bar, first number of a scatter. */
  x: number | null;
  /** Numbers. */
  y: number[];
  /** Category that splits a line into several, or bars into groups; the rows of a heat map. */
  series: number | null;
}

export interface ChartHint {
  kind: string;
  x: string | null;
  y: string[];
  series: string | null;
}

const kLinePointsMin = 3;
const kColumnsMax = 12;
const kLineCategoriesMax = 50;
const kPartsMax = 6;
export const kGroupsMax = 6;
const kHistogramRowsMin = 20;
// Below this share of filled cells a heat map is mostly holes: the rows are no table of two categories.
const kFilledMin = 0.3;
const table: ChartChoice = { kind: 'table', x: null, y: [], series: null };

/** The first rule that fits; identifiers and parts of a calendar never count as numbers. */
export function chooseChart(result: ResultTable): ChartChoice {
  const { columns, rows } = result;
  if (rows.length === 0 || columns.length === 0) return table;
  const { time, measures: y, dimensions } = columnRoles(columns);
  if (rows.length === 1) return ofOneRow(result, y);
  if (y.length === 0) return table;
  if (time >= 0 && rows.length >= kLinePointsMin) return overTime(result, time, y, dimensions);
  const categories = time >= 0 ? [time, ...dimensions] : dimensions;
  const [first, second] = categories;
  if (first === undefined) return ofNumbers(rows.length, y);
  if (second === undefined || (time >= 0 && categories.length === 2)) {
    const whole = rows.length <= kPartsMax && y.length === 1 && y.every((column) => isWhole(result, column));
    return { kind: whole ? 'donut' : 'bar', x: first, y, series: null };
  }
  return categories.length === 2 && y.length === 1 ? ofTwo(result, first, second, y) : table;
}

function ofOneRow({ columns }: ResultTable, y: number[]): ChartChoice {
  const [now, before] = y;
  const alone = columns.length === 1 && now !== undefined;
  if (alone) return { kind: 'number', x: null, y, series: null };
  const compared =
    columns.length === 2 &&
    now !== undefined &&
    before !== undefined &&
    /(^|_)(before|previous|prior|earlier)(_|$)/i.test(columns[before]?.name ?? '');
  return { kind: compared ? 'number' : 'card', x: null, y, series: null };
}

function overTime(result: ResultTable, time: number, y: number[], dimensions: number[]): ChartChoice {
  const [series] = dimensions;
  const [number] = y;
  if (series === undefined) {
    const column = number === undefined ? undefined : result.columns[number];
    const few = result.rows.length <= kColumnsMax && y.length === 1;
    return { kind: few && column && isCount(column) ? 'column' : 'line', x: time, y, series: null };
  }
  if (dimensions.length > 1 || y.length > 1) return table;
  const many = distinctTexts(result, series).length > kLineCategoriesMax;
  return { kind: many && isFilled(result, time, series) ? 'heat' : 'line', x: time, y, series };
}

/** No time and no category: two numbers against each other, or how one is spread. */
function ofNumbers(rows: number, y: number[]): ChartChoice {
  const [first, second] = y;
  if (first === undefined || rows < kLinePointsMin) return table;
  if (second === undefined)
    return rows < kHistogramRowsMin ? table : { kind: 'histogram', x: null, y: [first], series: null };
  return y.length === 2 ? { kind: 'scatter', x: first, y: [second], series: null } : table;
}

function ofTwo(result: ResultTable, first: number, second: number, y: number[]): ChartChoice {
  if (!isFilled(result, first, second)) return table;
  const ordinals = [first, second].every((column) => {
    const found = result.columns[column];
    return found !== undefined && isOrdinal(found);
  });
  const groups = distinctTexts(result, second).length;
  return {
    kind: ordinals || groups > kGroupsMax ? 'heat' : 'grouped',
    x: first,
    y,
    series: second,
  };
}

/** Whether the rows are one number for most pairs of two categories, and no pair comes twice. */
function isFilled(result: ResultTable, first: number, second: number): boolean {
  const pairs = new Set(result.rows.map((row) => JSON.stringify([row[first], row[second]])));
  if (pairs.size !== result.rows.length) return false;
  const cells = distinctTexts(result, first).length * distinctTexts(result, second).length;
  return pairs.size / cells >= kFilledMin;
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
  if (hint.kind === 'bar' && x !== null && numeric && result.rows.length > 1) {
    // To the query engine two categories are bars too, and so are shares of a whole.
    if (at(hint.series) !== null || own.kind === 'donut') return own;
    return { kind: 'bar', x, y, series: null };
  }
  const timed = x !== null && columnKind(result.columns[x]?.type ?? '') === 'time';
  if (hint.kind === 'line' && timed && numeric && result.rows.length >= kLinePointsMin) {
    if (own.kind === 'column' || own.kind === 'heat') return own;
    return { kind: 'line', x, y, series: at(hint.series) };
  }
  return own;
}

/** Kinds that this result can be drawn as, for the person's own choice. The one that was chosen by the data is the first. */
export function possibleKinds(result: ResultTable, chosen: ChartChoice): ChartKind[] {
  const { kind, x, y, series } = chosen;
  if (kind === 'table') return [];
  const kinds: ChartKind[] = [kind];
  const enough = result.rows.length >= kLinePointsMin;
  const timed = x !== null && columnKind(result.columns[x]?.type ?? '') === 'time';
  const [number] = y;
  const parts = number !== undefined && y.length === 1 && areParts(result, number);
  if (series !== null && x !== null) {
    const few = distinctTexts(result, series).length <= kGroupsMax;
    const filled = isFilled(result, x, series);
    if (timed && enough) kinds.push('line');
    if (few && filled) kinds.push('grouped');
    if (few && filled && parts) kinds.push('stacked');
    if (filled) kinds.push('heat');
  } else if (x !== null && kind !== 'scatter') {
    if (timed && enough) kinds.push('line');
    kinds.push('bar');
    if (timed) kinds.push('column');
    if (parts && !timed && result.rows.length <= kPartsMax) kinds.push('donut');
    if (y.length === 2 && enough && !timed) kinds.push('scatter');
  }
  if (kind === 'scatter' && result.rows.length >= kHistogramRowsMin) kinds.push('histogram');
  return [...new Set(kinds)];
}

/** The same result drawn as another kind that it can be drawn as. */
export function chartAs(chosen: ChartChoice, kind: ChartKind): ChartChoice {
  const { y } = chosen;
  if (kind === chosen.kind) return chosen;
  const last = y.at(-1);
  if (kind === 'scatter' && y[0] !== undefined && last !== undefined)
    return { kind, x: y[0], y: [last], series: null };
  if (kind === 'histogram' && last !== undefined) return { kind, x: null, y: [last], series: null };
  return { ...chosen, kind };
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
