'use client';

import { useEffect, useState } from 'react';
import { useLaterTranslations } from '@/messages/later-translation';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';

const kTickMs = 100;
const kPatienceMs = 150;

// From here on it is worth saying what could be done about it.
const kLongMs = 10_000;

interface WorkingProps {
  onCancel: () => void;
}

/** Appears only when the wait is long enough to be noticed; a long one can be ended right here. */
export function Working({ onCancel }: WorkingProps) {
  const t = useLaterTranslations('answer');
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setElapsed(performance.now() - start), kTickMs);
    return () => clearInterval(timer);
  }, []);
  if (elapsed < kPatienceMs) return null;
  const seconds = elapsed / 1000;
  return (
    <Card className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-4 md:px-5">
      <span
        aria-hidden="true"
        className="size-4 animate-spin rounded-full border-2 border-line border-t-accent"
      />
      <span className="text-ink-soft">{t('working')}</span>
      <span className="ml-auto text-sm text-ink-soft">
        {seconds < 60
          ? t('elapsed', { seconds: seconds.toFixed(1) })
          : t('elapsedMinutes', { minutes: Math.floor(seconds / 60), seconds: Math.floor(seconds % 60) })}
      </span>
      {elapsed < kLongMs ? null : (
        <div className="flex basis-full flex-wrap items-center gap-3">
          <p role="status" className="min-w-0 flex-1 basis-60 text-sm text-ink-soft">
            {t('stillWorking')}
          </p>
          <Button small onClick={onCancel}>
            {t('endNow')}
          </Button>
        </div>
      )}
    </Card>
  );
}
