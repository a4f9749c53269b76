'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { queryKeys, signIn } from '@/api/queries';
import { useLaterTranslations } from '@/messages/later-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TokenForm } from './token-form';

/** Asks to sign in again, over the page as it is. Put off, it stays in sight as a line. */
export function SessionEnded() {
  const t = useLaterTranslations('session');
  const texts = useTranslations('signIn');
  const client = useQueryClient();
  const [open, setOpen] = useState(true);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (token: string) => signIn({ token }),
    onSuccess: (session) => client.setQueryData(queryKeys.session, session),
  });
  const refused = error !== null && asProblem(error).status === 401;
  return (
    <>
      <Dialog title={t('ended')} open={open} onClose={() => setOpen(false)}>
        <p>{t('kept')}</p>
        <TokenForm
          problem={error ? (refused ? texts('tokenFailed') : asProblem(error).message) : undefined}
          busy={isPending}
          onToken={mutate}
        />
        <p className="text-sm text-ink-soft">{t('byLink')}</p>
        <div className="flex justify-end">
          <Button look="quiet" onClick={() => setOpen(false)}>
            {t('later')}
          </Button>
        </div>
      </Dialog>
      {open ? null : (
        <div
          role="status"
          className="fixed inset-x-4 bottom-20 z-20 mx-auto flex max-w-xl flex-wrap items-center gap-3 rounded-card border border-warn/50 bg-warn-wash px-4 py-3 shadow-card md:bottom-4"
        >
          <p className="text-sm font-medium text-warn">{t('ended')}</p>
          <Button small className="ml-auto" onClick={() => setOpen(true)}>
            {t('again')}
          </Button>
        </div>
      )}
    </>
  );
}
