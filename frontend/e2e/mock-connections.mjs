// Formats, policies, proposals and changes of columns of the made-up connections.

const iso = (agoMs = 0) => new Date(Date.now() - agoMs).toISOString();

/** What each connection has beyond its progress. */
export const ordinary = () => ({
  format: { kind: 'json', envelope: 'none' },
  transforms: [],
  stop_above: null,
  evolution: { policy: 'add', columns_added: 2, columns_max: 200, open_proposals: 0 },
  warnings: [],
});

/** A connection that has stopped, with each kind of rule. */
export const stopped = () => ({
  state: 'stopped',
  stop_above: { share: 0.05, window: 1000 },
  last_error: {
    at: iso(300_000),
    code: 'too_many_dead_letters',
    message:
      'topic refunds: 51 of the last 1,000 messages did not fit, more than the 5 % that the connection allows; see its dead letters, then resume it',
  },
  transforms: [
    { kind: 'filter', field: 'status', operator: 'not in', values: ['draft', 'void'] },
    { kind: 'drop', field: 'password' },
    { kind: 'rename', field: 'ts', to: 'created_at' },
    { kind: 'cast', field: 'amount', type: 'Decimal(18, 2)' },
    { kind: 'redact', field: 'customer.card', text: '[redacted]' },
    { kind: 'hash', field: 'customer.email' },
  ],
});

/** A connection that waits for a person's word. */
export const reviewed = () => ({
  format: {
    kind: 'avro',
    envelope: 'none',
    registry: { url: 'https://registry:8081', username: 'reader' },
  },
  evolution: { policy: 'review', columns_added: 0, columns_max: 200, open_proposals: 2 },
  warnings: [
    {
      at: iso(600_000),
      code: 'column_limit',
      message:
        'table shop.payments: 50 new fields came at once, and only those that a fifth of the messages has are proposed; the others stay in _overflow',
    },
  ],
});

const proposal = (column, type, path, reason, rejected = false) => ({
  column,
  type,
  path,
  statement: `ALTER TABLE \`shop\`.\`payments\` ADD COLUMN IF NOT EXISTS \`${column}\` ${type}`,
  reason,
  proposed_at: iso(420_000),
  rejected,
});

export const proposals = () => [
  proposal(
    'coupon',
    'LowCardinality(Nullable(String))',
    ['coupon'],
    'text, 12 different values in 240 of 1,000 messages',
  ),
  proposal(
    'shipping_box_weight',
    'Nullable(Float64)',
    ['shipping', 'box', 'weight'],
    'numbers with a fraction, 0.2 to 18.4',
  ),
  proposal('debug', 'Nullable(String)', ['debug'], 'text', true),
];

export const schemaHistory = () => [
  {
    version: 3,
    at: iso(3_600_000),
    kind: 'widen',
    column: 'total',
    type: 'Decimal(38, 2)',
    statement: 'ALTER TABLE `shop`.`orders` MODIFY COLUMN `total` Decimal(38, 2)',
    reason: 'asked for',
    made_by: 'admin',
    starts: [0, 1, 2, 3].map((partition) => ({ partition, offset: 31_900 + partition })),
  },
  {
    version: 2,
    at: iso(7_200_000),
    kind: 'add',
    column: 'coupon',
    type: 'LowCardinality(Nullable(String))',
    statement:
      'ALTER TABLE `shop`.`orders` ADD COLUMN IF NOT EXISTS `coupon` LowCardinality(Nullable(String))',
    reason: 'text, 12 different values',
    made_by: 'policy add',
    starts: [],
  },
];

/** What a new connection reads, as its description tells it; nothing for one topic. */
export function topicsOf({ topics, topic_pattern: pattern }) {
  if (topics) return { topics: topics.map((name) => ({ name, state: 'readable' })), topic_pattern: null };
  if (!pattern) return {};
  const found = ['orders.eu', 'orders.us', 'orders.old'];
  return {
    topics: found.map((name) => ({ name, state: name === 'orders.old' ? 'missing' : 'readable' })),
    topic_pattern: pattern,
  };
}

