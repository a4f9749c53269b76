'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { deadLetterKeys, replayDeadLetters } from '@/api/dead-letters';
import { queryKeys } from '@/api/queries';
import type { ReplayChoice } from '@/api/types';
import { noSums, type ReplaySums, runReplay } from './replay-run';

/** Which dead letters, and how a person calls them. */
export interface ReplayTask {
  choice: ReplayChoice;
  what: string;
}

export interface ReplayState {
  step: 'running' | 'stopping' | 'done' | 'stopped' | 'failed';
  task: ReplayTask;
  sums: ReplaySums;
  error: unknown;
}

export interface Replay {
  /** Null while there is none. */
  state: ReplayState | null;
  busy: boolean;
  start: (task: ReplayTask) => void;
  stop: () => void;
  /** From where the last one stopped or failed. */
  goOn: () => void;
  dismiss: () => void;
}

/** One replay at a time of a connection's dead letters. It ends behind the part in hand when the page is left. */
export function useReplay(id: string): Replay {
  const client = useQueryClient();
  const [state, setState] = useState<ReplayState | null>(null);
  const stopped = useRef(false);
  const shown = useRef(true);

  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
      stopped.current = true;
    };
  }, []);

  const run = useCallback(
    async (task: ReplayTask, from: ReplaySums) => {
      stopped.current = false;
      const tell = (change: Partial<ReplayState>) => {
        if (shown.current) setState((before) => (before ? { ...before, ...change } : before));
      };
      setState({ step: 'running', task, sums: from, error: null });
      try {
        const sums = await runReplay({
          call: (choice) => replayDeadLetters(id, choice),
          choice: task.choice,
          from,
          onSums: (soFar) => tell({ sums: soFar }),
          isStopped: () => stopped.current,
        });
        tell({ step: sums.page === null ? 'done' : 'stopped' });
      } catch (error) {
        tell({ step: 'failed', error });
      }
      void client.invalidateQueries({ queryKey: deadLetterKeys.all(id) });
      void client.invalidateQueries({ queryKey: queryKeys.ledger(id) });
      void client.invalidateQueries({ queryKey: queryKeys.connection(id) });
    },
    [client, id],
  );

  return {
    state,
    busy: state?.step === 'running' || state?.step === 'stopping',
    start: (task) => void run(task, noSums),
    stop: () => {
      stopped.current = true;
      setState((before) => (before ? { ...before, step: 'stopping' } : before));
    },
    goOn: () => {
      if (state) void run(state.task, state.sums);
    },
    dismiss: () => setState(null),
  };
}
