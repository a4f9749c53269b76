import { takeEarly } from './early-read';
import { offlineProblem, problemFrom } from './problem';
import type { paths } from './schema.gen';
import type { Session } from './types';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Paths of the API that know a method. */
type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? P : never;
}[keyof paths];

type Json<T> = T extends { content: { 'application/json': infer Body } } ? Body : never;

/** What a call answers when it succeeds. */
type Answered<O> = O extends { responses: infer R }
  ? Json<R[Extract<keyof R, 200 | 201>]> | (204 extends keyof R ? undefined : never)
  : never;

type PathValues<O> = O extends { parameters: { path: infer V } } ? { path: V } : { path?: never };
type QueryValues<O> = O extends { parameters: { query?: infer V } }
  ? { query?: NonNullable<V> }
  : { query?: never };
/** Only the header that a caller must give: the CSRF token is added here. */
type HeaderValues<O> = O extends { parameters: { header: { 'If-Match': string } } }
  ? { ifMatch: string }
  : { ifMatch?: never };
type BodyValue<O> = O extends { requestBody: { content: { 'application/json': infer V } } }
  ? { body: V }
  : O extends { requestBody?: { content: { 'application/json': infer V } } }
    ? { body?: V }
    : { body?: never };

type Options<O> = PathValues<O> &
  QueryValues<O> &
  BodyValue<O> & { signal?: AbortSignal | undefined } & HeaderValues<O>;
type Operation<P extends keyof paths, M extends Method> = paths[P][M];

interface AnyOptions {
  path?: Record<string, string | number>;
  query?: Record<string, string | number | boolean>;
  body?: unknown;
  ifMatch?: string;
  signal?: AbortSignal | undefined;
}

const kJson = 'application/json';
const sessionPath = '/api/v1/session';

/** Of this page's session; in memory only, /session gives it again after a reload. */
let csrfToken: string | null = null;
let sessionRead: Promise<Session> | null = null;

export function rememberSession(session: Session | null): void {
  csrfToken = session?.csrf_token ?? null;
}

/** One call for all who ask at the same time: a page's first change, and whoever shows who is signed in. */
export function readSession(): Promise<Session> {
  sessionRead ??= call('get', sessionPath, {})
    .then((session) => {
      rememberSession(session);
      return session;
    })
    .finally(() => {
      sessionRead = null;
    });
  return sessionRead;
}

/** Calls that change something carry the token; the first one of a page waits until it is known. */
async function csrfHeader(method: Method, path: string): Promise<Record<string, string>> {
  if (method === 'get' || (path === sessionPath && method === 'post')) return {};
  // Where it cannot be read, the call itself says why.
  if (csrfToken === null) await readSession().catch(() => undefined);
  return csrfToken === null ? {} : { 'X-CSRF-Token': csrfToken };
}

function address(template: string, { path = {}, query = {} }: AnyOptions): string {
  const filled = template.replace(/\{(\w+)\}/g, (_whole, name: string) =>
    encodeURIComponent(String(path[name])),
  );
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  ).toString();
  return search === '' ? filled : `${filled}?${search}`;
}

/** Sends, and turns everything but success into a thrown Problem; an abort stays an abort. */
export async function send(
  method: Method,
  template: string,
  options: AnyOptions,
  accept: string,
): Promise<Response> {
  let response: Response;
  try {
    const place = address(template, options);
    const early = method === 'get' && accept === kJson ? takeEarly(place) : undefined;
    response = await (early ??
      fetch(place, {
        method: method.toUpperCase(),
        credentials: 'same-origin',
        headers: {
          Accept: accept,
          ...(options.body === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...(options.ifMatch === undefined ? {} : { 'If-Match': options.ifMatch }),
          ...(await csrfHeader(method, template)),
        },
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
        ...(options.signal ? { signal: options.signal } : {}),
      }));
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw offlineProblem();
  }
  if (response.ok) return response;
  // The token may belong to a session that is gone: it is asked for again next time.
  if (response.status === 401 || response.status === 403) csrfToken = null;
  const body: unknown = await response.json().catch(() => null);
  throw problemFrom(body, response.status, response.headers.get('x-request-id'));
}

/** One call of the API, typed by its OpenAPI description. */
export async function call<M extends Method, P extends PathsWith<M>>(
  method: M,
  path: P,
  options: Options<Operation<P, M>>,
): Promise<Answered<Operation<P, M>>> {
  const response = await send(method, path, options as AnyOptions, kJson);
  if (response.status === 204) return undefined as Answered<Operation<P, M>>;
  try {
    return (await response.json()) as Answered<Operation<P, M>>;
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    // The stream ended in the middle, or something in between answered in the gateway's place.
    throw problemFrom(null, response.status, response.headers.get('x-request-id'));
  }
}
