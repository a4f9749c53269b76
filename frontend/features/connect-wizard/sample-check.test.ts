import { describe, expect, it } from 'vitest';
import type { TopicMessage } from '@/api/types';
import { checkSample, fitsType } from './sample-check';

const message = (value: string): TopicMessage => ({
  partition: 0,
  offset: 0,
  timestamp: null,
  key: '',
  value,
  encoding: 'text',
  value_bytes: value.length,
  tombstone: false,
});

describe('fitsType', () => {
  it.each([
    [127, 'Int8', true],
    [128, 'Int8', false],
    [-1, 'UInt32', false],
    ['18446744073709551615', 'UInt64', true],
    [1.5, 'Int64', false],
    ['12.50', 'Nullable(Decimal(12, 2))', true],
    ['n/a', 'Float64', false],
    [true, 'Bool', true],
    ['yes', 'Bool', false],
    ['2026-11-21T12:00:00Z', "DateTime64(3, 'UTC')", true],
    ['soon', 'DateTime', false],
    ['6f1c0b0e-8f5f-4a3e-9a57-0d9f1f2b3c4d', 'UUID', true],
    ['anything', 'LowCardinality(String)', true],
    ['CA', "Enum8('CA' = 1)", null],
  ])('%s into %s: %s', (value, type, fits) => {
    expect(fitsType(value, type)).toBe(fits);
  });
});

describe('checkSample', () => {
  const messages = ['{"a":{"n":1}}', '{"a":{"n":3000000000}}', '{"a":{}}', '{"a":{"n":null}}', '{"a":'].map(
    message,
  );

  it('counts the messages that have a value, and those that do not fit', () => {
    const field = { name: 'a_n', type: 'Int32', path: ['a', 'n'] };
    expect(checkSample(messages, field)).toEqual({ seen: 2, misfits: 1, example: '3000000000' });
    expect(checkSample(messages, { ...field, type: 'Int64' })).toMatchObject({ misfits: 0, example: null });
  });

  it('leaves to the server what only the server knows', () => {
    expect(checkSample(messages, { name: 'a_n', type: 'IPv4', path: ['a', 'n'] })).toBeNull();
  });
});
