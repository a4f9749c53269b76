import { describe, expect, it } from 'vitest';
import { askingOf } from '@/features/asking';
import { inRange, rangeParameters } from './time-range';

describe('inRange', () => {
  it('asks a question for the time of the board', () => {
    expect(inRange(askingOf('orders by state'), '24h').turns.map(({ text }) => text)).toEqual([
      'orders by state',
      'in the last 24 hours',
    ]);
  });

  it('leaves SQL, and questions without a range, as they are', () => {
    expect(inRange(askingOf('SELECT 1'), '24h')).toEqual(askingOf('SELECT 1'));
    expect(inRange(askingOf('orders'), null)).toEqual(askingOf('orders'));
    expect(inRange(askingOf('orders'), 'century')).toEqual(askingOf('orders'));
  });
});

describe('rangeParameters', () => {
  const now = Date.UTC(2026, 10, 21, 14, 2, 31, 250);

  it('fills what the statement asks for, in its type', () => {
    const sql = 'SELECT 1 WHERE ts >= {from:DateTime64(3)} AND ts < { to : DateTime }';
    expect(rangeParameters(sql, '24h', now)).toEqual([
      { name: 'from', type: 'DateTime64(3)', value: '2026-11-20 14:02:31.250' },
      { name: 'to', type: 'DateTime', value: '2026-11-21 14:02:31' },
    ]);
  });

  it('takes an hour where the board says nothing, and fills nothing that is not there', () => {
    expect(rangeParameters('SELECT {from:DateTime64(3)}', null, now)[0]?.value).toBe(
      '2026-11-21 13:02:31.250',
    );
    expect(rangeParameters('SELECT {state:String}', '1h', now)).toEqual([]);
  });
});
