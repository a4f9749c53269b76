// Boards, saved questions, shares, history and exports of the stand-in gateway: in memory, one of each mock server.

const iso = () => new Date().toISOString();

export function emptyWorkspace() {
  return {
    boards: new Map(),
    questions: new Map(),
    shares: new Map(),
    history: new Map(),
    exports: new Map(),
    next: 1,
  };
}

const kinds = { boards: 'b', questions: 'q', shares: 's' };

function facts(workspace, prefix) {
  const id = `${prefix}-mock${workspace.next}`;
  workspace.next += 1;
  return { id, owner: 'admin', revision: 1, created_at: iso(), updated_at: iso() };
}

const defaults = {
  boards: { panels: [], refresh_s: 5, range: null },
  questions: { chart: null },
  shares: { chart: null, title: '' },
};

function documents(workspace, kind, id, method, body, headers) {
  const all = workspace[kind];
  if (!id && method === 'GET') {
    const list = [...all.values()].reverse();
    const shown =
      kind === 'boards' ? list.map(({ panels, ...rest }) => ({ ...rest, panel_count: panels.length })) : list;
    return { status: 200, value: { [kind]: shown, next_page: null } };
  }
  if (!id && method === 'POST') {
    const made = { ...defaults[kind], ...body, ...facts(workspace, kinds[kind]) };
    all.set(made.id, made);
    return { status: 201, value: made };
  }
  const found = all.get(id);
  if (!found) return { status: 404, problem: ['not_found', `${kind} ${id} does not exist (any more)`] };
  if (method === 'GET') return { status: 200, value: found };
  if (method === 'DELETE') {
    all.delete(id);
    return { status: 204 };
  }
  if (headers['if-match'] !== `"${found.revision}"`)
    return {
      status: 412,
      problem: ['changed_elsewhere', `board ${id} was changed elsewhere; load it again`],
    };
  const changed = { ...found, ...body, revision: found.revision + 1, updated_at: iso() };
  all.set(id, changed);
  return { status: 200, value: changed };
}

function history(workspace, id, method, body, search) {
  const { history: all } = workspace;
  if (!id && method === 'GET') {
    const entries = [...all.values()]
      .filter((entry) => search.get('starred') !== 'true' || entry.starred)
      .filter((entry) =>
        JSON.stringify(entry.asking)
          .toLowerCase()
          .includes((search.get('search') ?? '').toLowerCase()),
      )
      .reverse();
    return { status: 200, value: { entries, next_page: null } };
  }
  if (!id && method === 'POST') {
    const key = JSON.stringify(body.asking.turns);
    const before = [...all.values()].find((entry) => JSON.stringify(entry.asking.turns) === key);
    const entry = {
      rows: null,
      elapsed_ms: null,
      ...body,
      id: before?.id ?? facts(workspace, 'h').id,
      starred: before?.starred ?? false,
      runs: (before?.runs ?? 0) + 1,
      asked_at: iso(),
    };
    all.delete(entry.id);
    all.set(entry.id, entry);
    return { status: 201, value: entry };
  }
  if (!id) {
    const gone = [...all.values()].filter((entry) => !entry.starred);
    for (const entry of gone) all.delete(entry.id);
    return { status: 200, value: { removed: gone.length } };
  }
  const entry = all.get(id);
  if (!entry) return { status: 404, problem: ['not_found', `history entry ${id} does not exist (any more)`] };
  if (method === 'DELETE') {
    all.delete(id);
    return { status: 204 };
  }
  entry.starred = body.starred;
  return { status: 200, value: entry };
}

/** The answer to a call of the workspace: {status, value}, {status, problem: [code, detail]}, or a file; null for another call. */
export function workspaceAnswer(workspace, method, url, body, headers) {
  const asDashboard = /^\/api\/v1\/boards\/([^/]+)\/grafana$/.exec(url.pathname);
  if (asDashboard) {
    const board = workspace.boards.get(asDashboard[1]);
    return { status: 200, value: { uid: `aurora-${board.id}`, title: board.title, panels: [] } };
  }
  const found = /^\/api\/v1\/(boards|questions|shares|history|exports)(?:\/([^/]+))?$/.exec(url.pathname);
  if (!found) return null;
  const [, kind, id] = found;
  if (kind === 'history') return history(workspace, id, method, body, url.searchParams);
  if (kind === 'exports') {
    if (method === 'POST') {
      const made = facts(workspace, 'x');
      workspace.exports.set(made.id, body.format);
      return { status: 201, value: { id: made.id, url: `/api/v1/exports/${made.id}`, expires_at: iso() } };
    }
    return { status: 200, file: 'state,orders\nCA,41\n', name: `aurora.${workspace.exports.get(id)}` };
  }
  return documents(workspace, kind, id, method, body, headers);
}
