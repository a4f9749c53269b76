import type { Asking } from '@/api/types';

/** A conversation in one line: what was asked, then each follow-up. */
export function entryText(asking: Asking): string {
  return asking.turns.map((turn) => turn.text.replace(/\s+/g, ' ').trim()).join(' › ');
}
