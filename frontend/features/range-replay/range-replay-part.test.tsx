import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberSession } from '@/api/client';
import type { Connection, RangeReplay, Session } from '@/api/types';
import { plainConnection } from '@/features/connections/connection.fixture';
import { RangeReplayPart } from './range-replay-part';

const session: Session = { user: 'a', role: 'editor', csrf_token: 't', expires_at: '2030-01-01T00:00:00Z' };

const replay = (more: Partial<RangeReplay>): RangeReplay => ({
  id: 'r-1',
  connection: 'c-1',
  state: 'reading',
  target: 'shadow',
  missing: null,
  table: 'shop.orders',
  shadow_table: 'shop.orders_replay_1',
  topic: 'orders',
  offsets: [{ partition: 0, from: 0, to: 500, first_held: 0, next: 120 }],
  messages: 500,
  messages_read: 120,
  disk_bytes: 2048,
  rows: 0,
  dead_letters: 0,
  filtered: 0,
  duplicates: 0,
  notes: [],
  diff: null,
  error: null,
  made_by: 'ann',
  created_at: '2026-11-21T10:00:00Z',
  changed_at: '2026-11-21T10:00:00Z',
  ...more,
});

const ready = replay({
  state: 'ready',
  rows: 498,
  dead_letters: 2,
  duplicates: 3,
  notes: ['messages behind the range are not judged again'],
  diff: {
    same: 490,
    different: 8,
    only_in_table: 0,
    only_in_shadow: 1,
    columns: [{ column: 'total', rows: 8 }],
    examples: [
      {
        partition: 0,
        offset: 7,
        element: null,
        in_table: true,
        in_shadow: true,
        values: [{ column: 'total', in_table: '2', in_shadow: '2.5' }],
      },
      { partition: 0, offset: 9, element: 2, in_table: false, in_shadow: true, values: [] },
    ],
  },
});

let replays: RangeReplay[];
/** What the next calls that are no reading are answered. */
let answers: (RangeReplay | Response)[];
const calls: string[] = [];

beforeEach(() => {
  calls.length = 0;
  replays = [];
  answers = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const rest = path.replace('/api/v1/connections/c-1', '');
    if (init.method === 'GET') return Response.json({ replays });
    calls.push(`${rest} ${init.body === undefined ? '' : String(init.body)}`.trim());
    const answer = answers.shift();
    return answer instanceof Response ? answer : Response.json(answer);
  });
});

function show(more: Partial<Connection> = {}, role: Session['role'] = 'editor') {
  rememberSession(session);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  client.setQueryData(['session'], { ...session, role });
  render(
    <QueryClientProvider client={client}>
      <RangeReplayPart connection={{ ...plainConnection, ...more }} />
    </QueryClientProvider>,
  );
}

const press = async (name: string) => userEvent.click(await screen.findByRole('button', { name }));
const refusal = (status: number, detail: string) =>
  Response.json({ code: 'failed_precondition', detail, request_id: 'req-3' }, { status });

