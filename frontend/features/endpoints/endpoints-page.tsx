'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPage } from '@/features/shell/lazy-page';

const EndpointList = lazyPage(() => import('./endpoint-list').then((module) => module.EndpointList), 'h-96');

export function EndpointsPage() {
  return (
    <Frame>
      <EndpointList />
    </Frame>
  );
}
