/** An answer that an earlier version kept in the browser. */
export interface KeptAnswer {
  id: string;
  asked: string;
  title: string;
  /** The person's own choice of chart; null leaves it to the data. */
  kind: string | null;
}

export const keptKey = 'aurora.board';
const kKeptMax = 24;
const kinds: readonly string[] = ['number', 'card', 'line', 'bar', 'table'];

function isKept(value: unknown): value is KeptAnswer {
  if (typeof value !== 'object' || value === null) return false;
  const { id, asked, title, kind } = value as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    typeof asked === 'string' &&
    asked.trim() !== '' &&
    typeof title === 'string' &&
    (kind === null || (typeof kind === 'string' && kinds.includes(kind)))
  );
}

/** What the browser's storage holds; anything that was not written by Aurora is left out. */
export function parseKept(text: string | null): KeptAnswer[] {
  if (text === null) return [];
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter(isKept).slice(0, kKeptMax) : [];
  } catch {
    return [];
  }
}
