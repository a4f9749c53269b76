'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPart } from '@/features/shell/lazy-part';

const PartList = lazyPart(() => import('./part-list').then((module) => module.PartList), 'h-96');

export function StatusPage() {
  return (
    <Frame>
      <PartList />
    </Frame>
  );
}
