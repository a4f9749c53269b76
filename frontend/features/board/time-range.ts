import type { Asking } from '@/api/types';
import { looksLikeSql } from '@/features/sql/sql-tokens';

/** Time ranges that a board offers: id, seconds, and the follow-up that says the same in words. */
export const ranges = [
  { id: '15m', seconds: 900, words: 'in the last 15 minutes' },
  { id: '1h', seconds: 3600, words: 'in the last hour' },
  { id: '24h', seconds: 86_400, words: 'in the last 24 hours' },
  { id: '7d', seconds: 604_800, words: 'in the last 7 days' },
  { id: '30d', seconds: 2_592_000, words: 'in the last 30 days' },
] as const;

export type RangeId = (typeof ranges)[number]['id'];

const kOwnSeconds = 3600;

export function rangeOf(id: string | null) {
  return ranges.find((range) => range.id === id) ?? null;
}

/** A question is asked for the board's time as a person would: by a follow-up. SQL says where its time goes itself. */
export function inRange(asking: Asking, range: string | null): Asking {
  const found = rangeOf(range);
  const last = asking.turns.at(-1)?.text ?? '';
  if (!found || looksLikeSql(last)) return asking;
  return { ...asking, turns: [...asking.turns, { text: found.words }] };
}

const clock = (milliseconds: number) =>
  new Date(milliseconds).toISOString().replace('T', ' ').replace('Z', '');

/** Values of {from:...} and {to:...} where a statement has them: an hour when neither board nor panel says more. */
export function rangeParameters(sql: string, range: string | null, now: number) {
  const seconds = rangeOf(range)?.seconds ?? kOwnSeconds;
  const values = { from: clock(now - seconds * 1000), to: clock(now) };
  return (['from', 'to'] as const).flatMap((name) => {
    const type = new RegExp(`\\{\\s*${name}\\s*:\\s*([^}]+?)\\s*\\}`).exec(sql)?.[1];
    if (!type) return [];
    return [{ name, type, value: /^DateTime(\(|$)/.test(type) ? values[name].slice(0, 19) : values[name] }];
  });
}
