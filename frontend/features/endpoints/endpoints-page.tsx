'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPart } from '@/features/shell/lazy-part';

const EndpointList = lazyPart(() => import('./endpoint-list').then((module) => module.EndpointList), 'h-96');

export function EndpointsPage() {
  return (
    <Frame>
      <EndpointList />
    </Frame>
  );
}
