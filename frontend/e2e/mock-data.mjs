// Made-up data of the shop that the demo events tell of.
import { chartResult } from './mock-charts.mjs';
import { ordinary, reviewed, stopped } from './mock-connections.mjs';

const now = () => Date.now();
const iso = (agoMs = 0) => new Date(now() - agoMs).toISOString();
const startedAt = now();

function connection(id, topic, rate, extra = {}) {
  return {
    id,
    brokers: '127.0.0.1:9092',
    security: { protocol: 'plaintext' },
    topic,
    table: `shop.${topic}`,
    schema: {
      database: 'shop',
      table: topic,
      fields: [
        { name: 'ts', type: "DateTime64(3, 'UTC')", path: ['ts'] },
        { name: 'order_id', type: 'UUID', path: ['order_id'] },
        { name: 'state', type: 'LowCardinality(String)', path: ['customer', 'state'] },
        { name: 'total', type: 'Decimal(12, 2)', path: ['total'] },
        { name: '_offset', type: 'Int64', path: [] },
      ],
      time_column: 'ts',
      partition_by: 'toYYYYMM(ts)',
      order_by: ['state', 'ts'],
    },
    state: 'running',
    created_at: iso(7_200_000),
    batch: {},
    consumer_group: `aurora-${id}`,
    progress: {
      lag_messages: 3,
      freshness_ms: 412,
      messages_per_second: rate,
      bytes_per_second: rate * 257,
      rows_written: 128_412,
      dead_letters: 17,
      batches: 2_204,
      newest_event: iso(400),
      partitions: [{ partition: 0, committed_offset: 128_412, end_offset: 128_415 }],
    },
    last_error: null,
    ...ordinary(),
    ...extra,
  };
}

export const connections = () => [
  connection('c-orders000001', 'orders', 41.6),
  connection('c-clicks000001', 'clicks', 118.2),
  connection('c-payments0001', 'payments', 24.8, reviewed()),
  connection('c-logs00000001', 'logs', 15.4),
  connection('c-refunds00001', 'refunds', 0, stopped()),
];

/** Counters that move as a live stream does: a base, a slow wave, and noise. */
export function freshnessNow(list) {
  const seconds = (now() - startedAt) / 1000;
  return list.map((entry, index) => {
    const base = entry.state === 'running' ? ([42, 118, 25, 15][index] ?? 10) : 0;
    const wave = 60 * Math.sin(seconds / 9 + index) + 8 * Math.sin(seconds * 1.7 + index);
    const rows = base === 0 ? 0 : base * seconds + wave;
    return {
      id: entry.id,
      table: entry.table,
      state: entry.state,
      lag_messages: Math.round(3 + 3 * Math.sin(seconds)),
      messages_per_second: base === 0 ? 0 : base + 6 * Math.sin(seconds / 9 + index),
      freshness_ms: 380 + 60 * Math.sin(seconds / 3),
      rows_written: 128_412 + Math.max(0, Math.round(rows)),
      dead_letters: 17,
      newest_event: iso(400),
    };
  });
}

export function rateRows() {
  const end = Math.floor(now() / 1000);
  const rows = Array.from({ length: 90 }, (_none, index) => {
    const second = end - 89 + index;
    return [second, String(Math.round(200 + 24 * Math.sin(second / 9) + 14 * Math.sin(second * 1.7)))];
  });
  return {
    columns: [
      { name: 'second', type: 'UInt32' },
      { name: 'events', type: 'UInt64' },
    ],
    rows,
    stats: { rows_read: 18_000, bytes_read: 144_000, result_rows: 90, result_bytes: 1440, elapsed_ms: 6 },
  };
}

const part = (name, address, details = {}) => ({
  name,
  state: 'up',
  version: '0.1.0',
  address,
  uptime_s: 4521,
  details,
});

const model = {
  model: 'sql-model',
  model_endpoint: 'http://127.0.0.1:11434/v1',
  model_use: 'unsure',
  model_state: 'answers',
  model_values: 'shop.orders.state, shop.clicks.device',
  model_spent_today: '0.42',
  model_budget_per_day: '5',
};

