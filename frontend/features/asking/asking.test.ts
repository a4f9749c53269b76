import { describe, expect, it } from 'vitest';
import {
  addressSearch,
  askingKey,
  askingOf,
  canFollow,
  kTurnsMax,
  parseAddress,
  queryPath,
  upTo,
  withReading,
  withTurn,
} from './asking';

const talk = withTurn(askingOf('Orders by state?'), 'only CA & TX');

describe('the address of a question', () => {
  it('gives back what it was made from', () => {
    const asking = { ...withReading(talk, 1, 'time:a', '7 days'), now: '2026-11-21T14:02:31.000Z' };
    expect(parseAddress(addressSearch({ asking, chart: 'bar' }))).toEqual({ asking, chart: 'bar' });
  });

  it('takes the plain form that links have', () => {
    expect(parseAddress('?q=SELECT%201')).toEqual({ asking: askingOf('SELECT 1'), chart: null });
    expect(queryPath(askingOf('a b'))).toBe('/query?q=a+b');
  });

  it.each(['', '?q=', '?q=%20', '?chart=bar'])('asks nothing for "%s"', (search) => {
    expect(parseAddress(search).asking).toBeNull();
  });

  it('leaves out what it cannot read', () => {
    const { asking } = parseAddress('?q=a&now=noon&r=0:%25E0:x&r=7:time:week&r=:');
    expect(asking).toEqual(askingOf('a'));
  });

  it('is bounded', () => {
    expect(parseAddress(`?${'q=a&'.repeat(40)}`).asking?.turns).toHaveLength(kTurnsMax);
  });
});

describe('a conversation', () => {
  it('is cut back to an earlier turn', () => {
    expect(upTo(talk, 0)).toEqual(askingOf('Orders by state?'));
  });

  it('is told apart by its words, readings and clock', () => {
    const keys = [
      talk,
      upTo(talk, 0),
      withReading(talk, 1, 'a', 'b'),
      { ...talk, now: '2026-11-21T14:02:31Z' },
    ];
    expect(new Set(keys.map(askingKey)).size).toBe(4);
    expect(askingKey({ turns: [{ text: 'a', readings: {} }] })).toBe(askingKey(askingOf('a')));
  });

  it('goes on in words, not in SQL', () => {
    expect(canFollow(talk)).toBe(true);
    expect(canFollow(askingOf('SELECT 1'))).toBe(false);
  });
});
