import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Feedback } from '@/api/types';
import { VerdictList } from './verdict-list';

const said: Feedback[] = [
  {
    id: 'f-2',
    answer_id: 'a-2',
    verdict: 'wrong',
    note: 'refunds are missing',
    question: 'Revenue by state',
    sql: 'SELECT 1',
    made_by: 'ada',
    given_at: '2026-11-27T10:00:00Z',
  },
  {
    id: 'f-1',
    answer_id: 'a-1',
    verdict: 'right',
    note: null,
    question: null,
    sql: 'SELECT 2',
    made_by: 'bo',
    given_at: '2026-11-27T09:00:00Z',
  },
];

afterEach(() => vi.unstubAllGlobals());

function show(role: string) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    return Response.json(
      address.startsWith('/api/v1/session')
        ? { user: 'ada', role, csrf_token: 't', expires_at: '2026-11-28T00:00:00Z' }
        : { feedback: said },
    );
  });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <VerdictList />
    </QueryClientProvider>,
  );
  return asked;
}

it('shows who said what of which answer, and asks it again where it was a question', async () => {
  show('admin');
  expect(await screen.findByRole('heading', { name: 'Revenue by state' })).toBeTruthy();
  expect(screen.getByText('refunds are missing')).toBeTruthy();
  expect(screen.getByText('Wrong')).toBeTruthy();
  expect(screen.getByRole('heading', { name: 'An SQL statement' })).toBeTruthy();
  const links = screen.getAllByRole('link');
  expect(links.map((link) => link.getAttribute('href'))).toEqual(['/query?q=Revenue+by+state']);
});

it('says to others who reads it, and reads nothing', async () => {
  const asked = show('editor');
  expect(await screen.findByText('Administrators read this')).toBeTruthy();
  expect(asked).toEqual(['/api/v1/session']);
});