export const status = () => ({
  state: 'degraded',
  version: '0.1.0',
  time: iso(),
  parts: [
    part('gateway', '127.0.0.1:8080'),
    part('ingest', '127.0.0.1:7001'),
    part('schema-inference', '127.0.0.1:7002'),
    part('query-engine', '127.0.0.1:7003', model),
    part('embedding', '127.0.0.1:7004', { model: 'all-MiniLM-L6-v2' }),
    {
      ...part('provisioning', '127.0.0.1:7005', { why: 'starting again after an exit' }),
      state: 'starting',
      version: null,
      uptime_s: null,
    },
    part('embedded-clickhouse', '127.0.0.1:8123'),
  ],
});

const column = (name, type) => ({ name, type, comment: '', values: [] });

export const tables = () =>
  ['clicks', 'orders', 'payments', 'logs'].map((table, index) => ({
    database: 'shop',
    table,
    comment: '',
    rows: [1_204_331, 402_118, 241_090, 150_772][index],
    bytes: 48_000_000,
    time_column: 'ts',
    freshness: { complete_to: iso(400), lag_ms: 400 },
    columns: [
      column('ts', "DateTime64(3, 'UTC')"),
      column('order_id', 'UUID'),
      column('state', 'LowCardinality(String)'),
      column('total', 'Decimal(12, 2)'),
      column('_offset', 'Int64'),
    ],
  }));

const clickHouseTime = (ms) => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');

function answered(question, extra) {
  return {
    status: 'answered',
    parameters: [{ name: 'start', type: "DateTime64(3, 'UTC')", value: '2026-11-16 00:00:00.000' }],
    assumptions: [
      { id: 'time', words: 'this week', reading: 'Monday 2026-11-16 00:00 UTC until now' },
      { id: 'measure', words: 'orders', reading: 'rows of shop.orders' },
    ],
    confidence: 0.92,
    generator: 'embedded',
    chart: null,
    conversation_id: 'v-1',
    alternatives: [],
    sources: ['shop.orders'],
    answer_id: 'a-mock1',
    verified: null,
    used: [],
    warnings: [],
    stats: { rows_read: 402_118, bytes_read: 6_400_000, result_rows: 1, result_bytes: 8, elapsed_ms: 11.4 },
    freshness: { complete_to: iso(400), lag_ms: 412 },
    truncated: false,
    interpretation: question,
    ...extra,
  };
}

const states = [
  'California',
  'Texas',
  'New York',
  'Florida',
  'Washington',
  'Illinois',
  'Ohio',
  'Georgia',
  'Oregon',
  'Nevada',
];

function trend(question) {
  const start = Math.floor(now() / 3_600_000) * 3_600_000 - 23 * 3_600_000;
  const rows = Array.from({ length: 24 }, (_none, hour) => [
    clickHouseTime(start + hour * 3_600_000),
    Number((3.4 + 1.1 * Math.sin(hour / 3.4) + 0.4 * Math.sin(hour * 1.9)).toFixed(3)),
  ]);
  return answered(question, {
    interpretation: 'Conversion of mobile users by hour, today',
    sql: "SELECT toStartOfHour(ts) AS hour, 100 * countIf(action = 'purchase') / count() AS conversion_percent\nFROM shop.clicks\nWHERE device = 'mobile' AND ts >= {start:DateTime64(3, 'UTC')}\nGROUP BY hour\nORDER BY hour",
    chart: { kind: 'line', x: 'hour', y: ['conversion_percent'], series: null },
    columns: [column('hour', "DateTime('UTC')"), column('conversion_percent', 'Float64')],
    rows,
  });
}

function byState(question) {
  return answered(question, {
    interpretation: 'Sum of total per state since Monday',
    sql: "SELECT state, sum(total) AS revenue, count() AS orders\nFROM shop.orders\nWHERE ts >= {start:DateTime64(3, 'UTC')}\nGROUP BY state\nORDER BY revenue DESC",
    chart: { kind: 'bar', x: 'state', y: ['revenue'], series: null },
    columns: [
      column('state', 'LowCardinality(String)'),
      column('revenue', 'Decimal(38, 2)'),
      column('orders', 'UInt64'),
    ],
    rows: states.map((state, index) => [
      state,
      (182_340.55 / (1 + index * 0.42)).toFixed(2),
      String(Math.round(4120 / (1 + index * 0.4))),
    ]),
  });
}

