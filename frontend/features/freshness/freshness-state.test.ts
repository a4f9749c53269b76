import { describe, expect, it } from 'vitest';
import { bytesText, durationText, freshnessTone, rateText } from './freshness-state';

describe('freshness', () => {
  it('is green, amber, red, or unknown', () => {
    expect([0, 10_000, 10_001, 300_000, null, undefined].map(freshnessTone)).toEqual([
      'good',
      'good',
      'warn',
      'bad',
      'neutral',
      'neutral',
    ]);
  });
});

describe('figures', () => {
  it.each([
    [-5, '0.0 s'],
    [412, '0.4 s'],
    [12_300, '12 s'],
    [180_000, '3 min'],
    [7_200_000, '2 h'],
    [172_800_000, '2 d'],
  ])('%i ms is %s', (milliseconds, text) => {
    expect(durationText(milliseconds)).toBe(text);
  });

  it('rounds rates and bytes for reading', () => {
    expect(rateText(1204.4)).toBe('1,204/s');
    expect(rateText(0.42)).toBe('0.4/s');
    expect(rateText(0)).toBe('0/s');
    expect(bytesText(999)).toBe('999 B');
    expect(bytesText(1_500_000)).toBe('1.5 MB');
  });
});
