import { describe, expect, it } from 'vitest';
import type { Table } from '@/api/types';
import { completeSql, tablesIn } from './completion';

function table(name: string, columns: [string, string, string[]?][]): Table {
  return {
    database: 'shop',
    table: name,
    comment: '',
    rows: 10,
    bytes: 1,
    time_column: null,
    freshness: { complete_to: null, lag_ms: null },
    columns: columns.map(([column, type, values = []]) => ({ name: column, type, comment: '', values })),
  };
}

const tables = [
  table('orders', [
    ['total', 'Decimal(12, 2)'],
    ['state', 'LowCardinality(String)', ['CA', 'NY']],
  ]),
  table('clicks', [['page', 'String']]),
];

/** Labels offered at the bar; null for none. */
function labels(marked: string, asked = false): string[] | null {
  const at = marked.indexOf('|');
  const found = completeSql(marked.replace('|', ''), at, tables, asked);
  return found ? found.choices.map((choice) => choice.label) : null;
}

describe('completeSql', () => {
  it('offers tables alone after FROM and JOIN', () => {
    expect(labels('SELECT 1 FROM sh|')).toEqual(['shop.orders', 'shop.clicks']);
    expect(labels('SELECT 1 FROM shop.orders JOIN |', true)).toEqual(['shop.orders', 'shop.clicks']);
  });

  it('offers the columns of the tables that are named, with their types', () => {
    const found = completeSql('SELECT to FROM shop.orders', 9, tables, false);
    expect(found?.from).toBe(7);
    expect(found?.choices.slice(0, 2).map(({ label, detail }) => [label, detail])).toEqual([
      ['total', 'Decimal(12, 2)'],
      ['state', 'LowCardinality(String)'],
    ]);
    expect(labels('SELECT to| FROM shop.orders')).not.toContain('page');
    expect(labels('SELECT to|')).toContain('page');
  });

  it('offers the columns of a table after its name and a dot', () => {
    expect(labels('SELECT orders.| FROM shop.orders')).toEqual(['total', 'state']);
  });

  it('offers values inside the quotes of a comparison', () => {
    expect(labels("SELECT 1 FROM shop.orders WHERE state = '|")).toEqual(['CA', 'NY']);
    expect(labels("SELECT 1 FROM shop.orders WHERE state IN ('CA', 'N|")).toEqual(['CA', 'NY']);
    expect(completeSql("SELECT 1 FROM shop.orders WHERE state = 'C", 42, tables, false)?.from).toBe(41);
  });

  it('offers nothing in other quotes, in comments, and unasked between words', () => {
    expect(labels("SELECT 'to|")).toBeNull();
    expect(labels('SELECT 1 -- to|')).toBeNull();
    expect(labels('SELECT |')).toBeNull();
    expect(labels('SELECT |', true)).toContain('count');
  });
});

describe('tablesIn', () => {
  it('takes whole names only, quoted or not', () => {
    expect(tablesIn('SELECT 1 FROM `shop`.`orders`', tables).map((one) => one.table)).toEqual(['orders']);
    expect(tablesIn('SELECT 1 FROM shop.orders2', tables)).toEqual([]);
  });
});
