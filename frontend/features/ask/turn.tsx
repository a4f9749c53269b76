'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Asking } from '@/api/types';
import { askingKey, lastText, replyKey } from '@/features/asking';
import type { ChartKind } from '@/features/chart';
import { fetchReply, type Reply, shareReply } from '@/features/reply';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useLaterTranslations } from '@/messages/later-translation';
import { Card } from '@/ui/card';
import { classNames } from '@/ui/class-names';
import { AnswerCard } from './answer-card';
import { DeclinedCard } from './declined-card';
import { Working } from './working';

// As often as data can be seen to change, and no oftener than a person can follow.
const kLiveMs = 1000;

/** Outside of the component: a function made in it, kept by the cache, would keep the reply of that moment too. */
function readerOf(asking: Asking) {
  return ({ signal }: { signal: AbortSignal }) => fetchReply(asking, { signal });
}

interface TurnProps {
  asking: Asking;
  chart: string | null;
  onChart: (kind: ChartKind) => void;
  onAsk: (question: string) => void;
  onEditSql: (sql: string) => void;
  onReading: (assumption: string, alternative: string) => void;
  /** Asks other words in the place of this turn's. */
  onWords: (words: string) => void;
  /** The words of this assumption have become a term. */
  onDefined: (assumption: string) => void;
  /** After each run: its reply, or null and the error. */
  onSettled: (asking: Asking, reply: Reply | null, error: unknown) => void;
  /** What can be done about an error, beyond trying again. */
  remedy: (error: unknown) => ReactNode;
}

/** The newest question with its answer. An older answer stays in sight while the next comes or fails, and shows its age. */
export function Turn(props: TurnProps) {
  const { asking, chart, onChart, onAsk, onEditSql, onReading, onWords, onDefined, onSettled, remedy } =
    props;
  const t = useLaterTranslations('answer');
  const client = useQueryClient();
  const key = replyKey(asking);
  const [live, setLive] = useState(false);
  const { data, error, isFetching, isPlaceholderData, refetch, dataUpdatedAt, errorUpdatedAt } = useQuery({
    queryKey: key,
    queryFn: readerOf(asking),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
    structuralSharing: shareReply,
    retry: false,
  });
  const fresh = useQuery({
    queryKey: ['live-reply', askingKey(asking)],
    enabled: live && data !== undefined && !isPlaceholderData,
    queryFn: readerOf(asking),
    refetchInterval: kLiveMs,
    structuralSharing: shareReply,
    gcTime: 0,
  });
  // A failed run has no data: the answer before it is kept here.
  const [last, setLast] = useState<Reply>();
  useEffect(() => {
    if (data) setLast(data);
  }, [data]);
  const reply = (live ? fresh.data : undefined) ?? data ?? last;

  const told = useRef(onSettled);
  told.current = onSettled;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a run that ended is told once, whatever else is new
  useEffect(() => {
    if (isFetching || isPlaceholderData) return;
    if (error) told.current(asking, null, error);
    else if (data) told.current(asking, data, null);
  }, [dataUpdatedAt, errorUpdatedAt, isFetching, isPlaceholderData]);

  return (
    <div className="flex min-w-0 flex-col gap-5">
      {isFetching ? (
        <Working key={askingKey(asking)} onCancel={() => void client.cancelQueries({ queryKey: key })} />
      ) : null}
      {error && !isFetching ? (
        <ProblemNotice error={error} onRetry={() => void refetch()}>
          {remedy(error)}
        </ProblemNotice>
      ) : null}
      {live && fresh.error ? <ProblemNotice error={fresh.error} /> : null}
      {reply ? (
        // Grey, not faint: it is still to be read.
        <div
          className={classNames('flex min-w-0 flex-col gap-2', (isPlaceholderData || error) && 'grayscale')}
        >
          {error && !isFetching ? <p className="px-1 text-sm text-ink-soft">{t('answerBefore')}</p> : null}
          {reply.status === 'answered' ? (
            <AnswerCard
              key={askingKey(reply.asking)}
              reply={reply}
              chart={chart}
              onChart={onChart}
              live={live}
              onLive={setLive}
              onEditSql={onEditSql}
              onReading={onReading}
              onAskSql={onAsk}
              onWords={onWords}
              onDefined={onDefined}
            />
          ) : (
            <DeclinedCard reply={reply} onWords={onWords} onSql={onAsk} onReading={onReading} />
          )}
        </div>
      ) : null}
      <p role="status" className="sr-only">
        {data && !isFetching && !error && !isPlaceholderData
          ? t('announce', { rows: data.result.rows.length, interpretation: data.interpretation })
          : ''}
      </p>
    </div>
  );
}

interface FoldedTurnProps {
  asking: Asking;
  number: number;
  /** Goes back to the conversation as it was here. */
  onReturn: () => void;
}

/** An earlier turn: one line of what was asked and, where it is still known, what came of it. */
export function FoldedTurn({ asking, number, onReturn }: FoldedTurnProps) {
  const t = useLaterTranslations('answer');
  const client = useQueryClient();
  const reply = client.getQueryData<Reply>(replyKey(asking));
  return (
    <Card>
      <button
        type="button"
        onClick={onReturn}
        aria-label={t('returnTo', { question: lastText(asking) })}
        className="flex min-h-12 w-full items-center gap-3 rounded-card px-4 py-2.5 text-left hover:bg-sunken md:px-5"
      >
        <span className="grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-xs font-semibold text-ink-soft">
          {number}
        </span>
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{lastText(asking)}</span>
          {reply?.interpretation ? (
            <span className="block truncate text-sm text-ink-soft">
              {reply.interpretation} · {t('rowsInfo', { rows: reply.result.rows.length })}
            </span>
          ) : null}
        </span>
        <ChevronRight className="size-4 shrink-0 text-ink-soft" aria-hidden="true" />
      </button>
    </Card>
  );
}
