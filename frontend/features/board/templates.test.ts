import { describe, expect, it } from 'vitest';
import type { Table } from '@/api/types';
import { boardTemplates } from './templates';

function table(
  name: string,
  rows: number,
  time: string | null,
  columns: [string, string, string[]?][],
): Table {
  return {
    database: 'shop',
    table: name,
    comment: '',
    rows,
    bytes: 1,
    time_column: time,
    freshness: { complete_to: null, lag_ms: null },
    columns: columns.map(([column, type, values = []]) => ({ name: column, type, comment: '', values })),
  };
}

const orders = table('orders', 100, 'ts', [
  ['ts', 'DateTime64(3)'],
  ['order_id', 'UUID'],
  ['lat', 'Float64'],
  ['total', 'Decimal(12, 2)'],
  ['state', 'LowCardinality(String)'],
  ['note', 'String'],
  ['_offset', 'Int64'],
]);
const clicks = table('cl`icks', 900, 'at', [
  ['at', 'DateTime'],
  ['page', 'String', ['a', 'b']],
]);

const made = boardTemplates(
  [orders, clicks, table('empty', 0, 'ts', []), table('timeless', 5, null, [])],
  (name) => name,
);
const sqlOf = (index: number) => made[index]?.panels.map(({ asking }) => asking.turns[0]?.text ?? '') ?? [];

describe('boardTemplates', () => {
  it('proposes a board for each table with a time and rows, the largest first', () => {
    expect(made.map(({ title }) => title)).toEqual(['cl`icks', 'orders']);
  });

  it('counts, sums an amount, splits by category and shows the newest rows', () => {
    expect(made[1]?.panels.map(({ title }) => title)).toEqual([
      'Rows in orders',
      'Sum of total',
      'Rows a minute',
      'total by state',
      'Newest rows',
    ]);
    expect(sqlOf(1)[1]).toBe(
      'SELECT sum(`total`) AS `total` FROM `shop`.`orders` WHERE `ts` >= {from:DateTime64(3)} AND `ts` < {to:DateTime64(3)}',
    );
    expect(sqlOf(1).at(-1)).not.toContain('_offset');
  });

  it('counts by category where there is no amount, and quotes every name', () => {
    expect(sqlOf(0)[2]).toContain('SELECT `page`, count() AS `rows` FROM `shop`.`cl\\`icks`');
  });

  it('is a board that the gateway takes: twelve columns, no overlap, own ids', () => {
    for (const { panels } of made) {
      expect(panels.every(({ x, w }) => x + w <= 12)).toBe(true);
      expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    }
  });
});
