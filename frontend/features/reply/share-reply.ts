import { replaceEqualDeep } from '@tanstack/react-query';
import type { Cell } from '@/api/types';
import type { Reply } from './reply';

/** Same cells; an array or object is only the same as itself. */
function sameRows(some: Cell[][], others: Cell[][]): boolean {
  return (
    some.length === others.length &&
    some.every((row, at) => {
      const other = others[at];
      return row.length === other?.length && row.every((cell, column) => Object.is(cell, other[column]));
    })
  );
}

/**
 * For a query's `structuralSharing`: what is equal in the reply before and the one after it keeps its identity, so that
 * nothing is drawn again for it. Rows are taken over all or none: to compare and copy ten thousand of them one by one, as
 * React Query does by itself, takes longer than to draw them.
 */
export function shareReply(before: unknown, after: unknown): unknown {
  // The placeholder of a query passes through here as well, and there may be none.
  if (before === undefined || after === undefined || before === after) return after;
  const { result: old, ...oldRest } = before as Reply;
  const { result, ...rest } = after as Reply;
  const columns = replaceEqualDeep(old.columns, result.columns);
  const same = columns === old.columns && sameRows(old.rows, result.rows);
  const newRest = replaceEqualDeep(oldRest, rest);
  // A new object for the same reply would be drawn, asked for again, and so on without end.
  if (same && newRest === oldRest) return before;
  return { ...newRest, result: same ? old : { columns, rows: result.rows } };
}
