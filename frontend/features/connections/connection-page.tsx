'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPart } from '@/features/shell/lazy-part';

const ConnectionContent = lazyPart(
  () => import('./connection-content').then((module) => module.ConnectionContent),
  'h-96',
);

/** /connect/connection?id=ID */
export function ConnectionPage() {
  return (
    <Frame>
      <ConnectionContent />
    </Frame>
  );
}
