import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { RangeReplay, RangeReplayWish } from './types';

/** While something goes on by itself. */
const kLookMs = 1000;

export const rangeReplayKey = (id: string) => ['range-replays', id];

export function isOpen({ state }: Pick<RangeReplay, 'state'>): boolean {
  return state !== 'done' && state !== 'discarded' && state !== 'failed';
}

/** Replays of ranges of a connection, newest first. */
export const rangeReplaysQuery = (id: string) =>
  queryOptions({
    queryKey: rangeReplayKey(id),
    queryFn: async ({ signal }) =>
      (await call('get', '/api/v1/connections/{id}/replays', { path: { id }, signal })).replays,
    // A decision of somebody else is seen, too.
    refetchInterval: ({ state }) => (state.data?.some(isOpen) ? kLookMs : false),
  });

export async function startRangeReplay(id: string, body: RangeReplayWish): Promise<RangeReplay> {
  return call('post', '/api/v1/connections/{id}:replay', { path: { id }, body });
}

export async function swapRangeReplay(id: string, replay: string): Promise<RangeReplay> {
  return call('post', '/api/v1/connections/{id}/replays/{replay}:swap', { path: { id, replay } });
}

export async function discardRangeReplay(id: string, replay: string): Promise<RangeReplay> {
  return call('post', '/api/v1/connections/{id}/replays/{replay}:discard', { path: { id, replay } });
}
