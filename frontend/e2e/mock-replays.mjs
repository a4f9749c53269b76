// Replays of ranges of the made-up connections: read, compared and swapped in a moment.

const iso = (agoMs = 0) => new Date(Date.now() - agoMs).toISOString();

const end = 31_900;

function spansOf(body) {
  const wanted = body.offsets ?? [0, 1, 2, 3].map((partition) => ({ partition, from: 0, to: end }));
  return wanted.map((span) => ({ ...span, first_held: span.from, next: span.from }));
}

function replayOf(connection, body, id) {
  const offsets = spansOf(body);
  return {
    id,
    connection: connection.id,
    state: 'reading',
    target: body.target ?? 'shadow',
    missing: body.missing ?? null,
    table: connection.table,
    shadow_table: id === null ? null : `${connection.table}_replay_${id.slice(2)}`,
    topic: body.topic ?? connection.topic,
    offsets,
    messages: offsets.reduce((sum, { from, to }) => sum + to - from, 0),
    messages_read: 0,
    disk_bytes: 4_200_000,
    rows: 0,
    dead_letters: 0,
    filtered: 0,
    duplicates: 0,
    notes: [],
    diff: null,
    error: null,
    made_by: 'admin',
    created_at: iso(),
    changed_at: iso(),
  };
}

const diff = (messages) => ({
  same: messages - 45,
  different: 41,
  only_in_table: 0,
  only_in_shadow: 4,
  columns: [
    { column: 'coupon', rows: 41 },
    { column: '_overflow', rows: 41 },
  ],
  examples: [
    {
      partition: 0,
      offset: 1204,
      element: null,
      in_table: true,
      in_shadow: true,
      values: [
        { column: 'coupon', in_table: null, in_shadow: 'AUTUMN' },
        { column: '_overflow', in_table: '{"coupon":"AUTUMN"}', in_shadow: '' },
      ],
    },
    { partition: 1, offset: 1211, element: null, in_table: false, in_shadow: true, values: [] },
  ],
});

/** Each look finds it one step further. */
function goOn(replay) {
  if (replay.state === 'reading') {
    replay.messages_read = replay.messages_read === 0 ? Math.floor(replay.messages / 2) : replay.messages;
    if (replay.messages_read === replay.messages) {
      replay.rows = replay.messages - 3;
      replay.dead_letters = 3;
      replay.diff = diff(replay.messages);
      replay.state = replay.target === 'replace' ? 'swapping' : 'ready';
    }
  } else if (replay.state === 'swapping') {
    replay.state = 'done';
    replay.shadow_table = null;
  }
}

function refusal(body) {
  const far = body.offsets?.find(({ to }) => to > end);
  if (!far) return null;
  return [
    409,
    'failed_precondition',
    `topic orders, partition ${far.partition}: offsets from ${end} on are not loaded yet, and ${far.to} is the end of the range; wait until they are, or end it at ${end}`,
  ];
}

/** {value} or {problem}; null where the path is none of these. */
export function replayAnswer(connection, method, rest, body) {
  connection.replays ??= [];
  const { replays } = connection;
  if (method === 'POST' && rest === ':replay') {
    const problem = refusal(body);
    if (problem) return { problem };
    if (body.plan_only) return { value: replayOf(connection, body, null) };
    replays.unshift(replayOf(connection, body, `r-${replays.length}mock`));
    return { value: replays[0] };
  }
  if (method === 'GET' && rest === '/replays') {
    const value = structuredClone(replays);
    for (const replay of replays) goOn(replay);
    return { value: { replays: value } };
  }
  const decided = /^\/replays\/(r-\w+):(swap|discard)$/.exec(rest);
  const replay = decided && replays.find(({ id }) => id === decided[1]);
  if (method !== 'POST' || !replay) return null;
  replay.state = decided[2] === 'swap' ? 'swapping' : 'discarded';
  return { value: replay };
}
