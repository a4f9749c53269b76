'use client';

import { useEffect, useRef, useState } from 'react';
import type { Connection, ConnectionTest, TopicPreview } from '@/api/types';
import { emptyTransforms, fieldNames, type TransformsForm } from '@/features/transforms';
import { useConnectTranslations } from '@/messages/connect-translation';
import { classNames } from '@/ui/class-names';
import { type BrokerForm, emptyForm } from './broker-form';
import { BrokerStep } from './broker-step';
import { ContentStep } from './content-step';
import {
  carriedOver,
  draftOf,
  emptyRules,
  emptyTopic,
  type RulesForm,
  type TableDraft,
  type TopicForm,
} from './draft';
import { LiveStep } from './live-step';
import { TopicStep } from './topic-step';

type Step = 1 | 2 | 3 | 4;

const steps = [1, 2, 3, 4] as const;

/** Four steps from an address to live rows. Going back keeps everything that was typed. */
export function Wizard() {
  const [step, setStep] = useState<Step>(1);
  const [form, setForm] = useState<BrokerForm>(emptyForm);
  const [test, setTest] = useState<ConnectionTest | null>(null);
  const [chosen, setChosen] = useState<TopicForm>(emptyTopic);
  const [preview, setPreview] = useState<TopicPreview | null>(null);
  const [draft, setDraft] = useState<TableDraft | null>(null);
  const [rules, setRules] = useState<RulesForm>(emptyRules);
  // What the preview stands behind, and the topic's fields as they are before it.
  const [tried, setTried] = useState<TransformsForm>(emptyTransforms);
  const [names, setNames] = useState<string[]>([]);
  const [connection, setConnection] = useState<Connection | null>(null);
  const top = useRef<HTMLDivElement>(null);

  // A new step is read from its top.
  useEffect(() => {
    if (step > 1) top.current?.focus();
  }, [step]);

  return (
    <div className="flex max-w-4xl flex-col gap-5">
      <StepList step={step} />
      <div ref={top} tabIndex={-1} className="outline-none">
        {step === 1 ? (
          <BrokerStep
            form={form}
            onForm={setForm}
            test={test}
            onTest={(result) => {
              setTest(result);
              if (result.reachable) setStep(2);
            }}
          />
        ) : null}
        {step === 2 && test ? (
          <TopicStep
            form={form}
            topics={test.topics}
            chosen={chosen}
            onChosen={setChosen}
            onBack={() => setStep(1)}
            onPreview={(result) => {
              setPreview(result);
              setDraft(draftOf(result));
              setTried(emptyTransforms);
              setNames(fieldNames(result.schema));
              setStep(3);
            }}
          />
        ) : null}
        {step === 3 && preview ? (
          <ContentStep
            form={form}
            topic={chosen}
            rules={rules}
            onRules={setRules}
            tried={tried}
            names={names}
            onTried={(result, transforms) => {
              const next = draftOf(result);
              setDraft(next && draft ? carriedOver(draft, preview, next) : next);
              setPreview(result);
              setTried(transforms);
            }}
            preview={preview}
            draft={draft}
            onDraft={setDraft}
            onBack={() => setStep(2)}
            onCreated={(created) => {
              setConnection(created);
              setStep(4);
            }}
          />
        ) : null}
        {step === 4 && connection ? <LiveStep created={connection} /> : null}
      </div>
    </div>
  );
}

function StepList({ step }: { step: Step }) {
  const t = useConnectTranslations('wizard');
  return (
    <ol aria-label={t('steps')} className="grid grid-cols-4 gap-2">
      {steps.map((entry) => (
        <li
          key={entry}
          aria-current={entry === step ? 'step' : undefined}
          className={classNames(
            'border-t-3 pt-2 text-xs font-medium transition-colors sm:text-sm',
            entry <= step ? 'border-accent' : 'border-line',
            entry === step ? 'text-ink' : 'text-ink-soft',
          )}
        >
          <span aria-hidden="true">{entry} </span>
          {t(`step${entry}`)}
        </li>
      ))}
    </ol>
  );
}
