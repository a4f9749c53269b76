import { describe, expect, it } from 'vitest';
import type { ResultTable } from '@/api/types';
import { timeSeries } from './series';

const table: ResultTable = {
  columns: [
    { name: 'minute', type: 'DateTime' },
    { name: 'p50_ms', type: 'Float64' },
    { name: 'p99_ms', type: 'Float64' },
    { name: 'sent_bytes', type: 'UInt64' },
  ],
  rows: [['2026-11-26 10:00:00', 4, 20, '900']],
};
const unitOf = (y: number[]) => timeSeries(table, { kind: 'line', x: 0, y, series: null }, 'other').unit;

describe('the unit of lines over time', () => {
  it('is that of their columns', () => {
    expect(unitOf([1])).toBe('ms');
    expect(unitOf([1, 2])).toBe('ms');
    expect(unitOf([3])).toBe('B');
  });

  it('is none where two lines differ: they share an axis', () => {
    expect(unitOf([1, 3])).toBeNull();
  });
});
