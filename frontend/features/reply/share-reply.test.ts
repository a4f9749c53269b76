import { describe, expect, it } from 'vitest';
import type { Reply } from './reply';
import { shareReply } from './share-reply';

const reply = (rows: unknown[][], more: Partial<Reply> = {}) =>
  ({
    asked: 'orders by state',
    assumptions: [{ id: 'time' }],
    result: { columns: [{ name: 'state', type: 'String' }], rows },
    at: 1,
    ...more,
  }) as unknown as Reply;
const shared = (before: Reply, after: Reply) => shareReply(before, after) as Reply;

describe('a reply that follows another', () => {
  it('keeps the rows and whatever else is the same', () => {
    const before = reply([
      ['CA', '3'],
      ['TX', null],
    ]);
    const after = shared(
      before,
      reply(
        [
          ['CA', '3'],
          ['TX', null],
        ],
        { at: 2 },
      ),
    );
    expect(after.result).toBe(before.result);
    expect(after.assumptions).toBe(before.assumptions);
    expect(after.at).toBe(2);
  });

  it.each([
    ['a cell', [['CA', '4']]],
    [
      'one row more',
      [
        ['CA', '3'],
        ['TX', '1'],
      ],
    ],
    ['one row less', []],
  ])('has its own rows when %s is new', (_what, rows) => {
    const after = reply(rows);
    expect(shared(reply([['CA', '3']]), after).result.rows).toBe(after.result.rows);
  });

  it('is the one before when nothing is new: a new object each time would be drawn without end', () => {
    const before = reply([['CA', '3']]);
    expect(shareReply(before, before)).toBe(before);
    expect(shareReply(before, { ...reply([['CA', '3']]) })).toBe(before);
    expect(shareReply(before, reply([['CA', '3']], { at: 2 }))).not.toBe(before);
  });

  it('may be missing, or have none before it', () => {
    const one = reply([['CA']]);
    expect(shareReply(undefined, one)).toBe(one);
    expect(shareReply(one, undefined)).toBeUndefined();
  });

  it('has its own rows when a column is another', () => {
    const before = reply([['CA']]);
    const after = reply([['CA']], {
      result: { columns: [{ name: 'city', type: 'String' }], rows: [['CA']] },
    } as Partial<Reply>);
    expect(shared(before, after).result.columns).toEqual([{ name: 'city', type: 'String' }]);
  });
});
