'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPage } from '@/features/shell/lazy-page';
import { TitlePlace } from '@/features/shell/title-place';

const PartList = lazyPage(
  () => import('./part-list').then((module) => module.PartList),
  <TitlePlace title="status" intro="statusIntro" />,
  () => ['/api/v1/status'],
);

export function StatusPage() {
  return (
    <Frame>
      <PartList />
    </Frame>
  );
}
