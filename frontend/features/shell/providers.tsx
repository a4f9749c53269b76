'use client';

import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { asProblem } from '@/api/problem';

const kRetriesMax = 3;
const kStaleMs = 5000;

/** Only what may heal by itself is tried again: no answer at all, or a part that is restarting. */
function worthRetrying(failures: number, thrown: unknown): boolean {
  const { status } = asProblem(thrown);
  return failures < kRetriesMax && (status === 0 || status === 502 || status === 503);
}

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: { retry: worthRetrying, staleTime: kStaleMs, refetchOnWindowFocus: true },
          mutations: { retry: false },
        },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
