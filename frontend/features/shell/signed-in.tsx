'use client';

import type { ReactNode } from 'react';
import { LiveProvider } from '@/features/live';
import { KeyboardLayer } from '@/features/palette';
import { SessionGate } from '@/features/session/session-gate';
import { ConnectionLostNotice } from './connection-lost-notice';
import { Providers } from './providers';

/** What every signed-in page has besides its content: the calls, the live socket, the keys, the session. */
export function SignedIn({ children }: { children: ReactNode }) {
  return (
    <Providers>
      <LiveProvider>
        {children}
        <KeyboardLayer />
        <SessionGate />
      </LiveProvider>
    </Providers>
  );
}

/** The same, and above the content that the connection is lost. */
export function SignedInPage({ children }: { children: ReactNode }) {
  return (
    <SignedIn>
      <ConnectionLostNotice />
      {children}
    </SignedIn>
  );
}
