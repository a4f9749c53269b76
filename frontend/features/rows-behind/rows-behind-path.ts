import type { Cell } from '@/api/types';
import { askingOf, queryPath } from '@/features/asking';
import type { Reply } from '@/features/reply';
import { rowsBehind, statementParts, withValues } from '@/features/sql';

type Statement = Pick<Reply, 'sql' | 'parameters' | 'result'>;

/** One value of a result: its column, and the cell. */
export interface ChosenValue {
  column: number;
  cell: Cell;
}

/**
 * The SQL of the rows that an answer, or one of its values, was made of. Null where it reads more than one table, or is
 * rows itself.
 */
export function rowsBehindSql({ sql, parameters, result }: Statement, chosen?: ChosenValue): string | null {
  const parts = statementParts(sql);
  if (!parts || parts.items.length !== result.columns.length) return null;
  const aggregated = /\bgroup\b/i.test(parts.rest) || parts.items.some((item) => /\w\s*\(/.test(item));
  if (!aggregated) return null;
  const value = chosen
    ? [{ item: chosen.column, value: chosen.cell === null ? null : String(chosen.cell) }]
    : [];
  return withValues(rowsBehind(parts, value), parameters);
}

/** The page that shows them. */
export function rowsBehindPath(reply: Statement): string | null {
  const sql = rowsBehindSql(reply);
  return sql === null ? null : queryPath(askingOf(sql));
}
