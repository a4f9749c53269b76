'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowUpRight, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { chartFor, ResultChart } from '@/features/chart';
import { clockText, FreshnessLine } from '@/features/freshness';
import { fetchReply, type Reply } from '@/features/reply';
import { ResultGrid } from '@/features/result-grid';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useTranslations } from '@/messages/translation';
import { Button, buttonClass } from '@/ui/button';
import { Card } from '@/ui/card';
import { Skeleton } from '@/ui/skeleton';
import { type KeptAnswer, removeKept } from './kept-answers';

const kPanelPlotHeight = 200;

/** One kept answer, asked again at each tick. Its failure stays its own: the last good picture is kept. */
export function Panel({ answer, refreshMs }: { answer: KeptAnswer; refreshMs: number | false }) {
  const t = useTranslations('board');
  const common = useTranslations('common');
  const { data, error, dataUpdatedAt } = useQuery({
    queryKey: ['panel', answer.id],
    queryFn: ({ signal }) => fetchReply(answer.asked, signal),
    refetchInterval: refreshMs,
    refetchOnWindowFocus: refreshMs !== false,
  });
  return (
    <Card className="flex flex-col">
      <header className="flex items-start gap-1 px-4 pt-3 pb-2 md:px-5">
        <h2 className="min-w-0 flex-1 pt-1.5 font-semibold text-balance first-letter:uppercase">
          {answer.title}
        </h2>
        <Link
          href={`/query?q=${encodeURIComponent(answer.asked)}`}
          aria-label={t('open', { title: answer.title })}
          className={buttonClass('quiet', true)}
        >
          <ArrowUpRight className="size-4" aria-hidden="true" />
        </Link>
        <Button
          look="quiet"
          small
          aria-label={t('remove', { title: answer.title })}
          onClick={() => removeKept(answer.id)}
        >
          <Trash2 className="size-4" aria-hidden="true" />
        </Button>
      </header>
      <div className="px-4 pb-3 md:px-5">
        {data ? <PanelBody reply={data} answer={answer} /> : null}
        {!data && !error ? <Skeleton className="h-50" label={common('loading')} /> : null}
        {error ? <ProblemNotice error={error} /> : null}
      </div>
      {data ? (
        <p className="mt-auto flex flex-wrap gap-x-4 border-t border-line px-4 py-2.5 text-sm text-ink-soft md:px-5">
          <FreshnessLine freshness={data.freshness} />
          <span>{t('asOf', { time: clockText(new Date(dataUpdatedAt).toISOString()) })}</span>
        </p>
      ) : null}
    </Card>
  );
}

function PanelBody({ reply, answer }: { reply: Reply; answer: KeptAnswer }) {
  const t = useTranslations('query');
  const own = useMemo(() => chartFor(reply.result, reply.chart), [reply]);
  const choice = answer.kind && own.kind !== 'table' ? { ...own, kind: answer.kind } : own;
  if (reply.status !== 'answered') return <p className="text-ink-soft">{reply.interpretation}</p>;
  if (reply.result.rows.length === 0) return <p className="py-6 text-ink-soft">{t('emptyTitle')}</p>;
  if (choice.kind === 'table')
    return (
      <div className="-mx-4 md:-mx-5">
        <ResultGrid columns={reply.result.columns} rows={reply.result.rows} />
      </div>
    );
  return <ResultChart result={reply.result} choice={choice} title={answer.title} height={kPanelPlotHeight} />;
}
