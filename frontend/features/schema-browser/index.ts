'use client';

import { lazyPart } from '@/features/shell/lazy-part';

/** Comes right after the page: the box and the first questions are more urgent. */
export const SchemaBrowser = lazyPart(() =>
  import('./schema-browser').then((module) => module.SchemaBrowser),
);
