'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { asProblem } from '@/api/problem';
import { queryKeys, sessionQuery } from '@/api/queries';
import { signInPath } from './return-path';

/** Sends whoever is not signed in to the sign-in page, and back afterwards. */
export function SessionGate() {
  const client = useQueryClient();
  const { error } = useQuery(sessionQuery);
  const signedOut = error !== null && asProblem(error).code === 'unauthenticated';

  useEffect(() => {
    if (signedOut) window.location.replace(signInPath(window.location));
  }, [signedOut]);

  // Any call may be the one that finds the session ended.
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'error') return;
        if (event.query.queryKey[0] === queryKeys.session[0]) return;
        if (asProblem(event.action.error).code === 'unauthenticated')
          void client.invalidateQueries({ queryKey: queryKeys.session });
      }),
    [client],
  );
  return null;
}
