'use client';

import { ArrowRight } from 'lucide-react';
import type { Reply } from '@/features/reply';
import { useLaterTranslations } from '@/messages/later-translation';
import { choiceOf } from './other-readings';

interface AlternativeListProps {
  reply: Reply;
  /** Asks other words in the place of the last ones. */
  onWords: (words: string) => void;
  onSql: (sql: string) => void;
}

/** What else the question can mean, or what can be answered instead: each a button where it can be chosen. */
export function AlternativeList({ reply, onWords, onSql }: AlternativeListProps) {
  const t = useLaterTranslations('answer');
  return (
    <ul className="flex flex-col gap-2">
      {reply.alternatives.map((alternative) => {
        const choice = choiceOf(alternative, reply);
        const title =
          choice && 'words' in choice ? choice.words : choice ? t('runReading') : alternative.reason;
        const text = (
          <span className="min-w-0 flex-1 break-words">
            <span className="block font-medium">{title}</span>
            {choice && alternative.reason ? (
              <span className="block text-sm text-ink-soft">{alternative.reason}</span>
            ) : null}
          </span>
        );
        return (
          <li key={alternative.question + alternative.sql}>
            {choice ? (
              <button
                type="button"
                onClick={() => ('words' in choice ? onWords(choice.words) : onSql(choice.sql))}
                className="flex min-h-12 w-full items-center gap-3 rounded-xl border border-line px-4 py-2.5 text-left transition-colors hover:border-accent"
              >
                {text}
                <ArrowRight className="size-4 shrink-0 text-accent" aria-hidden="true" />
              </button>
            ) : (
              <p className="px-4 py-1">{text}</p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
