'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPage } from '@/features/shell/lazy-page';

const PartList = lazyPage(() => import('./part-list').then((module) => module.PartList), 'h-96');

export function StatusPage() {
  return (
    <Frame>
      <PartList />
    </Frame>
  );
}
