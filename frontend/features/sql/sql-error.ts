/** Where in a statement an error is, and what would put it right. */
export interface MarkedError {
  /** Characters of the statement: first, and the one after the last. */
  from: number;
  to: number;
  /** What the engine thinks was meant; null when it has no guess. */
  fix: string | null;
}

const kUnit = new TextEncoder();

/** Index of the character that starts at a UTF-8 byte (from 0). */
function charAtByte(text: string, byte: number): number {
  let bytes = 0;
  let index = 0;
  for (const character of text) {
    if (bytes >= byte) break;
    bytes += kUnit.encode(character).length;
    index += character.length;
  }
  return index;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Place of a whole word in the statement, or -1. */
function wordAt(sql: string, word: string): number {
  const found = new RegExp(`(?<![\\w.])${escaped(word)}(?!\\w)`).exec(sql);
  return found ? found.index : -1;
}

/**
 * Reads the query engine's words: "column totl at byte 8 is unknown; did you mean total?", "`FROM` at byte 8 was not
 * expected there", "table shop.order is unknown". Null when they name no place of this statement.
 */
export function locateError(sql: string, message: string): MarkedError | null {
  const placed = /(?:`([^`]+)`|(?:column|table|function) (\S+)) at byte (\d+)/.exec(message);
  const named = /(?:column|table|function) `?([^\s`,;]+)`? (?:is unknown|is not|does not)/.exec(message);
  const word = placed?.[1] ?? placed?.[2] ?? named?.[1];
  if (!word) return null;
  const from = placed ? charAtByte(sql, Number(placed[3]) - 1) : wordAt(sql, word);
  if (from < 0 || from >= sql.length) return null;
  const known = sql.startsWith(word, from);
  const to = Math.min(sql.length, from + (known ? word.length : 1));
  return { from, to, fix: known ? (/did you mean (\S+?)\?/.exec(message)?.[1] ?? null) : null };
}

/** The statement with the engine's guess in the marked place. */
export function withFix(sql: string, { from, to, fix }: MarkedError): string {
  return fix === null ? sql : sql.slice(0, from) + fix + sql.slice(to);
}
