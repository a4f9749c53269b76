'use client';

import { Frame } from './frame';
import { lazyPart } from './lazy-part';

const MoreContent = lazyPart(() => import('./more-content').then((module) => module.MoreContent), 'h-96');

export function MorePage() {
  return (
    <Frame>
      <MoreContent />
    </Frame>
  );
}
