import { queryOptions } from '@tanstack/react-query';
import { call, readSession, rememberSession } from './client';
import { problemFrom } from './problem';
import type {
  Answer,
  Cell,
  Connection,
  ConnectionTest,
  Explanation,
  NewConnection,
  QueryResult,
  ResultTable,
  Security,
  Session,
  TopicPreview,
  TopicQuestion,
} from './types';

/** Rows that a page asks for; more would be slow to read for a person anyway. */
export const kRowsMax = 10_000;
const kSuggestions = 4;

export const queryKeys = {
  session: ['session'],
  status: ['status'],
  connections: ['connections'],
  connection: (id: string) => ['connections', id],
  ledger: (id: string) => ['ledger', id],
  tables: ['tables'],
  suggestions: (table: string) => ['suggestions', table],
} as const;

export const sessionQuery = queryOptions({
  queryKey: queryKeys.session,
  staleTime: Number.POSITIVE_INFINITY,
  queryFn: readSession,
});

export async function signIn(credentials: { link_token: string } | { token: string }): Promise<Session> {
  const session = await call('post', '/api/v1/session', { body: credentials });
  rememberSession(session);
  return session;
}

export async function signOut(): Promise<void> {
  await call('delete', '/api/v1/session', {});
  rememberSession(null);
}

export const statusQuery = queryOptions({
  queryKey: queryKeys.status,
  queryFn: ({ signal }) => call('get', '/api/v1/status', { signal }),
});

export const connectionsQuery = queryOptions({
  queryKey: queryKeys.connections,
  queryFn: async ({ signal }) => (await call('get', '/api/v1/connections', { signal })).connections,
});

export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.connection(id),
    enabled: id !== '',
    queryFn: ({ signal }) => call('get', '/api/v1/connections/{id}', { path: { id }, signal }),
  });

export const ledgerQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.ledger(id),
    queryFn: async ({ signal }) =>
      (await call('get', '/api/v1/connections/{id}/ledger', { path: { id }, signal })).partitions,
  });

export const tablesQuery = queryOptions({
  queryKey: queryKeys.tables,
  queryFn: async ({ signal }) => (await call('get', '/api/v1/tables', { signal })).tables,
});

export const suggestionsQuery = (table: string) =>
  queryOptions({
    queryKey: queryKeys.suggestions(table),
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const body = { limit: kSuggestions, ...(table === '' ? {} : { table }) };
      return (await call('post', '/api/v1/suggest', { body, signal })).questions;
    },
  });

/** Rows came, and then reading failed: the part that came is not an answer. */
function refuseHalf<T extends { error?: unknown }>(answer: T): T {
  if (answer.error) throw problemFrom(answer.error, 200, null);
  return answer;
}

export interface Question {
  question: string;
  conversation_id?: string;
  now?: string;
  /** Assumption id -> alternative id. */
  readings?: Record<string, string>;
  /** False: only how it is read. */
  execute?: boolean;
}

export async function ask(question: Question, signal?: AbortSignal): Promise<Answer> {
  return refuseHalf(await call('post', '/api/v1/ask', { body: { ...question, max_rows: kRowsMax }, signal }));
}

export interface SqlOptions {
  rowsMax?: number;
  /** Values of {name:Type}. */
  parameters?: Answer['parameters'];
}

export async function runSql(
  sql: string,
  signal?: AbortSignal,
  options: SqlOptions = {},
): Promise<QueryResult> {
  const { rowsMax = kRowsMax, parameters = [] } = options;
  const body = { sql, max_rows: rowsMax, ...(parameters.length > 0 ? { parameters } : {}) };
  return refuseHalf(await call('post', '/api/v1/query', { body, signal }));
}

export async function explainSql(
  sql: string,
  parameters: Answer['parameters'],
  signal?: AbortSignal,
): Promise<Explanation> {
  return call('post', '/api/v1/explain', { body: { sql, parameters }, signal });
}

/** The result members of an answer; empty where it has none (refused, clarify). */
export function resultOf(answer: Pick<Answer, 'columns' | 'rows'>): ResultTable {
  return { columns: answer.columns ?? [], rows: (answer.rows ?? []) as Cell[][] };
}

export interface BrokerAddress {
  brokers: string;
  security: Security;
}

export async function testConnection(address: BrokerAddress): Promise<ConnectionTest> {
  return call('post', '/api/v1/connections/test', { body: address });
}

export async function previewTopic(question: TopicQuestion): Promise<TopicPreview> {
  return call('post', '/api/v1/connections/preview', { body: question });
}

/** Makes the connection, and its table known to questions at once instead of within seconds. */
export async function createConnection(body: NewConnection): Promise<Connection> {
  const connection = await call('post', '/api/v1/connections', { body });
  // The connection runs either way: a refresh that fails only means that the table is found a little later.
  await call('post', '/api/v1/tables:refresh', {}).catch(() => undefined);
  return connection;
}

export async function pauseConnection(id: string): Promise<Connection> {
  return call('post', '/api/v1/connections/{id}:pause', { path: { id } });
}

export async function resumeConnection(id: string): Promise<Connection> {
  return call('post', '/api/v1/connections/{id}:resume', { path: { id } });
}

export async function deleteConnection(id: string, dropTable: boolean): Promise<string> {
  const query = { drop_table: dropTable };
  return (await call('delete', '/api/v1/connections/{id}', { path: { id }, query })).message;
}
