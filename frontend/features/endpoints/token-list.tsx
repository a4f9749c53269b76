'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { createEndpointToken, deleteEndpointToken, endpointKeys, endpointTokensQuery } from '@/api/endpoints';
import type { Endpoint } from '@/api/types';
import { clockText } from '@/features/freshness';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useEndpointTranslations } from '@/messages/endpoint-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { SelectField, TextField } from '@/ui/field';
import { Skeleton } from '@/ui/skeleton';
import { NewToken } from './new-token';

const kDay = 86_400;
const lifetimes = { never: 0, day: kDay, month: 30 * kDay, year: 365 * kDay } as const;
type Lifetime = keyof typeof lifetimes;

/** Who may call an endpoint: its tokens without their secrets, and a form for another one. */
export function TokenList({ endpoint }: { endpoint: Endpoint }) {
  const t = useEndpointTranslations('endpoint');
  const common = useTranslations('common');
  const client = useQueryClient();
  const { data: tokens, error } = useQuery(endpointTokensQuery(endpoint.name));
  const [name, setName] = useState('');
  const [lifetime, setLifetime] = useState<Lifetime>('month');
  const changed = () => void client.invalidateQueries({ queryKey: endpointKeys.tokens(endpoint.name) });
  const make = useMutation({
    mutationFn: () =>
      createEndpointToken(endpoint.name, {
        ...(name.trim() === '' ? {} : { name: name.trim() }),
        ...(lifetimes[lifetime] === 0 ? {} : { expires_in_s: lifetimes[lifetime] }),
      }),
    onSuccess: changed,
  });
  const revoke = useMutation({
    mutationFn: (id: string) => deleteEndpointToken(endpoint.name, id),
    onSuccess: changed,
  });
  const problem = error ?? make.error ?? revoke.error;
  return (
    <div className="flex flex-col gap-4">
      {problem ? <ProblemNotice error={problem} /> : null}
      {!tokens && !error ? <Skeleton className="h-16" label={common('loading')} /> : null}
      {tokens?.length === 0 ? <p className="text-sm text-ink-soft">{t('noTokens')}</p> : null}
      <ul className="flex flex-col gap-2">
        {(tokens ?? []).map((token) => (
          <li key={token.id} className="flex flex-wrap items-center justify-between gap-2 text-sm">
            <span className="min-w-0 break-words">
              <span className="font-medium">{token.name}</span>{' '}
              <span className="text-ink-soft">
                {token.expires_at ? t('endsAt', { time: clockText(token.expires_at) }) : t('endsNever')} ·{' '}
                {token.last_used_at ? t('usedAt', { time: clockText(token.last_used_at) }) : t('usedNever')}
              </span>
            </span>
            <Button
              look="danger"
              small
              aria-label={t('revokeNamed', { name: token.name })}
              disabled={revoke.isPending}
              onClick={() => revoke.mutate(token.id)}
            >
              {t('revoke')}
            </Button>
          </li>
        ))}
      </ul>
      {make.data ? <NewToken endpoint={endpoint} token={make.data.token} /> : null}
      <form
        className="grid items-end gap-3 sm:grid-cols-[1fr_auto_auto]"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <TextField
          label={t('tokenName')}
          value={name}
          maxLength={64}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <SelectField
          label={t('expires')}
          value={lifetime}
          choices={(Object.keys(lifetimes) as Lifetime[]).map((value) => ({ value, label: t(value) }))}
          onChange={(event) => setLifetime(event.target.value as Lifetime)}
        />
        <Button type="submit" disabled={make.isPending}>
          {t('newToken')}
        </Button>
      </form>
    </div>
  );
}
