import type { TopicMessage } from '@/api/types';
import { innerType } from '@/features/result-grid/column-type';
import type { Field } from './draft';

export interface SampleCheck {
  /** Messages that have a value for the column. */
  seen: number;
  /** Those whose value the type cannot hold. */
  misfits: number;
  /** One such value, as JSON. */
  example: string | null;
}

const kExampleMax = 40;
const numeric = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

function integerFits(value: unknown, signed: boolean, bits: number): boolean {
  if (typeof value === 'boolean') return false;
  const text = String(value);
  if (!/^-?\d+$/.test(text)) return false;
  const number = BigInt(text);
  const top = 2n ** BigInt(signed ? bits - 1 : bits);
  return signed ? number >= -top && number < top : number >= 0n && number < top;
}

/** Whether a JSON value fits a ClickHouse type; null where only the server knows. */
export function fitsType(value: unknown, type: string): boolean | null {
  const inner = innerType(type);
  if (inner === 'String' || inner.startsWith('FixedString')) return true;
  if (typeof value === 'object') return null;
  const integer = /^(U?)Int(\d+)$/.exec(inner);
  if (integer) return integerFits(value, integer[1] === '', Number(integer[2]));
  if (/^(Float|BFloat|Decimal)/.test(inner)) return typeof value === 'number' || numeric.test(String(value));
  if (inner === 'Bool') return typeof value === 'boolean' || value === 0 || value === 1;
  if (inner === 'UUID') return /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(String(value));
  if (/^Date/.test(inner)) return typeof value === 'number' || !Number.isNaN(Date.parse(String(value)));
  return null;
}

function valueAt(message: TopicMessage, path: string[]): unknown {
  try {
    return path.reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined,
      JSON.parse(message.value),
    );
  } catch {
    // Cut off, or no JSON: such a message says nothing of this column.
    return undefined;
  }
}

/** The messages at hand against a type that a person chose; null where only the server knows. */
export function checkSample(messages: TopicMessage[], field: Field): SampleCheck | null {
  const check: SampleCheck = { seen: 0, misfits: 0, example: null };
  for (const message of messages) {
    const value = valueAt(message, field.path ?? []);
    if (value === undefined || value === null) continue;
    const fits = fitsType(value, field.type);
    if (fits === null) return null;
    check.seen += 1;
    if (fits) continue;
    check.misfits += 1;
    check.example ??= JSON.stringify(value).slice(0, kExampleMax);
  }
  return check;
}
