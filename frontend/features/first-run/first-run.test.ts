import { describe, expect, it } from 'vitest';
import { currentRate, isDemo } from './first-run';

describe('isDemo', () => {
  const demo = ['shop.orders', 'shop.clicks', 'shop.payments', 'shop.logs'].map((table) => ({ table }));

  it('knows the demo in any order, and nothing else', () => {
    expect(isDemo(demo)).toBe(true);
    expect(isDemo([...demo, { table: 'shop.own' }])).toBe(false);
    expect(isDemo(demo.slice(1))).toBe(false);
  });
});

describe('currentRate', () => {
  it('averages the newest points', () => {
    expect(currentRate([900, 10, 20, 30])).toBe(20);
    expect(currentRate([])).toBe(0);
  });
});
