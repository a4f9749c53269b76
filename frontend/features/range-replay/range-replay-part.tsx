'use client';

import { useQuery } from '@tanstack/react-query';
import { isOpen, rangeReplaysQuery } from '@/api/range-replays';
import type { Connection } from '@/api/types';
import { clockText } from '@/features/freshness';
import { groupDigits } from '@/features/result-grid/digits';
import { useMayChange } from '@/features/session/use-may-change';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useReplayTranslations } from '@/messages/replay-translation';
import { useTranslations } from '@/messages/translation';
import { PlainTable } from '@/ui/plain-table';
import { Skeleton } from '@/ui/skeleton';
import { OpenReplay } from './open-replay';
import { RangeStart } from './range-start';

/** What is loaded already is read again, compared, and put in place. */
export function RangeReplayPart({ connection }: { connection: Connection }) {
  const t = useReplayTranslations('rangeReplay');
  const common = useTranslations('common');
  const mayChange = useMayChange();
  const { data, error, refetch } = useQuery(rangeReplaysQuery(connection.id));
  if (error && !data) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="m-5 h-48" label={common('loading')} />;
  const open = data.filter(isOpen);
  const ended = data.filter((replay) => !isOpen(replay));
  return (
    <div className="flex flex-col gap-5 p-4 md:p-5">
      <p className="max-w-3xl">{t('intro')}</p>
      {open.map((replay) => (
        <OpenReplay key={replay.id} id={connection.id} replay={replay} mayChange={mayChange === true} />
      ))}
      {open.length === 0 && mayChange ? (
        <section aria-label={t('title')} className="max-w-3xl">
          <RangeStart connection={connection} />
        </section>
      ) : null}
      {mayChange === false ? <p className="text-sm text-ink-soft">{t('viewer')}</p> : null}
      {data.length === 0 ? <p className="text-sm text-ink-soft">{t('none')}</p> : null}
      {ended.length === 0 ? null : (
        <div className="-mx-4 md:-mx-5">
          <PlainTable
            caption={t('ended')}
            columns={[
              { id: 'state', label: t('ended') },
              { id: 'topic', label: t('topic'), wide: true },
              { id: 'rows', label: t('rows'), numeric: true },
              { id: 'at', label: t('begun') },
            ]}
            rows={ended.map((replay) => ({
              id: replay.id ?? '',
              cells: [
                replay.error ? `${t(`state_${replay.state}`)}: ${replay.error}` : t(`state_${replay.state}`),
                replay.topic,
                groupDigits(String(replay.rows)),
                replay.created_at ? clockText(replay.created_at) : '–',
              ],
            }))}
          />
        </div>
      )}
    </div>
  );
}
