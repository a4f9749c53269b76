// A stand-in for the gateway with made-up data, for states that a real stack shows rarely and for working on the
// look. Serves the export with the same headers (CSP with the page's hashes, no-cache, immutable). Never shipped.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { WebSocketServer } from 'ws';
import { ledgerFile, previewRefusal, schemaAnswer, topicsOf } from './mock-connections.mjs';
import {
  answerFor,
  connections,
  freshnessNow,
  ledger,
  previewOf,
  rateRows,
  status,
  tables,
  testResult,
} from './mock-data.mjs';
import { emptyEndpoints, endpointAnswer } from './mock-endpoints.mjs';
import { grafanaAnswer } from './mock-grafana.mjs';
import { knowledgeAnswer, startKnowledge, taught } from './mock-knowledge.mjs';
import { rejectedAnswer } from './mock-rejected.mjs';
import { replayAnswer } from './mock-replays.mjs';
import { transformRefusal, withTransforms } from './mock-transforms.mjs';
import { emptyWorkspace, workspaceAnswer } from './mock-workspace.mjs';

const root = join(import.meta.dirname, '..', 'out');
const csrf = 'mock-csrf-token';
export const sessionCookie = { name: 'aurora_session', value: 'mock' };
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.txt': 'text/plain',
};

function problem(response, status_, code, detail) {
  const requestId = 'req-5d1f0c7e';
  response.writeHead(status_, { 'Content-Type': 'application/problem+json', 'X-Request-Id': requestId });
  response.end(
    JSON.stringify({
      type: 'about:blank',
      title: code,
      status: status_,
      code,
      detail,
      request_id: requestId,
    }),
  );
}

function json(response, value, status_ = 200, headers = {}) {
  response.writeHead(status_, { 'Content-Type': 'application/json', ...headers });
  response.end(JSON.stringify(value));
}

async function bodyOf(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text === '' ? {} : JSON.parse(text);
}

const session = () => ({
  user: 'admin',
  role: 'admin',
  csrf_token: csrf,
  expires_at: new Date(Date.now() + 8.64e7).toISOString(),
});

async function api(request, response, url, state) {
  const { pathname } = url;
  const key = `${request.method} ${pathname}`;
  const body = ['POST', 'PUT', 'PATCH'].includes(request.method) ? await bodyOf(request) : {};
  const signedIn = (request.headers.cookie ?? '').includes(`${sessionCookie.name}=${sessionCookie.value}`);
  if (key === 'POST /api/v1/session') {
    if (body.link_token === 'used' || body.token === 'wrong')
      return problem(response, 401, 'unauthenticated', 'this sign-in is not known');
    return json(response, session(), 201, {
      'Set-Cookie': `${sessionCookie.name}=${sessionCookie.value}; HttpOnly; SameSite=Strict; Path=/`,
    });
  }
  if (!signedIn) return problem(response, 401, 'unauthenticated', 'sign in first');
  if (request.method !== 'GET' && request.headers['x-csrf-token'] !== csrf)
    return problem(response, 403, 'csrf', 'X-CSRF-Token is missing; read it from /api/v1/session');
  const kept =
    workspaceAnswer(state.workspace, request.method, url, body, request.headers) ??
    endpointAnswer(state.endpoints, request.method, url, body) ??
    knowledgeAnswer(state.knowledge, request.method, url, body);
  if (kept?.problem) return problem(response, kept.status, ...kept.problem);
  if (kept?.file) {
    response.writeHead(200, {
      'Content-Type': 'text/csv',
      'Content-Disposition': `attachment; filename="${kept.name}"`,
    });
    return response.end(kept.file);
  }
  if (kept?.status === 204) {
    response.writeHead(204);
    return response.end();
  }
  if (kept) return json(response, kept.value, kept.status);
  const one =
    /^\/api\/v1\/connections\/([^/:]+)(?::(pause|resume)|\/(ledger))?(:replay|\/(?:proposals|schema-history|dead-letters|replays).*)?$/.exec(
      pathname,
    );
  switch (key) {
    case 'GET /api/v1/session':
      return json(response, session());
    case 'DELETE /api/v1/session':
      response.writeHead(204, { 'Set-Cookie': `${sessionCookie.name}=; Max-Age=0; Path=/` });
      return response.end();
    case 'GET /api/v1/grafana':
      return json(response, { configured: state.grafana, url: '/grafana/' });
    case 'POST /api/v1/grafana/explore':
      return json(response, { url: `/grafana/explore?panes=${encodeURIComponent(body.sql)}` });
    case 'GET /api/v1/status':
      return json(response, status());
    case 'GET /api/v1/connections':
      return json(response, { connections: state.connections });
    case 'GET /api/v1/tables':
      return json(response, { tables: tables() });
    case 'POST /api/v1/suggest':
      return json(response, {
        questions: [
          'How many orders did we get from California this week?',
          'What are the top 5 user actions in the last hour?',
          'Show me conversion trends for mobile users today',
          'Revenue by state this week',
        ],
      });
    case 'POST /api/v1/explain':
      return json(response, {
        words: 'Sums total of shop.orders per state, for the rows since Monday 00:00 UTC.',
        tables: ['shop.orders'],
        rows_estimated: 402118,
        parts_estimated: 12,
      });
    case 'POST /api/v1/ask':
    case 'POST /api/v1/query':
      return reply(response, body, state.knowledge);
    case 'POST /api/v1/tables:refresh':
      return json(response, { tables: tables().length });
    case 'POST /api/v1/connections/test':
      return json(response, testResult(body.brokers, body.security));
    case 'POST /api/v1/connections/preview': {
      const refusal = previewRefusal(body) ?? transformRefusal(body.transforms);
      if (refusal) return problem(response, ...refusal);
      return json(response, withTransforms(previewOf(body), body.transforms));
    }
    case 'POST /api/v1/connections': {
      const made = {
        ...connections()[0],
        id: 'c-newconnectn',
        topic: body.topic ?? '',
        ...topicsOf(body),
        table: body.schema
          ? `${body.schema.database}.${body.schema.table}`
          : (body.table ?? `default.${body.topic}`),
        ...(body.format ? { format: body.format } : {}),
        transforms: body.transforms ?? [],
        stop_above: body.stop_above ?? null,
      };
      made.evolution.policy = body.evolution?.policy ?? 'add';
      state.connections.push(made);
      return json(response, made, 201);
    }
  }
  if (one) {
    const found = state.connections.find((entry) => entry.id === one[1]);
    if (!found)
      return problem(
        response,
        404,
        'not_found',
        `connection ${one[1]} does not exist; the list has those that do`,
      );
    const replayed = replayAnswer(found, request.method, one[4] ?? '', body);
    if (replayed?.problem) return problem(response, ...replayed.problem);
    if (replayed) return json(response, replayed.value);
    const letters = rejectedAnswer(found, request.method, one[4] ?? '', url, body);
    if (letters) return json(response, letters);
    const changed = schemaAnswer(found, request.method, one[4] ?? '', body);
    if (changed?.problem) return problem(response, ...changed.problem);
    if (changed) return json(response, changed.value);
    if (one[3] === 'ledger') {
      const file = ledgerFile(request.headers.accept, ledger());
      if (file === null) return json(response, { partitions: ledger() });
      response.writeHead(200, { 'Content-Type': request.headers.accept });
      return response.end(file);
    }
    if (one[2])
      Object.assign(found, one[2] === 'pause' ? { state: 'paused' } : { state: 'running', last_error: null });
    if (request.method === 'DELETE') {
      state.connections = state.connections.filter((entry) => entry !== found);
      return json(response, { message: `table ${found.table} stays` });
    }
    return json(response, found);
  }
  return problem(response, 404, 'not_found', `${pathname} does not exist`);
}

