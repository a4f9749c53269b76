'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import type { Asking } from '@/api/types';
import { addHistory, workspaceKeys } from '@/api/workspace';
import { askingKey } from '@/features/asking';
import { noteOf, worthNoting } from '@/features/history/note';
import type { Reply } from '@/features/reply';

/**
 * Notes in the history what a person asked, once its outcome is known: `expect` when they ask, `settled` when a run ends.
 * A reload and the back button ask nothing new.
 */
export function useNote() {
  const client = useQueryClient();
  const expected = useRef(new Set<string>());
  const expect = useCallback((asking: Asking) => expected.current.add(askingKey(asking)), []);
  const settled = useCallback(
    (asking: Asking, reply: Reply | null, error: unknown) => {
      if (!expected.current.delete(askingKey(asking))) return;
      if (error && !worthNoting(error)) return;
      // The history is a convenience: without it the answer is as good.
      addHistory(noteOf(asking, reply)).then(
        () => client.invalidateQueries({ queryKey: workspaceKeys.history }),
        () => undefined,
      );
    },
    [client],
  );
  return { expect, settled };
}
