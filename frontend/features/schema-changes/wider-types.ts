import { innerType } from '@/features/result-grid/column-type';

const kDecimalDigitsMax = 38;
// Leaves 28 digits before the point: any whole number fits.
const kDecimalOfIntegers = 'Decimal(38, 10)';
const kBits = [8, 16, 32, 64];

function widerIntegers(signed: boolean, bits: number): string[] {
  const wider = kBits.filter((other) => other > bits);
  return signed
    ? wider.map((other) => `Int${other}`)
    : [...wider.map((other) => `UInt${other}`), ...wider.map((other) => `Int${other}`)];
}

function widerDecimals(digits: number, scale: number): string[] {
  const before = digits - scale;
  const found = [`Decimal(${kDecimalDigitsMax}, ${scale})`];
  // As many digits after the point as leave room for those before it.
  const scaleMax = kDecimalDigitsMax - before;
  if (scaleMax > scale) found.push(`Decimal(${kDecimalDigitsMax}, ${Math.min(scaleMax, scale + 6)})`);
  return digits < kDecimalDigitsMax ? found : found.slice(1);
}

/** What a column can become without losing a value, as record 14 has it, the nearest first; the server has the last word. */
export function widerTypes(type: string): string[] {
  const inner = innerType(type);
  const nullable = /Nullable\(/.test(type);
  const integer = /^(U?)Int(8|16|32|64)$/.exec(inner);
  const decimal = /^Decimal\((\d+),\s*(\d+)\)$/.exec(inner);
  const time = /^DateTime64\((\d)(?:,.*)?\)$/.exec(inner);
  let types: string[] = [];
  if (inner.startsWith('Array(')) return [];
  if (integer)
    types = [
      ...widerIntegers(integer[1] === '', Number(integer[2])),
      'Float64',
      kDecimalOfIntegers,
      'String',
    ];
  else if (decimal) types = [...widerDecimals(Number(decimal[1]), Number(decimal[2])), 'String'];
  else if (inner === 'Float32') types = ['Float64', 'String'];
  else if (inner === 'Date') types = ['Date32'];
  else if (/^DateTime(\(.*\))?$/.test(inner)) types = ["DateTime64(3, 'UTC')", "DateTime64(6, 'UTC')"];
  else if (time)
    types = [3, 6, 8]
      .filter((digits) => digits > Number(time[1]))
      .map((digits) => `DateTime64(${digits}, 'UTC')`);
  else if (!['String', 'Date32'].includes(inner)) types = ['String'];
  if (nullable) return types.map((name) => `Nullable(${name})`);
  return [...types, `Nullable(${inner})`];
}
