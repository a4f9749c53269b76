import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberSession } from '@/api/client';
import type { DeadLetter, DeadLetterGroup, ReplayReport, Session } from '@/api/types';
import { plainConnection } from '@/features/connections/connection.fixture';
import { RejectedPart } from './rejected-part';

const session: Session = { user: 'a', role: 'editor', csrf_token: 't', expires_at: '2030-01-01T00:00:00Z' };
const kTotal = ', column total (Int32): a value that does not fit its column';

const group = (more: Partial<DeadLetterGroup>): DeadLetterGroup => ({
  code: 'type_mismatch',
  reason: kTotal,
  column: 'total',
  count: 30,
  oldest: '2026-11-21T10:00:00Z',
  newest: '2026-11-21T11:00:00Z',
  example: `topic orders, partition 0, offset 7${kTotal}: 2.5`,
  ...more,
});

const letter = (more: Partial<DeadLetter>): DeadLetter => ({
  topic: 'orders',
  partition: 0,
  offset: 7,
  timestamp: '2026-11-21T11:00:00Z',
  code: 'type_mismatch',
  reason: `topic orders, partition 0, offset 7${kTotal}: 2.5`,
  key: 'order-7',
  value: '{"id":9007199254740993,"total":2.5}',
  encoding: 'text',
  value_bytes: 35,
  headers: [{ name: 'trace', value: 'a1', encoding: 'text' }],
  ...more,
});

let groups: DeadLetterGroup[];
let letters: DeadLetter[];
let reports: (ReplayReport | Response)[];
/** Each call that is no reading, and the letters that were asked for. */
const calls: string[] = [];

beforeEach(() => {
  calls.length = 0;
  window.history.replaceState(null, '', '/connect/connection?id=c-1&part=rejected');
  groups = [group({}), group({ code: 'not_json', reason: ': not JSON', column: null, count: 4 })];
  letters = [letter({})];
  reports = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const rest = path.replace('/api/v1/connections/c-1', '');
    if (init.method !== 'GET') calls.push(`${init.method} ${rest} ${String(init.body)}`);
    if (rest.startsWith('/dead-letters?')) {
      calls.push(new URLSearchParams(rest.split('?')[1]).get('reason') ?? '');
      return Response.json({ dead_letters: letters, next_page: null });
    }
    if (rest === '/dead-letters:groups')
      return Response.json({ groups, total: groups.reduce((sum, { count }) => sum + count, 0) });
    if (rest === '/dead-letters:replay') {
      const report = reports.shift();
      return report instanceof Response ? report : Response.json(report);
    }
    return Response.json(plainConnection);
  });
});

function show(role: Session['role'] = 'editor', connection = plainConnection) {
  rememberSession(session);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['session'], { ...session, role });
  const onSchema = vi.fn();
  const onRules = vi.fn();
  render(
    <QueryClientProvider client={client}>
      <RejectedPart connection={connection} onSchema={onSchema} onRules={onRules} />
    </QueryClientProvider>,
  );
  return { onSchema, onRules };
}

const cause = (name: RegExp) => screen.findByRole('button', { name });
const confirm = async () =>
  userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Replay' }));

const report = (more: Partial<ReplayReport>): ReplayReport => ({
  replayed: 0,
  kept: 0,
  skipped: 0,
  left: 0,
  next_page: null,
  examples: [],
  ...more,
});

