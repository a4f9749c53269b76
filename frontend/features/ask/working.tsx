'use client';

import { useEffect, useState } from 'react';
import { useTranslations } from '@/messages/translation';
import { Card } from '@/ui/card';

const kTickMs = 100;
const kPatienceMs = 150;

/** Appears only when the wait is long enough to be noticed. */
export function Working() {
  const t = useTranslations('query');
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setElapsed(performance.now() - start), kTickMs);
    return () => clearInterval(timer);
  }, []);
  if (elapsed < kPatienceMs) return null;
  return (
    <Card className="flex items-center gap-3 px-4 py-4 md:px-5">
      <span
        aria-hidden="true"
        className="size-4 animate-spin rounded-full border-2 border-line border-t-accent"
      />
      <span className="text-ink-soft">{t('working')}</span>
      <span className="ml-auto text-sm text-ink-soft">
        {t('elapsed', { seconds: (elapsed / 1000).toFixed(1) })}
      </span>
    </Card>
  );
}
