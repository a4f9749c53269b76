import type { LiveFreshness } from '@/api/types';

/** Rows a second at a moment; seconds since 1970. */
export interface RatePoint {
  at: number;
  rate: number;
}

export const kRateWindowSeconds = 90;
const kElapsedSecondsMin = 0.2;

export interface RateState {
  points: RatePoint[];
  /** Counters of the last message, by connection. */
  counters: ReadonlyMap<string, number>;
  at: number | null;
}

export const emptyRates: RateState = { points: [], counters: new Map(), at: null };

function trim(points: RatePoint[], now: number): RatePoint[] {
  return points.filter((point) => point.at > now - kRateWindowSeconds);
}

/**
 * Counters of rows -> rows a second since the message before. A counter that went down belongs to a service that
 * started again; a connection that was not there before has no difference yet.
 */
export function addRates(state: RateState, freshness: LiveFreshness[], now: number): RateState {
  const counters = new Map(freshness.map((entry) => [entry.id, entry.rows_written + entry.dead_letters]));
  if (state.at === null) return { points: trim(state.points, now), counters, at: now };
  const elapsed = now - state.at;
  if (elapsed < kElapsedSecondsMin) return state;
  let rows = 0;
  for (const [id, counter] of counters) {
    const before = state.counters.get(id);
    if (before !== undefined && counter > before) rows += counter - before;
  }
  return { points: trim([...state.points, { at: now, rate: rows / elapsed }], now), counters, at: now };
}

/** Puts what was counted in the tables before the page opened in front of what the socket told since. */
export function withHistory(state: RateState, history: RatePoint[], now: number): RateState {
  const first = state.points[0]?.at ?? Number.POSITIVE_INFINITY;
  const older = history.filter((point) => point.at < first - 1);
  return { ...state, points: trim([...older, ...state.points], now) };
}
