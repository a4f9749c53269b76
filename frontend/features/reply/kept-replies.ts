import type { QueryClient } from '@tanstack/react-query';
import type { Reply } from './reply';

/** Cells of all replies that a page keeps for Back and for folded turns; about a hundred megabytes at most. */
export const kCellsKeptMax = 1_000_000;

function cellsOf(reply: Reply | undefined): number {
  return reply ? reply.result.rows.length * reply.result.columns.length : 0;
}

/** Drops the oldest replies that are not in sight once all of them hold too much. They are asked again when gone back to. */
export function forgetOldReplies(client: QueryClient, cellsMax = kCellsKeptMax): void {
  const cache = client.getQueryCache();
  const kept = cache
    .findAll({ queryKey: ['reply'] })
    .toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
  let cells = 0;
  for (const query of kept) {
    cells += cellsOf(query.state.data as Reply | undefined);
    if (cells > cellsMax && !query.isActive()) cache.remove(query);
  }
}