function reply(response, body, knowledge) {
  const text = body.question ?? body.sql;
  if (/\btotl\b/.test(text))
    return problem(response, 422, 'sql_error', 'column totl at byte 8 is unknown; did you mean total?');
  if (/_timestamp > now/.test(text)) return json(response, rateRows());
  if (/sleep/.test(text)) return setTimeout(() => json(response, answerFor(text)), 4000);
  const special = body.question === undefined ? null : taught(text, knowledge, body.readings);
  return json(response, { ...answerFor(text), ...special });
}

/** Compressed as the gateway sends it, where the build made that file and the browser takes it. */
function encoded(file, request) {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  for (const [coding, ending] of [
    ['br', '.br'],
    ['gzip', '.gz'],
  ])
    if (accepted.includes(coding) && existsSync(file + ending))
      return {
        headers: { 'Content-Encoding': coding, Vary: 'Accept-Encoding' },
        body: readFileSync(file + ending),
      };
  return { headers: {}, body: readFileSync(file) };
}

function page(request, response, url) {
  const path = normalize(url.pathname);
  const candidates = path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`];
  for (const candidate of candidates) {
    const file = join(root, candidate);
    try {
      if (!statSync(file).isFile()) continue;
    } catch {
      continue;
    }
    const hashes = JSON.parse(readFileSync(join(root, 'csp.json'), 'utf8'));
    const { headers, body } = encoded(file, request);
    const scripts = (hashes[path] ?? []).map((hash) => `'${hash}'`).join(' ');
    response.writeHead(200, {
      ...headers,
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': path.startsWith('/_next/static/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'Content-Security-Policy': `default-src 'self'; script-src 'self' ${scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'`,
    });
    return response.end(body);
  }
  response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
  response.end(readFileSync(join(root, '404.html')));
}

/** Starts on a free port of 127.0.0.1 (or the one given) and resolves to its address and how to stop it. */
export function startMockServer(port = 0, options = {}) {
  const state = {
    connections: options.empty ? [] : connections(),
    workspace: emptyWorkspace(),
    endpoints: emptyEndpoints(),
    grafana: options.grafana ?? false,
    knowledge: startKnowledge(),
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://localhost');
    if (state.grafana && url.pathname.startsWith('/grafana/'))
      return bodyOf(request).then((body) => grafanaAnswer(request, response, url, body));
    if (!url.pathname.startsWith('/api/')) return page(request, response, url);
    api(request, response, url, state).catch((thrown) => problem(response, 500, 'internal', String(thrown)));
  });
  const sockets = new WebSocketServer({ server, path: '/api/v1/live' });
  sockets.on('connection', (socket) => {
    let seq = 0;
    const tell = (message) => {
      seq += 1;
      socket.send(JSON.stringify({ ...message, seq }));
    };
    tell({ type: 'status', status: status() });
    tell({ type: 'connections', connections: state.connections });
    const timer = setInterval(
      () => tell({ type: 'freshness', freshness: freshnessNow(state.connections) }),
      options.liveEveryMs ?? 1000,
    );
    socket.on('close', () => clearInterval(timer));
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      resolve({
        url: `http://127.0.0.1:${server.address().port}`,
        stop: () => {
          for (const socket of sockets.clients) socket.terminate();
          server.closeAllConnections();
          return new Promise((done) => server.close(done));
        },
      });
    });
  });
}

if (import.meta.filename === process.argv[1]) {
  const { url } = await startMockServer(Number(process.argv[2] ?? 4100));
  console.log(`${url}/sign-in#t=mock`);
}
