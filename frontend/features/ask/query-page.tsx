'use client';

import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asProblem } from '@/api/problem';
import type { Asking } from '@/api/types';
import {
  askingKey,
  askingOf,
  canFollow,
  lastText,
  type QueryAddress,
  upTo,
  useAddress,
  withReading,
  withTurn,
} from '@/features/asking';
import { FirstRun } from '@/features/first-run';
import type { Reply } from '@/features/reply';
import { Frame } from '@/features/shell/frame';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { locateError, type MarkedError } from '@/features/sql/sql-error';
import { looksLikeSql } from '@/features/sql/sql-tokens';
import { useTranslations } from '@/messages/translation';
import { FollowUpBar } from './follow-up-bar';
import { FrozenNotice, UndoNotice } from './notices';
import { QuestionBox, type QuestionBoxHandle } from './question-box';
import { SidePanel } from './side-panel';
import { SqlRemedy } from './sql-remedy';
import { Suggestions } from './suggestions';
import { FoldedTurn, replyKey, Turn } from './turn';
import { useNote } from './use-note';
import { useShared } from './use-shared';

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
  const [address, go] = useAddress();
  const { asking, chart } = address;
  const sharedError = useShared(go);
  const note = useNote();
  const [text, setText] = useState('');
  const [mark, setMark] = useState<MarkedError | null>(null);
  const [undo, setUndo] = useState<QueryAddress | null>(null);
  const [answered, setAnswered] = useState<Reply | null>(null);
  const box = useRef<QuestionBoxHandle>(null);
  const busy = useIsFetching({ queryKey: ['reply'] }) > 0;
  const question = asking ? (canFollow(asking) ? (asking.turns[0]?.text ?? '') : lastText(asking)) : '';

  // The box shows what the answer below is to, also after a reload, Back and Forward.
  useEffect(() => setText(question), [question]);

  /** Asks, also what was asked before: a new run, not a look into the cache. */
  const ask = useCallback(
    (next: Asking, withChart: string | null) => {
      note.expect(next);
      setMark(null);
      setUndo(null);
      void client.invalidateQueries({ queryKey: replyKey(next) });
      go({ asking: next, chart: withChart });
    },
    [client, go, note],
  );

  function submit(words: string) {
    setText(words);
    ask(askingOf(words), chart);
  }

  function chooseReading(assumption: string, alternative: string) {
    if (!asking) return;
    ask(withReading(asking, asking.turns.length - 1, assumption, alternative), chart);
    setUndo(address);
  }

  function settled(ended: Asking, reply: Reply | null, error: unknown) {
    note.settled(ended, reply, error);
    setAnswered(reply);
    const words = lastText(ended);
    setMark(error && looksLikeSql(words) ? locateError(words, asProblem(error).message) : null);
  }

  function edit(sql: string) {
    setText(sql);
    box.current?.focus();
  }

  const current = asking && answered && askingKey(answered.asking) === askingKey(asking) ? answered : null;
  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_17.5rem] lg:gap-8">
      <div className="flex min-w-0 flex-col gap-5">
        <h1 className="text-2xl font-semibold tracking-tight md:text-[1.75rem]">{t('title')}</h1>
        <QuestionBox
          ref={box}
          text={text}
          onText={setText}
          onSubmit={submit}
          onCancel={() => void client.cancelQueries({ queryKey: ['reply'] })}
          busy={busy}
          mark={text === question ? mark : null}
        />
        {sharedError ? <ProblemNotice error={sharedError} /> : null}
        {asking === null ? <Suggestions onAsk={submit} /> : null}
        {asking?.now ? (
          <FrozenNotice now={asking.now} onLive={() => ask({ ...asking, now: null }, chart)} />
        ) : null}
        {asking ? (
          <>
            {asking.turns.slice(0, -1).map((_turn, index) => {
              const before = upTo(asking, index);
              return (
                <FoldedTurn
                  key={askingKey(before)}
                  asking={before}
                  number={index + 1}
                  onReturn={() => go({ asking: before, chart })}
                />
              );
            })}
            {asking.turns.length > 1 ? (
              <h2 className="-mb-2 flex items-center gap-3 px-1 font-semibold">
                <span className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-wash text-xs text-accent">
                  {asking.turns.length}
                </span>
                <span className="min-w-0 break-words">{lastText(asking)}</span>
              </h2>
            ) : null}
            {undo ? (
              <UndoNotice
                onUndo={() => {
                  go(undo);
                  setUndo(null);
                }}
                onGone={() => setUndo(null)}
              />
            ) : null}
            <Turn
              key={asking.turns.length}
              asking={asking}
              chart={chart}
              onChart={(kind) => go({ asking, chart: kind }, true)}
              onAsk={submit}
              onEditSql={edit}
              onReading={chooseReading}
              onSettled={settled}
              remedy={(error) => <SqlRemedy sql={lastText(asking)} error={error} onFix={submit} />}
            />
            {current?.status === 'answered' && canFollow(asking) ? (
              <FollowUpBar onAsk={(words) => ask(withTurn(asking, words), chart)} />
            ) : null}
          </>
        ) : (
          <FirstRun />
        )}
      </div>
      <SidePanel onInsert={(name) => box.current?.insert(name)} onAsk={ask} />
    </div>
  );
}
