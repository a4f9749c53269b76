'use client';

import { useEffect, useState } from 'react';
import { useLive } from '@/features/live';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';

// A restart of the gateway takes a second or two: only a longer loss is worth a person's attention.
const kPatienceMs = 3000;

export function ConnectionLostNotice() {
  const t = useTranslations('live');
  const { state, retryNow } = useLive();
  const lost = state === 'waiting' || state === 'connecting';
  const [shown, setShown] = useState(false);

  useEffect(() => {
    if (!lost) {
      setShown(false);
      return;
    }
    const timer = setTimeout(() => setShown(true), kPatienceMs);
    return () => clearTimeout(timer);
  }, [lost]);

  if (!shown || !lost) return null;
  return (
    <Card role="status" className="flex flex-wrap items-center gap-3 border-warn/50 bg-warn-wash px-4 py-3">
      <p className="text-sm font-medium text-warn">{t('lost')}</p>
      <Button small className="ml-auto" onClick={retryNow}>
        {t('retry')}
      </Button>
    </Card>
  );
}
