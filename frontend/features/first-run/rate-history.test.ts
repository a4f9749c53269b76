import { describe, expect, it } from 'vitest';
import { rateHistorySql, ratePoints } from './rate-history';

describe('rateHistorySql', () => {
  it('quotes names so that a strange topic cannot change the statement', () => {
    expect(rateHistorySql(['shop.or`ders'])).toContain('FROM `shop`.`or\\`ders` WHERE');
  });

  it('reads all tables as one', () => {
    expect(rateHistorySql(['a.b', 'c.d']).match(/UNION ALL/g)).toHaveLength(1);
  });
});

describe('ratePoints', () => {
  it('fills silent seconds with zero and drops the first and the unfinished ones', () => {
    const rows = [
      [100, '7'],
      [101, '200'],
      [103, '90'],
      [105, '3'],
    ];
    expect(ratePoints(rows, 106)).toEqual([
      { at: 101, rate: 200 },
      { at: 102, rate: 0 },
      { at: 103, rate: 90 },
    ]);
  });

  it('has nothing to say of no rows', () => {
    expect(ratePoints([], 100)).toEqual([]);
  });
});
