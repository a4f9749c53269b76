'use client';

import { Clock, Undo2 } from 'lucide-react';
import { useEffect } from 'react';
import { clockText } from '@/features/freshness';
import { useLaterTranslations } from '@/messages/later-translation';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';

/** The answer's clock stands still. */
export function FrozenNotice({ now, onLive }: { now: string; onLive: () => void }) {
  const t = useLaterTranslations('answer');
  return (
    <Card className="flex flex-wrap items-center gap-3 px-4 py-3 md:px-5">
      <Clock className="size-4 text-ink-soft" aria-hidden="true" />
      <p className="text-sm">{t('frozen', { time: clockText(now) })}</p>
      <Button small className="ml-auto" onClick={onLive}>
        {t('unfreeze')}
      </Button>
    </Card>
  );
}

const kUndoMs = 10_000;

/** A reading was changed; for ten seconds it can be taken back. The back button can do the same for longer. */
export function UndoNotice({ onUndo, onGone }: { onUndo: () => void; onGone: () => void }) {
  const t = useLaterTranslations('answer');
  useEffect(() => {
    const timer = setTimeout(onGone, kUndoMs);
    return () => clearTimeout(timer);
  }, [onGone]);
  return (
    <Card role="status" className="rise flex flex-wrap items-center gap-3 px-4 py-2.5 md:px-5">
      <p className="text-sm">{t('readingChanged')}</p>
      <Button small className="ml-auto" onClick={onUndo}>
        <Undo2 className="size-4" aria-hidden="true" />
        {t('undo')}
      </Button>
    </Card>
  );
}
