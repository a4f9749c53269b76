'use client';

import { ChevronRight, RotateCcw } from 'lucide-react';
import { useId } from 'react';
import type { Connection, DeadLetter, DeadLetterGroup } from '@/api/types';
import { clockText } from '@/features/freshness';
import { isKeyColumn } from '@/features/schema-changes/key-column';
import { widerTypes } from '@/features/schema-changes/wider-types';
import { useRejectedTranslations } from '@/messages/rejected-translation';
import { Button } from '@/ui/button';
import { classNames } from '@/ui/class-names';
import { CauseLetters } from './cause-letters';
import { adviceOf, causeText } from './cause-words';
import type { ReplayTask } from './use-replay';

export interface CauseActs {
  /** Undefined where this may not be done, or not now. */
  onReplay: ((task: ReplayTask) => void) | undefined;
  onWiden: ((column: { name: string; type: string }) => void) | undefined;
  onSchema: () => void;
  onRules: () => void;
}

interface CauseRowProps {
  connection: Connection;
  group: DeadLetterGroup;
  open: boolean;
  onOpen: (open: boolean) => void;
  acts: CauseActs;
}

/** One cause with how often and when; open: what can be done, and its messages. */
export function CauseRow({ connection, group, open, onOpen, acts }: CauseRowProps) {
  const t = useRejectedTranslations('rejected');
  const id = useId();
  const { oldest, newest, count } = group;
  // An offset alone says nothing where several topics have it.
  const nameOf = ({ topic, partition, offset }: DeadLetter) =>
    connection.topic === '' && topic
      ? t('whatOneOf', { topic, partition, offset })
      : t('whatOne', { partition, offset });
  return (
    <>
      <h2>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => onOpen(!open)}
          className="flex min-h-12 w-full flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 text-left -outline-offset-2 hover:bg-sunken md:px-5"
        >
          <ChevronRight
            className={classNames('size-4 shrink-0 text-ink-soft transition-transform', open && 'rotate-90')}
            aria-hidden="true"
          />
          <code className="rounded bg-bad-wash px-1.5 py-0.5 font-mono text-xs text-bad">{group.code}</code>
          <span className="min-w-0 flex-1 basis-60 font-normal break-words">{causeText(group)}</span>
          <span className="text-sm font-normal text-ink-soft">
            {t('messages', { count })}
            {oldest && newest
              ? ` · ${
                  oldest === newest
                    ? clockText(newest)
                    : t('between', { oldest: clockText(oldest), newest: clockText(newest) })
                }`
              : ''}
          </span>
        </button>
      </h2>
      {open ? (
        <div id={id} className="border-t border-line bg-sunken/40">
          <CauseActions connection={connection} group={group} acts={acts} />
          <CauseLetters
            id={connection.id}
            reason={group.reason}
            nameOf={nameOf}
            onReplay={
              acts.onReplay &&
              ((letter: DeadLetter) => {
                const { topic, partition, offset } = letter;
                acts.onReplay?.({
                  choice: { offsets: [{ ...(topic ? { topic } : {}), partition, offset }] },
                  what: nameOf(letter),
                });
              })
            }
          />
        </div>
      ) : null}
    </>
  );
}

function CauseActions({ connection, group, acts }: Pick<CauseRowProps, 'connection' | 'group' | 'acts'>) {
  const t = useRejectedTranslations('rejected');
  const { schema } = connection;
  const { column, count, reason } = group;
  const advice = adviceOf(group);
  const field = schema?.fields.find((one) => one.name === column);
  const widens =
    advice === 'widen' &&
    schema &&
    field &&
    !isKeyColumn(schema, field.name) &&
    widerTypes(field.type).length > 0;
  return (
    <div className="px-4 py-3.5 md:px-5">
      <p className="max-w-3xl">{t(`advice_${advice}`, { column: column ?? '' })}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {widens && acts.onWiden ? (
          <Button small look="primary" onClick={() => acts.onWiden?.({ name: field.name, type: field.type })}>
            {t('widen', { column: field.name })}
          </Button>
        ) : null}
        {acts.onReplay ? (
          <Button
            small
            look={widens ? 'secondary' : 'primary'}
            onClick={() => acts.onReplay?.({ choice: { reason }, what: t('whatGroup', { count }) })}
          >
            <RotateCcw className="size-4" aria-hidden="true" />
            {t('replayGroup', { count })}
          </Button>
        ) : null}
        <Button small look="quiet" onClick={acts.onSchema}>
          {t('toSchema')}
        </Button>
        <Button small look="quiet" onClick={acts.onRules}>
          {t('toRules')}
        </Button>
      </div>
    </div>
  );
}
