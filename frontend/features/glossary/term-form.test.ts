import { describe, expect, it } from 'vitest';
import { Problem } from '@/api/problem';
import type { Term } from '@/api/types';
import { emptyTerm, formOf, foundTerms, placeOfTerm, termBody, termMistake } from './term-form';

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

describe('a refused term', () => {
  const refused = (message: string, status = 400) =>
    placeOfTerm(new Problem('invalid_argument', message, status, null));

  it('is told at the field that the refusal names', () => {
    expect(refused('definition: table shop.orders has no column totl; did you mean total?')).toEqual({
      place: 'definition',
      message: 'table shop.orders has no column totl; did you mean total?',
    });
    expect(refused('table: shop.ordrs is unknown; did you mean shop.orders?')?.place).toBe('table');
    expect(refused('term: "vip" is in the glossary already (t-2, by ada)', 409)?.place).toBe('term');
  });

  it('is no field’s matter where no field is named, or the service is away', () => {
    expect(refused('the glossary has 1000 terms, the most that it keeps; remove some first')).toBeNull();
    expect(refused('state: unavailable', 400)).toBeNull();
    expect(refused('definition: no answer', 503)).toBeNull();
    expect(placeOfTerm(null)).toBeNull();
  });
});

describe('finding terms', () => {
  it('looks at words, definition and table, whatever the case', () => {
    const other = {
      ...term,
      id: 't-2',
      term: 'clients',
      kind: 'synonym' as const,
      definition: 'customers',
      table: null,
    };
    expect(foundTerms([term, other], ' REFUND ')).toEqual([term]);
    expect(foundTerms([term, other], 'shop.')).toEqual([term]);
    expect(foundTerms([term, other], '')).toHaveLength(2);
    expect(foundTerms([term, other], 'nothing')).toEqual([]);
  });
});
