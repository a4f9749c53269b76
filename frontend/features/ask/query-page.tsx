'use client';

import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Asking } from '@/api/types';
import { askingKey, askingOf, canFollow, lastText, replyKey, useAddress } from '@/features/asking';
import { FirstRun } from '@/features/first-run';
import { Frame } from '@/features/shell/frame';
import { lazyPart } from '@/features/shell/lazy-part';
import { useSearchParam } from '@/features/shell/search-param';
import type { MarkedError } from '@/features/sql/sql-error';
import { useTranslations } from '@/messages/translation';
import { QuestionBox, type QuestionBoxHandle } from './question-box';
import { Suggestions } from './suggestions';

const loadConversation = () => import('./conversation').then((module) => module.Conversation);
const Conversation = lazyPart(loadConversation, 'h-96');
const SharedLink = lazyPart(() => import('./shared-link').then((module) => module.SharedLink), 'h-96');
const SidePanel = lazyPart(() => import('./side-panel').then((module) => module.SidePanel));

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

function QueryContent() {
  const t = useTranslations('query');
  const client = useQueryClient();
  const [address, go] = useAddress();
  const { asking, chart } = address;
  const [shared] = useSearchParam('s');
  // Asked by the person and not noted in the history yet. A reload and the back button ask nothing new.
  const unnoted = useRef(new Set<string>());
  const [text, setText] = useState('');
  const typedEarly = useRef<string | null>(null);
  typedEarly.current ??= textOfStaticBox();
  const [mark, setMark] = useState<MarkedError | null>(null);
  const box = useRef<QuestionBoxHandle>(null);
  const busy = useIsFetching({ queryKey: ['reply'] }) > 0;
  const question = asking ? (canFollow(asking) ? (asking.turns[0]?.text ?? '') : lastText(asking)) : '';

  // What the first answer needs comes right after the page: Enter then waits for the data alone.
  useEffect(() => void loadConversation().catch(() => undefined), []);

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
      void client.invalidateQueries({ queryKey: replyKey(next) });
      go({ asking: next, chart: withChart });
    },
    [client, go],
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
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_17.5rem] lg:gap-8">
      {/* Where the side panel stands below, it waits below the first screen: an answer that comes late moves nothing in sight. */}
      <div className="flex min-w-0 flex-col gap-5 max-lg:min-h-dvh">
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
        {shared === '' ? null : <SharedLink id={shared} go={go} />}
        {asking === null && shared === '' ? <Suggestions onAsk={submit} /> : null}
        {asking ? (
          <Conversation
            address={{ asking, chart }}
            go={go}
            onAsk={ask}
            onAskWords={submit}
            onEditSql={edit}
            unnoted={unnoted.current}
            onMark={setMark}
          />
        ) : (
          <FirstRun />
        )}
      </div>
      <SidePanel onInsert={(name) => box.current?.insert(name)} onAsk={ask} />
    </div>
  );
}
