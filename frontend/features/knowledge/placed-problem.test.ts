import { describe, expect, it } from 'vitest';
import { Problem } from '@/api/problem';
import { placeIn } from './placed-problem';

const places = ['term', 'definition', 'table'] as const;
const refused = (message: string, status = 400) =>
  placeIn(new Problem('invalid_argument', message, status, null), places);

describe('a refusal', () => {
  it('is told at the field that it names', () => {
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
    expect(placeIn(null, places)).toBeNull();
  });
});
