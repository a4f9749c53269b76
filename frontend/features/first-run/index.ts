'use client';

import dynamic from 'next/dynamic';

/** Comes right after the page: it shows nothing before the first data anyway. */
export const FirstRun = dynamic(() => import('./first-run').then((module) => module.FirstRun), {
  ssr: false,
});
