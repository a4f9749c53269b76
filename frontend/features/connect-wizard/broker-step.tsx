'use client';

import { useMutation } from '@tanstack/react-query';
import { Check, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { testConnection } from '@/api/queries';
import type { ConnectionTest } from '@/api/types';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useConnectTranslations } from '@/messages/connect-translation';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { classNames } from '@/ui/class-names';
import { SelectField, TextArea, TextField } from '@/ui/field';
import { readClientProperties } from './client-properties';
import { type BrokerForm, brokerAddress, brokersAreValid, usesSasl, usesTls } from './draft';

interface BrokerStepProps {
  form: BrokerForm;
  onForm: (form: BrokerForm) => void;
  test: ConnectionTest | null;
  onTest: (test: ConnectionTest) => void;
}

const protocols = ['plaintext', 'ssl', 'sasl_plaintext', 'sasl_ssl'] as const;
const mechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;

export function BrokerStep({ form, onForm, test, onTest }: BrokerStepProps) {
  const t = useConnectTranslations('wizard');
  const [checked, setChecked] = useState(false);
  const [pasted, setPasted] = useState<'read' | 'none' | null>(null);
  const attempt = useMutation({ mutationFn: () => testConnection(brokerAddress(form)), onSuccess: onTest });
  const valid = brokersAreValid(form.brokers);
  const set = (change: Partial<BrokerForm>) => onForm({ ...form, ...change });

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (valid) attempt.mutate();
  }

  return (
    <Card className="p-4 md:p-6">
      <form onSubmit={submit} noValidate className="flex flex-col gap-5">
        <div className="grid gap-5 md:grid-cols-2">
          <TextField
            label={t('brokers')}
            hint={t('brokersHint')}
            problem={checked && !valid ? t('brokersProblem') : undefined}
            value={form.brokers}
            placeholder="localhost:9092"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => set({ brokers: event.target.value })}
          />
          <SelectField
            label={t('security')}
            value={form.protocol}
            choices={protocols.map((value) => ({ value, label: t(value) }))}
            onChange={(event) => {
              const protocol = protocols.find((value) => value === event.target.value);
              if (protocol) set({ protocol });
            }}
          />
        </div>
        {usesSasl(form.protocol) ? (
          <div className="grid gap-5 md:grid-cols-3">
            <SelectField
              label={t('mechanism')}
              value={form.mechanism}
              choices={mechanisms.map((value) => ({ value, label: value }))}
              onChange={(event) => {
                const mechanism = mechanisms.find((value) => value === event.target.value);
                if (mechanism) set({ mechanism });
              }}
            />
            <TextField
              label={t('username')}
              value={form.username}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              onChange={(event) => set({ username: event.target.value })}
            />
            <TextField
              label={t('password')}
              type="password"
              value={form.password}
              autoComplete="new-password"
              onChange={(event) => set({ password: event.target.value })}
            />
          </div>
        ) : null}
        {usesTls(form.protocol) ? (
          <TextArea
            label={t('ca')}
            hint={t('caHint')}
            rows={4}
            value={form.ca}
            placeholder="-----BEGIN CERTIFICATE-----"
            spellCheck={false}
            onChange={(event) => set({ ca: event.target.value })}
          />
        ) : null}
        <details className="group">
          <summary className="min-h-9 py-1.5 text-sm font-medium">{t('paste')}</summary>
          <div className="pt-2">
            <TextArea
              label={t('pasteLabel')}
              hint={t('pasteHint')}
              problem={pasted === 'none' ? t('pasteNone') : undefined}
              rows={4}
              placeholder="bootstrap.servers=…"
              spellCheck={false}
              onChange={(event) => {
                const read = readClientProperties(event.target.value);
                setPasted(read ? 'read' : event.target.value.trim() === '' ? null : 'none');
                if (read) set(read);
              }}
            />
          </div>
        </details>
        {attempt.error ? <ProblemNotice error={attempt.error} /> : null}
        {test && !attempt.isPending ? <Ladder test={test} /> : null}
        <div>
          <Button type="submit" look="primary" disabled={attempt.isPending}>
            {attempt.isPending ? t('testing') : t('test')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** What was tried, rung by rung; the first failure comes with its remedy. */
function Ladder({ test }: { test: ConnectionTest }) {
  const t = useConnectTranslations('wizard');
  return (
    <section aria-label={t('ladder')} aria-live="polite">
      <p className={classNames('font-semibold', test.reachable ? 'text-good' : 'text-bad')}>
        {test.reachable ? t('reachable') : t('unreachable')}
      </p>
      <ol className="mt-3 flex flex-col gap-2">
        {test.layers.map((layer) => {
          const Icon = layer.ok ? Check : X;
          return (
            <li key={layer.layer + layer.broker} className="flex gap-3">
              <span
                className={classNames(
                  'mt-0.5 grid size-5 shrink-0 place-items-center rounded-full',
                  layer.ok ? 'bg-good-wash text-good' : 'bg-bad-wash text-bad',
                )}
              >
                <Icon className="size-3.5" aria-hidden="true" />
              </span>
              <div className="min-w-0">
                <p>
                  <span className="font-medium">
                    {layer.layer === 'topic' ? t('topicLayer') : t(layer.layer)}
                  </span>{' '}
                  <span className="text-sm text-ink-soft">
                    {layer.ok ? t('ok') : t('failed')} · {Math.round(layer.elapsed_ms)} ms
                    {layer.broker ? ` · ${layer.broker}` : ''}
                  </span>
                </p>
                {layer.message ? <p className="break-words">{layer.message}</p> : null}
                {layer.remedy ? <p className="break-words text-ink-soft">{layer.remedy}</p> : null}
              </div>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