describe('the workbench of rejected messages', () => {
  it('counts by cause, and opens one with its messages; the address remembers which', async () => {
    show();
    expect(await screen.findByText('34 rejected messages, 2 causes')).toBeTruthy();
    await userEvent.click(await cause(/column total \(Int32\).*30 messages/));
    expect(await screen.findByText('order-7')).toBeTruthy();
    expect(screen.getByText('trace: a1')).toBeTruthy();
    // Every digit as it came.
    expect(screen.getByText(/"id": 9007199254740993,/)).toBeTruthy();
    expect(calls).toEqual([kTotal]);
    expect(new URLSearchParams(window.location.search).get('cause')).toBe(kTotal);
    await userEvent.selectOptions(screen.getByLabelText('How messages are shown'), 'bytes');
    expect(screen.getByText(/^0000\s+7b 22 69 64/)).toBeTruthy();
  });

  it('shows bytes that are no text as bytes', async () => {
    letters = [
      letter({ value: btoa('\u00ff{'), key: btoa('k'), encoding: 'base64', value_bytes: 2, headers: [] }),
    ];
    show();
    await userEvent.click(await cause(/column total/));
    expect(await screen.findByText(/^0000\s+ff 7b/)).toBeTruthy();
  });

  it('offers a wider type where that is the remedy, and the ways to columns and rules', async () => {
    const { onSchema, onRules } = show();
    await userEvent.click(await cause(/not JSON/));
    expect(screen.getByText(/^No change of the table makes rows of these/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Change type/ })).toBeNull();
    await userEvent.click(await cause(/column total/));
    await userEvent.click(screen.getByRole('button', { name: 'Change type of total' }));
    expect(screen.getByText(/It is Int32 now/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'All columns' }));
    await userEvent.click(screen.getByRole('button', { name: 'Transforms and rules' }));
    expect([onSchema, onRules].map((act) => act.mock.calls.length)).toEqual([1, 1]);
  });

  it('says what a replay does, does it part by part, and tells what became of them', async () => {
    reports = [
      report({ replayed: 20, left: 10, next_page: '0.27' }),
      report({
        replayed: 5,
        kept: 5,
        examples: [
          { partition: 0, offset: 9, timestamp: null, code: 'out_of_range', reason: 'still too large' },
        ],
      }),
    ];
    show();
    await userEvent.click(await cause(/column total/));
    await userEvent.click(screen.getByRole('button', { name: 'Replay these 30 messages' }));
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByText(/become rows at their own offsets, each exactly once/)).toBeTruthy();
    expect(dialog.getByText(/cannot be undone/)).toBeTruthy();
    expect(calls.filter((call) => call.startsWith('POST'))).toEqual([]);
    await confirm();
    expect(await screen.findByText('25 are rows now, 5 still do not fit.')).toBeTruthy();
    expect(screen.getByText('still too large')).toBeTruthy();
    expect(calls.filter((call) => call.startsWith('POST'))).toEqual([
      `POST /dead-letters:replay ${JSON.stringify({ reason: kTotal })}`,
      `POST /dead-letters:replay ${JSON.stringify({ reason: kTotal, page: '0.27' })}`,
    ]);
  });

  it('replays one message, or all', async () => {
    reports = [report({ replayed: 1 }), report({ kept: 34 })];
    show();
    await userEvent.click(await cause(/column total/));
    await userEvent.click(await screen.findByRole('button', { name: 'Replay partition 0, offset 7' }));
    await confirm();
    expect(await screen.findByText('1 is a row now.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Replay all' }));
    await confirm();
    expect(await screen.findByText('0 are rows now, 34 still do not fit.')).toBeTruthy();
    expect(calls.filter((call) => call.startsWith('POST'))).toEqual([
      'POST /dead-letters:replay {"offsets":[{"topic":"orders","partition":0,"offset":7}]}',
      'POST /dead-letters:replay {"all":true}',
    ]);
  });

  it('keeps what is done when a part fails, and goes on from there', async () => {
    const problem = { code: 'unavailable', detail: 'ingest does not answer', request_id: 'req-9' };
    reports = [
      report({ replayed: 20, left: 14, next_page: '0.27' }),
      new Response(JSON.stringify(problem), { status: 503 }),
      report({ replayed: 14 }),
    ];
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Replay all' }));
    await confirm();
    expect((await screen.findByRole('alert')).textContent).toMatch(/does not answer.*req-9/s);
    expect(screen.getByText('20 are rows now, 14 were not tried.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
    expect(await screen.findByText('34 are rows now.')).toBeTruthy();
    expect(calls.at(-1)).toBe('POST /dead-letters:replay {"all":true,"page":"0.27"}');
  });

  it('stops behind the messages in hand', async () => {
    let answer: (response: Response) => void = () => undefined;
    const slow = new Promise<Response>((resolve) => {
      answer = resolve;
    });
    const before = fetch;
    vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
      path.endsWith(':replay') ? slow : before(path, init),
    );
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Replay all' }));
    await confirm();
    expect(screen.getByRole('progressbar')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Replay all' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(screen.getByText('Stopping behind the messages in hand')).toBeTruthy();
    answer(Response.json(report({ replayed: 3, left: 31, next_page: '0.3' })));
    expect(await screen.findByText('3 are rows now, 31 were not tried.')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(screen.queryByText(/were not tried/)).toBeNull());
  });

  it('names the topic of a message where a connection reads several', async () => {
    letters = [letter({}), letter({ topic: 'orders.us' })];
    reports = [report({ replayed: 1 })];
    show('editor', {
      ...plainConnection,
      topic: '',
      topics: ['orders', 'orders.us'].map((name) => ({ name, state: 'readable' as const })),
    });
    await userEvent.click(await cause(/column total/));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Replay topic orders.us, partition 0, offset 7' }),
    );
    expect(
      screen.getByRole('dialog', { name: 'Replay topic orders.us, partition 0, offset 7?' }),
    ).toBeTruthy();
    await confirm();
    await waitFor(() =>
      expect(calls).toContain(
        'POST /dead-letters:replay {"offsets":[{"topic":"orders.us","partition":0,"offset":7}]}',
      ),
    );
  });

  it('says when there is nothing', async () => {
    groups = [];
    show();
    expect(await screen.findByText('Nothing was rejected')).toBeTruthy();
  });

  it('shows a viewer everything but the acts', async () => {
    show('viewer');
    expect(await screen.findByText(/Ask an admin for the role editor/)).toBeTruthy();
    await userEvent.click(await cause(/column total/));
    expect(await screen.findByText('order-7')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Replay|Change type/ })).toBeNull();
  });
});
