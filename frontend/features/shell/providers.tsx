'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { asProblem } from '@/api/problem';

const kRetriesMax = 3;
const kStaleMs = 5000;

/** Only what may heal by itself is tried again: no answer at all, or a part that is restarting. */
function worthRetrying(failures: number, thrown: unknown): boolean {
  const { status } = asProblem(thrown);
  return failures < kRetriesMax && (status === 0 || status === 502 || status === 503);
}

/** One for the whole visit: what a page has read, the next one shows at once. */
const client = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: kStaleMs, refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
});

/** The cache of all calls. Several parts of a page may each stand inside of it: it is the same one. */
export function Providers({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
