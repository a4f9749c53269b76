'use client';

import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { LiveConnection, type LiveState } from '@/api/live';
import type { LiveMessage } from '@/api/live-message';
import { queryKeys } from '@/api/queries';
import type { Connection, LiveFreshness } from '@/api/types';
import { addRates, emptyRates, type RatePoint, type RateState, withHistory } from './event-rate';

// Switching tabs for a moment should not cost the socket.
const kHiddenPauseMs = 5000;

interface LiveContextValue {
  state: LiveState;
  retryNow: () => void;
}

interface RatesContextValue {
  rates: RateState;
  addHistory: (history: RatePoint[]) => void;
}

const LiveContext = createContext<LiveContextValue>({ state: 'connecting', retryNow: () => undefined });
const RatesContext = createContext<RatesContextValue>({ rates: emptyRates, addHistory: () => undefined });

export function useLive(): LiveContextValue {
  return useContext(LiveContext);
}

/** Changes every second: only for what draws rates. */
export function useEventRates(): RatesContextValue {
  return useContext(RatesContext);
}

function withProgress(connection: Connection, fresh: LiveFreshness | undefined): Connection {
  if (!fresh) return connection;
  const { state, lag_messages, messages_per_second, freshness_ms, rows_written, dead_letters, newest_event } =
    fresh;
  return {
    ...connection,
    state,
    progress: {
      ...connection.progress,
      lag_messages,
      messages_per_second,
      freshness_ms,
      rows_written,
      dead_letters,
      newest_event,
    },
  };
}

/** Live messages end in the same cache that the calls fill, so that a page reads one place. */
function store(client: QueryClient, message: LiveMessage): void {
  switch (message.type) {
    case 'status':
      client.setQueryData(queryKeys.status, message.status);
      return;
    case 'connections':
      client.setQueryData(queryKeys.connections, message.connections);
      for (const connection of message.connections)
        client.setQueryData(queryKeys.connection(connection.id), connection);
      return;
    case 'freshness': {
      const fresh = new Map(message.freshness.map((entry) => [entry.id, entry]));
      const renew = (connection: Connection) => withProgress(connection, fresh.get(connection.id));
      client.setQueryData<Connection[]>(queryKeys.connections, (list) => list?.map(renew));
      for (const id of fresh.keys())
        client.setQueryData<Connection>(queryKeys.connection(id), (connection) =>
          connection ? renew(connection) : undefined,
        );
    }
  }
}

function openSocket(): WebSocket {
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  return new WebSocket(`${scheme}://${window.location.host}/api/v1/live`);
}

/** Holds the page's one live socket while a signed-in page is shown. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const [rates, setRates] = useState<RateState>(emptyRates);
  const connection = useRef<LiveConnection | null>(null);

  useEffect(() => {
    const live = new LiveConnection({
      open: openSocket,
      onState: setState,
      onMessage: (message) => {
        store(client, message);
        if (message.type === 'freshness')
          setRates((before) => addRates(before, message.freshness, Date.now() / 1000));
      },
    });
    connection.current = live;
    live.start();

    let timer: ReturnType<typeof setTimeout> | undefined;
    const onVisibility = () => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(() => live.setPaused(true), kHiddenPauseMs);
      else live.setPaused(false);
    };
    const onOnline = () => live.retryNow();
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('online', onOnline);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('online', onOnline);
      live.stop();
    };
  }, [client]);

  const retryNow = useCallback(() => connection.current?.retryNow(), []);
  const addHistory = useCallback((history: RatePoint[]) => {
    setRates((before) => withHistory(before, history, Date.now() / 1000));
  }, []);
  const live = useMemo(() => ({ state, retryNow }), [state, retryNow]);
  const ratesValue = useMemo(() => ({ rates, addHistory }), [rates, addHistory]);
  return (
    <LiveContext value={live}>
      <RatesContext value={ratesValue}>{children}</RatesContext>
    </LiveContext>
  );
}
