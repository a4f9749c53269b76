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

export function changeConnection(id: string, body: ConnectionChange): Promise<Connection> {
  return call('patch', '/api/v1/connections/{id}', { path: { id }, body });
}

export function applyProposals(id: string, columns: string[]): Promise<Connection> {
  return call('post', '/api/v1/connections/{id}/proposals:apply', { path: { id }, body: { columns } });
}

export async function rejectProposals(id: string, columns: string[]): Promise<ColumnProposal[]> {
  return (
    await call('post', '/api/v1/connections/{id}/proposals:reject', { path: { id }, body: { columns } })
  ).proposals;
}
