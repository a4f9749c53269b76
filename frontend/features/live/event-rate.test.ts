import { describe, expect, it } from 'vitest';
import type { LiveFreshness } from '@/api/types';
import { addRates, emptyRates, kRateWindowSeconds, withHistory } from './event-rate';

function entry(id: string, rows: number, dead = 0): LiveFreshness {
  return {
    id,
    table: 'shop.orders',
    state: 'running',
    lag_messages: 0,
    messages_per_second: 0,
    freshness_ms: 0,
    rows_written: rows,
    dead_letters: dead,
    newest_event: null,
  };
}

describe('addRates', () => {
  it('has no rate before the second message', () => {
    expect(addRates(emptyRates, [entry('a', 10)], 100).points).toEqual([]);
  });

  it('sums the connections and divides by the time that passed', () => {
    const first = addRates(emptyRates, [entry('a', 10), entry('b', 0)], 100);
    const second = addRates(first, [entry('a', 110), entry('b', 50, 10)], 102);
    expect(second.points).toEqual([{ at: 102, rate: 80 }]);
  });

  it('takes a restarted counter and a new connection as nothing, not as a peak', () => {
    const first = addRates(emptyRates, [entry('a', 1000)], 100);
    const second = addRates(first, [entry('a', 5), entry('new', 900)], 101);
    expect(second.points).toEqual([{ at: 101, rate: 0 }]);
  });

  it('forgets points older than the window', () => {
    let state = addRates(emptyRates, [entry('a', 0)], 0);
    state = addRates(state, [entry('a', 1)], 1);
    state = addRates(state, [entry('a', 2)], kRateWindowSeconds + 5);
    expect(state.points.map((point) => point.at)).toEqual([kRateWindowSeconds + 5]);
  });
});

describe('withHistory', () => {
  it('keeps history before the first live point only', () => {
    let state = addRates(emptyRates, [entry('a', 0)], 100);
    state = addRates(state, [entry('a', 7)], 101);
    const joined = withHistory(
      state,
      [
        { at: 50, rate: 3 },
        { at: 100.5, rate: 9 },
      ],
      101,
    );
    expect(joined.points).toEqual([
      { at: 50, rate: 3 },
      { at: 101, rate: 7 },
    ]);
  });
});
