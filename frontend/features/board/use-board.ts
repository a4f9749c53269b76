'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem } from '@/api/problem';
import type { Board } from '@/api/types';
import { boardQuery, replaceBoard, workspaceKeys } from '@/api/workspace';
import { type BoardContent, contentOf } from './board-content';

// Somebody else's change is seen within this.
const kLookMs = 5000;
const kUndoMax = 30;

export interface OpenBoard {
  board: Board | undefined;
  /** What is shown: the board, with changes that are still being saved. */
  content: BoardContent | undefined;
  error: unknown;
  /** "elsewhere": another editor changed it, and the change made here is not saved. */
  state: 'saved' | 'saving' | 'elsewhere' | 'failed';
  saveError: unknown;
  change: (next: BoardContent) => void;
  undo: (() => void) | null;
  /** Drops what was changed here and shows the board as it is now. */
  load: () => void;
  retry: () => void;
}

/**
 * A board that saves itself: each change is shown at once and sent after the one before it, with the revision that it was
 * made from. A refused change stays in sight until the person decides.
 */
export function useBoard(id: string): OpenBoard {
  const client = useQueryClient();
  const [draft, setDraft] = useState<BoardContent | null>(null);
  const [state, setState] = useState<OpenBoard['state']>('saved');
  const [saveError, setSaveError] = useState<unknown>(null);
  const [past, setPast] = useState<BoardContent[]>([]);
  const waiting = useRef<BoardContent | null>(null);
  const saving = useRef(false);
  const { data: board, error } = useQuery({
    ...boardQuery(id),
    // While a change is on its way, the answer to it says what the board is.
    refetchInterval: draft === null ? kLookMs : false,
  });

  const save = useCallback(async () => {
    if (saving.current) return;
    saving.current = true;
    try {
      while (waiting.current) {
        const next = waiting.current;
        waiting.current = null;
        setState('saving');
        const before = client.getQueryData<Board>(workspaceKeys.board(id));
        const saved = await replaceBoard(id, before?.revision ?? 0, next);
        client.setQueryData(workspaceKeys.board(id), saved);
      }
      setDraft(null);
      setState('saved');
      setSaveError(null);
      void client.invalidateQueries({ queryKey: workspaceKeys.boards });
    } catch (thrown) {
      setState(asProblem(thrown).code === 'changed_elsewhere' ? 'elsewhere' : 'failed');
      setSaveError(thrown);
    } finally {
      saving.current = false;
    }
  }, [client, id]);

  const put = useCallback(
    (next: BoardContent) => {
      setDraft(next);
      waiting.current = next;
      void save();
    },
    [save],
  );

  const content = draft ?? (board ? contentOf(board) : undefined);
  const change = useCallback(
    (next: BoardContent) => {
      if (content) setPast((before) => [...before, content].slice(-kUndoMax));
      put(next);
    },
    [content, put],
  );

  const last = past.at(-1);
  const undo = last
    ? () => {
        setPast((before) => before.slice(0, -1));
        put(last);
      }
    : null;

  const load = useCallback(() => {
    waiting.current = null;
    setDraft(null);
    setPast([]);
    setState('saved');
    setSaveError(null);
    void client.invalidateQueries({ queryKey: workspaceKeys.board(id) });
  }, [client, id]);

  const retry = useCallback(() => {
    if (draft) put(draft);
  }, [draft, put]);

  // A change that is not saved yet is not to be lost with the page.
  useEffect(() => {
    if (state === 'saved') return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [state]);

  return { board, content, error, state, saveError, change, undo, load, retry };
}
