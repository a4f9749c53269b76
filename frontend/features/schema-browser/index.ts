'use client';

import dynamic from 'next/dynamic';

/** Comes right after the page: the box and the first questions are more urgent. */
export const SchemaBrowser = dynamic(
  () => import('./schema-browser').then((module) => module.SchemaBrowser),
  { ssr: false },
);
