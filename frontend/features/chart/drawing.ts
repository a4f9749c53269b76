import type { ResultTable } from '@/api/types';
import { cellNumber, cellText } from '@/features/result-grid/cell-text';
import { columnKind } from '@/features/result-grid/column-type';
import { sharedUnit } from '@/features/result-grid/unit';
import { binsOf, rasterOf } from './bins';
import { type ChartChoice, kGroupsMax } from './chart-choice';
import { isOrdinal, isWhole } from './column-role';
import { type Matrix, matrixOf } from './matrix';
import { timeNames } from './time-names';

/** Bars along names; several groups stand beside or on each other. */
interface BarDrawing {
  form: 'bars';
  names: string[];
  groups: Matrix['groups'];
  /** Names along the bottom: where they have an order in time or by value. */
  upright: boolean;
  stacked: boolean;
  /** Without room between: neighbours are neighbours in value too. */
  touching: boolean;
}

interface PartDrawing {
  form: 'parts';
  parts: { name: string; value: number }[];
}

interface CellDrawing {
  form: 'cells';
  columns: string[];
  rows: string[];
  /** Column, row, number; cells without a number are left out. */
  cells: [number, number, number][];
  /** The first row stands below: rows are an axis of numbers. */
  upwards: boolean;
}

interface DotDrawing {
  form: 'dots';
  points: [number, number][];
}

/** What is drawn, as plain data: read by the canvas, by the keyboard and by the table beside it. */
export type Drawing = (BarDrawing | PartDrawing | CellDrawing | DotDrawing) & {
  /** Headings of what `markCells` gives. */
  heads: string[];
  /** What the numbers under each heading are measured in; null for names, and where none is known. */
  units: (string | null)[];
  /** Type of the numbers. */
  type: string;
  /** Categories that are too small to be shown. */
  left: number;
};

const kUprightMax = 60;
const kSidewaysMax = 30;
const kHeatRowsMax = 30;
const kDotsMax = 5000;

function headsOf({ columns }: ResultTable, indexes: (number | null)[]): string[] {
  return indexes.flatMap((index) =>
    index === null ? [] : [columns[index]?.name.replaceAll('_', ' ') ?? ''],
  );
}

function unitOfAll({ columns }: ResultTable, indexes: (number | null)[]): string | null {
  return sharedUnit(indexes.flatMap((index) => columns[index ?? -1] ?? []));
}

/** Headings that no column has. */
export interface DrawingWords {
  /** Rows that were counted. */
  rows: string;
  /** Which of several number columns. */
  measure: string;
  value: string;
}

/** Null for kinds that are not drawn here. */
export function drawingOf(result: ResultTable, choice: ChartChoice, words: DrawingWords): Drawing | null {
  switch (choice.kind) {
    case 'column':
    case 'grouped':
    case 'stacked':
      return bars(result, choice, words);
    case 'donut':
      return parts(result, choice);
    case 'heat':
      return heat(result, choice);
    case 'scatter':
      return scatter(result, choice, words.rows);
    case 'histogram':
      return histogram(result, choice, words.rows);
    default:
      return null;
  }
}

function bars(result: ResultTable, choice: ChartChoice, words: DrawingWords): Drawing {
  const { x, y, series, kind } = choice;
  const column = result.columns[x ?? -1];
  const timed = column !== undefined && columnKind(column.type) === 'time';
  const upright = timed || (column !== undefined && isOrdinal(column));
  const matrix = matrixOf(result, choice, {
    names: upright ? kUprightMax : kSidewaysMax,
    groups: kGroupsMax,
  });
  const [number = words.value] = headsOf(result, [y[0] ?? null]);
  // Several number columns have no common name.
  const split = series === null ? [words.measure, words.value] : [...headsOf(result, [series]), number];
  const heads = [...headsOf(result, [x]), ...(matrix.groups.length > 1 ? split : [number])];
  return {
    form: 'bars',
    ...matrix,
    names: timed ? timeNames(matrix.names) : matrix.names,
    upright,
    stacked: kind === 'stacked',
    touching: false,
    heads,
    units: [...heads.slice(1).map(() => null), unitOfAll(result, y)],
    type: result.columns[y[0] ?? -1]?.type ?? '',
    left: matrix.left.names + matrix.left.groups,
  };
}

