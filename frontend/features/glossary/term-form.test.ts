import { describe, expect, it } from 'vitest';
import type { Term } from '@/api/types';
import { emptyTerm, formOf, termBody, termMistake } from './term-form';

const term: Term = {
  id: 't-1',
  term: 'net revenue',
  kind: 'measure',
  definition: 'sum(total) - sum(refund)',
  table: 'shop.orders',
  made_by: 'ada',
  created_at: '2026-11-21T12:00:00Z',
  updated_at: '2026-11-21T12:00:00Z',
  broken: null,
};

describe('the form of a term', () => {
  it('goes back and forth without a loss', () => {
    expect(termBody(formOf(term))).toEqual({
      term: 'net revenue',
      kind: 'measure',
      definition: 'sum(total) - sum(refund)',
      table: 'shop.orders',
    });
  });

  it('sends no table for other words, also where one was chosen before', () => {
    const form = { ...formOf(term), kind: 'synonym' as const, definition: ' revenue ' };
    expect(termBody(form)).toEqual({ term: 'net revenue', kind: 'synonym', definition: 'revenue' });
    expect(termMistake({ ...form, table: '' })).toBeNull();
  });

  it('says what is missing, from above', () => {
    expect(termMistake(emptyTerm)).toEqual({ place: 'term', key: 'missingTerm' });
    expect(termMistake({ ...emptyTerm, term: 'vip' })?.place).toBe('table');
    expect(termMistake({ ...emptyTerm, term: 'vip', table: 'shop.orders', definition: '  ' })?.place).toBe(
      'definition',
    );
    expect(termMistake(formOf(term))).toBeNull();
  });
});
