'use client';

import { lazyPart } from '@/features/shell/lazy-part';

export { emptyTerm, type PlacedProblem, placeIn, type TermForm } from './term-form';

export const LazyTermDialog = lazyPart(() => import('./term-dialog').then((module) => module.TermDialog));
