import { describe, expect, it } from 'vitest';
import { type CarriedBytes, messageText, shortText } from './message-text';

const message = (value: string, encoding: CarriedBytes['encoding'] = 'text') => ({ value, encoding });

describe('messageText', () => {
  it('decodes JSON and leaves everything else as it came', () => {
    expect(messageText(message('{"a":1}'), 'decoded')).toBe('{\n  "a": 1\n}');
    expect(messageText(message('{"a":1}'), 'raw')).toBe('{"a":1}');
    expect(messageText(message('{"a":'), 'decoded')).toBe('{"a":');
  });

  it('changes no token of what it decodes: no digit, no second key, no mark within a text', () => {
    const odd = '{"id":9007199254740993,"id":1.50,"t":"a, {b: \\"c\\"}","e":{},"l":[1,{"x":[]}]}';
    const text = messageText(message(odd), 'decoded');
    expect(text.split('\n')).toEqual([
      '{',
      '  "id": 9007199254740993,',
      '  "id": 1.50,',
      '  "t": "a, {b: \\"c\\"}",',
      '  "e": {},',
      '  "l": [',
      '    1,',
      '    {',
      '      "x": []',
      '    }',
      '  ]',
      '}',
    ]);
  });

  it('shows bytes, also of what is no text', () => {
    expect(messageText(message('{"a":1}'), 'hex')).toBe(
      '0000  7b 22 61 22 3a 31 7d                             {"a":1}',
    );
    expect(messageText(message(btoa('\u00ff\u0000A'), 'base64'), 'hex')).toMatch(/^0000 {2}ff 00 41 +\.\.A$/);
  });

  it('is bounded', () => {
    expect(messageText(message('x'.repeat(5000)), 'hex').split('\n')).toHaveLength(33);
  });
});

it('shows a short text as text where its bytes are one, else byte by byte on a line', () => {
  expect(shortText(message('a1'))).toBe('a1');
  expect(shortText(message(btoa('trace'), 'base64'))).toBe('trace');
  expect(shortText(message(btoa('\u0000\u00ff'), 'base64'))).toBe('00 ff');
});
