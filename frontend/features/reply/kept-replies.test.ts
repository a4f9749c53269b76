import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { forgetOldReplies } from './kept-replies';

function reply(rows: number) {
  return {
    result: { columns: [{ name: 'n', type: 'UInt8' }], rows: Array.from({ length: rows }, () => [1]) },
  };
}

describe('replies that a page keeps', () => {
  it('are the newest ones, and what is in sight', () => {
    const client = new QueryClient();
    for (const [at, name] of ['first', 'second', 'third', 'fourth'].entries())
      client.setQueryData(['reply', name], reply(10), { updatedAt: at + 1 });
    client.setQueryData(['boards'], [], { updatedAt: 1 });
    const stop = new QueryObserver(client, { queryKey: ['reply', 'first'] }).subscribe(() => undefined);
    forgetOldReplies(client, 25);
    const left = client
      .getQueryCache()
      .getAll()
      .map((query) => query.queryKey.at(-1));
    expect(left).toEqual(['first', 'third', 'fourth', 'boards']);
    stop();
  });
});
