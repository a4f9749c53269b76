'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '@/api/problem';
import { rangeReplayKey, startRangeReplay } from '@/api/range-replays';
import type { Connection, RangeReplay, RangeReplayWish } from '@/api/types';
import { bytesText } from '@/features/freshness';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useReplayTranslations } from '@/messages/replay-translation';
import { Button } from '@/ui/button';
import { RangeFields } from './range-fields';
import {
  emptyForm,
  isMistake,
  type Mistake,
  type RangeField,
  refusedField,
  topicsOf,
  wishOf,
} from './range-form';

/** A range is chosen, its effect is shown, and then it begins. */
export function RangeStart({ connection }: { connection: Connection }) {
  const t = useReplayTranslations('rangeReplay');
  const client = useQueryClient();
  const [form, setForm] = useState(() => emptyForm(connection));
  const [mistake, setMistake] = useState<Mistake | null>(null);
  const plan = useMutation({
    mutationFn: (wish: RangeReplayWish) => startRangeReplay(connection.id, { ...wish, plan_only: true }),
  });
  const begin = useMutation({
    mutationFn: (wish: RangeReplayWish) => startRangeReplay(connection.id, wish),
    onSuccess: () => {
      plan.reset();
      void client.invalidateQueries({ queryKey: rangeReplayKey(connection.id) });
    },
  });
  const pending = plan.isPending || begin.isPending;
  const error = begin.error ?? plan.error;
  const problem = error ? asProblem(error) : null;
  const refused = problem ? refusedField(problem, form) : null;
  const problemAt = (field: RangeField) => {
    if (mistake?.field === field) return t(mistake.text, mistake.values);
    return refused === field ? problem?.message : undefined;
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const wish = wishOf(form);
        begin.reset();
        setMistake(isMistake(wish) ? wish : null);
        if (isMistake(wish)) plan.reset();
        else plan.mutate(wish);
      }}
    >
      <RangeFields
        form={form}
        topics={topicsOf(connection)}
        disabled={pending}
        problemAt={problemAt}
        onForm={(next) => {
          setForm(next);
          setMistake(null);
          // What was shown is not what would be done any more.
          plan.reset();
          begin.reset();
        }}
      />
      {problem && refused === null ? <ProblemNotice error={problem} /> : null}
      {plan.data ? (
        <Plan
          plan={plan.data}
          pending={begin.isPending}
          onBegin={() => (plan.variables ? begin.mutate(plan.variables) : undefined)}
        />
      ) : (
        <div>
          <Button type="submit" disabled={pending}>
            {t('plan')}
          </Button>
        </div>
      )}
    </form>
  );
}

interface PlanProps {
  plan: RangeReplay;
  pending: boolean;
  onBegin: () => void;
}

function Plan({ plan, pending, onBegin }: PlanProps) {
  const t = useReplayTranslations('rangeReplay');
  const { messages, topic, disk_bytes, table, target, notes } = plan;
  return (
    <div role="status" className="flex flex-col gap-2 rounded-lg bg-sunken p-4">
      <p className="font-medium">{t('planned', { messages, topic, bytes: bytesText(disk_bytes) })}</p>
      <p>{t(target === 'replace' ? 'plannedReplace' : 'plannedShadow', { table })}</p>
      <Notes notes={notes} />
      <div className="mt-1">
        <Button look="primary" disabled={pending} onClick={onBegin}>
          {t('begin')}
        </Button>
      </div>
    </div>
  );
}

/** What a person should know before they decide. */
export function Notes({ notes }: { notes: string[] }) {
  return notes.map((note) => (
    <p key={note} className="rounded-lg bg-warn-wash px-3 py-2 text-sm break-words">
      {note}
    </p>
  ));
}
