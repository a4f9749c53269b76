import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberSession } from '@/api/client';
import type { Term } from '@/api/types';
import { TermList } from './term-list';

const revenue: Term = {
  id: 't-1',
  term: 'net revenue',
  kind: 'measure',
  definition: 'sum(total) - sum(refund)',
  table: 'shop.orders',
  made_by: 'ada',
  created_at: '2026-11-21T12:00:00Z',
  updated_at: '2026-11-21T12:00:00Z',
  broken: null,
};
const gone: Term = {
  ...revenue,
  id: 't-2',
  term: 'gold',
  kind: 'filter',
  definition: "tier = 'gold'",
  broken: 'table shop.customers is gone',
};

/** What was sent: method, path, body. */
const sent: unknown[][] = [];
let terms: Term[] = [];
let refusal: Response | null = null;

beforeEach(() => {
  sent.length = 0;
  terms = [revenue, gone];
  refusal = null;
  rememberSession({ user: 'a', role: 'editor', csrf_token: 't', expires_at: '2030-01-01T00:00:00Z' });
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (path === '/api/v1/tables')
      return Response.json({ tables: [{ database: 'shop', table: 'orders', columns: [] }] });
    if (init.method === 'GET') return Response.json({ terms });
    sent.push([init.method, path, init.body ? JSON.parse(String(init.body)) : null]);
    if (refusal) return refusal;
    if (init.method === 'DELETE') return new Response(null, { status: 204 });
    return Response.json(revenue, { status: 201 });
  });
});

function show(mayChange = true) {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <TermList mayChange={mayChange} />
    </QueryClientProvider>,
  );
}

const dialog = () => within(screen.getByRole('dialog'));

describe('the glossary', () => {
  it('shows what each term means, and why one is not used any more', async () => {
    show();
    expect(await screen.findByText('sum(total) - sum(refund)')).toBeTruthy();
    expect(screen.getByText('Not used any more: table shop.customers is gone')).toBeTruthy();
  });

  it('tells a refusal at its field, until it is changed', async () => {
    const detail = 'definition: table shop.orders has no column totl; did you mean total?';
    refusal = Response.json({ code: 'invalid_argument', detail }, { status: 400 });
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Add a term' }));
    await userEvent.click(dialog().getByRole('button', { name: 'Save term' }));
    expect(dialog().getByText('Write what people say, for example net revenue.')).toBeTruthy();
    expect(sent).toEqual([]);
    await userEvent.type(dialog().getByLabelText('Term'), 'turnover');
    await dialog().findByRole('option', { name: 'shop.orders' });
    await userEvent.selectOptions(dialog().getByLabelText('Table'), 'shop.orders');
    await userEvent.type(dialog().getByLabelText('Definition'), 'sum(totl)');
    await userEvent.click(dialog().getByRole('button', { name: 'Save term' }));
    expect(
      await dialog().findByText('table shop.orders has no column totl; did you mean total?'),
    ).toBeTruthy();
    const definition = dialog().getByLabelText('Definition');
    expect(definition.getAttribute('aria-invalid')).toBe('true');
    await waitFor(() => expect(document.activeElement).toBe(definition));
    expect(screen.queryByRole('alert')).toBeNull();
    refusal = null;
    await userEvent.type(definition, '{Backspace}{Backspace}al)');
    expect(definition.getAttribute('aria-invalid')).toBeNull();
    await userEvent.click(dialog().getByRole('button', { name: 'Save term' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(sent.at(-1)).toEqual([
      'POST',
      '/api/v1/glossary',
      { term: 'turnover', kind: 'measure', definition: 'sum(total)', table: 'shop.orders' },
    ]);
  });

  it('changes a term as it stands', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Change net revenue' }));
    await userEvent.selectOptions(dialog().getByLabelText('It is'), 'synonym');
    await userEvent.clear(dialog().getByLabelText('Definition'));
    await userEvent.type(dialog().getByLabelText('Definition'), 'revenue');
    await userEvent.click(dialog().getByRole('button', { name: 'Save term' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toEqual([
      'PUT',
      '/api/v1/glossary/t-1',
      { term: 'net revenue', kind: 'synonym', definition: 'revenue' },
    ]);
  });

  it('asks before a term goes', async () => {
    show();
    await userEvent.click(await screen.findByRole('button', { name: 'Remove gold' }));
    await userEvent.click(dialog().getByRole('button', { name: 'Keep it' }));
    expect(sent).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Remove gold' }));
    await userEvent.click(dialog().getByRole('button', { name: 'Remove term' }));
    await waitFor(() => expect(sent).toEqual([['DELETE', '/api/v1/glossary/t-2', null]]));
  });

  it('is only looked at by whoever may not change it', async () => {
    show(false);
    expect(await screen.findByText('net revenue')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /term|gold/ })).toBeNull();
  });

  it('says what to do where there is none', async () => {
    terms = [];
    show();
    expect(await screen.findByText('No term yet')).toBeTruthy();
    expect(screen.getAllByRole('button', { name: 'Add a term' })).toHaveLength(1);
  });
});
