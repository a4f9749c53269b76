'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { changeConnection } from '@/api/schema-changes';
import type { Connection, EvolutionPolicy } from '@/api/types';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useConnectTranslations } from '@/messages/connect-translation';
import { Button } from '@/ui/button';
import { PolicyChoice } from './policy-choice';
import { useTakeOver } from './use-take-over';

interface PolicyFormProps {
  connection: Connection;
  mayChange: boolean;
}

/** The policy of a connection that runs: chosen first, changed by a button. */
export function PolicyForm({ connection, mayChange }: PolicyFormProps) {
  const t = useConnectTranslations('changes');
  const takeOver = useTakeOver(connection.id);
  const { policy, columns_added, columns_max } = connection.evolution;
  const [chosen, setChosen] = useState<EvolutionPolicy | null>(null);
  const save = useMutation({
    mutationFn: (wanted: EvolutionPolicy) =>
      changeConnection(connection.id, { evolution: { policy: wanted } }),
    onSuccess: (changed) => {
      takeOver(changed);
      setChosen(null);
    },
  });
  const wanted = chosen ?? policy;
  return (
    <form
      className="flex max-w-xl flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(wanted);
      }}
    >
      <PolicyChoice
        policy={wanted}
        disabled={!mayChange}
        onPolicy={(next) => {
          save.reset();
          setChosen(next);
        }}
      />
      {save.error ? <ProblemNotice error={save.error} /> : null}
      <div className="flex flex-wrap items-center gap-3">
        {mayChange ? (
          <Button type="submit" small disabled={wanted === policy || save.isPending}>
            {t('policySave')}
          </Button>
        ) : null}
        <p role="status" className="text-sm text-ink-soft">
          {save.isSuccess ? t('policySaved') : t('added', { count: columns_added, max: columns_max })}
        </p>
      </div>
    </form>
  );
}
