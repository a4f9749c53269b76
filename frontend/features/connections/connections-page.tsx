'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPage } from '@/features/shell/lazy-page';
import { TitlePlace } from '@/features/shell/title-place';

const ConnectionList = lazyPage(
  () => import('./connection-list').then((module) => module.ConnectionList),
  <TitlePlace title="connections" intro="connectionsIntro" />,
  () => ['/api/v1/connections'],
);

export function ConnectionsPage() {
  return (
    <Frame>
      <ConnectionList />
    </Frame>
  );
}
