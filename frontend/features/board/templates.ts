import type { Table } from '@/api/types';
import { askingOf } from '@/features/asking';
import { isIdentifier } from '@/features/result-grid/cell-text';
import { columnKind, innerType } from '@/features/result-grid/column-type';
import { quotedTable } from '@/features/sql';
import { type BoardContent, emptyBoard, withPanel } from './board-content';

const kTemplatesMax = 6;
const kCategoriesMax = 2;
const kTopValues = 10;
const kNewestRows = 50;

const quoted = (name: string) => `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;

/** A table's own columns: not what Aurora adds to each. */
const ownColumns = (table: Table) => table.columns.filter((column) => !column.name.startsWith('_'));

/** Columns with few values split well; the engine knows some of their values. */
function categories(table: Table): string[] {
  return ownColumns(table)
    .filter((column) => columnKind(column.type) === 'text' && !isIdentifier(column.name))
    .filter((column) => column.type.includes('LowCardinality') || column.values.length > 1)
    .slice(0, kCategoriesMax)
    .map((column) => column.name);
}

/** The first amount: a decimal that is no coordinate or share by its name. */
function amount(table: Table): string | null {
  const found = ownColumns(table).find(
    (column) =>
      /^(Decimal|Float)/.test(innerType(column.type)) &&
      !isIdentifier(column.name) &&
      !/(lat|lon|lng|ratio|rate|percent|share)/i.test(column.name),
  );
  return found?.name ?? null;
}

/** Proposes a board for each table that has a time: what comes in, of which kinds, and how much it is worth. */
export function boardTemplates(tables: Table[], title: (table: string) => string): BoardContent[] {
  return tables
    .filter((table) => table.time_column !== null && table.rows > 0)
    .toSorted((a, b) => b.rows - a.rows)
    .slice(0, kTemplatesMax)
    .map((table) => templateOf(table, title(table.table)));
}

function templateOf(table: Table, title: string): BoardContent {
  const time = quoted(table.time_column ?? '');
  const from = quotedTable(`${table.database}.${table.table}`);
  const where = `WHERE ${time} >= {from:DateTime64(3)} AND ${time} < {to:DateTime64(3)}`;
  const value = amount(table);
  let board: BoardContent = { ...emptyBoard(title), range: '1h' };
  const add = (name: string, sql: string, chart: string | null, w: number, h: number) => {
    board = withPanel(board, { asking: askingOf(sql), title: name, chart, w, h });
  };
  add(
    `Rows in ${table.table}`,
    `SELECT count() AS ${quoted('rows')} FROM ${from} ${where}`,
    'number',
    value ? 3 : 4,
    6,
  );
  if (value)
    add(
      `Sum of ${value}`,
      `SELECT sum(${quoted(value)}) AS ${quoted(value)} FROM ${from} ${where}`,
      'number',
      3,
      6,
    );
  add(
    'Rows a minute',
    `SELECT toStartOfMinute(${time}) AS minute, count() AS ${quoted('rows')} FROM ${from} ${where} GROUP BY minute ORDER BY minute`,
    'line',
    value ? 6 : 8,
    9,
  );
  for (const category of categories(table)) {
    const measure = value ? `sum(${quoted(value)}) AS ${quoted(value)}` : `count() AS ${quoted('rows')}`;
    add(
      value ? `${value} by ${category}` : `Rows by ${category}`,
      `SELECT ${quoted(category)}, ${measure} FROM ${from} ${where} GROUP BY ${quoted(category)} ORDER BY 2 DESC LIMIT ${kTopValues}`,
      'bar',
      6,
      10,
    );
  }
  const shown = ownColumns(table).map((column) => quoted(column.name));
  add(
    'Newest rows',
    `SELECT ${shown.join(', ')} FROM ${from} ORDER BY ${time} DESC LIMIT ${kNewestRows}`,
    'table',
    12,
    11,
  );
  return board;
}
