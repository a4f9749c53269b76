'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';

function isChunkFailure(reason: unknown): boolean {
  return (
    reason instanceof Error &&
    (reason.name === 'ChunkLoadError' || /loading chunk|import.*module/i.test(reason.message))
  );
}

/** After an update a page of the old version may miss its chunks: says so, instead of failing in silence. */
export function StaleChunkNotice() {
  const t = useTranslations('problem');
  const [stale, setStale] = useState(false);

  useEffect(() => {
    const onRejection = (event: PromiseRejectionEvent) => {
      if (isChunkFailure(event.reason)) setStale(true);
    };
    const onError = (event: ErrorEvent) => {
      if (isChunkFailure(event.error)) setStale(true);
    };
    window.addEventListener('unhandledrejection', onRejection);
    window.addEventListener('error', onError);
    return () => {
      window.removeEventListener('unhandledrejection', onRejection);
      window.removeEventListener('error', onError);
    };
  }, []);

  if (!stale) return null;
  return (
    <div
      role="alert"
      className="fixed inset-x-4 top-4 z-50 mx-auto flex max-w-md items-center gap-3 rounded-card border border-line bg-surface p-4 shadow-card"
    >
      <div>
        <p className="font-semibold">{t('updated')}</p>
        <p className="text-sm text-ink-soft">{t('updatedHint')}</p>
      </div>
      <Button look="primary" small className="ml-auto" onClick={() => window.location.reload()}>
        {t('reload')}
      </Button>
    </div>
  );
}
