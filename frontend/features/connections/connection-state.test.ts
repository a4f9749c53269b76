import { describe, expect, it } from 'vitest';
import type { PartitionLedger } from '@/api/types';
import { ledgerGap, ledgerTotal, sourceText } from './connection-state';

const whole: PartitionLedger = {
  partition: 0,
  start_offset: 100,
  next_offset: 200,
  end_offset: 210,
  loaded: 95,
  dead_lettered: 3,
  skipped: 2,
  filtered: 0,
  duplicates: 0,
  pending: 10,
  duplicated: 0,
};

describe('what a connection reads', () => {
  it('is its topic, several, or a pattern', () => {
    const topics = [
      { name: 'orders.eu', state: 'readable' as const },
      { name: 'orders.us', state: 'missing' as const },
    ];
    expect(sourceText({ topic: 'orders' })).toBe('orders');
    expect(sourceText({ topic: '', topics, topic_pattern: null })).toBe('orders.eu, orders.us');
    expect(sourceText({ topic: '', topics, topic_pattern: 'orders\\..*' })).toBe('/orders\\..*/');
  });
});

describe('ledger', () => {
  it('has no gap when every offset is accounted for', () => {
    expect(ledgerGap(whole)).toBe(0);
  });

  it('shows offsets that are nowhere', () => {
    expect(ledgerGap({ ...whole, loaded: 90 })).toBe(5);
  });

  it('sums the partitions', () => {
    expect(
      ledgerTotal([
        { ...whole, filtered: 1, duplicates: 1 },
        { ...whole, partition: 1, loaded: 94, duplicates: 2 },
      ]),
    ).toEqual({
      loaded: 189,
      deadLettered: 6,
      skipped: 4,
      filtered: 1,
      duplicates: 3,
      pending: 20,
      duplicated: 0,
      gap: 1,
    });
  });
});
