import { describe, expect, it } from 'vitest';
import type { Reply } from '@/features/reply';
import { definitionOf } from './definition-of';

const reply = {
  kind: 'question',
  sources: ['shop.orders'],
  sql: 'SELECT state, sum(`total`) AS revenue, count() AS orders FROM shop.orders WHERE `tier` = {p1:String} AND ts >= {from:DateTime} GROUP BY state',
  parameters: [
    { name: 'p1', type: 'String', value: "Gold's" },
    { name: 'from', type: 'DateTime', value: '2026-11-16 00:00:00' },
  ],
} as unknown as Reply;

const of = (id: string, words: string, reading: string, more: Partial<Reply> = {}) =>
  definitionOf({ id, words, reading, source: 'guessed' }, { ...reply, ...more });

describe('the definition that a reading would be', () => {
  it('is the number of the SQL that the reading names', () => {
    expect(of('money', 'revenue', 'the sum of total')).toEqual({
      term: 'revenue',
      kind: 'measure',
      table: 'shop.orders',
      definition: 'sum(`total`)',
    });
  });

  it('is told from the other numbers by its column, not by its function', () => {
    const sql = 'SELECT sum(refund), sum(total), avg(total_ms) FROM shop.orders';
    expect(of('money', 'revenue', 'the sum of total', { sql })?.definition).toBe('sum(total)');
    expect(of('aggregate_total_ms', 'duration', 'the average', { sql })?.definition).toBe('avg(total_ms)');
  });

  it('is the condition on the column, with its values written out', () => {
    expect(of('filter_tier', 'golden', "tier is Gold's")).toEqual({
      term: 'golden',
      kind: 'filter',
      table: 'shop.orders',
      definition: "`tier` = 'Gold\\'s'",
    });
  });

  it('is another word for a column', () => {
    expect(of('column_paid_at', 'settled', 'the column paid_at')).toMatchObject({
      kind: 'synonym',
      definition: 'paid at',
    });
  });

  it('leaves to the person what the SQL does not tell', () => {
    const joined = 'SELECT sum(o.total) FROM shop.orders o JOIN shop.customers c ON c.id = o.id';
    expect(
      of('money', 'revenue', 'the sum of total', { sql: joined, sources: ['shop.orders', 'shop.customers'] }),
    ).toMatchObject({ table: '', definition: '' });
    // Two numbers, and the reading names neither.
    expect(of('money', 'revenue', 'as usual')).toMatchObject({ definition: '' });
    // Its parts mean nothing alone.
    const either = 'SELECT count() FROM shop.orders WHERE tier = 1 OR ts > 2';
    expect(of('filter_tier', 'golden', 'tier is 1', { sql: either })?.definition).toBe('tier = 1 OR ts > 2');
  });

  it('is none for a time, for nothing said, and for what is defined already', () => {
    expect(of('time', 'this week', 'Monday until now')).toBeNull();
    expect(of('money', '', 'the sum of total')).toBeNull();
    expect(of('money', 'top 5', 'the sum of total')).toBeNull();
    expect(of('follow_up', 'only gold', 'as before')).toBeNull();
    expect(
      definitionOf({ id: 'money', words: 'revenue', reading: 'x', source: 'definition' }, reply),
    ).toBeNull();
    expect(of('money', 'revenue', 'the sum of total', { kind: 'sql' })).toBeNull();
  });
});
