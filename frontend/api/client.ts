import createClient, { type Middleware } from 'openapi-fetch';
import { offlineProblem, problemFrom } from './problem';
import type { paths } from './schema.gen';
import type { Session } from './types';

const safeMethods = ['GET', 'HEAD'];
const sessionPath = '/api/v1/session';

/** Of this page's session; in memory only, /session gives it again after a reload. */
let csrfToken: string | null = null;
let csrfRequest: Promise<void> | null = null;

export function rememberSession(session: Session | null): void {
  csrfToken = session?.csrf_token ?? null;
}

async function readCsrfToken(): Promise<void> {
  const answer = await fetch(sessionPath, { credentials: 'same-origin' });
  if (answer.ok) rememberSession((await answer.json()) as Session);
}

/** Calls that change something carry the token; the first one of a page waits until it is known. */
const csrf: Middleware = {
  async onRequest({ request, schemaPath }) {
    if (safeMethods.includes(request.method) || (schemaPath === sessionPath && request.method === 'POST')) return;
    if (csrfToken === null) {
      csrfRequest ??= readCsrfToken().finally(() => {
        csrfRequest = null;
      });
      await csrfRequest;
    }
    if (csrfToken !== null) request.headers.set('X-CSRF-Token', csrfToken);
  },
  onResponse({ response }) {
    // The token belongs to a session that is gone: ask for the new one next time.
    if (response.status === 401 || response.status === 403) csrfToken = null;
  },
};

const client = createClient<paths>({ baseUrl: '', credentials: 'same-origin' });
client.use(csrf);

export { client };

interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The data of a call, or a thrown Problem. */
export async function unwrap<T>(call: Promise<Outcome<T>>): Promise<T> {
  let outcome: Outcome<T>;
  try {
    outcome = await call;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw thrown instanceof SyntaxError ? problemFrom(null, 200, null) : offlineProblem();
  }
  const { data, error, response } = outcome;
  if (!response.ok) throw problemFrom(error, response.status, response.headers.get('x-request-id'));
  return data as T;
}
