'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPage } from '@/features/shell/lazy-page';

const ConnectionContent = lazyPage(
  () => import('./connection-content').then((module) => module.ConnectionContent),
  'h-96',
  () => {
    const id = new URLSearchParams(window.location.search).get('id');
    return id ? [`/api/v1/connections/${encodeURIComponent(id)}`] : [];
  },
);

/** /connect/connection?id=ID */
export function ConnectionPage() {
  return (
    <Frame>
      <ConnectionContent />
    </Frame>
  );
}
