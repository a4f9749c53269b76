'use client';

import { useQuery } from '@tanstack/react-query';
import { connectionQuery, connectionsQuery, statusQuery } from '@/api/queries';
import { useLive } from './live-provider';

const kPollMs = 5000;

/** Without a socket the page asks by itself, less often. */
function usePollMs(): number | false {
  return useLive().state === 'open' ? false : kPollMs;
}

export function useConnections() {
  return useQuery({ ...connectionsQuery, refetchInterval: usePollMs() });
}

export function useConnection(id: string) {
  return useQuery({ ...connectionQuery(id), refetchInterval: usePollMs() });
}

export function useStatus() {
  return useQuery({ ...statusQuery, refetchInterval: usePollMs() });
}
