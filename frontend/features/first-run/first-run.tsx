'use client';

import { Cable, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Connection } from '@/api/types';
import { LazyLinePlot } from '@/features/chart';
import { rateText } from '@/features/freshness';
import { useConnections, useEventRates, useLive } from '@/features/live';
import { useLaterTranslations } from '@/messages/later-translation';
import { useTranslations } from '@/messages/translation';
import { Badge } from '@/ui/badge';
import { Button, buttonClass } from '@/ui/button';
import { Card } from '@/ui/card';
import { EmptyState } from '@/ui/empty-state';
import { Link } from '@/ui/link';
import { Skeleton } from '@/ui/skeleton';
import { readRateHistory } from './rate-history';

const kPlotHeight = 200;
const kSmoothPoints = 3;
// What `aurora up` connects by itself.
const demoTables = ['shop.clicks', 'shop.logs', 'shop.orders', 'shop.payments'];
const dismissedKey = 'aurora.demo-card-dismissed';

/** The first thing a new person sees: events arriving, without a click. */
export function FirstRun() {
  const t = useLaterTranslations('firstRun');
  const common = useTranslations('common');
  const { data: connections } = useConnections();
  if (!connections) return <Skeleton className="h-124 sm:h-100" label={common('loading')} />;
  if (connections.length === 0)
    return (
      <Card>
        <EmptyState
          title={t('emptyTitle')}
          action={
            <Link href="/connect/new" className={buttonClass('primary')}>
              <Cable className="size-4" aria-hidden="true" />
              {t('connect')}
            </Link>
          }
        >
          {t('emptyBody')}
        </EmptyState>
      </Card>
    );
  return (
    <>
      <RateCard connections={connections} />
      {isDemo(connections) ? <DemoCard /> : null}
    </>
  );
}

/** Only the demo's tables, all of them: whoever connected anything else knows how. */
export function isDemo(connections: Pick<Connection, 'table'>[]): boolean {
  const tables = connections.map((connection) => connection.table).sort();
  return tables.join() === demoTables.join();
}

/** The number beside the chart: an average over a few points, so that it can be read. */
export function currentRate(rates: number[]): number {
  const last = rates.slice(-kSmoothPoints);
  return last.length === 0 ? 0 : last.reduce((sum, rate) => sum + rate, 0) / last.length;
}

function RateCard({ connections }: { connections: Connection[] }) {
  const t = useLaterTranslations('firstRun');
  const live = useTranslations('live');
  const { state } = useLive();
  const { rates, addHistory } = useEventRates();
  const { points } = rates;
  const historyRead = useRef(false);
  const running = connections.some((connection) => connection.state === 'running');

  // Once: the socket tells what happens, the tables tell what happened before the page was opened.
  useEffect(() => {
    if (historyRead.current || !running) return;
    historyRead.current = true;
    // Without it the line only starts later.
    readRateHistory(connections).then(addHistory, () => undefined);
  }, [running, connections, addHistory]);

  const data = useMemo(
    () => ({
      seconds: points.map((point) => point.at),
      lines: [{ name: t('unit'), values: points.map((point) => point.rate) }],
      // The line's name is the unit.
      unit: null,
      folded: 0,
    }),
    [points, t],
  );
  const now = currentRate(points.map((point) => point.rate));
  const summary = t('summary', {
    seconds: Math.round((points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)),
    now: rateText(now),
    max: rateText(Math.max(0, ...points.map((point) => point.rate))),
  });
  const open = state === 'open';
  return (
    <Card aria-label={t('title')} className="overflow-hidden">
      <header className="flex items-start gap-3 px-4 pt-4 md:px-5 md:pt-5">
        <div>
          <h2 className="text-sm font-semibold text-ink-soft">{t('title')}</h2>
          <p className="mt-0.5 flex items-baseline gap-2">
            <span data-testid="event-rate" className="text-3xl font-semibold tracking-tight">
              {points.length === 0 ? '–' : Math.round(now)}
            </span>
            <span className="text-sm text-ink-soft">{t('unit')}</span>
          </p>
        </div>
        <div className="ml-auto">
          <Badge tone={open ? 'good' : 'warn'} live={open}>
            {live(state)}
          </Badge>
        </div>
      </header>
      <div className="px-2 md:px-3" style={{ minHeight: kPlotHeight + 32 }}>
        {points.length > 1 ? (
          <LazyLinePlot label={t('title')} summary={summary} data={data} height={kPlotHeight} live />
        ) : (
          <p className="grid h-40 place-items-center text-ink-soft">{t('waiting')}</p>
        )}
      </div>
      <ul className="grid gap-px border-t border-line bg-line sm:grid-cols-2">
        {connections.map((connection) => (
          <li key={connection.id} className="bg-surface">
            <Link
              href={`/connect/connection?id=${encodeURIComponent(connection.id)}`}
              className="flex min-h-11 items-center gap-3 px-4 text-sm -outline-offset-2 hover:bg-sunken md:px-5"
            >
              <span className="min-w-0 flex-1 truncate font-medium">{connection.table}</span>
              <span className="text-ink-soft">{rateText(connection.progress.messages_per_second)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function DemoCard() {
  const t = useLaterTranslations('firstRun');
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(window.localStorage.getItem(dismissedKey) === null), []);
  if (!shown) return null;
  return (
    <Card className="rise flex flex-wrap items-center gap-3 p-4 md:px-5">
      <p className="min-w-0 flex-1 basis-52">{t('demoCard')}</p>
      <Link href="/connect/new" className={buttonClass('secondary', true)}>
        {t('connect')}
      </Link>
      <Button
        look="quiet"
        small
        aria-label={t('dismiss')}
        onClick={() => {
          window.localStorage.setItem(dismissedKey, '1');
          setShown(false);
        }}
      >
        <X className="size-4" aria-hidden="true" />
      </Button>
    </Card>
  );
}
