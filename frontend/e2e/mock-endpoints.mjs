// Endpoints of the stand-in gateway: in memory, one of each mock server. It runs nothing: every call has the same rows.

const iso = () => new Date().toISOString();
const kPieces = /'(?:[^'\\]|\\.)*'|\{\s*(\w+)\s*:\s*([^}]+?)\s*\}/g;
const examples = { String: 'CA', UInt16: '7', DateTime: '2026-11-26 14:00:00' };

export function emptyEndpoints() {
  return { endpoints: new Map(), next: 1 };
}

function parametersOf({ sql, parameters }) {
  const seen = new Map();
  for (const [, name, type] of sql.matchAll(kPieces)) {
    if (!name) continue;
    const fallback = parameters?.find((one) => one.name === name)?.default ?? null;
    const example = fallback ?? examples[type] ?? 'x';
    seen.set(name, { name, type, default: fallback, description: '', required: fallback === null, example });
  }
  return [...seen.values()];
}

function make(state, body) {
  if (state.endpoints.has(body.name))
    return {
      status: 409,
      problem: ['conflict', `endpoint ${body.name} exists; change it, or choose another name`],
    };
  const endpoint = {
    id: `e-mock${state.next}`,
    owner: 'admin',
    revision: 1,
    created_at: iso(),
    updated_at: iso(),
    description: '',
    ...body,
    parameters: parametersOf(body),
    path: `/api/v1/endpoints/${body.name}`,
  };
  state.next += 1;
  state.endpoints.set(body.name, { endpoint, tokens: [] });
  return { status: 201, value: endpoint };
}

function tokens(state, found, id, method, body) {
  if (method === 'GET') return { status: 200, value: { tokens: [...found.tokens].reverse() } };
  if (method === 'DELETE') {
    found.tokens = found.tokens.filter((token) => token.id !== id);
    return { status: 204 };
  }
  const ends = body.expires_in_s ? new Date(Date.now() + body.expires_in_s * 1000).toISOString() : null;
  const made = {
    id: `et-mock${state.next}`,
    name: body.name ?? 'token',
    made_by: 'admin',
    created_at: iso(),
    expires_at: ends,
    last_used_at: null,
  };
  state.next += 1;
  found.tokens.push(made);
  return { status: 201, value: { ...made, token: `secret-of-${made.id}` } };
}

function call(endpoint, given) {
  const missing = endpoint.parameters.find(({ name, required }) => required && given[name] === undefined);
  if (missing)
    return {
      status: 400,
      problem: [
        'invalid_parameter',
        `parameter ${missing.name} (${missing.type}) is missing; give e.g. ${missing.name}=${missing.example}`,
      ],
    };
  return {
    status: 200,
    value: { columns: [{ name: 'orders', type: 'UInt64' }], rows: [['41']], truncated: false },
  };
}

/** As workspaceAnswer: the answer to a call of endpoints; null for another call. */
export function endpointAnswer(state, method, url, body) {
  const found = /^\/api\/v1\/endpoints(?:\/([a-z0-9-]+)(?:\/(tokens)(?:\/([^/]+))?)?)?$/.exec(url.pathname);
  if (!found) return null;
  const [, name, part, id] = found;
  if (!name && method === 'POST') return make(state, body);
  if (!name) {
    const list = [...state.endpoints.values()].map(({ endpoint }) => endpoint).reverse();
    return { status: 200, value: { endpoints: list, next_page: null } };
  }
  const one = state.endpoints.get(name);
  if (!one) return { status: 404, problem: ['not_found', `endpoint ${name} does not exist (any more)`] };
  if (part) return tokens(state, one, id, method, body);
  if (method === 'DELETE') {
    state.endpoints.delete(name);
    return { status: 204 };
  }
  return call(one.endpoint, method === 'POST' ? body : Object.fromEntries(url.searchParams));
}
