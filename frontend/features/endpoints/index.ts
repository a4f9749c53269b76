'use client';

import { lazyPart } from '@/features/shell/lazy-part';

export const LazyEndpointDialog = lazyPart(() =>
  import('./endpoint-dialog').then((module) => module.EndpointDialog),
);
