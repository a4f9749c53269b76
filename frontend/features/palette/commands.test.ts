import { describe, expect, it } from 'vitest';
import { type Command, matching } from './commands';

const command = (label: string, kind = 'Page'): Command => ({ id: label, label, kind, href: '/' });
const all = [
  command('Query'),
  command('Connect'),
  command('Connect a topic'),
  command('shop.orders', 'Table'),
  command('My orders', 'Board'),
];
const labels = (typed: string) => matching(all, typed).map(({ label }) => label);

describe('matching', () => {
  it('takes every word, in label or kind, in any case', () => {
    expect(labels('ORDERS board')).toEqual(['My orders']);
    expect(labels('orders nothing')).toEqual([]);
  });

  it('puts what begins so first and keeps the order otherwise', () => {
    expect(labels('con')).toEqual(['Connect', 'Connect a topic']);
    expect(labels('orders')).toEqual(['shop.orders', 'My orders']);
    expect(labels('y')[0]).toBe('Query');
  });

  it('shows all without words, up to a bound', () => {
    expect(labels('')).toHaveLength(5);
    expect(
      matching(
        Array.from({ length: 40 }, (_none, index) => command(`a${index}`)),
        '',
      ),
    ).toHaveLength(12);
  });
});
