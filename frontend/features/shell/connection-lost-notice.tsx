'use client';

import { useEffect, useState } from 'react';
import { clockText } from '@/features/freshness/freshness-state';
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
  /** When it was lost; null while it is not, or not for long. */
  const [since, setSince] = useState<string | null>(null);

  useEffect(() => {
    if (!lost) {
      setSince(null);
      return;
    }
    const at = new Date().toISOString();
    const timer = setTimeout(() => setSince(at), kPatienceMs);
    return () => clearTimeout(timer);
  }, [lost]);

  if (since === null || !lost) return null;
  return (
    <Card role="status" className="flex flex-wrap items-center gap-3 border-warn/50 bg-warn-wash px-4 py-3">
      <p className="text-sm font-medium text-warn">{t('lost', { time: clockText(since) })}</p>
      <Button small className="ml-auto" onClick={retryNow}>
        {t('retry')}
      </Button>
    </Card>
  );
}
