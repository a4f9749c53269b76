'use client';

import { Frame } from '@/features/shell/frame';
import { lazyPage } from '@/features/shell/lazy-page';
import { PageTitle } from '@/features/shell/page-title';
import { useTranslations } from '@/messages/translation';

const Wizard = lazyPage(() => import('./wizard').then((module) => module.Wizard), 'h-96');

export function WizardPage() {
  return (
    <Frame>
      <WizardTitle />
      <Wizard />
    </Frame>
  );
}

function WizardTitle() {
  const t = useTranslations('nav');
  return <PageTitle title={t('connectTopic')} />;
}
