'use client';

import { Frame } from './frame';
import { lazyPage } from './lazy-page';

const MoreContent = lazyPage(() => import('./more-content').then((module) => module.MoreContent), 'h-96');

export function MorePage() {
  return (
    <Frame>
      <MoreContent />
    </Frame>
  );
}
