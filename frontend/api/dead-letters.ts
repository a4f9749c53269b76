import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { ReplayChoice, ReplayReport } from './types';

const kPage = 10;

export const deadLetterKeys = {
  /** Groups and letters of a connection together. */
  all: (id: string) => ['dead-letters', id],
  groups: (id: string) => ['dead-letters', id, 'groups'],
  letters: (id: string, reason: string) => ['dead-letters', id, 'letters', reason],
} as const;

/** Dead letters counted by their cause. */
export const deadLetterGroupsQuery = (id: string) =>
  queryOptions({
    queryKey: deadLetterKeys.groups(id),
    queryFn: ({ signal }) =>
      call('get', '/api/v1/connections/{id}/dead-letters:groups', { path: { id }, signal }),
  });

/** The newest letters whose reason has these words, a page at a time. */
export async function readDeadLetters(id: string, reason: string, page: string | null, signal: AbortSignal) {
  const query = { limit: kPage, reason, ...(page === null ? {} : { page }) };
  return call('get', '/api/v1/connections/{id}/dead-letters', { path: { id }, query, signal });
}

/** One part of a replay: the server works for some seconds and says how many are left. */
export async function replayDeadLetters(id: string, body: ReplayChoice): Promise<ReplayReport> {
  return call('post', '/api/v1/connections/{id}/dead-letters:replay', { path: { id }, body });
}
