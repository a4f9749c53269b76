'use client';

import { useId } from 'react';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useRejectedTranslations } from '@/messages/rejected-translation';
import { Button } from '@/ui/button';
import { type ReplaySums, triedOf, unlike } from './replay-run';
import type { Replay, ReplayState } from './use-replay';

type Words = ReturnType<typeof useRejectedTranslations<'rejected'>>;

/** "30 are rows now, 5 still do not fit." */
function outcomeText(sums: ReplaySums, t: Words): string {
  const parts: string[] = [];
  if (sums.replayed > 0 || sums.kept > 0) parts.push(t('rows', { count: sums.replayed }));
  if (sums.kept > 0) parts.push(t('kept', { count: sums.kept }));
  if (sums.skipped > 0) parts.push(t('skipped', { count: sums.skipped }));
  if (sums.page !== null && sums.left > 0) parts.push(t('left', { count: sums.left }));
  return parts.length === 0 ? t('nothing') : `${parts.join(', ')}.`;
}

function titleOf({ step, task }: ReplayState, t: Words): string {
  switch (step) {
    case 'running':
      return t('running', { what: task.what });
    case 'stopping':
      return t('stopping');
    case 'done':
      return t('done', { what: task.what });
    case 'stopped':
      return t('stopped');
    case 'failed':
      return t('failed');
  }
}

/** How far a replay is, and what became of it. */
export function ReplayPanel({ replay }: { replay: Replay }) {
  const t = useRejectedTranslations('rejected');
  const titleId = useId();
  const { state, busy } = replay;
  if (!state) return null;
  const { sums, step } = state;
  const tried = triedOf(sums);
  const whole = tried + sums.left;
  const more = !busy && step !== 'done';
  return (
    <section
      aria-labelledby={titleId}
      className="flex flex-col gap-3 border-b border-line bg-sunken/40 p-4 md:p-5"
    >
      <h2 id={titleId} className="font-semibold">
        {titleOf(state, t)}
      </h2>
      {busy ? (
        <>
          {/* Without a value it moves by itself: how many there are is known with the first answer. */}
          <progress
            aria-labelledby={titleId}
            className="h-2 w-full accent-accent"
            {...(whole > 0 ? { value: tried, max: whole } : {})}
          />
          <p className="text-sm text-ink-soft">
            {whole > 0
              ? t('progress', { done: tried.toLocaleString('en-US'), all: whole.toLocaleString('en-US') })
              : t('begins')}
          </p>
        </>
      ) : null}
      <p role="status">{busy && tried === 0 ? '' : outcomeText(sums, t)}</p>
      {step === 'failed' ? <ProblemNotice error={state.error} /> : null}
      {!busy && sums.examples.length > 0 ? <Examples examples={sums.examples} /> : null}
      {busy ? <p className="text-sm text-ink-soft">{t('runningHint')}</p> : null}
      <div className="flex flex-wrap gap-2">
        {busy ? (
          <Button small disabled={step === 'stopping'} onClick={replay.stop}>
            {t('stop')}
          </Button>
        ) : null}
        {more ? (
          <Button small look="primary" onClick={replay.goOn}>
            {t('goOn')}
          </Button>
        ) : null}
        {busy ? null : (
          <Button small onClick={replay.dismiss}>
            {t('dismiss')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Examples({ examples }: Pick<ReplaySums, 'examples'>) {
  const t = useRejectedTranslations('rejected');
  return (
    <div>
      <h3 className="text-sm font-medium">{t('why')}</h3>
      <ul className="mt-1 flex list-disc flex-col gap-1 pl-5 text-sm">
        {unlike(examples).map((example) => (
          <li key={`${example.topic}:${example.partition}:${example.offset}`} className="break-words">
            {example.reason}
          </li>
        ))}
      </ul>
    </div>
  );
}
