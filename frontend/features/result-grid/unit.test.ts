import { describe, expect, it } from 'vitest';
import { unitOf, withUnit } from './unit';

const column = (name: string, type = 'Float64') => ({ name, type });

describe('the unit of a column', () => {
  it.each([
    ['average_latency_ms', 'ms'],
    ['total_bytes', 'B'],
    ['conversion_percent', '%'],
    ['amount_usd', 'USD'],
    ['DURATION_SECONDS', 's'],
    ['share_percent', '%'],
  ])('is the last part of its name: %s', (name, unit) => {
    expect(unitOf(column(name))).toBe(unit);
  });

  it.each([
    'ms',
    'orders',
    'items',
    'class_s_level',
    'count_latency_ms',
    'distinct_bytes',
    'bytes_per_s',
    'var_latency_ms',
    'share_bytes',
    'total_constructor',
  ])('is none of a name that says none: %s', (name) => {
    expect(unitOf(column(name))).toBeNull();
  });

  it('is none of texts and times', () => {
    expect(unitOf(column('label_ms', 'String'))).toBeNull();
    expect(unitOf(column('event_s', 'DateTime'))).toBeNull();
  });

  it('stands behind numbers only', () => {
    expect(withUnit('1,204', column('latency_ms'))).toBe('1,204\u00a0ms');
    expect(withUnit('null', column('latency_ms'))).toBe('null');
    expect(withUnit('12', undefined)).toBe('12');
  });
});
