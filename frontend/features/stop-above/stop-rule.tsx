'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { changeConnection } from '@/api/schema-changes';
import type { Connection } from '@/api/types';
import { useTakeOver } from '@/features/schema-changes/use-take-over';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useRulesTranslations } from '@/messages/rules-translation';
import { Button } from '@/ui/button';
import { StopFields } from './stop-fields';
import { type StopForm, stopBody, stopFormOf, stopMistake } from './stop-form';

interface StopRuleProps {
  connection: Connection;
  mayChange: boolean;
}

/** The rule of a connection that runs: changed by a button. */
export function StopRule({ connection, mayChange }: StopRuleProps) {
  const t = useRulesTranslations('stop');
  const takeOver = useTakeOver(connection.id);
  const [typed, setTyped] = useState<StopForm | null>(null);
  const now = stopFormOf(connection.stop_above);
  const form = typed ?? now;
  const save = useMutation({
    mutationFn: () => changeConnection(connection.id, { stop_above: stopBody(form) }),
    onSuccess: (changed) => {
      takeOver(changed);
      setTyped(null);
    },
  });
  const wrong = stopMistake(form) !== null;
  const same = !wrong && JSON.stringify(stopBody(form)) === JSON.stringify(stopBody(now));
  return (
    <form
      className="flex max-w-xl flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong && !same) save.mutate();
      }}
    >
      <StopFields
        form={form}
        disabled={!mayChange}
        onForm={(next) => {
          save.reset();
          setTyped(next);
        }}
      />
      {save.error ? <ProblemNotice error={save.error} /> : null}
      {mayChange ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" small disabled={wrong || same || save.isPending}>
            {t('save')}
          </Button>
          <p role="status" className="text-sm text-ink-soft">
            {save.isSuccess ? t('saved') : ''}
          </p>
        </div>
      ) : null}
    </form>
  );
}
