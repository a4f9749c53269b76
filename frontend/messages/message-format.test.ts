import { describe, expect, it } from 'vitest';
import board from './en.board.json';
import connect from './en.connect.json';
import en from './en.json';
import later from './en.later.json';
import rejected from './en.rejected.json';
import rules from './en.rules.json';
import { formatMessage } from './message-format';

describe('formatMessage', () => {
  it('fills in values and leaves a forgotten one visible', () => {
    expect(formatMessage('by {generator}, {missing}', { generator: 'model' })).toBe('by model, {missing}');
  });

  it('does not read braces in a value', () => {
    expect(formatMessage('“{question}”', { question: '{a, plural, other {x}}' })).toBe(
      '“{a, plural, other {x}}”',
    );
  });

  it.each([
    [0, 'No rows.'],
    [1, 'One row.'],
    [12_345, '12,345 rows.'],
  ])('chooses the plural of %i', (rows, text) => {
    expect(formatMessage('{rows, plural, =0 {No rows} one {One row} other {# rows}}.', { rows })).toBe(text);
  });

  it('reads values inside a plural', () => {
    expect(formatMessage('{n, plural, one {# bar of {of}} other {# bars of {of}}}', { n: 2, of: 3 })).toBe(
      '2 bars of 3',
    );
  });
});

describe('the catalogue', () => {
  it('holds only well-formed messages', () => {
    for (const texts of Object.values({ ...en, ...later, ...board, ...connect, ...rules, ...rejected })) {
      for (const text of Object.values(texts)) {
        const names = [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => [name, 2] as const);
        expect(formatMessage(text, Object.fromEntries(names))).not.toMatch(/[{}#]/);
      }
    }
  });
});
