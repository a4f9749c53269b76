// Made-up results for each kind of chart, told by a word of the question.
const column = (name, type) => ({ name, type, comment: '', values: [] });
const range = (count) => Array.from({ length: count }, (_none, index) => index);
const clickHouseTime = (ms) => new Date(ms).toISOString().replace('T', ' ').slice(0, 19);
const devices = ['phone', 'desktop', 'tablet'];
const states = ['California', 'Texas', 'New York', 'Florida', 'Washington'];
// Repeats exactly: pictures of two runs can be compared.
const noise = (index) => ((index * 7919) % 104_729) / 104_729;

// As many as an answer of the app has at most.
const kManyRows = 10_000;
const kFirstReadingMs = Date.UTC(2026, 10, 16);

const results = [
  {
    word: /hour and weekday/i,
    interpretation: 'Orders by hour and weekday',
    columns: [column('hour', 'UInt8'), column('weekday', 'UInt8'), column('orders', 'UInt64')],
    rows: range(24).flatMap((hour) =>
      range(7).map((day) => [
        hour,
        day + 1,
        String(
          Math.round(
            (40 + 38 * Math.sin((hour - 6) / 3.8)) * (day < 5 ? 1 : 0.55) + 6 * noise(hour * 7 + day),
          ),
        ),
      ]),
    ),
  },
  {
    word: /state and device/i,
    interpretation: 'Orders by state and device',
    chart: { kind: 'bar', x: 'state', y: ['orders'], series: 'device' },
    columns: [column('state', 'String'), column('device', 'String'), column('orders', 'UInt64')],
    rows: states.flatMap((state, at) =>
      devices.map((device, place) => [
        state,
        device,
        String(Math.round(4200 / (1 + at * 0.5) / (1 + place * 0.8))),
      ]),
    ),
  },
  {
    word: /share/i,
    interpretation: 'Share of orders by device',
    columns: [column('device', 'String'), column('share_percent', 'Float64')],
    rows: [
      ['phone', 54.2],
      ['desktop', 37.1],
      ['tablet', 8.7],
    ],
  },
  {
    word: /minutes counted/i,
    interpretation: 'Orders of the last minutes',
    columns: [column('minute', 'DateTime'), column('order_count', 'UInt64')],
    rows: range(12).map((minute) => [
      clickHouseTime(Date.now() - (11 - minute) * 60_000 - (Date.now() % 60_000)),
      String(Math.round(40 + 20 * noise(minute))),
    ]),
  },
  {
    word: /against each other/i,
    interpretation: 'Total against items of each order',
    columns: [column('items', 'Float64'), column('total', 'Float64')],
    rows: range(600).map((at) => {
      const items = 1 + Math.round(9 * noise(at));
      return [items, Math.round(100 * items * (8 + 14 * noise(at * 3 + 1))) / 100];
    }),
  },
  {
    word: /spread/i,
    interpretation: 'Totals of single orders',
    columns: [column('total', 'Decimal(12, 2)')],
    rows: range(900).map((at) => [(8 + 90 * noise(at) * noise(at * 5 + 2)).toFixed(2)]),
  },
  {
    word: /each reading/i,
    interpretation: 'Each reading',
    columns: [
      column('reading_id', 'UInt64'),
      column('read_at', 'DateTime'),
      ...['left', 'right', 'above', 'below'].map((name) => column(name, 'Float64')),
      column('state', 'String'),
      column('device', 'String'),
    ],
    rows: range(kManyRows).map((at) => [
      String(at),
      clickHouseTime(kFirstReadingMs + 1000 * at),
      ...range(4).map((place) => Math.round(1e4 * noise(at + place)) / 100),
      states[at % states.length],
      devices[at % devices.length],
    ]),
  },
  {
    word: /two lines/i,
    interpretation: 'Readings by second',
    columns: [column('read_at', 'DateTime'), column('left', 'Float64'), column('right', 'Float64')],
    rows: range(kManyRows).map((at) => [
      clickHouseTime(kFirstReadingMs + 1000 * at),
      Math.round(1e4 * noise(at)) / 100,
      Math.round(1e4 * noise(at + 9)) / 50,
    ]),
  },
];

/** What a question that names a kind of chart gives; null for others. */
export function chartResult(text) {
  const found = results.find(({ word }) => word.test(text));
  if (!found) return null;
  const { word, ...result } = found;
  return {
    sql: `SELECT ${result.columns.map(({ name }) => name).join(', ')}\nFROM shop.orders\nWHERE ts >= {start:DateTime64(3, 'UTC')}\nGROUP BY ${result.columns[0].name}`,
    ...result,
  };
}
