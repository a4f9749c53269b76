'use client';

import { useIsFetching, useQueryClient } from '@tanstack/react-query';
import { type Ref, useEffect, useImperativeHandle } from 'react';
import type { Asking } from '@/api/types';
import { type QueryAddress, replyKey } from '@/features/asking';
import { FirstRun } from '@/features/first-run';
import { ConnectionLostNotice } from '@/features/shell/connection-lost-notice';
import { lazyPart } from '@/features/shell/lazy-part';
import { OnceWanted } from '@/features/shell/once-wanted';
import { useSearchParam } from '@/features/shell/search-param';
import { whenTouched } from '@/features/shell/when-touched';
import type { MarkedError } from '@/features/sql/sql-error';
import { deskClass } from './desk-place';
import { loadConversation } from './load-conversation';
import { SidePanel } from './side-panel';
import { Suggestions } from './suggestions';

const Conversation = lazyPart(loadConversation, 'h-96');
const SharedLink = lazyPart(() => import('./shared-link').then((module) => module.SharedLink), 'h-96');

export interface AnswerDeskHandle {
  /** The next answer to it is a new run. */
  forget: (asking: Asking) => void;
  /** Ends what runs. */
  cancel: () => void;
}

interface AnswerDeskProps {
  handle: Ref<AnswerDeskHandle>;
  address: QueryAddress;
  /** Shows another address without asking anything new. */
  go: (next: QueryAddress, replace?: boolean) => void;
  onAsk: (asking: Asking, chart: string | null) => void;
  onAskWords: (words: string) => void;
  onEditSql: (sql: string) => void;
  /** A name of the schema, for the box. */
  onInsert: (name: string) => void;
  onBusy: (busy: boolean) => void;
  /** The place of the last error in the last statement; null for none. */
  onMark: (mark: MarkedError | null) => void;
  /** Keys of what was asked and is not in the history yet. */
  unnoted: Set<string>;
}

/** Below the box the answers, or what can be asked; beside it the tables and what was asked before. */
export function AnswerDesk(props: AnswerDeskProps) {
  const { handle, address, go, onAsk, onAskWords, onEditSql, onInsert, onBusy, onMark, unnoted } = props;
  const { asking, chart } = address;
  const client = useQueryClient();
  const [shared] = useSearchParam('s');
  const busy = useIsFetching({ queryKey: ['reply'] }) > 0;
  useImperativeHandle(
    handle,
    () => ({
      forget: (next) => void client.invalidateQueries({ queryKey: replyKey(next) }),
      cancel: () => void client.cancelQueries({ queryKey: ['reply'] }),
    }),
    [client],
  );
  useEffect(() => onBusy(busy), [busy, onBusy]);

  // What the first answer needs comes while the question is typed: Enter then waits for the data alone.
  useEffect(() => whenTouched(() => void loadConversation().catch(() => undefined)), []);

  return (
    <>
      <div className={deskClass}>
        <ConnectionLostNotice />
        {shared === '' ? null : <SharedLink id={shared} go={go} />}
        {asking === null && shared === '' ? <Suggestions onAsk={onAskWords} /> : null}
        {asking ? (
          <Conversation
            address={{ asking, chart }}
            go={go}
            onAsk={onAsk}
            onAskWords={onAskWords}
            onEditSql={onEditSql}
            unnoted={unnoted}
            onMark={onMark}
          />
        ) : (
          <FirstRun />
        )}
      </div>
      <div className="min-w-0 lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <OnceWanted className="h-60">
          <SidePanel onInsert={onInsert} onAsk={onAsk} />
        </OnceWanted>
      </div>
    </>
  );
}
