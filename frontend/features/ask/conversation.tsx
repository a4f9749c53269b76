'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { asProblem } from '@/api/problem';
import type { Asking } from '@/api/types';
import {
  askingKey,
  canFollow,
  lastText,
  type QueryAddress,
  upTo,
  withReading,
  withTurn,
} from '@/features/asking';
import { withLastWords, withoutReading } from '@/features/asking/rewording';
import { forgetOldReplies, type Reply } from '@/features/reply';
import { locateError, looksLikeSql, type MarkedError } from '@/features/sql';
import { FollowUpBar } from './follow-up-bar';
import { FrozenNotice, UndoNotice } from './notices';
import { SqlRemedy } from './sql-remedy';
import { FoldedTurn, Turn } from './turn';
import { useNote } from './use-note';

interface ConversationProps {
  address: QueryAddress & { asking: Asking };
  /** Shows another address without asking anything new. */
  go: (next: QueryAddress, replace?: boolean) => void;
  onAsk: (asking: Asking, chart: string | null) => void;
  onAskWords: (words: string) => void;
  onEditSql: (sql: string) => void;
  /** Keys of what was asked and is not in the history yet. */
  unnoted: Set<string>;
  /** The place of the last error in the last statement; null for none. */
  onMark: (mark: MarkedError | null) => void;
}

/** The turns of a conversation: earlier ones folded to a line, the newest with its answer, then the way on. */
export function Conversation(props: ConversationProps) {
  const { address, go, onAsk, onAskWords, onEditSql, unnoted, onMark } = props;
  const client = useQueryClient();
  const note = useNote(unnoted);
  const { asking, chart } = address;
  const [undo, setUndo] = useState<QueryAddress | null>(null);
  const [answered, setAnswered] = useState<Reply | null>(null);
  const forget = useCallback(() => setUndo(null), []);
  const last = asking.turns.length - 1;

  function ask(next: Asking) {
    setUndo(null);
    onAsk(next, chart);
  }

  const current = answered && askingKey(answered.asking) === askingKey(asking) ? answered : null;
  return (
    <>
      {asking.now ? <FrozenNotice now={asking.now} onLive={() => ask({ ...asking, now: null })} /> : null}
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
      {last > 0 ? (
        <h2 className="-mb-2 flex items-center gap-3 px-1 font-semibold">
          <span className="grid size-6 shrink-0 place-items-center rounded-full bg-accent-wash text-xs text-accent">
            {last + 1}
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
          onGone={forget}
        />
      ) : null}
      <Turn
        key={last}
        asking={asking}
        chart={chart}
        onChart={(kind) => go({ asking, chart: kind }, true)}
        onAsk={onAskWords}
        onEditSql={onEditSql}
        onReading={(assumption, alternative) => {
          ask(withReading(asking, last, assumption, alternative));
          setUndo(address);
        }}
        onWords={(words) => ask(withLastWords(asking, words))}
        onDefined={(assumption) => ask(withoutReading(asking, last, assumption))}
        onSettled={(ended, reply, error) => {
          setAnswered(reply);
          forgetOldReplies(client);
          note(ended, reply, error);
          const words = lastText(ended);
          onMark(error && looksLikeSql(words) ? locateError(words, asProblem(error).message) : null);
        }}
        remedy={(error) => <SqlRemedy sql={lastText(asking)} error={error} onFix={onAskWords} />}
      />
      {current?.status === 'answered' && canFollow(asking) ? (
        <FollowUpBar onAsk={(words) => ask(withTurn(asking, words))} />
      ) : null}
    </>
  );
}
