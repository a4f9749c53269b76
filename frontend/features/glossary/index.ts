'use client';

import { lazyPart } from '@/features/shell/lazy-part';

export type { TermForm } from './term-form';

export const LazyTermDialog = lazyPart(() => import('./term-dialog').then((module) => module.TermDialog));
