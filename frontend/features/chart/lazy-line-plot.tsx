'use client';

import { lazyPart } from '@/features/shell/lazy-part';

export const LazyLinePlot = lazyPart(() => import('./line-plot').then((module) => module.LinePlot), 'h-50');
