import type { NewVerifiedAnswer } from '@/api/types';
import type { Reply } from '@/features/reply';

/**
 * The question that a reply's SQL answers by itself. The words of a follow-up mean nothing alone and SQL has none: there a
 * person writes it.
 */
export function questionOf({ kind, asking, asked }: Reply): string {
  return kind === 'question' && asking.turns.length === 1 ? asked : '';
}

export function verifiedBody({ sql, parameters }: Reply, question: string): NewVerifiedAnswer {
  return { question: question.trim(), sql, ...(parameters.length > 0 ? { parameters } : {}) };
}
