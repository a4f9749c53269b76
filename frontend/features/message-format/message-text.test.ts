import { describe, expect, it } from 'vitest';
import type { TopicMessage } from '@/api/types';
import { messageText } from './message-text';

const message = (value: string, encoding: TopicMessage['encoding'] = 'text'): TopicMessage => ({
  partition: 0,
  offset: 0,
  timestamp: null,
  key: '',
  value,
  encoding,
  value_bytes: value.length,
  tombstone: false,
});

describe('messageText', () => {
  it('decodes JSON and leaves everything else as it came', () => {
    expect(messageText(message('{"a":1}'), 'decoded')).toBe('{\n  "a": 1\n}');
    expect(messageText(message('{"a":1}'), 'raw')).toBe('{"a":1}');
    expect(messageText(message('{"a":'), 'decoded')).toBe('{"a":');
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
