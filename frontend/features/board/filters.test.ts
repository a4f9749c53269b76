import { describe, expect, it } from 'vitest';
import type { Table } from '@/api/types';
import { filterColumns, filterText, narrowed, parseFilters, withFilter } from './filters';

function table(name: string, columns: [string, string, string[]?][]): Table {
  return {
    database: 'shop',
    table: name,
    comment: '',
    rows: 1,
    bytes: 1,
    time_column: 'ts',
    freshness: {},
    columns: columns.map(([column, type, values = []]) => ({ name: column, type, comment: '', values })),
  } as Table;
}

const tables = [
  table('orders', [
    ['ts', 'DateTime'],
    ['order_id', 'UUID'],
    ['state', 'LowCardinality(String)', ['TX', 'CA']],
    ['total', 'Decimal(12, 2)'],
    ['_offset', 'String'],
  ]),
  table('clicks', [
    ['state', 'String', ['NY']],
    ['device', 'String'],
  ]),
];
const california = { column: 'state', value: 'CA:1' };

describe('a board’s filters', () => {
  it('stand in the address', () => {
    expect(parseFilters([filterText(california), 'nothing', ':x'])).toEqual([california]);
    expect(parseFilters(Array.from({ length: 20 }, (_none, at) => `c${at}:x`))).toHaveLength(6);
  });

  it('are one a column', () => {
    const texas = { column: 'state', value: 'TX' };
    expect(withFilter([california, { column: 'device', value: 'phone' }], texas)).toEqual([
      { column: 'device', value: 'phone' },
      texas,
    ]);
  });

  it('offer text columns of all tables with the values that are known', () => {
    expect([...filterColumns(tables)]).toEqual([
      ['state', ['CA', 'NY', 'TX']],
      ['device', []],
    ]);
  });
});

describe('a panel’s statement', () => {
  it('is narrowed by values that travel as parameters', () => {
    const parameter = { name: 'a', type: 'UInt8', value: '1' };
    expect(
      narrowed(
        'SELECT state, count() FROM shop.orders WHERE x = {a:UInt8} GROUP BY state',
        [parameter],
        [california],
        tables,
      ),
    ).toEqual({
      sql: 'SELECT state, count() FROM shop.orders WHERE (x = {a:UInt8}) AND (toString(`state`) = {board_filter_0:String}) GROUP BY state',
      parameters: [parameter, { name: 'board_filter_0', type: 'String', value: 'CA:1' }],
    });
  });

  it.each([
    ['SELECT count() FROM shop.orders', 'device'],
    ['SELECT upper(city) AS state FROM shop.orders', 'state'],
    ['SELECT count() FROM shop.orders JOIN shop.clicks USING state', 'state'],
    ['SELECT count() FROM shop.unknown', 'state'],
  ])('is left alone where nothing is certain: %s by %s', (sql, column) => {
    expect(narrowed(sql, [], [{ column, value: 'x' }], tables)).toBeNull();
  });
});
