import { describe, expect, it } from 'vitest';
import type { Cell, ResultTable } from '@/api/types';
import { chartFor, chooseChart, extent, possibleKinds } from './chart-choice';
import { kSeriesMax, timeSeries } from './series';

function result(columns: [string, string][], rows: Cell[][]): ResultTable {
  return { columns: columns.map(([name, type]) => ({ name, type })), rows };
}

const hours = (count: number) =>
  Array.from({ length: count }, (_none, hour) => `2026-11-16 ${String(hour).padStart(2, '0')}:00:00`);

describe('chooseChart', () => {
  it('makes one number big', () => {
    expect(chooseChart(result([['orders', 'UInt64']], [['41']])).kind).toBe('number');
  });

  it('makes one row a card', () => {
    const one = result(
      [
        ['orders', 'UInt64'],
        ['state', 'String'],
      ],
      [['41', 'CA']],
    );
    expect(chooseChart(one).kind).toBe('card');
  });

  it('draws time and numbers as lines from three points on', () => {
    const rows = hours(3).map((hour) => [hour, 1]);
    const columns: [string, string][] = [
      ['hour', 'DateTime'],
      ['n', 'UInt32'],
    ];
    expect(chooseChart(result(columns, rows))).toEqual({ kind: 'line', x: 0, y: [1], series: null });
    expect(chooseChart(result(columns, rows.slice(0, 2))).kind).toBe('bar');
  });

  it('splits lines by a category', () => {
    const rows = hours(3).map((hour) => [hour, 'CA', 1]);
    const choice = chooseChart(
      result(
        [
          ['hour', 'DateTime'],
          ['state', 'String'],
          ['n', 'UInt32'],
        ],
        rows,
      ),
    );
    expect(choice).toEqual({ kind: 'line', x: 0, y: [2], series: 1 });
  });

  it('draws a category and numbers as bars', () => {
    const bars = result(
      [
        ['state', 'LowCardinality(String)'],
        ['n', 'UInt64'],
      ],
      [
        ['CA', '2'],
        ['TX', '1'],
      ],
    );
    expect(chooseChart(bars)).toEqual({ kind: 'bar', x: 0, y: [1], series: null });
  });

  it('never takes an identifier for a number', () => {
    const ids = result(
      [
        ['name', 'String'],
        ['user_id', 'UInt64'],
      ],
      [
        ['a', '1'],
        ['b', '2'],
      ],
    );
    expect(chooseChart(ids).kind).toBe('table');
  });

  it('has nothing to draw without rows', () => {
    expect(chooseChart(result([['n', 'UInt64']], [])).kind).toBe('table');
  });
});

describe('chartFor', () => {
  const bars = result(
    [
      ['state', 'String'],
      ['revenue', 'Decimal(12, 2)'],
      ['orders', 'UInt64'],
    ],
    [
      ['CA', '2.5', '1'],
      ['TX', '1.5', '1'],
    ],
  );

  it('takes the hint where the result has its columns', () => {
    const hint = { kind: 'bar', x: 'state', y: ['revenue'], series: null };
    expect(chartFor(bars, hint)).toEqual({ kind: 'bar', x: 0, y: [1], series: null });
  });

  it('ignores a hint that the result cannot carry', () => {
    const hint = { kind: 'line', x: 'state', y: ['revenue'], series: null };
    expect(chartFor(bars, hint).kind).toBe('bar');
    expect(chartFor(bars, { kind: 'bar', x: 'gone', y: ['revenue'], series: null }).y).toEqual([1, 2]);
  });

  it('offers bars for a line, but not a line for names', () => {
    expect(possibleKinds(bars, chartFor(bars, null))).toEqual(['bar']);
  });
});

describe('timeSeries', () => {
  it('sorts time and leaves gaps as gaps', () => {
    const [first = '', second = '', third = ''] = hours(3);
    const data = timeSeries(
      result(
        [
          ['hour', 'DateTime'],
          ['state', 'String'],
          ['n', 'UInt64'],
        ],
        [
          [third, 'CA', '3'],
          [first, 'CA', '1'],
          [second, 'TX', '9'],
        ],
      ),
      { kind: 'line', x: 0, y: [2], series: 1 },
      'other',
    );
    expect(data.seconds).toHaveLength(3);
    expect(data.lines).toEqual([
      { name: 'TX', values: [null, 9, null] },
      { name: 'CA', values: [1, null, 3] },
    ]);
  });

  it('sums what is beyond the largest lines', () => {
    const [hour = ''] = hours(1);
    const rows = Array.from({ length: 10 }, (_none, index) => [hour, `s${index}`, 10 - index]);
    const data = timeSeries(
      result(
        [
          ['hour', 'DateTime'],
          ['s', 'String'],
          ['n', 'UInt8'],
        ],
        rows,
      ),
      { kind: 'line', x: 0, y: [2], series: 1 },
      'other',
    );
    expect(data.lines).toHaveLength(kSeriesMax);
    expect(data.lines.at(-1)).toEqual({ name: 'other', values: [5 + 4 + 3 + 2 + 1] });
    expect(data.folded).toBe(5);
  });
});

describe('extent', () => {
  it('skips nulls', () => {
    expect(extent([['5'], [null], ['-1'], ['3']], 0)).toEqual({ min: -1, max: 5, last: 3 });
    expect(extent([[null]], 0)).toBeNull();
  });
});
