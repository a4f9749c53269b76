'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPage } from '@/features/shell/lazy-page';

const SettingsContent = lazyPage(
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
