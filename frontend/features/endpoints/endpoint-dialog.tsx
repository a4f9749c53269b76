'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { createEndpoint, createEndpointToken, endpointKeys } from '@/api/endpoints';
import { sessionQuery } from '@/api/queries';
import type { Reply } from '@/features/reply';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useEndpointTranslations } from '@/messages/endpoint-translation';
import { useTranslations } from '@/messages/translation';
import { Button, buttonClass } from '@/ui/button';
import { Dialog } from '@/ui/dialog';
import { TextArea, WordField } from '@/ui/field';
import { Link } from '@/ui/link';
import { draftParameters, endpointName, isEndpointName } from './endpoint-draft';
import { NewToken } from './new-token';
import { TryCall } from './try-call';

interface EndpointDialogProps {
  reply: Pick<Reply, 'sql' | 'parameters' | 'interpretation' | 'asked' | 'kind'>;
  open: boolean;
  onClose: () => void;
}

/** An answer's SQL under a name that programs call: name, values, then its token once. */
export function EndpointDialog({ reply, open, onClose }: EndpointDialogProps) {
  const t = useEndpointTranslations('endpoint');
  const common = useTranslations('common');
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery);
  const title = reply.interpretation || (reply.kind === 'question' ? reply.asked : '');
  const [name, setName] = useState(endpointName(reply.kind === 'question' ? reply.asked : title));
  const [sql, setSql] = useState(reply.sql);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const parameters = draftParameters(sql, reply.parameters).map((one) => ({
    ...one,
    value: typed[one.name] ?? one.value,
  }));
  const make = useMutation({
    mutationFn: async () => {
      const endpoint = await createEndpoint({
        name,
        description: title.slice(0, 2000),
        sql,
        parameters: parameters
          .filter(({ value }) => value !== '')
          .map(({ name: parameter, value }) => ({ name: parameter, default: value })),
      });
      return { endpoint, token: (await createEndpointToken(endpoint.name, {})).token };
    },
    onSettled: () => void client.invalidateQueries({ queryKey: endpointKeys.all }),
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    if (isEndpointName(name)) make.mutate();
  }

  if (session?.role === 'viewer')
    return (
      <Dialog title={t('makeTitle')} open={open} onClose={onClose}>
        <p>{t('viewer')}</p>
        <div className="flex justify-end">
          <Button onClick={onClose}>{common('close')}</Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog title={t('makeTitle')} open={open} onClose={onClose}>
      {make.data ? (
        <>
          <p role="status">{t('made', { name: make.data.endpoint.name })}</p>
          <NewToken endpoint={make.data.endpoint} token={make.data.token} />
          <TryCall endpoint={make.data.endpoint} />
          <div className="flex flex-wrap justify-end gap-2">
            <Link href="/more/endpoints" className={buttonClass()}>
              {t('toList')}
            </Link>
            <Button look="primary" onClick={onClose}>
              {common('close')}
            </Button>
          </div>
        </>
      ) : (
        <form onSubmit={submit} className="flex flex-col gap-4">
          <p className="text-ink-soft">{t('intro')}</p>
          <WordField
            label={t('name')}
            hint={t('nameHint', { name: name || '…' })}
            problem={name !== '' && !isEndpointName(name) ? t('nameProblem') : undefined}
            value={name}
            maxLength={64}
            onChange={(event) => setName(event.target.value)}
          />
          <TextArea
            label={t('sql')}
            hint={t('sqlHint')}
            value={sql}
            rows={4}
            spellCheck={false}
            onChange={(event) => setSql(event.target.value)}
          />
          <fieldset className="flex flex-col gap-3">
            <legend className="mb-1 font-semibold">{t('parameters')}</legend>
            <p className="text-sm text-ink-soft">
              {t(parameters.length === 0 ? 'noParameters' : 'defaultHint')}
            </p>
            {parameters.map((parameter) => (
              <WordField
                key={parameter.name}
                label={t('default', { name: parameter.name, type: parameter.type })}
                value={parameter.value}
                onChange={(event) => setTyped({ ...typed, [parameter.name]: event.target.value })}
              />
            ))}
          </fieldset>
          {make.error ? <ProblemNotice error={make.error} /> : null}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>{common('cancel')}</Button>
            <Button
              type="submit"
              look="primary"
              disabled={make.isPending || !isEndpointName(name) || sql.trim() === ''}
            >
              {t('make')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
