import type { Cell } from '@/api/types';
import { columnKind } from './column-type';
import { groupDigits, numberText } from './digits';

const kFractionDigitsMax = 6;
const kScaleShownMax = 4;

/** "12.5" of a Decimal(12, 2) is 12.50: ClickHouse leaves the zeros out, a column of amounts reads badly so. */
function withScale(text: string, type: string): string {
  const scale = Number(/Decimal\(\d+,\s*(\d+)\)/.exec(type)?.[1] ?? 0);
  if (scale === 0 || scale > kScaleShownMax || !numberText.test(text)) return text;
  const [whole, fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(scale, '0')}`;
}

/** Shortens the tail of a floating-point number; exact decimals come as strings and keep every digit. */
function numberToText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (Number.isInteger(value)) return groupDigits(String(value));
  const text = String(Number(value.toFixed(kFractionDigitsMax)));
  return text === '0' ? String(value) : groupDigits(text);
}

/** ".000" says nothing when every row has it, and a date at midnight reads better alone. */
function timeToText(text: string): string {
  return text.replace(/\.0+$/, '');
}

/** Identifiers are numbers only by storage: grouping their digits would hinder reading and copying. */
export function isIdentifier(name: string): boolean {
  return /(^|_)(id|uuid|offset|partition|year)$/i.test(name);
}

/** A cell as a person reads it. Null has a text of its own, so that it is told from an empty string. */
export function cellText(value: Cell, type: string, name = ''): string {
  if (value === null) return 'null';
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  const kind = columnKind(type);
  if (isIdentifier(name)) return String(value);
  if (typeof value === 'number') return numberToText(value);
  if (kind === 'integer') return groupDigits(value);
  if (kind === 'decimal') return groupDigits(withScale(value, type));
  if (kind === 'time') return timeToText(value);
  return value;
}

/** For drawing only: a chart needs a number, and a pixel does not see the digits that are lost. */
export function cellNumber(value: Cell): number | null {
  if (value === null || typeof value === 'boolean' || typeof value === 'object') return null;
  const number = typeof value === 'number' ? value : Number(value);
  return typeof value === 'string' && value.trim() === '' ? null : Number.isFinite(number) ? number : null;
}

/**
 * ClickHouse prints times without a zone and in UTC: "2026-11-16 10:00:00.123". Seconds since 1970, or null.
 */
export function cellSeconds(value: Cell): number | null {
  if (typeof value !== 'string') return null;
  const found = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}(?:\.\d+)?))?Z?$/.exec(value.trim());
  if (!found) return null;
  const milliseconds = Date.parse(`${found[1]}T${found[2] ?? '00:00:00'}Z`);
  return Number.isNaN(milliseconds) ? null : milliseconds / 1000;
}

function compareNumberTexts(left: string, right: string): number {
  const a = numberText.exec(left);
  const b = numberText.exec(right);
  if (!a || !b) return Number(left) - Number(right);
  const negative = a[1] === '-';
  if (negative !== (b[1] === '-')) return negative ? -1 : 1;
  const digits = Math.max(a[3]?.length ?? 0, b[3]?.length ?? 0);
  const scaled = (match: RegExpExecArray) => BigInt((match[2] ?? '0') + (match[3] ?? '').padEnd(digits, '0'));
  const leftScaled = scaled(a);
  const rightScaled = scaled(b);
  const order = leftScaled < rightScaled ? -1 : leftScaled > rightScaled ? 1 : 0;
  return negative ? -order : order;
}

/** Order of two cells of one column; nulls last whatever the direction, numbers by value without rounding. */
export function compareCells(left: Cell, right: Cell, type: string): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const kind = columnKind(type);
  const a = typeof left === 'object' ? JSON.stringify(left) : String(left);
  const b = typeof right === 'object' ? JSON.stringify(right) : String(right);
  if (kind === 'integer' || kind === 'decimal') return compareNumberTexts(a, b);
  return a < b ? -1 : a > b ? 1 : 0;
}
