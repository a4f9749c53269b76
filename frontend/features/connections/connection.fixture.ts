import type { Connection } from '@/api/types';

/** A connection for tests: running, with nothing special about it. */
export const plainConnection: Connection = {
  id: 'c-1',
  brokers: 'k:9092',
  security: {},
  topic: 'orders',
  table: 'shop.orders',
  schema: {
    database: 'shop',
    table: 'orders',
    fields: [
      { name: 'ts', type: 'DateTime', path: ['ts'] },
      { name: 'total', type: 'Int32', path: ['total'] },
      { name: 'note', type: 'Nullable(String)', path: ['note'] },
      { name: '_offset', type: 'Int64', path: [] },
    ],
    time_column: 'ts',
  },
  format: {},
  transforms: [],
  stop_above: null,
  state: 'running',
  created_at: null,
  batch: {},
  evolution: { policy: 'add', columns_added: 0, columns_max: 200, open_proposals: 0 },
  warnings: [],
  consumer_group: 'g',
  progress: {
    lag_messages: 0,
    freshness_ms: 0,
    messages_per_second: 0,
    bytes_per_second: 0,
    rows_written: 0,
    dead_letters: 0,
    batches: 0,
    newest_event: null,
    partitions: [],
  },
  last_error: null,
};
