'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPage } from '@/features/shell/lazy-page';

const ConnectionList = lazyPage(
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
