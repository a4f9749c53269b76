'use client';

import { lazyPart } from '@/features/shell/lazy-part';

/** Comes right after the page: nobody presses a key before it is there. */
export const KeyboardLayer = lazyPart(() =>
  import('./keyboard-layer').then((module) => module.KeyboardLayer),
);
