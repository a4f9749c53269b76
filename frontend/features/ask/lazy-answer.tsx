'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '@/ui/skeleton';

/** The answer's parts (chart, grid, SQL) come with the first answer, not with the page. */
export const LazyAnswerCard = dynamic(() => import('./answer-card').then((module) => module.AnswerCard), {
  ssr: false,
  loading: () => <Skeleton className="h-96" label="…" />,
});

export const LazyDeclinedCard = dynamic(
  () => import('./declined-card').then((module) => module.DeclinedCard),
  {
    ssr: false,
  },
);
