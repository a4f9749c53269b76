'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { asProblem } from '@/api/problem';
import { queryKeys, sessionQuery } from '@/api/queries';
import { lazyPart } from '@/features/shell/lazy-part';
import { signInPath } from './return-path';

const SessionEnded = lazyPart(() => import('./session-ended').then((module) => module.SessionEnded));

const isSignedOut = (error: unknown) => asProblem(error).code === 'unauthenticated';

/**
 * Whoever opens a page without a session goes to the sign-in page and comes back afterwards. A session that ends while
 * a page is open is renewed over it: what was typed and what is shown stay, and the calls that failed are made again.
 */
export function SessionGate() {
  const client = useQueryClient();
  const { data, error } = useQuery(sessionQuery);
  const signedOut = error !== null && isSignedOut(error);
  const ended = signedOut && data !== undefined;

  useEffect(() => {
    if (signedOut && !ended) window.location.replace(signInPath(window.location));
  }, [signedOut, ended]);

  // Any call may be the one that finds the session ended.
  useEffect(() => {
    const lookAgain = () => void client.invalidateQueries({ queryKey: queryKeys.session });
    const stopQueries = client.getQueryCache().subscribe((event) => {
      if (event.type !== 'updated' || event.action.type !== 'error') return;
      if (event.query.queryKey[0] !== queryKeys.session[0] && isSignedOut(event.action.error)) lookAgain();
    });
    const stopMutations = client.getMutationCache().subscribe((event) => {
      if (event.type === 'updated' && event.action.type === 'error' && isSignedOut(event.action.error))
        lookAgain();
    });
    return () => {
      stopQueries();
      stopMutations();
    };
  }, [client]);

  const user = useRef<string | undefined>(undefined);
  const wasEnded = useRef(false);
  useEffect(() => {
    if (ended) {
      wasEnded.current = true;
      return;
    }
    // Another person's page is not to be seen.
    if (user.current !== undefined && data && data.user !== user.current) window.location.reload();
    user.current = data?.user;
    if (!wasEnded.current) return;
    wasEnded.current = false;
    void client.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' });
  }, [client, ended, data]);

  return ended ? <SessionEnded /> : null;
}
