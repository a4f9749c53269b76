'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPart } from '@/features/shell/lazy-part';

const SettingsContent = lazyPart(
  () => import('./settings-content').then((module) => module.SettingsContent),
  'h-96',
);

/** /settings?part=PART */
export function SettingsPage() {
  return (
    <Frame>
      <SettingsContent />
    </Frame>
  );
}
