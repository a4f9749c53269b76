'use client';

import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '@/api/queries';

/** Whether this session may change connections; null while that is not known. The server has the last word. */
export function useMayChange(): boolean | null {
  const { data: session } = useQuery(sessionQuery);
  return session ? session.role !== 'viewer' : null;
}
