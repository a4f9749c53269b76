'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPage } from '@/features/shell/lazy-page';
import { TitlePlace } from '@/features/shell/title-place';

const SettingsContent = lazyPage(
  () => import('./settings-content').then((module) => module.SettingsContent),
  <TitlePlace title="settings" intro="settingsIntro" />,
  // Of its first part, the glossary.
  () => (new URLSearchParams(window.location.search).has('part') ? [] : ['/api/v1/glossary']),
);

/** /settings?part=PART */
export function SettingsPage() {
  return (
    <Frame>
      <SettingsContent />
    </Frame>
  );
}
