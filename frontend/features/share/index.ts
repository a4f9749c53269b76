'use client';

import { lazyPart } from '@/features/shell/lazy-part';

export const LazyShareDialog = lazyPart(() => import('./share-dialog').then((module) => module.ShareDialog));
