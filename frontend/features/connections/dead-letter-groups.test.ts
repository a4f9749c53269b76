import { describe, expect, it } from 'vitest';
import type { DeadLetter } from '@/api/types';
import { groupLetters, reasonShape } from './dead-letter-groups';

const letter = (code: string, reason: string, timestamp: string | null = null): DeadLetter => ({
  partition: 0,
  offset: 1,
  timestamp,
  code,
  reason,
  key: '',
  value: '',
  encoding: 'text',
  value_bytes: 0,
});

describe('reasonShape', () => {
  it('leaves out values and places, and keeps names and types', () => {
    expect(reasonShape('total: "n/a" is not a Decimal(12, 2)')).toBe('total: … is not a Decimal(12, 2)');
    expect(reasonShape('not JSON: unexpected end at byte 31')).toBe('not JSON: unexpected end at byte …');
  });
});

describe('groupLetters', () => {
  it('puts the same fault together, the commonest first, with its times', () => {
    const groups = groupLetters([
      letter('not_json', 'unexpected end at byte 31', '2026-11-21T10:00:00Z'),
      letter('wrong_type', 'total: "x" is not a Float64'),
      letter('not_json', 'unexpected end at byte 7', '2026-11-21T09:00:00Z'),
    ]);
    expect(groups.map(({ code, letters }) => [code, letters.length])).toEqual([
      ['not_json', 2],
      ['wrong_type', 1],
    ]);
    expect(groups[0]).toMatchObject({ newest: '2026-11-21T10:00:00Z', oldest: '2026-11-21T09:00:00Z' });
    expect(groups[1]?.newest).toBeNull();
  });

  it('tells the same words with another code apart', () => {
    expect(groupLetters([letter('a', 'r'), letter('b', 'r')])).toHaveLength(2);
  });
});
