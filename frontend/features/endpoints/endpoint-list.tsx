'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { BookOpen, Webhook } from 'lucide-react';
import { useState } from 'react';
import { deleteEndpoint, endpointKeys, endpointsQuery } from '@/api/endpoints';
import type { Endpoint } from '@/api/types';
import { clockText } from '@/features/freshness';
import { useMayChange } from '@/features/session/use-may-change';
import { PageTitle } from '@/features/shell/page-title';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useEndpointTranslations } from '@/messages/endpoint-translation';
import { useTranslations } from '@/messages/translation';
import { Button, buttonClass } from '@/ui/button';
import { Card } from '@/ui/card';
import { Dialog } from '@/ui/dialog';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';
import { Skeleton } from '@/ui/skeleton';
import { exampleAddress } from './endpoint-draft';
import { TokenList } from './token-list';
import { TryCall } from './try-call';

/** All endpoints, each with its address, its tokens and a way to try it. */
export function EndpointList() {
  const t = useEndpointTranslations('endpoint');
  const common = useTranslations('common');
  const page = useTranslations('page');
  const { data, error, refetch } = useQuery(endpointsQuery);
  return (
    <>
      <PageTitle
        title={page('endpoints')}
        intro={page('endpointsIntro')}
        actions={
          <a href="/api/v1/endpoints/openapi.json" className={buttonClass()}>
            <BookOpen className="size-4" aria-hidden="true" />
            {t('document')}
          </a>
        }
      />
      {error && !data ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-48" label={common('loading')} /> : null}
      {data?.length === 0 ? (
        <Card>
          <EmptyState
            title={t('emptyTitle')}
            action={
              <Link href="/query" className={buttonClass('primary')}>
                {t('toQuery')}
              </Link>
            }
          >
            {t('emptyBody')}
          </EmptyState>
        </Card>
      ) : null}
      <ul className="flex flex-col gap-4">
        {(data ?? []).map((endpoint) => (
          <li key={endpoint.id}>
            <EndpointCard endpoint={endpoint} />
          </li>
        ))}
      </ul>
    </>
  );
}

function EndpointCard({ endpoint }: { endpoint: Endpoint }) {
  const t = useEndpointTranslations('endpoint');
  const mayChange = useMayChange();
  const [open, setOpen] = useState(false);
  const [deleting, setDeleting] = useState(false);
  return (
    <Card className="flex flex-col gap-3 p-4 md:p-5">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <h2 className="flex min-w-0 items-center gap-2 font-semibold break-all">
          <Webhook className="size-5 shrink-0 text-accent" aria-hidden="true" />
          {endpoint.name}
        </h2>
        {mayChange ? (
          <div className="flex gap-2">
            <Button
              small
              aria-expanded={open}
              aria-label={t('showTokens', { name: endpoint.name })}
              onClick={() => setOpen(!open)}
            >
              {t('tokens')}
            </Button>
            <Button
              look="danger"
              small
              aria-label={t('deleteTitle', { name: endpoint.name })}
              onClick={() => setDeleting(true)}
            >
              {t('delete')}
            </Button>
          </div>
        ) : null}
      </div>
      {endpoint.description ? <p className="text-ink-soft">{endpoint.description}</p> : null}
      <p className="font-mono text-sm break-all">GET {exampleAddress(endpoint)}</p>
      <pre className="overflow-x-auto rounded-lg bg-sunken p-3 text-sm whitespace-pre-wrap">
        {endpoint.sql}
      </pre>
      <p className="text-sm text-ink-soft">
        {t('changed', { owner: endpoint.owner, time: clockText(endpoint.updated_at) })}
      </p>
      <TryCall endpoint={endpoint} />
      {open ? <TokenList endpoint={endpoint} /> : null}
      {deleting ? <DeleteDialog name={endpoint.name} onClose={() => setDeleting(false)} /> : null}
    </Card>
  );
}

function DeleteDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useEndpointTranslations('endpoint');
  const common = useTranslations('common');
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteEndpoint(name),
    onSuccess: () => {
      onClose();
      void client.invalidateQueries({ queryKey: endpointKeys.all, exact: true });
    },
  });
  return (
    <Dialog title={t('deleteTitle', { name })} open onClose={onClose}>
      <p>{t('deleteBody')}</p>
      {remove.error ? <ProblemNotice error={remove.error} /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{common('cancel')}</Button>
        <Button look="danger" disabled={remove.isPending} onClick={() => remove.mutate()}>
          {t('delete')}
        </Button>
      </div>
    </Dialog>
  );
}
