'use client';

import { lazyPart } from '@/features/shell/lazy-part';

/** The answer's parts (chart, grid, SQL) come with the first answer, not with the page. */
export const LazyAnswerCard = lazyPart(
  () => import('./answer-card').then((module) => module.AnswerCard),
  'h-96',
);

export const LazyDeclinedCard = lazyPart(() =>
  import('./declined-card').then((module) => module.DeclinedCard),
);
