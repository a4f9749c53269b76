import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { kRateWindowSeconds, type RatePoint } from './event-rate';
import { LiveProvider, useEventRates } from './live-provider';

const kHours = 9;
const kConnections = 4;

class FakeSocket {
  static all: FakeSocket[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;
  constructor() {
    FakeSocket.all.push(this);
  }
  close() {}
}

let points: RatePoint[] = [];
function Probe() {
  points = useEventRates().rates.points;
  return null;
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  FakeSocket.all = [];
});
afterEach(() => {
  vi.useRealTimers();
});

function freshness(second: number): string {
  return JSON.stringify({
    type: 'freshness',
    seq: second,
    freshness: Array.from({ length: kConnections }, (_none, index) => ({
      id: `c-${index}`,
      table: `shop.t${index}`,
      state: 'running',
      lag_messages: 0,
      messages_per_second: 100,
      freshness_ms: 400,
      rows_written: second * 100,
      dead_letters: 0,
      newest_event: '2026-11-21T00:00:00Z',
    })),
  });
}

it('a tab left open overnight keeps what it shows and nothing of the night', () => {
  const client = new QueryClient();
  client.setQueryData(['connections'], []);
  render(
    <QueryClientProvider client={client}>
      <LiveProvider>
        <Probe />
      </LiveProvider>
    </QueryClientProvider>,
  );
  const kept = () => ({
    queries: client.getQueryCache().getAll().length,
    mutations: client.getMutationCache().getAll().length,
    timers: vi.getTimerCount(),
    points: points.length,
  });
  const socket = FakeSocket.all.at(-1);
  let second = 0;
  const pass = (seconds: number) => {
    for (const end = second + seconds; second < end; second += 1)
      act(() => {
        vi.advanceTimersByTime(1000);
        socket?.onmessage?.({ data: freshness(second) });
      });
  };
  pass(600);
  const early = kept();
  expect(early.points).toBeGreaterThan(kRateWindowSeconds / 2);
  expect(early.points).toBeLessThanOrEqual(kRateWindowSeconds + 1);
  pass(kHours * 3600);
  expect(kept()).toEqual(early);
  expect(FakeSocket.all).toHaveLength(1);
}, 120_000);
