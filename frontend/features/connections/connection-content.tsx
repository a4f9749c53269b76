'use client';

import { ArrowLeft } from 'lucide-react';
import { asProblem } from '@/api/problem';
import { useConnection } from '@/features/live';
import { lazyPart } from '@/features/shell/lazy-part';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useSearchParam } from '@/features/shell/search-param';
import { useConnectTranslations } from '@/messages/connect-translation';
import { useTranslations } from '@/messages/translation';
import { Link } from '@/ui/link';
import { Skeleton } from '@/ui/skeleton';
import { ConnectionDetail } from './connection-detail';

const GoneNotice = lazyPart(
  () => import('@/features/rejected/gone-notice').then((module) => module.GoneNotice),
  'h-60',
);

/** The connection that the address names. */
export function ConnectionContent() {
  const t = useConnectTranslations('connection');
  const common = useTranslations('common');
  const [id] = useSearchParam('id');
  const { data, error, refetch, isPending, fetchStatus } = useConnection(id);
  const idle = isPending && fetchStatus === 'idle';
  const gone = !data && error !== null && asProblem(error).code === 'not_found';
  return (
    <>
      <Link
        href="/connect"
        className="inline-flex min-h-9 items-center gap-2 self-start text-sm text-ink-soft hover:text-ink"
      >
        <ArrowLeft className="size-4" aria-hidden="true" />
        {t('backToList')}
      </Link>
      {data ? <ConnectionDetail connection={data} /> : <h1 className="sr-only">{t('titleFallback')}</h1>}
      {gone ? <GoneNotice id={id} /> : null}
      {error && !data && !gone ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error && !idle ? <Skeleton className="h-96" label={common('loading')} /> : null}
      {idle ? <p className="text-ink-soft">{t('missing')}</p> : null}
    </>
  );
}
