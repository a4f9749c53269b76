'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { testConnection } from '@/api/queries';
import type { ConnectionTest } from '@/api/types';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useConnectTranslations } from '@/messages/connect-translation';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { CertificateField, SelectField, TextArea, WordField } from '@/ui/field';
import { type BrokerForm, brokerAddress, brokersAreValid, usesSasl, usesTls, usesToken } from './broker-form';
import { type BrokerPlace, placeOfLayer, tokenUrlMistake } from './broker-problem';
import { readClientProperties } from './client-properties';
import { Ladder } from './ladder';
import { SaslFields } from './sasl-fields';

interface BrokerStepProps {
  form: BrokerForm;
  onForm: (form: BrokerForm) => void;
  test: ConnectionTest | null;
  onTest: (test: ConnectionTest) => void;
}

const protocols = ['plaintext', 'ssl', 'sasl_plaintext', 'sasl_ssl'] as const;

export function BrokerStep({ form, onForm, test, onTest }: BrokerStepProps) {
  const t = useConnectTranslations('wizard');
  const [checked, setChecked] = useState(false);
  const [pasted, setPasted] = useState<'read' | 'none' | null>(null);
  const attempt = useMutation({
    mutationFn: () => testConnection(brokerAddress(form)),
    onSuccess: (result) => {
      const place = placeOfLayer(result, form);
      const failed = result.layers.find((layer) => !layer.ok);
      const words = [failed?.message, failed?.remedy].filter(Boolean).join('; ');
      setFound(place ? { place, message: words } : null);
      onTest(result);
    },
  });
  const valid = brokersAreValid(form.brokers);
  const wrongUrl = tokenUrlMistake(form);
  const box = useRef<HTMLFormElement>(null);
  // What a test has found holds until something is changed.
  const [found, setFound] = useState<{ place: BrokerPlace; message: string } | null>(null);
  const set = (change: Partial<BrokerForm>) => {
    setFound(null);
    onForm({ ...form, ...change });
  };

  function at(place: BrokerPlace): string | undefined {
    if (checked && wrongUrl && place === 'tokenUrl') return t(wrongUrl);
    return found?.place === place ? found.message : undefined;
  }

  // What has to be changed is where a person goes on, and is read out.
  useEffect(() => {
    if (found) box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [found]);

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (valid && !wrongUrl) attempt.mutate();
    // After the fields have been marked.
    else setTimeout(() => box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
  }

  return (
    <Card className="p-4 md:p-6">
      <form ref={box} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <div className="grid gap-5 md:grid-cols-2">
          <WordField
            label={t('brokers')}
            hint={t('brokersHint')}
            problem={checked && !valid ? t('brokersProblem') : undefined}
            value={form.brokers}
            placeholder="localhost:9092"
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
        {usesSasl(form.protocol) ? <SaslFields form={form} set={set} at={at} /> : null}
        {usesTls(form.protocol) ? (
          <CertificateField
            label={t('ca')}
            hint={t('caHint')}
            problem={at('ca')}
            value={form.ca}
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
        {test && !attempt.isPending ? <Ladder test={test} token={usesToken(form)} /> : null}
        <div>
          <Button type="submit" look="primary" disabled={attempt.isPending}>
            {attempt.isPending ? t('testing') : t('test')}
          </Button>
        </div>
      </form>
    </Card>
  );
}
