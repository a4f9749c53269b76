import type { DeadLetter, DeadLetterGroup } from '@/api/types';

export type Advice = 'widen' | 'missing' | 'registry' | 'tombstone' | 'producer';

const byCode: Record<string, Advice> = {
  type_mismatch: 'widen',
  out_of_range: 'widen',
  missing_value: 'missing',
  schema_unknown: 'registry',
  schema_mismatch: 'registry',
  tombstone: 'tombstone',
};

/** What can be done about a cause; what no change of the table mends is the producer's. */
export function adviceOf({ code, column }: Pick<DeadLetterGroup, 'code' | 'column'>): Advice {
  const advice = byCode[code] ?? 'producer';
  return column === null && (advice === 'widen' || advice === 'missing') ? 'producer' : advice;
}

/**
 * What a letter's reason says beyond its place and its cause, which stand beside it: the value. The whole reason where it is worded
 * otherwise.
 */
export function detailOf(letter: Pick<DeadLetter, 'reason'>, cause: string): string {
  const at = letter.reason.indexOf(cause);
  if (cause === '' || at < 0) return letter.reason;
  return letter.reason
    .slice(at + cause.length)
    .replace(/; give the column a wider type, .*$/, '')
    .replace(/^[:;]\s*/, '');
}

/** ", column total (Int64): a value that does not fit" -> "column total (Int64): a value that does not fit". */
export function causeText({ code, reason }: Pick<DeadLetterGroup, 'code' | 'reason'>): string {
  const text = reason.replace(/^[,:]\s*/, '');
  return text === '' || text === code ? code.replaceAll('_', ' ') : text;
}