function many() {
  return answered('', {
    columns: [
      column('order_id', 'UInt64'),
      column('ts', "DateTime64(3, 'UTC')"),
      column('state', 'LowCardinality(String)'),
      column('total', 'Decimal(12, 2)'),
      column('note', 'Nullable(String)'),
    ],
    rows: Array.from({ length: 10_000 }, (_none, index) => [
      String(18_446_744_073_709_541_615n + BigInt(index)),
      clickHouseTime(now() - index * 731),
      states[index % states.length],
      (((index * 7919) % 90_000) / 100).toFixed(2),
      index % 5 === 0 ? null : 'gift wrap, please',
    ]),
    truncated: true,
  });
}

/** What the statements of proposed boards give. */
function boardAnswer(text) {
  if (/toStartOfMinute/.test(text)) {
    const start = Math.floor(now() / 60_000) * 60_000 - 59 * 60_000;
    return {
      columns: [column('minute', "DateTime('UTC')"), column('rows', 'UInt64')],
      rows: Array.from({ length: 60 }, (_none, minute) => [
        clickHouseTime(start + minute * 60_000),
        String(Math.round(2400 + 400 * Math.sin(minute / 7) + 90 * Math.sin(minute * 1.9))),
      ]),
    };
  }
  if (/GROUP BY `/.test(text))
    return {
      columns: [column('state', 'LowCardinality(String)'), column('total', 'Decimal(38, 2)')],
      rows: states.map((state, index) => [state, (18_234.55 / (1 + index * 0.4)).toFixed(2)]),
    };
  if (/^SELECT sum/.test(text)) return { columns: [column('total', 'Decimal(38, 2)')], rows: [['98341.20']] };
  return { columns: [column('rows', 'UInt64')], rows: [['148204']] };
}

export function answerFor(text) {
  const drawn = chartResult(text);
  if (drawn) return answered(text, drawn);
  // A board's filter changes the rows, never the columns.
  if (/board_filter_/.test(text)) return byState(text);
  if (/\{from:/.test(text)) return answered('', boardAnswer(text));
  if (/^\s*select/i.test(text)) return many();
  if (/churn/i.test(text))
    return {
      ...answered(text, {}),
      status: 'refused',
      sql: '',
      interpretation: 'No column says who churned.',
      assumptions: [],
      alternatives: [
        {
          question: 'Customers without an order for 30 days',
          sql: '',
          reason: 'Counts customers of shop.orders by their last order.',
        },
      ],
    };
  if (/by date/i.test(text))
    return {
      ...answered(text, {}),
      status: 'clarify',
      sql: '',
      interpretation: 'Two columns of shop.orders are dates.',
      assumptions: [],
      alternatives: [
        {
          question: 'Orders by day of ordered_at',
          sql: '',
          reason: 'When the order was placed: 402,118 rows.',
        },
        { question: 'Orders by day of paid_at', sql: '', reason: 'When it was paid: 391,004 rows.' },
      ],
    };
  if (/trend/i.test(text)) return trend(text);
  if (/how many/i.test(text))
    return answered(text, {
      interpretation: 'Orders from California since Monday',
      sql: "SELECT count() AS orders\nFROM shop.orders\nWHERE state = {state:String} AND ts >= {start:DateTime64(3, 'UTC')}",
      parameters: [
        { name: 'state', type: 'String', value: 'California' },
        { name: 'start', type: "DateTime64(3, 'UTC')", value: '2026-11-16 00:00:00.000' },
      ],
      columns: [column('orders', 'UInt64')],
      rows: [['41208']],
      chart: { kind: 'number', x: null, y: ['orders'], series: null },
    });
  return byState(text);
}

export const ledger = () =>
  [0, 1, 2, 3].map((partition) => ({
    partition,
    start_offset: 0,
    next_offset: 32_100 + partition,
    end_offset: 32_103 + partition,
    loaded: 32_090,
    dead_lettered: 6 + partition,
    skipped: 4,
    pending: 3,
    filtered: 0,
    duplicates: 0,
    duplicated: 0,
  }));

export function testResult(brokers, security = {}) {
  const layer = (name, ok, elapsed, message = '', remedy = '') => ({
    layer: name,
    ok,
    broker: brokers,
    elapsed_ms: elapsed,
    message,
    remedy,
  });
  if (brokers.includes('bad'))
    return {
      reachable: false,
      layers: [
        layer('dns', true, 3),
        layer(
          'tcp',
          false,
          12,
          `${brokers} refuses the connection`,
          'Check that the broker runs and that its port is right.',
        ),
      ],
      topics: [],
    };
  const signIn = (message, remedy) => ({
    reachable: false,
    layers: [
      layer('dns', true, 1),
      layer('tcp', true, 2),
      layer('tls', true, 9),
      layer('sasl', false, 410, message, remedy),
    ],
    topics: [],
  });
  if (/away/.test(security.token_url))
    return signIn(
      `${brokers}: no token could be had from token_url`,
      'check that it is a token endpoint, that this machine reaches it and trusts its certificate, and the scope',
    );
  if (security.token_url && security.password !== 'right')
    return signIn(
      `${brokers}: the provider of tokens refuses the client`,
      "check username and password, which are the client's id and secret, and token_url",
    );
  if (security.token_url && security.scope === 'other')
    return signIn(
      `${brokers}: the broker refused the user name or password; check both and the SASL mechanism`,
      'check user name, password and mechanism with whoever runs the brokers',
    );
  return {
    reachable: true,
    layers: [
      layer('dns', true, 1),
      layer('tcp', true, 2),
      ...(security.sasl_mechanism ? [layer('sasl', true, 31)] : []),
      layer('acl', true, 18),
    ],
    topics: [
      { name: 'inventory', partitions: 6 },
      { name: 'orders', partitions: 4 },
      { name: 'shipments', partitions: 12 },
    ],
  };
}

/** Of several topics the table is named, as database.table. */
export function previewOf({ topic, table }) {
  const [database, name] = table?.split('.') ?? ['default', topic];
  const proposed = preview(name);
  return { ...proposed, schema: { ...proposed.schema, database } };
}

const preview = (topic) => ({
  messages: [0, 1, 2].map((offset) => ({
    partition: 0,
    offset: 999 - offset,
    timestamp: iso(offset * 900),
    key: `sku-${offset}`,
    value: `{"ts":"2026-11-21T12:00:0${offset}Z","sku":"sku-${offset}","stock":${40 + offset},"price":"12.${offset}0","warehouse":{"city":"Reno"}}`,
    encoding: 'text',
    value_bytes: 96,
    tombstone: false,
  })),
  sampled: 1000,
  filtered: 0,
  duplicates: 0,
  schema: {
    database: 'default',
    table: topic,
    fields: [
      { name: 'ts', type: "DateTime64(3, 'UTC')", path: ['ts'] },
      { name: 'sku', type: 'String', path: ['sku'] },
      { name: 'stock', type: 'Int64', path: ['stock'] },
      { name: 'price', type: 'Nullable(Decimal(12, 2))', path: ['price'] },
      { name: 'warehouse_city', type: 'LowCardinality(String)', path: ['warehouse', 'city'] },
      { name: '_offset', type: 'Int64', path: [] },
    ],
    time_column: 'ts',
    partition_by: 'toYYYYMM(ts)',
    order_by: ['sku', 'ts'],
    version: 1,
  },
  evidence: [
    {
      name: 'ts',
      present: 1000,
      null: 0,
      samples: 1000,
      distinct: 1000,
      examples: ['"2026-11-21T12:00:00Z"'],
      reason: 'ISO 8601 text in 1,000 of 1,000',
    },
    {
      name: 'sku',
      present: 1000,
      null: 0,
      samples: 1000,
      distinct: 812,
      examples: ['"sku-0"', '"sku-1"'],
      reason: 'text, 812 different values',
    },
    {
      name: 'stock',
      present: 1000,
      null: 0,
      samples: 1000,
      distinct: 90,
      examples: ['40', '41'],
      reason: 'whole numbers from 0 to 412',
    },
    {
      name: 'price',
      present: 990,
      null: 2,
      samples: 1000,
      distinct: 410,
      examples: ['"12.00"'],
      reason: 'decimal text with 2 places',
    },
    {
      name: 'warehouse_city',
      present: 1000,
      null: 0,
      samples: 1000,
      distinct: 9,
      examples: ['"Reno"', '"Tulsa"'],
      reason: '9 different values',
    },
  ],
  create_table_sql: `CREATE TABLE default.${topic}\n(\n    ts DateTime64(3, 'UTC'),\n    sku String,\n    stock Int64\n)\nENGINE = MergeTree\nPARTITION BY toYYYYMM(ts)\nORDER BY (sku, ts)`,
  reasons: ['ts is the only time column', 'sku is what rows are most often looked up by'],
  rejected: [{ reason: 'price is not a number', count: 2 }],
});
