import { describe, expect, it } from 'vitest';
import { choiceOf } from './other-readings';

const of = (question: string, sql: string) => choiceOf({ question, sql, reason: '' }, { asked: 'Orders' });

describe('choosing another reading', () => {
  it('asks its words', () => {
    expect(of('Orders (returns)', 'SELECT 1')).toEqual({ words: 'Orders (returns)' });
  });

  it('runs its SQL where the words are the same', () => {
    expect(of('Orders ', 'SELECT 2')).toEqual({ sql: 'SELECT 2' });
    expect(of('', 'SELECT 2')).toEqual({ sql: 'SELECT 2' });
  });

  it('is not offered where the SQL wants values that are not known', () => {
    expect(of('Orders', 'SELECT 2 WHERE ts > {from:DateTime}')).toBeNull();
    expect(of('Orders', '')).toBeNull();
  });
});
