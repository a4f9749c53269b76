import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import { offlineProblem, Problem } from './problem';
import type { Answer } from './types';

/** Whether there is a Grafana below /grafana/: it does not change while a page is open. */
export const grafanaQuery = queryOptions({
  queryKey: ['grafana'],
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: async ({ signal }) => (await call('get', '/api/v1/grafana', { signal })).configured,
});

/** Where Grafana's Explore shows a statement. */
export async function exploreAddress(sql: string, parameters: Answer['parameters']): Promise<string> {
  return (await call('post', '/api/v1/grafana/explore', { body: { sql, parameters } })).url;
}

/**
 * Saves a board as a dashboard in Grafana, as the person of this session, and says where it is. Who may not save there is
 * sent to what somebody else has saved.
 */
export async function dashboardAddress(board: string): Promise<string> {
  const dashboard = await call('get', '/api/v1/boards/{id}/grafana', { path: { id: board } });
  const answer = await fetch('/grafana/api/dashboards/db', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ dashboard, folderUid: 'aurora', overwrite: true }),
  }).catch(() => {
    throw offlineProblem();
  });
  const uid = (dashboard as { uid?: unknown }).uid;
  if (answer.status === 403 && typeof uid === 'string') return `/grafana/d/${encodeURIComponent(uid)}`;
  const said = (await answer.json().catch(() => ({}))) as { url?: unknown; message?: unknown };
  if (answer.ok && typeof said.url === 'string' && said.url.startsWith('/grafana/')) return said.url;
  const why = typeof said.message === 'string' ? said.message : `it answered with status ${answer.status}`;
  throw new Problem('grafana_refused', `Grafana did not take the board: ${why}`, answer.status, null);
}
