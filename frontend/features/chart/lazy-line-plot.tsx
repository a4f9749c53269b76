'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '@/ui/skeleton';

export const LazyLinePlot = dynamic(() => import('./line-plot'), {
  ssr: false,
  loading: () => <Skeleton className="h-50" label="…" />,
});
