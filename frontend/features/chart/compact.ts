import { inUnit } from '@/features/result-grid/unit';

const format = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const small = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });

/** A number for an axis: "1.2K", "0.004". */
export function compact(value: number): string {
  return value !== 0 && Math.abs(value) < 0.1 ? small.format(value) : format.format(value);
}

// Thousands of bytes have names of their own.
const byteNames: Record<string, string> = { K: 'kB', M: 'MB', B: 'GB', T: 'TB' };

/** The same with a unit: "1.2K ms", "1.2 MB". */
export function compactIn(value: number, unit: string | null): string {
  const text = compact(value);
  const bytes = unit === 'B' ? byteNames[text.slice(-1)] : undefined;
  return bytes ? inUnit(text.slice(0, -1), bytes) : inUnit(text, unit);
}
