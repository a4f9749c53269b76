import type { TableSchema } from '@/api/types';

/** A column that times, sorts, divides or versions the table: it cannot be left out, and it keeps its type. */
export function isKeyColumn(schema: TableSchema, name: string): boolean {
  const { time_column, version_column, deleted_column, order_by = [], partition_by = '' } = schema;
  if ([time_column, version_column, deleted_column].includes(name)) return true;
  const word = new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`);
  return [...order_by, partition_by].some((expression) => word.test(expression));
}

/** Columns that Aurora fills in itself; they are not a person's to change. */
export function isOwnColumn(field: TableSchema['fields'][number]): boolean {
  return (field.path ?? []).length === 0;
}
