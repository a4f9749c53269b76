'use client';

import type { ReactNode } from 'react';
import { LiveProvider } from '@/features/live';
import { KeyboardLayer } from '@/features/palette';
import { SessionGate } from '@/features/session/session-gate';
import { useTranslations } from '@/messages/translation';
import { classNames } from '@/ui/class-names';
import { ConnectionLostNotice } from './connection-lost-notice';
import { Navigation } from './navigation';

/** Every signed-in page: navigation, the page, and what belongs to all of them. */
export function Frame({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  const t = useTranslations('nav');
  return (
    <LiveProvider>
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        {t('skip')}
      </a>
      <div className="min-h-dvh bg-(image:--glow) bg-no-repeat pb-20 md:pb-0 md:pl-23">
        <main
          id="content"
          tabIndex={-1}
          className={classNames(
            'mx-auto flex flex-col gap-5 px-4 pt-6 pb-10 outline-none md:px-8 md:pt-10',
            wide ? 'max-w-[110rem]' : 'max-w-6xl',
          )}
        >
          <ConnectionLostNotice />
          {children}
        </main>
      </div>
      <Navigation />
      <KeyboardLayer />
      <SessionGate />
    </LiveProvider>
  );
}
