const format = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });
const small = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });

/** A number for an axis: "1.2K", "0.004". */
export function compact(value: number): string {
  return value !== 0 && Math.abs(value) < 0.1 ? small.format(value) : format.format(value);
}
