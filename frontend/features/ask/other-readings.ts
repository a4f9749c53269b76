import type { Answer } from '@/api/types';
import type { Reply } from '@/features/reply';

type Alternative = Answer['alternatives'][number];

/** What choosing an alternative does: it asks other words, runs SQL, or cannot be chosen. */
export type Choice = { words: string } | { sql: string } | null;

/**
 * One that has the same words is another reading of them, which only its SQL tells; with parameters, whose values are
 * not known here, it cannot be run.
 */
export function choiceOf({ question, sql }: Alternative, { asked }: Pick<Reply, 'asked'>): Choice {
  if (question.trim() !== '' && question.trim() !== asked.trim()) return { words: question };
  return sql === '' || /\{\s*\w+\s*:[^}]*\}/.test(sql) ? null : { sql };
}
