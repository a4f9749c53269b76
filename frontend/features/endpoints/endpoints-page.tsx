'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPage } from '@/features/shell/lazy-page';
import { TitlePlace } from '@/features/shell/title-place';

const EndpointList = lazyPage(
  () => import('./endpoint-list').then((module) => module.EndpointList),
  <TitlePlace title="endpoints" intro="endpointsIntro" />,
  () => ['/api/v1/endpoints?limit=100'],
);

export function EndpointsPage() {
  return (
    <Frame>
      <EndpointList />
    </Frame>
  );
}
