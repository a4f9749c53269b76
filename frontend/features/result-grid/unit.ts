import type { ResultColumn } from '@/api/types';
import { isNumeric } from './column-type';

/** Last part of a column's name -> its unit, as it is written behind a number. */
const units: Record<string, string> = {
  ns: 'ns',
  us: 'µs',
  ms: 'ms',
  millis: 'ms',
  milliseconds: 'ms',
  s: 's',
  sec: 's',
  secs: 's',
  seconds: 's',
  minutes: 'min',
  hours: 'h',
  days: 'd',
  bytes: 'B',
  kb: 'kB',
  mb: 'MB',
  gb: 'GB',
  percent: '%',
  pct: '%',
  percentage: '%',
  usd: 'USD',
  eur: 'EUR',
  gbp: 'GBP',
  kg: 'kg',
  km: 'km',
  kwh: 'kWh',
};

// What was counted has no unit, and a rate that of two things.
const counted = /^(?:count|distinct|uniq|number|rows)_|_per_|_count(?:_|$)/;
// A part of something has a percentage at most, a variance the square of its unit.
const partOrSquare = /^(?:share|ratio|var)_|variance/;

/**
 * The unit that a result's column carries in its name ("average_latency_ms"); null where it says none. Names are all that a
 * result tells of its numbers, and the query engine names its columns by those of the tables.
 */
export function unitOf({ name, type }: ResultColumn): string | null {
  const lower = name.toLowerCase();
  const last = /_([a-z]+)$/.exec(lower)?.[1];
  if (!last || !isNumeric(type) || counted.test(lower)) return null;
  const unit = Object.hasOwn(units, last) ? (units[last] ?? null) : null;
  return unit !== '%' && partOrSquare.test(lower) ? null : unit;
}

/** A number's text with a unit: "12 ms", not broken between the two, or "12/s". What is no number stays alone. */
export function inUnit(text: string, unit: string | null | undefined): string {
  if (!unit || !/\d/.test(text)) return text;
  return unit.startsWith('/') ? text + unit : `${text}\u00a0${unit}`;
}

/** A number's text with the unit of its column. */
export function withUnit(text: string, column: ResultColumn | undefined): string {
  return column ? inUnit(text, unitOf(column)) : text;
}

/** The unit that all of these columns have; null where two differ. */
export function sharedUnit(columns: ResultColumn[]): string | null {
  const [first = null, ...others] = new Set(columns.map(unitOf));
  return others.length === 0 ? first : null;
}
