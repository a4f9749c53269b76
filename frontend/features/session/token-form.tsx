'use client';

import { type FormEvent, useState } from 'react';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { TextField } from '@/ui/field';

interface TokenFormProps {
  /** Why the last try failed. */
  problem: string | undefined;
  busy: boolean;
  onToken: (token: string) => void;
}

/** Signs in with a token: on a page of its own, and over a page whose session has ended. */
export function TokenForm({ problem, busy, onToken }: TokenFormProps) {
  const t = useTranslations('signIn');
  const [token, setToken] = useState('');

  function submit(event: FormEvent) {
    event.preventDefault();
    if (token.trim() !== '') onToken(token.trim());
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        label={t('token')}
        hint={t('tokenHint')}
        problem={problem}
        type="password"
        name="token"
        autoComplete="current-password"
        spellCheck={false}
        value={token}
        onChange={(event) => setToken(event.target.value)}
      />
      <Button type="submit" look="primary" disabled={busy || token.trim() === ''}>
        {busy ? t('working') : t('submit')}
      </Button>
    </form>
  );
}