function parts(result: ResultTable, { x, y }: ChartChoice): Drawing {
  const column = y[0] ?? -1;
  return {
    form: 'parts',
    parts: result.rows.map((row) => ({
      name: cellText(row[x ?? -1] ?? null, result.columns[x ?? -1]?.type ?? ''),
      value: cellNumber(row[column] ?? null) ?? 0,
    })),
    // Shares say their share themselves.
    heads: [...headsOf(result, [x, column]), ...(isWhole(result, column) ? [] : ['%'])],
    // The share is a text with its sign.
    units: [null, unitOfAll(result, [column]), null],
    type: result.columns[column]?.type ?? '',
    left: 0,
  };
}

function heat(result: ResultTable, choice: ChartChoice): Drawing {
  const { x, y, series } = choice;
  const column = result.columns[x ?? -1];
  const matrix = matrixOf(result, choice, { names: kUprightMax, groups: kHeatRowsMax });
  return {
    form: 'cells',
    columns: column && columnKind(column.type) === 'time' ? timeNames(matrix.names) : matrix.names,
    rows: matrix.groups.map((group) => group.name),
    cells: matrix.groups.flatMap(({ values }, row) =>
      values.flatMap((value, index): [number, number, number][] =>
        value === null ? [] : [[index, row, value]],
      ),
    ),
    upwards: false,
    heads: headsOf(result, [x, series, y[0] ?? null]),
    units: [null, null, unitOfAll(result, [y[0] ?? null])],
    type: result.columns[y[0] ?? -1]?.type ?? '',
    left: matrix.left.names + matrix.left.groups,
  };
}

function rangeNames(edges: number[]): string[] {
  const whole = edges.every(Number.isInteger) && (edges[1] ?? 0) - (edges[0] ?? 0) === 1;
  const text = (value: number) => cellText(value, 'Float64');
  return edges
    .slice(0, -1)
    .map((edge, index) => (whole ? text(edge) : `${text(edge)} – ${text(edges[index + 1] ?? edge)}`));
}

/** Few points are drawn each; of more, how many lie where. */
function scatter(result: ResultTable, { x, y }: ChartChoice, rows: string): Drawing {
  const column = y[0] ?? -1;
  const points = result.rows.flatMap((row): [number, number][] => {
    const left = cellNumber(row[x ?? -1] ?? null);
    const up = cellNumber(row[column] ?? null);
    return left === null || up === null ? [] : [[left, up]];
  });
  const heads = headsOf(result, [x, column]);
  const units = [unitOfAll(result, [x]), unitOfAll(result, [column])];
  if (points.length <= kDotsMax) return { form: 'dots', points, heads, units, type: 'Float64', left: 0 };
  const raster = rasterOf(points);
  return {
    form: 'cells',
    columns: rangeNames(raster.x.edges),
    rows: rangeNames(raster.y.edges),
    cells: raster.cells,
    upwards: true,
    heads: [...heads, rows],
    units: [...units, null],
    type: 'UInt64',
    left: 0,
  };
}

function histogram(result: ResultTable, { y }: ChartChoice, rows: string): Drawing {
  const column = y[0] ?? -1;
  const bins = binsOf(
    result.rows.flatMap((row) => {
      const number = cellNumber(row[column] ?? null);
      return number === null ? [] : [number];
    }),
  );
  return {
    form: 'bars',
    names: rangeNames(bins.edges),
    groups: [{ name: rows, values: bins.counts }],
    upright: true,
    stacked: false,
    touching: true,
    heads: [...headsOf(result, [column]), rows],
    units: [unitOfAll(result, [column]), null],
    type: 'UInt64',
    left: 0,
  };
}