describe('replaying a range', () => {
  it('shows what it would do before it begins, and forgets that when the form changes', async () => {
    const planned = replay({ id: null, shadow_table: null, notes: ['look first'] });
    answers = [planned, planned, replay({})];
    show();
    await press('See what it would do');
    expect(await screen.findByText(/500 messages of topic orders would be read again/)).toBeTruthy();
    expect(screen.getByText('look first')).toBeTruthy();
    await userEvent.selectOptions(screen.getByLabelText('Then'), 'replace');
    expect(screen.queryByRole('button', { name: 'Begin' })).toBeNull();
    await press('See what it would do');
    replays = [replay({})];
    await press('Begin');
    expect(await screen.findByText('120 of 500 messages read')).toBeTruthy();
    expect(calls).toEqual([
      ':replay {"target":"shadow","all":true,"plan_only":true}',
      ':replay {"target":"replace","all":true,"plan_only":true}',
      ':replay {"target":"replace","all":true}',
    ]);
  });

  it('names the topic where the connection reads several', async () => {
    answers = [replay({ id: null })];
    show({
      topic: '',
      topics: ['orders.eu', 'orders.us'].map((name) => ({ name, state: 'readable' as const })),
    });
    await userEvent.selectOptions(await screen.findByLabelText('Topic'), 'orders.us');
    await press('See what it would do');
    await waitFor(() =>
      expect(calls).toEqual([':replay {"target":"shadow","topic":"orders.us","all":true,"plan_only":true}']),
    );
  });

  it('tells at the field what is wrong there, be it here or on the server', async () => {
    answers = [
      refusal(409, 'topic orders, partition 0: offsets from 12 on are not loaded yet; end it at 12'),
      refusal(409, 'topic orders does not hold these offsets: 0 to 9. `keep` leaves them'),
      refusal(409, 'table shop.orders: another replay of it is open'),
    ];
    show();
    await userEvent.selectOptions(await screen.findByLabelText('Which messages'), 'offsets');
    const offsets = screen.getByLabelText('Offsets');
    const described = (field: HTMLElement) =>
      document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent;
    await userEvent.type(offsets, '0:7');
    await press('See what it would do');
    expect(described(offsets)).toMatch(/^Line 1 is not partition:from-to/);
    expect(calls).toEqual([]);
    await userEvent.type(offsets, '-90');
    await press('See what it would do');
    await waitFor(() => expect(described(offsets)).toMatch(/end it at 12$/));
    await press('See what it would do');
    const missing = screen.getByLabelText(/does not hold any more/);
    await waitFor(() => expect(described(missing)).toMatch(/`keep` leaves them/));
    await press('See what it would do');
    expect((await screen.findByRole('alert')).textContent).toMatch(/another replay of it is open.*req-3/s);
  });

  it('shows how the rows differ, and swaps when that is confirmed', async () => {
    replays = [ready];
    answers = [replay({ ...ready, state: 'swapping' })];
    show();
    expect(
      await screen.findByText('498 rows, 2 messages that do not fit, 0 filtered, 3 duplicates.'),
    ).toBeTruthy();
    expect(screen.getByText('9, element 2')).toBeTruthy();
    expect(screen.getByText('messages behind the range are not judged again')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'See what it would do' })).toBeNull();
    await press('Swap');
    const dialog = screen.getByRole('dialog');
    expect(calls).toEqual([]);
    replays = [replay({ ...ready, state: 'done' })];
    await userEvent.click(within(dialog).getByRole('button', { name: 'Swap' }));
    expect(await screen.findByText('swapped')).toBeTruthy();
    expect(calls).toEqual(['/replays/r-1:swap']);
    expect(screen.getByRole('button', { name: 'See what it would do' })).toBeTruthy();
  });

  it('discards, and says what became of the ones before', async () => {
    replays = [ready, replay({ id: 'r-0', state: 'failed', error: 'topic orders was made anew' })];
    answers = [ready];
    show();
    expect(await screen.findByText('failed: topic orders was made anew')).toBeTruthy();
    replays = [replay({ state: 'discarded' })];
    await press('Discard');
    expect(await screen.findByText('discarded')).toBeTruthy();
    expect(calls).toEqual(['/replays/r-1:discard']);
  });

  it('says why a swap could not be done, and takes another decision', async () => {
    replays = [replay({ ...ready, error: 'table shop.orders: its database cannot exchange tables' })];
    answers = [ready];
    show();
    expect(await screen.findByText(/cannot exchange tables/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Swap' }).disabled).toBe(false);
  });

  it('shows a viewer everything but the acts', async () => {
    replays = [ready];
    show({}, 'viewer');
    expect(await screen.findByText(/Ask an admin for the role editor/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /Swap|Discard|See what/ })).toBeNull();
  });
});
