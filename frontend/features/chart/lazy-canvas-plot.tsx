'use client';

import { lazyPart } from '@/features/shell/lazy-part';

export const LazyCanvasPlot = lazyPart(
  () => import('./canvas-plot').then((module) => module.CanvasPlot),
  'h-70',
);
