'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { queryKeys } from '@/api/queries';
import { schemaKeys } from '@/api/schema-changes';
import type { Connection } from '@/api/types';

/** Shows a connection as the server has just answered it, and asks anew for what hangs on its columns. */
export function useTakeOver(id: string): (changed: Connection) => void {
  const client = useQueryClient();
  return useCallback(
    (changed) => {
      client.setQueryData(queryKeys.connection(id), changed);
      for (const queryKey of [schemaKeys.proposals(id), schemaKeys.history(id), queryKeys.tables])
        void client.invalidateQueries({ queryKey });
      void client.invalidateQueries({ queryKey: queryKeys.connections, exact: true });
    },
    [client, id],
  );
}
