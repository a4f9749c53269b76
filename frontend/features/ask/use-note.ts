'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Asking } from '@/api/types';
import { addHistory, workspaceKeys } from '@/api/workspace';
import { askingKey } from '@/features/asking';
import { noteOf, worthNoting } from '@/features/history/note';
import type { Reply } from '@/features/reply';

/** Notes in the history what a person asked (`unnoted` has its key), once its outcome is known. */
export function useNote(unnoted: Set<string>) {
  const client = useQueryClient();
  return useCallback(
    (asking: Asking, reply: Reply | null, error: unknown) => {
      if (!unnoted.delete(askingKey(asking))) return;
      if (error && !worthNoting(error)) return;
      // The history is a convenience: without it the answer is as good.
      addHistory(noteOf(asking, reply)).then(
        () => client.invalidateQueries({ queryKey: workspaceKeys.history }),
        () => undefined,
      );
    },
    [client, unnoted],
  );
}
