import type { Connection, LiveFreshness, LiveMessageWire, Status } from './types';

/** A message of the live socket; each is a whole state, so that a lost one costs nothing. */
export type LiveMessage =
  | { type: 'status'; seq: number; status: Status }
  | { type: 'connections'; seq: number; connections: Connection[] }
  | { type: 'freshness'; seq: number; freshness: LiveFreshness[] };

/** Null for what this version does not know: a newer gateway may say more. */
export function parseLiveMessage(data: unknown): LiveMessage | null {
  if (typeof data !== 'string') return null;
  let wire: Partial<LiveMessageWire> | null;
  try {
    wire = JSON.parse(data);
  } catch {
    return null;
  }
  if (typeof wire !== 'object' || wire === null || typeof wire.seq !== 'number') return null;
  const { seq } = wire;
  if (wire.type === 'status' && wire.status) return { type: 'status', seq, status: wire.status };
  if (wire.type === 'connections' && Array.isArray(wire.connections))
    return { type: 'connections', seq, connections: wire.connections };
  if (wire.type === 'freshness' && Array.isArray(wire.freshness))
    return { type: 'freshness', seq, freshness: wire.freshness };
  return null;
}
