import { describe, expect, it } from 'vitest';
import type { Cell, ResultTable } from '@/api/types';
import { chartAs, chartFor, chooseChart, possibleKinds } from './chart-choice';

type Columns = [string, string][];

function result(columns: Columns, rows: Cell[][]): ResultTable {
  return { columns: columns.map(([name, type]) => ({ name, type })), rows };
}

const range = (count: number) => Array.from({ length: count }, (_none, index) => index);
const hour = (index: number) =>
  new Date(Date.UTC(2026, 10, 16, index)).toISOString().replace('T', ' ').slice(0, 19);

/** One row for each pair of `first` x `second`. */
function pairs(first: Cell[], second: Cell[], columns: Columns): ResultTable {
  return result(
    columns,
    first.flatMap((one, i) => second.map((two, j): Cell[] => [one, two, i * 10 + j + 1])),
  );
}

const stateDevice: Columns = [
  ['state', 'String'],
  ['device', 'String'],
  ['orders', 'UInt64'],
];

describe('the chart that the data choose', () => {
  it('compares one number with the one before', () => {
    const columns: Columns = [
      ['revenue', 'Decimal(38, 2)'],
      ['revenue_before', 'Decimal(38, 2)'],
    ];
    expect(chooseChart(result(columns, [['12.5', '10']]))).toMatchObject({ kind: 'number', y: [0, 1] });
    expect(
      chooseChart(
        result(
          [
            ['a', 'Int8'],
            ['b', 'Int8'],
          ],
          [[1, 2]],
        ),
      ).kind,
    ).toBe('card');
  });

  it('draws few counts over time as columns, anything else over time as a line', () => {
    const columns = (name: string, type: string): Columns => [
      ['hour', 'DateTime'],
      [name, type],
    ];
    const rows = (count: number) => range(count).map((at): Cell[] => [hour(at), at]);
    expect(chooseChart(result(columns('order_count', 'UInt64'), rows(12))).kind).toBe('column');
    expect(chooseChart(result(columns('order_count', 'UInt64'), rows(13))).kind).toBe('line');
    expect(chooseChart(result(columns('revenue', 'Float64'), rows(12))).kind).toBe('line');
  });

  it('draws time by more than fifty categories as a heat map', () => {
    const columns: Columns = [
      ['hour', 'DateTime'],
      ['sku', 'String'],
      ['n', 'UInt64'],
    ];
    const skus = (count: number) => range(count).map((at) => `sku-${at}`);
    expect(chooseChart(pairs(range(3).map(hour), skus(51), columns))).toMatchObject({
      kind: 'heat',
      x: 0,
      series: 1,
    });
    expect(chooseChart(pairs(range(3).map(hour), skus(50), columns)).kind).toBe('line');
  });

  it('draws hour by weekday as a heat map and never adds them up', () => {
    const columns: Columns = [
      ['weekday', 'UInt8'],
      ['hour', 'UInt8'],
      ['orders', 'UInt64'],
    ];
    expect(chooseChart(pairs([1, 2], [9, 10, 11], columns))).toEqual({
      kind: 'heat',
      x: 0,
      y: [2],
      series: 1,
    });
    expect(
      chooseChart(
        result(
          [
            ['hour', 'UInt8'],
            ['orders', 'UInt64'],
          ],
          range(4).map((at) => [at, '7']),
        ),
      ),
    ).toEqual({ kind: 'bar', x: 0, y: [1], series: null });
  });

  it('groups bars by a second category of at most six values, beyond that it is a heat map', () => {
    const devices = (count: number) => range(count).map((at) => `d${at}`);
    expect(chooseChart(pairs(['CA', 'TX'], devices(6), stateDevice))).toEqual({
      kind: 'grouped',
      x: 0,
      y: [2],
      series: 1,
    });
    expect(chooseChart(pairs(['CA', 'TX'], devices(7), stateDevice)).kind).toBe('heat');
  });

  it('leaves rows that are no table of two categories to the grid', () => {
    const twice = result(stateDevice, [
      ['CA', 'phone', 1],
      ['CA', 'phone', 2],
    ]);
    expect(chooseChart(twice).kind).toBe('table');
    const people = result(
      stateDevice,
      range(20).map((at) => [`first ${at}`, `last ${at}`, at]),
    );
    expect(chooseChart(people).kind).toBe('table');
  });

  it('draws shares of a whole as a donut, not every handful of numbers', () => {
    const shares = (name: string, rows: Cell[][]) =>
      chooseChart(
        result(
          [
            ['device', 'String'],
            [name, 'Float64'],
          ],
          rows,
        ),
      ).kind;
    const rows: Cell[][] = [
      ['phone', 60.2],
      ['desktop', 39.8],
    ];
    expect(shares('share_percent', rows)).toBe('donut');
    expect(shares('revenue', rows)).toBe('bar');
    expect(
      shares('share_percent', [
        ['phone', 60.2],
        ['desktop', 20],
      ]),
    ).toBe('bar');
  });

  it('sets two numbers against each other, and shows how one is spread', () => {
    const numbers: Columns = [
      ['amount', 'Float64'],
      ['latency', 'Float64'],
    ];
    const rows = range(20).map((at): Cell[] => [at, at * 2]);
    expect(chooseChart(result(numbers, rows))).toEqual({ kind: 'scatter', x: 0, y: [1], series: null });
    const one = result(
      numbers.slice(0, 1),
      rows.map((row) => row.slice(0, 1)),
    );
    expect(chooseChart(one)).toEqual({ kind: 'histogram', x: null, y: [0], series: null });
    expect(chooseChart({ ...one, rows: one.rows.slice(0, 19) }).kind).toBe('table');
  });
});

