'use client';

import { lazyPart } from '@/features/shell/lazy-part';

export const LazyVerifyDialog = lazyPart(() =>
  import('./verify-dialog').then((module) => module.VerifyDialog),
);
