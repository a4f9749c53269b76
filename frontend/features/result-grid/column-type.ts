/** What a ClickHouse type means to a reader of a table or a chart. */
export type ColumnKind = 'integer' | 'decimal' | 'time' | 'boolean' | 'text' | 'other';

const wrappers = /^(?:Nullable|LowCardinality)\((.*)\)$/;

/** "LowCardinality(Nullable(String))" -> "String". */
export function innerType(type: string): string {
  let inner = type.trim();
  for (let found = wrappers.exec(inner); found; found = wrappers.exec(inner)) {
    inner = (found[1] ?? '').trim();
  }
  return inner;
}

export function columnKind(type: string): ColumnKind {
  const inner = innerType(type);
  if (/^U?Int\d+$/.test(inner)) return 'integer';
  if (/^(Float\d+|BFloat16|Decimal)/.test(inner)) return 'decimal';
  if (/^Date(32|Time|Time64)?(\(|$)/.test(inner)) return 'time';
  if (inner === 'Bool') return 'boolean';
  if (/^(String|FixedString|Enum|UUID|IPv[46])/.test(inner)) return 'text';
  return 'other';
}

export function isNumeric(type: string): boolean {
  const kind = columnKind(type);
  return kind === 'integer' || kind === 'decimal';
}