describe('the query engine’s word for a chart', () => {
  it('is made finer where the data bear more', () => {
    const hint = { kind: 'bar', x: 'state', y: ['orders'], series: 'device' };
    expect(chartFor(pairs(['CA', 'TX'], ['phone', 'desktop'], stateDevice), hint).kind).toBe('grouped');
  });
});

describe('what a person may choose', () => {
  const grouped = pairs(['CA', 'TX'], ['phone', 'desktop'], stateDevice);

  it('begins with what the data chose', () => {
    expect(possibleKinds(grouped, chooseChart(grouped))).toEqual(['grouped', 'stacked', 'heat']);
  });

  it('offers no parts of a whole where a number is below zero', () => {
    const below = { ...grouped, rows: grouped.rows.map(([one = null, two = null]) => [one, two, -1]) };
    expect(possibleKinds(below, chooseChart(below))).toEqual(['grouped', 'heat']);
  });

  it('offers a donut for a few parts, and dots for two numbers', () => {
    const columns: Columns = [
      ['state', 'String'],
      ['revenue', 'Float64'],
      ['orders', 'UInt64'],
    ];
    const rows: Cell[][] = [
      ['CA', 3, 1],
      ['TX', 2, 1],
      ['NY', 1, 1],
    ];
    const two = result(columns, rows);
    expect(possibleKinds(two, chooseChart(two))).toEqual(['bar', 'scatter']);
    const one = result(
      columns.slice(0, 2),
      rows.map((row) => row.slice(0, 2)),
    );
    expect(possibleKinds(one, chooseChart(one))).toEqual(['bar', 'donut']);
  });

  it('is drawn from the right columns', () => {
    const bar = { kind: 'bar' as const, x: 0, y: [1, 2], series: null };
    expect(chartAs(bar, 'scatter')).toEqual({ kind: 'scatter', x: 1, y: [2], series: null });
    expect(chartAs({ ...bar, kind: 'scatter', x: 1, y: [2] }, 'histogram')).toEqual({
      kind: 'histogram',
      x: null,
      y: [2],
      series: null,
    });
    expect(chartAs(bar, 'bar')).toBe(bar);
  });
});
