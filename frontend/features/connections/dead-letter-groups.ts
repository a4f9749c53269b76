import type { DeadLetter } from '@/api/types';

export interface DeadLetterGroup {
  key: string;
  code: string;
  /** The reason with what differs from message to message left out. */
  shape: string;
  letters: DeadLetter[];
  /** Newest and oldest of the group; null where no message has a time. */
  newest: string | null;
  oldest: string | null;
}

/** 'total: "n/a" is not a Decimal(12, 2)' -> 'total: … is not a Decimal(12, 2)': quoted values and offsets differ, types do not. */
export function reasonShape(reason: string): string {
  return reason
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '…')
    .replace(/\b(byte|offset|line|column|position) \d+/g, '$1 …')
    .trim();
}

/** Messages with the same fault together, the largest group first. */
export function groupLetters(letters: DeadLetter[]): DeadLetterGroup[] {
  const groups = new Map<string, DeadLetterGroup>();
  for (const letter of letters) {
    const shape = reasonShape(letter.reason);
    const key = `${letter.code} ${shape}`;
    const group = groups.get(key) ?? {
      key,
      code: letter.code,
      shape,
      letters: [],
      newest: null,
      oldest: null,
    };
    group.letters.push(letter);
    const at = letter.timestamp;
    if (at !== null && (group.newest === null || at > group.newest)) group.newest = at;
    if (at !== null && (group.oldest === null || at < group.oldest)) group.oldest = at;
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.letters.length - a.letters.length);
}
