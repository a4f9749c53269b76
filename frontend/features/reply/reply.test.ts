import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberSession } from '@/api/client';
import { askingOf, withReading, withTurn } from '@/features/asking';
import { confidenceWord, fetchReply } from './reply';

const answer = {
  status: 'answered',
  sql: 'SELECT 1',
  parameters: [],
  interpretation: 'i',
  assumptions: [],
  confidence: 1,
  generator: 'embedded',
  chart: null,
  conversation_id: 'talk-1',
  alternatives: [],
  sources: [],
};

let sent: { url: string; body: unknown }[] = [];

beforeEach(() => {
  rememberSession({ user: 'a', role: 'admin', csrf_token: 't', expires_at: '' });
  sent = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, body: JSON.parse(String(init.body)) });
    return new Response(JSON.stringify({ ...answer, columns: [], rows: [] }));
  });
});

describe('fetchReply', () => {
  it('reads the earlier turns again and runs the last one in their conversation', async () => {
    await fetchReply({ ...withTurn(askingOf('orders'), 'only CA'), now: '2026-11-21T00:00:00Z' });
    expect(sent.map((one) => one.body)).toEqual([
      { question: 'orders', now: '2026-11-21T00:00:00Z', execute: false, max_rows: 10_000 },
      { question: 'only CA', conversation_id: 'talk-1', now: '2026-11-21T00:00:00Z', max_rows: 10_000 },
    ]);
  });

  it('sends the readings that a person chose', async () => {
    await fetchReply(withReading(askingOf('orders this week'), 0, 'time', 'last_7_days'));
    expect(sent[0]?.body).toMatchObject({ question: 'orders this week', readings: { time: 'last_7_days' } });
  });

  it('runs SQL as it is', async () => {
    const reply = await fetchReply(askingOf('SELECT 1'));
    expect(sent).toEqual([{ url: '/api/v1/query', body: { sql: 'SELECT 1', max_rows: 10_000 } }]);
    expect(reply).toMatchObject({ kind: 'sql', status: 'answered', confidence: null });
  });
});

describe('confidenceWord', () => {
  it('has three words', () => {
    expect([0.8, 0.79, 0.5, 0.49].map(confidenceWord)).toEqual([
      'sure',
      'fairlySure',
      'fairlySure',
      'unsure',
    ]);
  });
});
