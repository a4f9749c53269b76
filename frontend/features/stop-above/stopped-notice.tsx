'use client';

import { OctagonPause } from 'lucide-react';
import type { Connection } from '@/api/types';
import { useRulesTranslations } from '@/messages/rules-translation';
import { Button } from '@/ui/button';

interface StoppedNoticeProps {
  connection: Connection;
  onLook: () => void;
  onResume: () => void;
  busy: boolean;
}

/** Why a connection has stopped, and how it goes on. */
export function StoppedNotice({ connection, onLook, onResume, busy }: StoppedNoticeProps) {
  const t = useRulesTranslations('stop');
  return (
    <section
      aria-label={t('stoppedTitle')}
      className="rise flex gap-3 rounded-card border border-bad/40 bg-bad-wash p-4 md:p-5"
    >
      <OctagonPause className="mt-0.5 size-5 shrink-0 text-bad" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold text-bad">{t('stoppedTitle')}</h2>
        {connection.last_error ? <p className="mt-1 break-words">{connection.last_error.message}</p> : null}
        <p className="mt-1 max-w-2xl">{t('stoppedHow')}</p>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button small look="primary" onClick={onLook}>
            {t('look')}
          </Button>
          <Button small disabled={busy} onClick={onResume}>
            {t('resume')}
          </Button>
        </div>
      </div>
    </section>
  );
}
