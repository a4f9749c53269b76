import type { Connection, ConnectionState, PartitionLedger } from '@/api/types';
import type { Tone } from '@/ui/tone';

export const stateTone: Record<ConnectionState, Tone> = {
  starting: 'warn',
  waiting: 'neutral',
  running: 'good',
  paused: 'neutral',
  failing: 'bad',
  stopped: 'bad',
};

/** Key of the state's words in the catalogue. */
export function stateKey(state: ConnectionState) {
  return state === 'paused' ? 'pausedState' : state;
}

/** Offsets between start and next that are in no column of the ledger: must be 0. */
export function ledgerGap(partition: PartitionLedger): number {
  const { start_offset, next_offset, loaded, dead_lettered, skipped } = partition;
  return next_offset - start_offset - loaded - dead_lettered - skipped;
}

export interface LedgerTotal {
  loaded: number;
  deadLettered: number;
  skipped: number;
  /** Of the skipped ones: left out by filters, and as duplicates. */
  filtered: number;
  duplicates: number;
  pending: number;
  /** Stored twice: must be 0. */
  duplicated: number;
  gap: number;
}

export function ledgerTotal(partitions: PartitionLedger[]): LedgerTotal {
  const total: LedgerTotal = {
    loaded: 0,
    deadLettered: 0,
    skipped: 0,
    filtered: 0,
    duplicates: 0,
    pending: 0,
    duplicated: 0,
    gap: 0,
  };
  for (const partition of partitions) {
    total.loaded += partition.loaded;
    total.deadLettered += partition.dead_lettered;
    total.skipped += partition.skipped;
    total.filtered += partition.filtered;
    total.duplicates += partition.duplicates;
    total.pending += partition.pending;
    total.duplicated += partition.duplicated;
    total.gap += ledgerGap(partition);
  }
  return total;
}

/** What a connection reads, in short: its topic, the names of several, or the pattern. */
export function sourceText(connection: Pick<Connection, 'topic' | 'topics' | 'topic_pattern'>): string {
  if (connection.topic !== '') return connection.topic;
  if (connection.topic_pattern) return `/${connection.topic_pattern}/`;
  return (connection.topics ?? []).map((topic) => topic.name).join(', ');
}

/** Whether it may read more than one topic: then a partition's number alone says nothing. */
export function readsSeveral(connection: Pick<Connection, 'topic'>): boolean {
  return connection.topic === '';
}

/** What is worth doing with a connection in its state. */
export function possibleAction(connection: Connection): 'pause' | 'resume' {
  return connection.state === 'paused' || connection.state === 'stopped' ? 'resume' : 'pause';
}

export function connectionPath(id: string): string {
  return `/connect/connection?id=${encodeURIComponent(id)}`;
}
