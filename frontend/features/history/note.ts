import { asProblem } from '@/api/problem';
import type { Asking, NewHistoryEntry } from '@/api/types';
import type { Reply } from '@/features/reply';
import { looksLikeSql } from '@/features/sql/sql-tokens';

/** What the history keeps of an answer, or of a failure to give one. */
export function noteOf(asking: Asking, reply: Reply | null): NewHistoryEntry {
  const sql = looksLikeSql(asking.turns.at(-1)?.text ?? '');
  const answered = reply?.status === 'answered';
  return {
    asking,
    kind: sql ? 'sql' : 'question',
    status: reply ? reply.status : 'failed',
    rows: answered ? reply.result.rows.length : null,
    elapsed_ms: answered && reply.stats ? Math.round(reply.stats.elapsed_ms) : null,
  };
}

/** A cancelled question and a lost connection are no part of what was asked. */
export function worthNoting(error: unknown): boolean {
  const { status } = asProblem(error);
  return status >= 400 && status < 500 && status !== 401 && status !== 429;
}
