'use client';

import type { Part } from '@/api/types';
import { durationText } from '@/features/freshness';
import { useStatus } from '@/features/live';
import { PageTitle } from '@/features/shell/page-title';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useLaterTranslations } from '@/messages/later-translation';
import { useTranslations } from '@/messages/translation';
import { Badge } from '@/ui/badge';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { Skeleton } from '@/ui/skeleton';
import type { Tone } from '@/ui/tone';

const tones: Record<Part['state'], Tone> = { up: 'good', starting: 'warn', down: 'bad' };

/** Every process with its state. */
export function PartList() {
  const t = useLaterTranslations('status');
  const common = useTranslations('common');
  const page = useTranslations('page');
  const { data, error, refetch } = useStatus();
  const parts = data?.parts ?? [];
  const troubled = parts.filter((part) => part.state !== 'up').length;
  return (
    <>
      <PageTitle
        title={page('status')}
        intro={page('statusIntro')}
        actions={
          parts.length > 0 ? (
            <Badge tone={troubled === 0 ? 'good' : 'warn'} live={troubled === 0}>
              {troubled === 0 ? t('allGood') : t('someBad', { count: troubled })}
            </Badge>
          ) : null
        }
      />
      {error && !data ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-96" label={common('loading')} /> : null}
      {data && parts.length === 0 ? (
        <Card>
          <EmptyState title={page('status')}>{t('empty')}</EmptyState>
        </Card>
      ) : null}
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {parts.map((part) => (
          <PartCard key={part.name} part={part} />
        ))}
      </ul>
    </>
  );
}

function PartCard({ part }: { part: Part }) {
  const t = useLaterTranslations('status');
  const facts: [string, string][] = [
    [t('version'), part.version ?? '–'],
    [t('address'), part.address],
    [t('uptime'), part.uptime_s === null ? '–' : durationText(part.uptime_s * 1000)],
    ...Object.entries(part.details).map(([name, value]): [string, string] => [
      name.replaceAll('_', ' '),
      String(value),
    ]),
  ];
  return (
    <li>
      <Card className="h-full p-4 md:p-5">
        <div className="flex items-center justify-between gap-3">
          <h2 className="font-semibold">{part.name}</h2>
          <Badge tone={tones[part.state]}>{t(part.state)}</Badge>
        </div>
        <dl className="mt-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
          {facts.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-ink-soft">{name}</dt>
              <dd className="min-w-0 text-right break-words">{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
    </li>
  );
}