/** [status, code, detail] of what a preview refuses; null for what it takes. */
export function previewRefusal({ topic, start = 'earliest', format = {} }) {
  const { registry } = format;
  const partition = Number(/^(\d+):/.exec(start)?.[1] ?? 0);
  if (partition > 3)
    return [
      400,
      'invalid_request',
      `topic ${topic}, partition ${partition}: the topic has no such partition; it has 4, counted from 0`,
    ];
  if (!registry) return null;
  const where = `schema registry ${registry.url}`;
  if (/away/.test(registry.url))
    return [
      503,
      'registry_unreachable',
      `${where} cannot be reached: connection refused; check the URL and that it runs`,
    ];
  if (/own-ca/.test(registry.url) && !registry.ca_certificate)
    return [
      503,
      'registry_unreachable',
      `${where} cannot be reached: certificate verify failed; give the CA that signed its certificate`,
    ];
  if (!registry.username)
    return [
      409,
      'registry_refused',
      `${where} refuses calls without a user (401); give ones that may read its schemas`,
    ];
  if (registry.password !== 'right')
    return [
      409,
      'registry_refused',
      `${where} refuses the user and password (401); give ones that may read its schemas`,
    ];
  return null;
}

const csvLines = (partitions) =>
  partitions.map((entry) => ['c-orders000001', ...Object.values(entry)].join(','));

/** The ledger as Accept asks for it; null for JSON. */
export function ledgerFile(accept, partitions) {
  if (accept === 'text/csv') {
    const names = ['connection', ...Object.keys(partitions[0])].join(',');
    return [names, ...csvLines(partitions), ''].join('\n');
  }
  if (accept === 'application/x-ndjson')
    return partitions
      .map((entry) => `${JSON.stringify({ connection: 'c-orders000001', ...entry })}\n`)
      .join('');
  return null;
}

/** Carries out what a person decided about a connection's columns. Null where the path is none of these. */
export function schemaAnswer(connection, method, rest, body) {
  connection.proposals ??= connection.evolution.policy === 'review' ? proposals() : [];
  const chosen = (proposal_) => (body.columns ?? [proposal_.column]).includes(proposal_.column);
  const count = () => {
    connection.evolution.open_proposals = connection.proposals.filter((one) => !one.rejected).length;
  };
  switch (`${method} ${rest}`) {
    case 'GET /proposals':
      return { value: { proposals: connection.proposals } };
    case 'GET /schema-history':
      return { value: { entries: connection.topic === 'orders' ? schemaHistory() : [] } };
    case 'POST /proposals:reject':
      connection.proposals = connection.proposals.map((one) =>
        chosen(one) ? { ...one, rejected: true } : one,
      );
      count();
      return { value: { proposals: connection.proposals } };
    case 'POST /proposals:apply':
      for (const { column: name, type, path } of connection.proposals.filter(chosen))
        connection.schema.fields.splice(-1, 0, { name, type, path });
      connection.proposals = connection.proposals.filter((one) => !chosen(one));
      count();
      return { value: connection };
    case 'PATCH ':
      if (body.stop_above) connection.stop_above = body.stop_above.share === 0 ? null : body.stop_above;
      if (body.evolution) connection.evolution.policy = body.evolution.policy;
      for (const { name, type } of body.columns ?? []) {
        const field = connection.schema.fields.find((one) => one.name === name);
        if (/Int8/.test(type))
          return {
            problem: [
              400,
              'invalid_request',
              `column ${name} of table ${connection.table} cannot go from ${field.type} to ${type} without losing values; possible: a Decimal with more digits before and after the point, and String`,
            ],
          };
        field.type = type;
      }
      return { value: connection };
  }
  return null;
}
