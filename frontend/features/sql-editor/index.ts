'use client';

import { lazyDataPart } from '@/features/shell/lazy-page';

/** CodeMirror comes with the first statement that somebody types. */
export const LazySqlEditor = lazyDataPart(
  () => import('./schema-editor').then((module) => module.SchemaEditor),
  'h-28',
);
