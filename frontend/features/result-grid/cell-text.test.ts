import { describe, expect, it } from 'vitest';
import { cellNumber, cellSeconds, cellText, compareCells } from './cell-text';
import { columnKind, innerType } from './column-type';
import { groupDigits } from './digits';

describe('column types', () => {
  it.each([
    ['UInt64', 'integer'],
    ['Nullable(Int8)', 'integer'],
    ['Decimal(12, 2)', 'decimal'],
    ['LowCardinality(Nullable(String))', 'text'],
    ["DateTime64(3, 'UTC')", 'time'],
    ['Date', 'time'],
    ['Bool', 'boolean'],
    ['Array(Int64)', 'other'],
    ['IntervalDay', 'other'],
  ])('%s is %s', (type, kind) => {
    expect(columnKind(type)).toBe(kind);
  });

  it('looks through wrappers', () => {
    expect(innerType('LowCardinality(Nullable(FixedString(2)))')).toBe('FixedString(2)');
  });
});

describe('numbers as text', () => {
  it('keeps every digit of 64-bit integers and decimals', () => {
    expect(cellText('18446744073709551615', 'UInt64')).toBe('18,446,744,073,709,551,615');
    expect(cellText('-12345678901234567890.10', 'Decimal(38, 2)')).toBe('-12,345,678,901,234,567,890.10');
  });

  it('writes amounts with all places of their type', () => {
    expect(cellText('30053.1', 'Nullable(Decimal(38, 2))')).toBe('30,053.10');
    expect(cellText('25520', 'Decimal(12, 2)')).toBe('25,520.00');
    expect(cellText('1.5', 'Decimal(38, 18)')).toBe('1.5');
  });

  it('groups nothing that is not a number', () => {
    expect(groupDigits('1e10')).toBe('1e10');
    expect(groupDigits('')).toBe('');
  });

  it('shortens floating point, but not to nothing', () => {
    expect(cellText(0.1 + 0.2, 'Float64')).toBe('0.3');
    expect(cellText(1e-9, 'Float64')).toBe('1e-9');
    expect(cellText(Number.NaN, 'Float64')).toBe('NaN');
  });

  it('leaves identifiers ungrouped', () => {
    expect(cellText('1234567', 'UInt64', 'order_id')).toBe('1234567');
    expect(cellText(2026, 'UInt16', 'year')).toBe('2026');
  });
});

describe('other cells', () => {
  it('tells null from empty text', () => {
    expect(cellText(null, 'Nullable(String)')).toBe('null');
    expect(cellText('', 'String')).toBe('');
  });

  it('shows nested values as JSON', () => {
    expect(cellText(['a', { b: null }], 'Array(String)')).toBe('["a",{"b":null}]');
  });

  it('drops empty fractions of a second', () => {
    expect(cellText('2026-11-16 10:00:00.000', 'DateTime64(3)')).toBe('2026-11-16 10:00:00');
  });
});

describe('cells for drawing', () => {
  it('reads times as UTC', () => {
    expect(cellSeconds('2026-11-16 10:00:00.500')).toBe(Date.UTC(2026, 10, 16, 10, 0, 0, 500) / 1000);
    expect(cellSeconds('2026-11-16')).toBe(Date.UTC(2026, 10, 16) / 1000);
    expect(cellSeconds('yesterday')).toBeNull();
  });

  it('has no number for what is none', () => {
    expect(cellNumber('')).toBeNull();
    expect(cellNumber('n/a')).toBeNull();
    expect(cellNumber(true)).toBeNull();
    expect(cellNumber('41.5')).toBe(41.5);
  });
});

describe('compareCells', () => {
  it('orders large integers that a double cannot tell apart', () => {
    expect(compareCells('9007199254740993', '9007199254740992', 'UInt64')).toBeGreaterThan(0);
  });

  it('orders decimals of different lengths and signs', () => {
    const values = ['10', '-2.5', '9.99', '-10.01', '9.9'];
    expect(values.toSorted((a, b) => compareCells(a, b, 'Decimal(10, 2)'))).toEqual([
      '-10.01',
      '-2.5',
      '9.9',
      '9.99',
      '10',
    ]);
  });

  it('puts null last', () => {
    expect([null, 2, 1].toSorted((a, b) => compareCells(a, b, 'Int32'))).toEqual([1, 2, null]);
  });
});
