import { describe, expect, it } from 'vitest';
import { emptyStop, stopBody, stopFormOf, stopMistake } from './stop-form';

const form = (share: string, window = '1000') => ({ on: true, share, window });

describe('the share at which a connection stops', () => {
  it('is percent for people and a fraction for the API, without digits that nobody typed', () => {
    expect(stopBody(form('7'))).toEqual({ share: 0.07, window: 1000 });
    expect(stopBody(form('0,1', '20000'))).toEqual({ share: 0.001, window: 20_000 });
    expect(stopBody(emptyStop)).toEqual({ share: 0 });
    expect(stopFormOf({ share: 0.29, window: 50 })).toEqual(form('29', '50'));
    expect(stopFormOf({ share: 0.07, window: 1000 }).share).toBe('7');
  });

  it('is off where there is none', () => {
    expect(stopFormOf(null).on).toBe(false);
    expect(stopFormOf({ share: 0 }).on).toBe(false);
  });

  it.each([
    ['0', '1000', 'share'],
    ['101', '1000', 'share'],
    ['', '1000', 'share'],
    ['-5', '1000', 'share'],
    ['5', '9', 'window'],
    ['5', '1000001', 'window'],
    ['5', '10.5', 'window'],
    ['5', '', 'window'],
  ])('refuses %s %% of %s at %s', (share, window, place) => {
    expect(stopMistake(form(share, window))?.place).toBe(place);
    expect(stopMistake({ ...form(share, window), on: false })).toBeNull();
  });

  it('takes what is right', () => {
    expect(stopMistake(form('100', '10'))).toBeNull();
    expect(stopMistake(form('0.5', '1000000'))).toBeNull();
  });
});
