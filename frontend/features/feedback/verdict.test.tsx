import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberSession } from '@/api/client';
import type { Reply } from '@/features/reply';
import { VerdictBar } from './verdict';

const sent: unknown[][] = [];
let status = 201;

beforeEach(() => {
  sent.length = 0;
  status = 201;
  rememberSession({ user: 'a', role: 'viewer', csrf_token: 't', expires_at: '2030-01-01T00:00:00Z' });
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent.push([path, JSON.parse(String(init.body))]);
    return Response.json({ code: 'unavailable', detail: 'the query engine restarts' }, { status });
  });
});

const reply = { answerId: 'a-1', asked: 'Revenue', sql: 'SELECT 1' } as Reply;
const inClient = (shown: Reply) => (
  <QueryClientProvider client={client}>
    <VerdictBar reply={shown} />
  </QueryClientProvider>
);
const client = new QueryClient();
const what = { question: 'Revenue', sql: 'SELECT 1' };

describe('what a person says of an answer', () => {
  it('is sent with one click, and can be changed', async () => {
    render(inClient(reply));
    await userEvent.click(screen.getByRole('button', { name: 'Right' }));
    expect(await screen.findByText('Thank you: noted as right.')).toBeTruthy();
    expect(sent).toEqual([['/api/v1/answers/a-1/feedback', { verdict: 'right', ...what }]]);
    await userEvent.click(screen.getByRole('button', { name: 'Change' }));
    await userEvent.click(screen.getByRole('button', { name: 'Wrong' }));
    await waitFor(() => expect(sent[1]?.[1]).toEqual({ verdict: 'wrong', ...what }));
  });

  it('takes a reason for the answer that was judged, not for the one that came meanwhile', async () => {
    const { rerender } = render(inClient(reply));
    await userEvent.click(screen.getByRole('button', { name: 'Wrong' }));
    await userEvent.type(await screen.findByLabelText('What is wrong?'), 'refunds are missing');
    rerender(inClient({ ...reply, answerId: 'a-2' }));
    await userEvent.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(screen.queryByLabelText('What is wrong?')).toBeNull());
    expect(sent.at(-1)).toEqual([
      '/api/v1/answers/a-1/feedback',
      { verdict: 'wrong', note: 'refunds are missing', ...what },
    ]);
  });

  it('is not said to be noted when it was not', async () => {
    status = 503;
    render(inClient(reply));
    await userEvent.click(screen.getByRole('button', { name: 'Right' }));
    expect(await screen.findByText('the query engine restarts')).toBeTruthy();
    expect(screen.queryByText(/noted/)).toBeNull();
    expect(screen.getByRole('button', { name: 'Right' })).toBeTruthy();
  });
});
