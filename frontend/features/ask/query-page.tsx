'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Asking } from '@/api/types';
import { askingKey, askingOf, canFollow, lastText, useAddress } from '@/features/asking';
import { Frame } from '@/features/shell/frame';
import { lazySignedIn } from '@/features/shell/lazy-page';
import type { MarkedError } from '@/features/sql/sql-error';
import { useTranslations } from '@/messages/translation';
import { Skeleton } from '@/ui/skeleton';
import type { AnswerDeskHandle } from './answer-desk';
import { deskClass, suggestionsHeight } from './desk-place';
import { loadConversation } from './load-conversation';
import { QuestionBox, type QuestionBoxHandle } from './question-box';

const questionNamed = () => new URLSearchParams(window.location.search).has('q');

const AnswerDesk = lazySignedIn(
  () => {
    // Neither waits for the other.
    if (questionNamed()) loadConversation().catch(() => undefined);
    return import('./answer-desk').then((module) => module.AnswerDesk);
  },
  <div className={deskClass}>
    <Skeleton className={suggestionsHeight} label="…" />
  </div>,
  () => ['/api/v1/connections', '/api/v1/tables'],
);

/** What stands in the box of the exported page, which React empties when it takes over. */
function textOfStaticBox(): string {
  if (typeof document === 'undefined') return '';
  return document.querySelector<HTMLTextAreaElement>('#question')?.value ?? '';
}

export function QueryPage() {
  return (
    <Frame>
      <QueryContent />
    </Frame>
  );
}

/** The box is there at once; all that reads data is the desk below and beside it, which comes right after. */
function QueryContent() {
  const t = useTranslations('query');
  const [address, go] = useAddress();
  const { asking, chart } = address;
  // Asked by the person and not noted in the history yet. A reload and the back button ask nothing new.
  const unnoted = useRef(new Set<string>());
  const [text, setText] = useState('');
  const typedEarly = useRef<string | null>(null);
  typedEarly.current ??= textOfStaticBox();
  const [mark, setMark] = useState<MarkedError | null>(null);
  const [busy, setBusy] = useState(false);
  const box = useRef<QuestionBoxHandle>(null);
  const desk = useRef<AnswerDeskHandle>(null);
  const question = asking ? (canFollow(asking) ? (asking.turns[0]?.text ?? '') : lastText(asking)) : '';

  // The page is there before its scripts are: what was typed into it meanwhile stays.
  useEffect(() => {
    if (typedEarly.current) setText(typedEarly.current);
  }, []);

  // The box shows what the answer below is to, also after a reload, Back and Forward. Nothing asked yet changes nothing:
  // on a slow machine this runs after the first letters.
  const shown = useRef('');
  useEffect(() => {
    if (question === shown.current) return;
    shown.current = question;
    setText(question);
  }, [question]);

  /** Asks, also what was asked before: a new run, not a look into the cache. */
  const ask = useCallback(
    (next: Asking, withChart: string | null) => {
      unnoted.current.add(askingKey(next));
      setMark(null);
      // A desk that has not come yet has nothing in its cache.
      desk.current?.forget(next);
      go({ asking: next, chart: withChart });
    },
    [go],
  );

  function submit(words: string) {
    setText(words);
    ask(askingOf(words), chart);
  }

  function edit(sql: string) {
    setText(sql);
    box.current?.focus();
  }

  return (
    <div className="grid gap-x-8 gap-y-5 lg:grid-cols-[minmax(0,1fr)_17.5rem] lg:grid-rows-[auto_1fr]">
      <div className="flex min-w-0 flex-col gap-5">
        <h1 className="text-2xl font-semibold tracking-tight md:text-[1.75rem]">{t('title')}</h1>
        <QuestionBox
          ref={box}
          text={text}
          onText={setText}
          onSubmit={submit}
          onCancel={() => desk.current?.cancel()}
          busy={busy}
          mark={text === question ? mark : null}
        />
      </div>
      <AnswerDesk
        handle={desk}
        address={address}
        go={go}
        onAsk={ask}
        onAskWords={submit}
        onEditSql={edit}
        onInsert={(name) => box.current?.insert(name)}
        onBusy={setBusy}
        onMark={setMark}
        unnoted={unnoted.current}
      />
    </div>
  );
}
