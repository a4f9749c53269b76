import { describe, expect, it } from 'vitest';
import { widerTypes } from './wider-types';

describe('widerTypes', () => {
  it.each([
    ['Int32', ['Int64', 'Float64', 'Decimal(38, 10)', 'String', 'Nullable(Int32)']],
    ['UInt32', ['UInt64', 'Int64', 'Float64', 'Decimal(38, 10)', 'String', 'Nullable(UInt32)']],
    ['Nullable(Int64)', ['Nullable(Float64)', 'Nullable(Decimal(38, 10))', 'Nullable(String)']],
    ['Float32', ['Float64', 'String', 'Nullable(Float32)']],
    ['Decimal(12, 2)', ['Decimal(38, 2)', 'Decimal(38, 8)', 'String', 'Nullable(Decimal(12, 2))']],
    ['Decimal(38, 38)', ['String', 'Nullable(Decimal(38, 38))']],
    ['DateTime', ["DateTime64(3, 'UTC')", "DateTime64(6, 'UTC')", 'Nullable(DateTime)']],
    ["Nullable(DateTime64(3, 'UTC'))", ["Nullable(DateTime64(6, 'UTC'))", "Nullable(DateTime64(8, 'UTC'))"]],
    ['LowCardinality(Nullable(String))', []],
    ['Array(Int32)', []],
    ['UUID', ['String', 'Nullable(UUID)']],
  ])('of %s', (type, wider) => {
    expect(widerTypes(type)).toEqual(wider);
  });
});
