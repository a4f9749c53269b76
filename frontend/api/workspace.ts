import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './client';
import type {
  Answer,
  Asking,
  Board,
  ExportFormat,
  HistoryEntry,
  NewBoard,
  NewHistoryEntry,
  SavedQuestion,
  Share,
} from './types';

const kHistoryPage = 30;
const kListMax = 100;

export const workspaceKeys = {
  boards: ['boards'],
  board: (id: string) => ['board', id],
  savedQuestions: ['saved-questions'],
  history: ['history'],
} as const;

const firstPage: string | null = null;

/** Own questions and SQL, newest first, a page at a time. */
export const historyQuery = (search: string, starred: boolean) =>
  infiniteQueryOptions({
    queryKey: [...workspaceKeys.history, search, starred],
    initialPageParam: firstPage as string | null,
    queryFn: ({ pageParam, signal }) =>
      call('get', '/api/v1/history', {
        query: {
          limit: kHistoryPage,
          ...(starred ? { starred } : {}),
          ...(search === '' ? {} : { search }),
          ...(pageParam === null ? {} : { page: pageParam }),
        },
        signal,
      }),
    getNextPageParam: (page) => page.next_page,
  });

export function addHistory(body: NewHistoryEntry): Promise<HistoryEntry> {
  return call('post', '/api/v1/history', { body });
}

export function starHistory(id: string, starred: boolean): Promise<HistoryEntry> {
  return call('patch', '/api/v1/history/{id}', { path: { id }, body: { starred } });
}

export function deleteHistory(id: string): Promise<undefined> {
  return call('delete', '/api/v1/history/{id}', { path: { id } });
}

export async function clearHistory(): Promise<number> {
  return (await call('delete', '/api/v1/history', {})).removed;
}

export const savedQuestionsQuery = queryOptions({
  queryKey: workspaceKeys.savedQuestions,
  queryFn: async ({ signal }) =>
    (await call('get', '/api/v1/questions', { query: { limit: kListMax }, signal })).questions,
});

export function saveQuestion(name: string, asking: Asking, chart: string | null): Promise<SavedQuestion> {
  return call('post', '/api/v1/questions', { body: { name, asking, chart } });
}

export function deleteSavedQuestion(id: string): Promise<undefined> {
  return call('delete', '/api/v1/questions/{id}', { path: { id } });
}

export function createShare(title: string, asking: Asking, chart: string | null): Promise<Share> {
  return call('post', '/api/v1/shares', { body: { title, asking, chart } });
}

export const shareQuery = (id: string) =>
  queryOptions({
    queryKey: ['share', id],
    enabled: id !== '',
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => call('get', '/api/v1/shares/{id}', { path: { id }, signal }),
  });

/** Checks the statement and gives the address that its whole result streams from, as a file. */
export async function prepareExport(
  sql: string,
  parameters: Answer['parameters'],
  format: ExportFormat,
): Promise<string> {
  return (await call('post', '/api/v1/exports', { body: { sql, parameters, format } })).url;
}

export const boardsQuery = queryOptions({
  queryKey: workspaceKeys.boards,
  queryFn: async ({ signal }) =>
    (await call('get', '/api/v1/boards', { query: { limit: kListMax }, signal })).boards,
});

export const boardQuery = (id: string) =>
  queryOptions({
    queryKey: workspaceKeys.board(id),
    enabled: id !== '',
    queryFn: ({ signal }) => call('get', '/api/v1/boards/{id}', { path: { id }, signal }),
  });

export function createBoard(body: NewBoard): Promise<Board> {
  return call('post', '/api/v1/boards', { body });
}

/** Refused with the code changed_elsewhere when the board is not at this revision any more. */
export function replaceBoard(id: string, revision: number, body: NewBoard): Promise<Board> {
  return call('put', '/api/v1/boards/{id}', { path: { id }, ifMatch: `"${revision}"`, body });
}

export function deleteBoard(id: string): Promise<undefined> {
  return call('delete', '/api/v1/boards/{id}', { path: { id } });
}
