import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { ColumnProposal, Connection, ConnectionChange } from './types';

export const schemaKeys = {
  proposals: (id: string) => ['proposals', id],
  history: (id: string) => ['schema-history', id],
} as const;

export const proposalsQuery = (id: string) =>
  queryOptions({
    queryKey: schemaKeys.proposals(id),
    queryFn: async ({ signal }) =>
      (await call('get', '/api/v1/connections/{id}/proposals', { path: { id }, signal })).proposals,
  });

export const schemaHistoryQuery = (id: string) =>
  queryOptions({
    queryKey: schemaKeys.history(id),
    queryFn: async ({ signal }) =>
      (await call('get', '/api/v1/connections/{id}/schema-history', { path: { id }, signal })).entries,
  });

/** Columns have changed: questions know them at once instead of within seconds. */
async function tellQuestions(changed: Connection): Promise<Connection> {
  // The change is made either way: a refresh that fails only means that it is found a little later.
  await call('post', '/api/v1/tables:refresh', {}).catch(() => undefined);
  return changed;
}

export async function changeConnection(id: string, body: ConnectionChange): Promise<Connection> {
  const changed = await call('patch', '/api/v1/connections/{id}', { path: { id }, body });
  return body.columns ? tellQuestions(changed) : changed;
}

export async function applyProposals(id: string, columns: string[]): Promise<Connection> {
  const path = '/api/v1/connections/{id}/proposals:apply';
  return tellQuestions(await call('post', path, { path: { id }, body: { columns } }));
}

export async function rejectProposals(id: string, columns: string[]): Promise<ColumnProposal[]> {
  return (
    await call('post', '/api/v1/connections/{id}/proposals:reject', { path: { id }, body: { columns } })
  ).proposals;
}
