'use client';

import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';

/** Stands where a part of the page could not be loaded or failed; a reload brings the current version. */
export function BrokenPart() {
  const t = useTranslations('problem');
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-3 rounded-card border border-line bg-surface p-4"
    >
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-semibold">{t('partFailed')}</p>
        <p className="text-sm text-ink-soft">{t('updatedHint')}</p>
      </div>
      <Button small onClick={() => window.location.reload()}>
        {t('reload')}
      </Button>
    </div>
  );
}
