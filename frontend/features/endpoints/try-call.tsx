'use client';

import { useMutation } from '@tanstack/react-query';
import { callEndpoint } from '@/api/endpoints';
import { resultOf } from '@/api/queries';
import type { Endpoint } from '@/api/types';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useEndpointTranslations } from '@/messages/endpoint-translation';
import { Button } from '@/ui/button';

/** Calls an endpoint with the examples of its document, as whoever looks at it. */
export function TryCall({ endpoint }: { endpoint: Endpoint }) {
  const t = useEndpointTranslations('endpoint');
  const run = useMutation({
    mutationFn: async () => {
      const values = endpoint.parameters.filter(({ required }) => required);
      return resultOf(
        await callEndpoint(
          endpoint.name,
          Object.fromEntries(values.map(({ name, example }) => [name, example])),
        ),
      );
    },
  });
  const first = run.data?.rows[0];
  return (
    <div className="flex flex-col items-start gap-2">
      <Button small onClick={() => run.mutate()} disabled={run.isPending}>
        {t('try')}
      </Button>
      {run.error ? <ProblemNotice error={run.error} /> : null}
      <p role="status" className="text-sm break-words text-ink-soft">
        {run.data && !first ? t('triedEmpty') : null}
        {run.data && first ? t('tried', { rows: run.data.rows.length, row: JSON.stringify(first) }) : null}
      </p>
    </div>
  );
}
