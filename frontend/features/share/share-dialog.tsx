'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { createShare } from '@/api/workspace';
import { clockText } from '@/features/freshness';
import type { Reply } from '@/features/reply';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useLaterTranslations } from '@/messages/later-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { CopyButton } from '@/ui/copy-button';
import { Dialog } from '@/ui/dialog';
import { TextField } from '@/ui/field';
import { shareAddress, sharedAsking } from './share-link';

interface ShareDialogProps {
  reply: Reply;
  chart: string | null;
  open: boolean;
  onClose: () => void;
}

type Clock = 'live' | 'frozen';

/** A link that opens the same answer: anew at each opening, or as it was. */
export function ShareDialog({ reply, chart, open, onClose }: ShareDialogProps) {
  const t = useLaterTranslations('share');
  const common = useTranslations('common');
  const [clock, setClock] = useState<Clock>('live');
  // SQL says its own time: there is no clock to hold.
  const canFreeze = reply.kind === 'question';
  const make = useMutation({
    mutationFn: async () => {
      const asking = sharedAsking(reply.asking, clock === 'frozen' ? new Date(reply.at) : null);
      const share = await createShare((reply.interpretation || reply.asked).slice(0, 200), asking, chart);
      return shareAddress(window.location.origin, share.id);
    },
  });

  function choose(next: Clock) {
    setClock(next);
    make.reset();
  }

  return (
    <Dialog title={t('title')} open={open} onClose={onClose}>
      <fieldset className="flex flex-col gap-2">
        <legend className="sr-only">{t('clock')}</legend>
        {(['live', 'frozen'] as const).map((value) => (
          <label
            key={value}
            className="flex min-h-11 cursor-pointer items-start gap-3 rounded-lg border border-line px-3 py-2.5 has-checked:border-accent has-checked:bg-accent-wash has-disabled:cursor-not-allowed has-disabled:opacity-60"
          >
            <input
              type="radio"
              name="clock"
              value={value}
              checked={clock === value}
              disabled={value === 'frozen' && !canFreeze}
              onChange={() => choose(value)}
              className="mt-1 size-4 accent-accent"
            />
            <span>
              <span className="block font-medium">
                {value === 'live'
                  ? t('live')
                  : t('frozen', { time: clockText(new Date(reply.at).toISOString()) })}
              </span>
              <span className="block text-sm text-ink-soft">
                {value === 'live' ? t('liveNote') : canFreeze ? t('frozenNote') : t('frozenSql')}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <p className="text-sm text-ink-soft">{t('rights')}</p>
      {make.error ? <ProblemNotice error={make.error} /> : null}
      {make.data ? (
        <TextField label={t('link')} value={make.data} readOnly onFocus={(event) => event.target.select()} />
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{common('close')}</Button>
        {make.data ? (
          <CopyButton look="primary" text={make.data} label={t('copy')} copiedLabel={common('copied')} />
        ) : (
          <Button look="primary" disabled={make.isPending} onClick={() => make.mutate()}>
            {t('make')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
