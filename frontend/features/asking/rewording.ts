import type { Asking } from '@/api/types';

/** The same question with one assumption read as it comes; what was chosen of the others stays. */
export function withoutReading(asking: Asking, turn: number, assumption: string): Asking {
  const turns = asking.turns.map((entry, index) => {
    if (index !== turn || entry.readings?.[assumption] === undefined) return entry;
    const { [assumption]: _gone, ...readings } = entry.readings;
    return { ...entry, readings };
  });
  return { ...asking, turns };
}

/** The last turn said in other words. What was asked before it stays; what was chosen of the old words goes. */
export function withLastWords(asking: Asking, text: string): Asking {
  return { ...asking, turns: [...asking.turns.slice(0, -1), { text }] };
}
