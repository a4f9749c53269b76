'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { FirstRun } from '@/features/first-run';
import { fetchReply, type Reply } from '@/features/reply';
import { SchemaBrowser } from '@/features/schema-browser';
import { Frame } from '@/features/shell/frame';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useSearchParam } from '@/features/shell/search-param';
import { useTranslations } from '@/messages/translation';
import { Card } from '@/ui/card';
import { classNames } from '@/ui/class-names';
import { LazyAnswerCard, LazyDeclinedCard } from './lazy-answer';
import { QuestionBox } from './question-box';
import { Suggestions } from './suggestions';

export function QueryPage() {
  return (
    <Frame>
      <QueryContent />
    </Frame>
  );
}

function QueryContent() {
  const t = useTranslations('query');
  const client = useQueryClient();
  const [asked, setAsked] = useSearchParam('q');
  const [text, setText] = useState('');
  // Asking the same again is a new run, not a look into the cache.
  const [run, setRun] = useState(0);
  const input = useRef<HTMLTextAreaElement>(null);
  const key = ['reply', asked, run];
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuery({
    queryKey: key,
    enabled: asked !== '',
    queryFn: ({ signal }) => fetchReply(asked, signal),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    placeholderData: (before) => before,
    retry: false,
  });
  // A failed run has no data: the answer before it is kept here.
  const [last, setLast] = useState<Reply>();
  useEffect(() => {
    if (data) setLast(data);
  }, [data]);
  const reply = asked === '' ? undefined : (data ?? last);

  useEffect(() => setText(asked), [asked]);

  function submit(next: string) {
    setText(next);
    setAsked(next);
    setRun((before) => before + 1);
  }

  function insert(name: string) {
    setText((before) => (before === '' || before.endsWith(' ') ? `${before}${name}` : `${before} ${name}`));
    input.current?.focus();
  }

  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_16.5rem] lg:gap-8">
      <div className="flex min-w-0 flex-col gap-5">
        <h1 className="text-2xl font-semibold tracking-tight md:text-[1.75rem]">{t('title')}</h1>
        <QuestionBox
          text={text}
          onText={setText}
          onSubmit={submit}
          onCancel={() => void client.cancelQueries({ queryKey: key })}
          busy={isFetching}
          inputRef={input}
        />
        {asked === '' ? <Suggestions onAsk={submit} /> : null}
        {isFetching ? <Working key={run} /> : null}
        {error && !isFetching ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
        {reply ? (
          // An older answer stays in sight while the next one comes or fails, and shows that it is old.
          <div className={classNames((isPlaceholderData || error) && 'opacity-50 transition-opacity')}>
            <ReplyView key={reply.asked} reply={reply} onAsk={submit} onEditSql={(sql) => focusSql(sql)} />
          </div>
        ) : null}
        {asked === '' ? <FirstRun /> : null}
        <p role="status" className="sr-only">
          {reply && !isFetching && !error
            ? t('announce', { rows: reply.result.rows.length, interpretation: reply.interpretation })
            : ''}
        </p>
      </div>
      <SchemaBrowser onInsert={insert} />
    </div>
  );

  function focusSql(sql: string) {
    setText(sql);
    input.current?.focus();
    input.current?.scrollIntoView({ block: 'center' });
  }
}

interface ReplyViewProps {
  reply: Reply;
  onAsk: (question: string) => void;
  onEditSql: (sql: string) => void;
}

function ReplyView({ reply, onAsk, onEditSql }: ReplyViewProps) {
  if (reply.status === 'answered') return <LazyAnswerCard reply={reply} onEditSql={onEditSql} />;
  return <LazyDeclinedCard reply={reply} onAsk={onAsk} />;
}

const kTickMs = 100;
const kPatienceMs = 150;

/** Appears only when the wait is long enough to be noticed. */
function Working() {
  const t = useTranslations('query');
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setElapsed(performance.now() - start), kTickMs);
    return () => clearInterval(timer);
  }, []);
  if (elapsed < kPatienceMs) return null;
  return (
    <Card className="flex items-center gap-3 px-4 py-4 md:px-5">
      <span
        aria-hidden="true"
        className="size-4 animate-spin rounded-full border-2 border-line border-t-accent"
      />
      <span className="text-ink-soft">{t('working')}</span>
      <span className="ml-auto text-sm text-ink-soft">
        {t('elapsed', { seconds: (elapsed / 1000).toFixed(1) })}
      </span>
    </Card>
  );
}
