'use client';

import { Frame } from './frame';
import { lazyPage } from './lazy-page';
import { TitlePlace } from './title-place';

const MoreContent = lazyPage(
  () => import('./more-content').then((module) => module.MoreContent),
  <TitlePlace title="more" intro="moreIntro" />,
);

export function MorePage() {
  return (
    <Frame>
      <MoreContent />
    </Frame>
  );
}
