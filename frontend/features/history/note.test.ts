import { describe, expect, it } from 'vitest';
import { offlineProblem, Problem } from '@/api/problem';
import { askingOf, withTurn } from '@/features/asking';
import type { Reply } from '@/features/reply';
import { entryText } from './entry-text';
import { noteOf, worthNoting } from './note';

const reply = {
  status: 'answered',
  result: { columns: [], rows: [[1], [2]] },
  stats: { rows_read: 1, bytes_read: 1, result_rows: 2, result_bytes: 1, elapsed_ms: 11.6 },
} as unknown as Reply;

describe('noteOf', () => {
  it('keeps rows and time of an answer', () => {
    expect(noteOf(askingOf('orders'), reply)).toEqual({
      asking: askingOf('orders'),
      kind: 'question',
      status: 'answered',
      rows: 2,
      elapsed_ms: 12,
    });
  });

  it('keeps neither of a refusal or a failure', () => {
    expect(noteOf(askingOf('a'), { ...reply, status: 'refused' })).toMatchObject({
      status: 'refused',
      rows: null,
    });
    expect(noteOf(askingOf('SELECT 1'), null)).toMatchObject({
      kind: 'sql',
      status: 'failed',
      elapsed_ms: null,
    });
  });
});

describe('worthNoting', () => {
  it('leaves out what says nothing of the question', () => {
    expect(worthNoting(new Problem('sql_error', '', 422, null))).toBe(true);
    for (const error of [
      offlineProblem(),
      new Problem('rate_limited', '', 429, null),
      new Problem('x', '', 503, null),
    ])
      expect(worthNoting(error)).toBe(false);
  });
});

describe('entryText', () => {
  it('is one line', () => {
    expect(entryText(withTurn(askingOf('SELECT\n  1'), 'b'))).toBe('SELECT 1 › b');
  });
});
