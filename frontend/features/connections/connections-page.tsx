'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPart } from '@/features/shell/lazy-part';

const ConnectionList = lazyPart(
  () => import('./connection-list').then((module) => module.ConnectionList),
  'h-96',
);

export function ConnectionsPage() {
  return (
    <Frame>
      <ConnectionList />
    </Frame>
  );
}
