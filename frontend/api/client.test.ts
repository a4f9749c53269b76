import { beforeEach, describe, expect, it, vi } from 'vitest';
import { rememberSession } from './client';
import { Problem } from './problem';
import { ask, deleteConnection, runSql, signOut } from './queries';

type Sent = { url: string; init: RequestInit };

/** Answers each call with the next response and keeps what was sent. */
function answering(...responses: (Response | Error)[]): Sent[] {
  const sent: Sent[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, init });
    const next = responses.shift();
    if (next instanceof Response) return next;
    throw next ?? new TypeError('no more answers');
  });
  return sent;
}

const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });
const session = {
  user: 'a',
  role: 'admin',
  csrf_token: 'token-1',
  expires_at: '2026-11-21T00:00:00Z',
} as const;
const header = (sent: Sent | undefined, name: string) => new Headers(sent?.init.headers).get(name);

beforeEach(() => {
  vi.unstubAllGlobals();
  rememberSession(null);
});

describe('CSRF', () => {
  it('reads the token before the first changing call, then keeps it', async () => {
    const sent = answering(json(session), json({ columns: [], rows: [] }), json({ columns: [], rows: [] }));
    await runSql('SELECT 1');
    await runSql('SELECT 2');
    expect(sent.map((entry) => entry.url)).toEqual(['/api/v1/session', '/api/v1/query', '/api/v1/query']);
    expect(header(sent[1], 'X-CSRF-Token')).toBe('token-1');
    expect(header(sent[2], 'X-CSRF-Token')).toBe('token-1');
  });

  it('asks for a new token after a refusal', async () => {
    rememberSession(session);
    const sent = answering(
      json({ code: 'csrf', detail: 'd' }, 403),
      json({ ...session, csrf_token: 'token-2' }),
      json({ columns: [], rows: [] }),
    );
    await expect(runSql('SELECT 1')).rejects.toBeInstanceOf(Problem);
    await runSql('SELECT 1');
    expect(header(sent[2], 'X-CSRF-Token')).toBe('token-2');
  });
});

describe('addresses', () => {
  it('escapes path values and writes queries', async () => {
    rememberSession(session);
    const sent = answering(json({ message: 'table a.b stays' }));
    await deleteConnection('c/1', true);
    expect(sent[0]?.url).toBe('/api/v1/connections/c%2F1?drop_table=true');
    expect(sent[0]?.init.method).toBe('DELETE');
  });

  it('takes an empty answer', async () => {
    rememberSession(session);
    answering(new Response(null, { status: 204 }));
    await expect(signOut()).resolves.toBeUndefined();
  });
});

describe('failures', () => {
  beforeEach(() => rememberSession(session));

  it('carries code, detail and request id of a problem', async () => {
    answering(
      json({ code: 'sql_error', detail: 'column totl is not in shop.orders', request_id: 'r-1' }, 422),
    );
    await expect(runSql('SELECT totl')).rejects.toMatchObject({
      code: 'sql_error',
      message: 'column totl is not in shop.orders',
      status: 422,
      requestId: 'r-1',
    });
  });

  it('survives a proxy that answers in HTML', async () => {
    answering(new Response('<h1>Bad Gateway</h1>', { status: 502, headers: { 'x-request-id': 'r-2' } }));
    await expect(runSql('SELECT 1')).rejects.toMatchObject({ status: 502, requestId: 'r-2' });
  });

  it('calls a lost connection offline', async () => {
    answering(new TypeError('Failed to fetch'));
    await expect(ask({ question: 'How many?' })).rejects.toMatchObject({ code: 'offline', status: 0 });
  });

  it('refuses a result that broke off', async () => {
    answering(new Response('{"columns":[],"rows":[["1"],'));
    await expect(runSql('SELECT 1')).rejects.toBeInstanceOf(Problem);
  });

  it('refuses rows that end with an error', async () => {
    answering(json({ columns: [], rows: [['1']], error: { code: 'timeout', detail: 'stopped after 30 s' } }));
    await expect(runSql('SELECT 1')).rejects.toMatchObject({
      code: 'timeout',
      message: 'stopped after 30 s',
    });
  });

  it('leaves an abort an abort', async () => {
    answering(new DOMException('stopped', 'AbortError'));
    await expect(runSql('SELECT 1')).rejects.toMatchObject({ name: 'AbortError' });
  });
});
