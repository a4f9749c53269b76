'use client';

import type { ReactNode } from 'react';
import { useTranslations } from '@/messages/translation';
import { classNames } from '@/ui/class-names';
import { Navigation } from './navigation';

/** Around every signed-in page. It reads nothing: the page's content does (lazyPage). */
export function Frame({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  const t = useTranslations('nav');
  return (
    <>
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
          {children}
        </main>
      </div>
      <Navigation />
    </>
  );
}
