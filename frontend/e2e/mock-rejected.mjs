// What the stand-in knows of messages that did not fit, and what a replay makes of them.

const iso = (agoMs = 0) => new Date(Date.now() - agoMs).toISOString();

const total = ', column total (Decimal(12, 2)): a value that does not fit its column';

const causes = [
  {
    code: 'type_mismatch',
    reason: total,
    column: 'total',
    count: 1204,
    remedy: '; give the column a wider type, or have the producer send such values',
    value: (at) => `{"order_id":"6c0e-${at}","state":"Ohio","total":"n/a","basket":9007199254740993}`,
    detail: '"n/a"',
  },
  {
    code: 'not_json',
    reason: ': not JSON',
    column: null,
    count: 31,
    remedy: '',
    value: (at) => `{"order_id":"8e21-${at}","total":18.2`,
    detail: 'unexpected end',
  },
  {
    code: 'invalid_utf8',
    reason: ': not UTF-8',
    column: null,
    count: 2,
    remedy: '',
    value: null,
    detail: '',
  },
];

/** The letters of a new connection, by cause. */
export const rejected = () => ({ causes: causes.map((cause) => ({ ...cause })) });

const place = (offset) => `topic orders, partition ${offset % 4}, offset ${offset}`;

function letterOf(cause, index) {
  const offset = 31_004 + index * 7;
  const detail = cause.detail === '' ? '' : `: ${cause.detail}`;
  const text = cause.value === null ? null : cause.value(index);
  const base64 = (bytes) => Buffer.from(bytes).toString('base64');
  return {
    partition: offset % 4,
    offset,
    timestamp: iso(60_000 * (index + 1)),
    code: cause.code,
    reason: `${place(offset)}${cause.reason}${detail}${cause.remedy}`,
    key: text === null ? base64('key') : `customer-${index}`,
    value: text ?? base64([0xff, 0xfe, 0x7b, 0x22, 0x61]),
    encoding: text === null ? 'base64' : 'text',
    value_bytes: text === null ? 5 : text.length,
    headers:
      index % 2 === 0
        ? [
            { name: 'trace-id', value: `4bf92f3577b34da6-${index}`, encoding: 'text' },
            { name: base64('raw'), value: base64([0, 255]), encoding: 'base64' },
          ]
        : [],
  };
}

const page = 10;

function lettersAnswer(state, url) {
  const reason = url.searchParams.get('reason') ?? '';
  const from = Number(url.searchParams.get('page') ?? 0);
  const all = state.causes
    .filter((cause) => cause.reason.includes(reason) || cause.code === reason)
    .flatMap((cause) => Array.from({ length: cause.count }, (_none, index) => letterOf(cause, index)));
  const next = from + page < all.length ? String(from + page) : null;
  return { dead_letters: all.slice(from, from + page), next_page: next };
}

function groupsAnswer(state) {
  const groups = state.causes
    .filter((cause) => cause.count > 0)
    .map((cause) => ({
      code: cause.code,
      reason: cause.reason,
      column: cause.column,
      count: cause.count,
      oldest: iso(60_000 * cause.count),
      newest: iso(60_000),
      example: letterOf(cause, 0).reason,
    }));
  return { groups, total: groups.reduce((sum, group) => sum + group.count, 0) };
}

const perCall = 500;

/** Letters about total become rows once the column was widened; the others stay. 500 a call. */
function replayAnswer(state, connection, body) {
  if (body.reason === undefined && !body.all && !body.offsets) return null;
  const widened = connection.schema.fields.find((field) => field.name === 'total')?.type !== 'Decimal(12, 2)';
  const tried = Number(body.page ?? 0);
  let budget = body.offsets ? body.offsets.length : perCall;
  let left = 0;
  const report = { replayed: 0, kept: 0, skipped: 0, left: 0, next_page: null, examples: [] };
  let before = tried;
  for (const cause of state.causes) {
    if (!body.all && !body.offsets && cause.reason !== body.reason) continue;
    const fits = widened && cause.column === 'total';
    // Those that stay were tried by the calls before; those that became rows are gone.
    const passed = fits ? 0 : Math.min(before, cause.count);
    before -= passed;
    const now = Math.min(budget, cause.count - passed);
    budget -= now;
    if (fits) {
      report.replayed += now;
      cause.count -= now;
      left += cause.count;
    } else {
      report.kept += now;
      left += cause.count - passed - now;
      for (let at = 0; at < Math.min(now, 3); at += 1) {
        const { partition, offset, timestamp, code, reason } = letterOf(cause, at);
        report.examples.push({ partition, offset, timestamp, code, reason });
      }
    }
    if (body.offsets) break;
  }
  if (!body.offsets && left > 0) {
    report.left = left;
    report.next_page = String(tried + report.kept);
  }
  return report;
}

/** Null where the path is none of these. */
export function rejectedAnswer(connection, method, rest, url, body) {
  connection.rejected ??= rejected();
  switch (`${method} ${rest}`) {
    case 'GET /dead-letters':
      return lettersAnswer(connection.rejected, url);
    case 'GET /dead-letters:groups':
      return groupsAnswer(connection.rejected);
    case 'POST /dead-letters:replay':
      return replayAnswer(connection.rejected, connection, body);
  }
  return null;
}
