import { describe, expect, it } from 'vitest';
import { askingKey, askingOf, withReading, withTurn } from './asking';
import { withLastWords, withoutReading } from './rewording';

const talk = withTurn(askingOf('Orders by state?'), 'by date');

describe('a turn in other words', () => {
  it('keeps what was asked before it, and the clock', () => {
    const chosen = {
      ...withReading(withReading(talk, 0, 'time', '7d'), 1, 'money', 'net'),
      now: '2026-11-21T14:02:31Z',
    };
    expect(withLastWords(chosen, 'by date of paid_at')).toEqual({
      turns: [{ text: 'Orders by state?', readings: { time: '7d' } }, { text: 'by date of paid_at' }],
      now: '2026-11-21T14:02:31Z',
    });
  });
});

describe('a choice that is taken back', () => {
  it('leaves the other choices, and is the question as it was', () => {
    const one = withReading(talk, 1, 'money', 'net');
    expect(withoutReading(withReading(one, 1, 'time', '7d'), 1, 'time')).toEqual(one);
    expect(askingKey(withoutReading(one, 1, 'money'))).toBe(askingKey(talk));
    expect(withoutReading(one, 0, 'money')).toEqual(one);
  });
});
