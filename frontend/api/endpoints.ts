import { queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type { Endpoint, NewEndpoint, NewEndpointToken, QueryResult } from './types';

const kListMax = 100;

export const endpointKeys = {
  all: ['endpoints'],
  tokens: (name: string) => ['endpoints', name, 'tokens'],
} as const;

export const endpointsQuery = queryOptions({
  queryKey: endpointKeys.all,
  queryFn: async ({ signal }) =>
    (await call('get', '/api/v1/endpoints', { query: { limit: kListMax }, signal })).endpoints,
});

export function createEndpoint(body: NewEndpoint): Promise<Endpoint> {
  return call('post', '/api/v1/endpoints', { body });
}

export function deleteEndpoint(name: string): Promise<undefined> {
  return call('delete', '/api/v1/endpoints/{name}', { path: { name } });
}

/** Runs it as the person of this session; `values` are those that a program would send. */
export function callEndpoint(name: string, values: Record<string, string>): Promise<QueryResult> {
  return call('post', '/api/v1/endpoints/{name}', { path: { name }, body: values });
}

export const endpointTokensQuery = (name: string) =>
  queryOptions({
    queryKey: endpointKeys.tokens(name),
    queryFn: async ({ signal }) =>
      (await call('get', '/api/v1/endpoints/{name}/tokens', { path: { name }, signal })).tokens,
  });

/** Its secret is in this answer and nowhere else. */
export function createEndpointToken(
  name: string,
  body: { name?: string; expires_in_s?: number },
): Promise<NewEndpointToken> {
  return call('post', '/api/v1/endpoints/{name}/tokens', { path: { name }, body });
}

export function deleteEndpointToken(name: string, id: string): Promise<undefined> {
  return call('delete', '/api/v1/endpoints/{name}/tokens/{id}', { path: { name, id } });
}
