'use client';

import { useEffect, useMemo, useState } from 'react';
import type { Connection } from '@/api/types';
import { LazyLinePlot } from '@/features/chart';
import { bytesText, clockText, durationText, rateText } from '@/features/freshness';
import { formatFacts } from '@/features/message-format';
import { groupDigits } from '@/features/result-grid/digits';
import { useConnectTranslations } from '@/messages/connect-translation';
import { readsSeveral } from './connection-state';
import { LeftOut } from './left-out';
import { TopicStates } from './topic-states';

const kPointsMax = 180;
const kPlotHeight = 180;
// With the line of readings below it.
const kPlotPlace = kPlotHeight + 24;

interface Sample {
  at: number;
  rate: number;
}

/** Rates since the page was opened; a new number comes with each live message. */
function useRateSamples(connection: Connection): Sample[] {
  const [samples, setSamples] = useState<Sample[]>([]);
  useEffect(() => {
    const sample = { at: Date.now() / 1000, rate: connection.progress.messages_per_second };
    setSamples((before) => [...before, sample].slice(-kPointsMax));
  }, [connection]);
  return samples;
}

export function Overview({ connection }: { connection: Connection }) {
  const t = useConnectTranslations('connection');
  const words = useConnectTranslations('connect');
  const { progress } = connection;
  const samples = useRateSamples(connection);
  const data = useMemo(
    () => ({
      seconds: samples.map((sample) => sample.at),
      lines: [{ name: words('rate'), values: samples.map((sample) => sample.rate) }],
      unit: '/s',
      folded: 0,
    }),
    [samples, words],
  );
  const format = useConnectTranslations('format');
  const figures: [string, string][] = [
    [words('rate'), rateText(progress.messages_per_second)],
    [words('lag'), words('lagMessages', { count: groupDigits(String(progress.lag_messages)) })],
    [words('freshness'), progress.newest_event ? durationText(progress.freshness_ms) : '–'],
    [words('rejected'), groupDigits(String(progress.dead_letters))],
  ];
  const facts: [string, string][] = [
    [t('rowsWritten'), groupDigits(String(progress.rows_written))],
    [t('batches'), groupDigits(String(progress.batches))],
    [t('brokers'), connection.brokers],
    ...formatFacts(connection.format, format),
    [t('group'), connection.consumer_group],
    [t('created'), connection.created_at ? clockText(connection.created_at) : '–'],
  ];
  return (
    <div className="flex flex-col gap-6 p-4 md:p-5">
      {connection.last_error && connection.state !== 'stopped' ? (
        <div className="rounded-lg bg-warn-wash px-4 py-3">
          <h2 className="text-sm font-semibold text-warn">
            {t('lastError')}
            {connection.last_error.at ? ` · ${clockText(connection.last_error.at)}` : ''}
          </h2>
          <p className="mt-0.5 break-words">{connection.last_error.message}</p>
        </div>
      ) : null}
      {connection.warnings.length > 0 ? (
        <div className="rounded-lg bg-warn-wash px-4 py-3">
          <h2 className="text-sm font-semibold text-warn">{t('warnings')}</h2>
          <ul className="mt-0.5 flex flex-col gap-1">
            {connection.warnings.map((warning) => (
              <li key={`${warning.code} ${warning.at}`} className="break-words">
                {warning.message}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
      <dl className="grid grid-cols-2 gap-x-4 gap-y-5 md:grid-cols-4">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt className="text-sm text-ink-soft">{name}</dt>
            <dd className="text-2xl font-semibold tracking-tight">{value}</dd>
          </div>
        ))}
      </dl>
      <div style={{ minHeight: kPlotPlace }}>
        {samples.length > 1 ? (
          <LazyLinePlot
            label={words('rate')}
            summary={`${rateText(progress.messages_per_second)}, ${bytesText(progress.bytes_per_second)}/s`}
            data={data}
            height={kPlotHeight}
            live
          />
        ) : null}
      </div>
      <dl className="grid gap-x-6 gap-y-2 border-t border-line pt-4 text-sm sm:grid-cols-[auto_1fr]">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="min-w-0 break-all">{value}</dd>
          </div>
        ))}
        <LeftOut connection={connection} />
      </dl>
      {readsSeveral(connection) ? <TopicStates connection={connection} /> : null}
    </div>
  );
}
