'use client';

import dynamic from 'next/dynamic';
import { Frame } from '@/features/shell/frame';
import { PageTitle } from '@/features/shell/page-title';
import { useTranslations } from '@/messages/translation';
import { Skeleton } from '@/ui/skeleton';

const Wizard = dynamic(() => import('./wizard'), {
  ssr: false,
  loading: () => <Skeleton className="h-96" label="…" />,
});

export function WizardPage() {
  return (
    <Frame>
      <WizardTitle />
      <Wizard />
    </Frame>
  );
}

function WizardTitle() {
  const t = useTranslations('wizard');
  return <PageTitle title={t('title')} />;
}
