'use client';

import { lazyPart } from '@/features/shell/lazy-part';

/** CodeMirror comes with the first statement that somebody types. */
export const LazySqlEditor = lazyPart(
  () => import('./sql-editor').then((module) => module.SqlEditor),
  'h-28',
);
