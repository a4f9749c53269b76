'use client';

import { lazyPart } from '@/features/shell/lazy-part';

/** Comes right after the page: it shows nothing before the first data anyway. */
export const FirstRun = lazyPart(() => import('./first-run').then((module) => module.FirstRun));
