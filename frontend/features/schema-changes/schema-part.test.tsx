import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberSession } from '@/api/client';
import type { ColumnProposal, Connection, Session } from '@/api/types';
import { plainConnection } from '@/features/connections/connection.fixture';
import { SchemaPart } from './schema-part';

const session: Session = { user: 'a', role: 'editor', csrf_token: 't', expires_at: '2030-01-01T00:00:00Z' };

const connection: Connection = {
  ...plainConnection,
  evolution: { ...plainConnection.evolution, policy: 'review', open_proposals: 1 },
};

const proposal: ColumnProposal = {
  column: 'coupon',
  type: 'Nullable(String)',
  path: ['extra', 'coupon'],
  statement: 'ALTER TABLE shop.orders ADD COLUMN coupon Nullable(String)',
  reason: 'text in 12 of 40 messages',
  proposed_at: '2026-11-21T12:00:00Z',
  rejected: false,
};

/** Calls that change something, as "METHOD path body". */
const calls: string[] = [];
let refusal: string | null;

beforeEach(() => {
  calls.length = 0;
  refusal = null;
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const rest = path.replace('/api/v1/connections/c-1', '');
    if (init.method !== 'GET') calls.push(`${init.method} ${rest} ${String(init.body)}`);
    if (init.method === 'PATCH' && refusal !== null)
      return new Response(JSON.stringify({ code: 'invalid_request', detail: refusal }), { status: 400 });
    if (rest === '/schema-history')
      return Response.json({
        entries: [
          {
            version: 2,
            at: '2026-11-21T12:00:00Z',
            kind: 'widen',
            column: 'total',
            type: 'Int32',
            statement: 'ALTER TABLE shop.orders MODIFY COLUMN total Int32',
            reason: 'asked for',
            made_by: 'ada',
            starts: [{ partition: 3, offset: 12_345 }],
          },
        ],
      });
    if (rest === '/proposals') return Response.json({ proposals: [proposal] });
    if (rest === '/proposals:reject') return Response.json({ proposals: [{ ...proposal, rejected: true }] });
    return Response.json(connection);
  });
});

function show(role: Session['role'] = 'editor') {
  rememberSession(session);
  const client = new QueryClient();
  client.setQueryData(['session'], { ...session, role });
  render(
    <QueryClientProvider client={client}>
      <SchemaPart connection={connection} />
    </QueryClientProvider>,
  );
}

describe('the schema of a connection', () => {
  it('shows a proposal with statement and evidence, and takes a person’s word on it', async () => {
    show();
    expect(await screen.findByText('text in 12 of 40 messages')).toBeTruthy();
    expect(screen.getByLabelText('Statement coupon').textContent).toBe(proposal.statement);
    expect(screen.getByText(/Field extra › coupon/)).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Add column coupon' }));
    await waitFor(() =>
      expect(calls).toEqual([
        'POST /proposals:apply {"columns":["coupon"]}',
        'POST /api/v1/tables:refresh undefined',
      ]),
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Reject column coupon' }));
    expect(await screen.findByText('rejected')).toBeTruthy();
    expect(calls[2]).toBe('POST /proposals:reject {"columns":["coupon"]}');
    // It can still be added.
    expect(screen.getByRole('button', { name: 'Add column coupon' }).textContent).toBe('Add after all');
  });

  it('changes the policy by a button, not by looking through the choices', async () => {
    show();
    const save = screen.getByRole('button', { name: 'Save' }) as HTMLButtonElement;
    expect(save.disabled).toBe(true);
    await userEvent.selectOptions(screen.getByLabelText('New fields'), 'freeze');
    expect(calls).toEqual([]);
    await userEvent.click(save);
    expect(await screen.findByText(/^Saved/)).toBeTruthy();
    expect(calls).toEqual(['PATCH  {"evolution":{"policy":"freeze"}}']);
  });

  it('offers wider types where a type can change, and says at the field what is refused', async () => {
    show();
    const columns = screen.getByRole('table', { name: 'Columns' });
    expect(within(columns).getAllByRole('button')).toHaveLength(1);
    await userEvent.click(within(columns).getByRole('button', { name: 'Widen type of total' }));
    const types = screen.getByLabelText('New type') as HTMLSelectElement;
    expect(types.value).toBe('Int64');
    await userEvent.selectOptions(types, 'another type');
    await userEvent.type(screen.getByLabelText('ClickHouse type'), 'Int8');
    refusal = 'column total of table shop.orders cannot go from Int32 to Int8 without losing values';
    await userEvent.click(screen.getByRole('button', { name: 'Widen' }));
    expect(await screen.findByText(refusal)).toBeTruthy();
    await userEvent.selectOptions(types, 'Float64');
    refusal = null;
    await userEvent.click(screen.getByRole('button', { name: 'Widen' }));
    await waitFor(() => expect(screen.queryByLabelText('New type')).toBeNull());
    expect(calls.at(-2)).toBe('PATCH  {"columns":[{"name":"total","type":"Float64"}]}');
    expect(calls.at(-1)).toMatch(/^POST .*tables:refresh/);
  });

  it('tells each change with statement, author and the offsets from which it holds', async () => {
    show();
    expect(await screen.findByText('version 2 · ada')).toBeTruthy();
    expect(screen.getByText('From offset: partition 3: 12,345')).toBeTruthy();
    expect(screen.getByLabelText(/^Statement total/).textContent).toContain('MODIFY COLUMN total');
  });

  it('shows a viewer everything and says whom to ask', async () => {
    show('viewer');
    expect(await screen.findByText('text in 12 of 40 messages')).toBeTruthy();
    expect(screen.getByText(/Ask an admin for the role editor/)).toBeTruthy();
    expect(screen.queryAllByRole('button')).toEqual([]);
  });
});
