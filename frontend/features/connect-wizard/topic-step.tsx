'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import { previewTopic } from '@/api/queries';
import type { ConnectionTest, TopicPreview } from '@/api/types';
import { formatMistake, placeOfProblem, startMistake } from '@/features/message-format';
import { FormatFields } from '@/features/message-format/format-fields';
import { StartFields } from '@/features/message-format/start-fields';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useConnectTranslations } from '@/messages/connect-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { classNames } from '@/ui/class-names';
import { TextField } from '@/ui/field';
import type { BrokerForm } from './broker-form';
import { type TopicForm, topicQuestion } from './draft';

// Thousands of topics are found by typing, not by scrolling.
const kTopicsShownMax = 200;

interface TopicStepProps {
  form: BrokerForm;
  topics: ConnectionTest['topics'];
  chosen: TopicForm;
  onChosen: (chosen: TopicForm) => void;
  onBack: () => void;
  onPreview: (preview: TopicPreview) => void;
}

/** Which topic, and how its messages are read. What a schema registry refuses is told at its field. */
export function TopicStep(props: TopicStepProps) {
  const { form, topics, chosen, onChosen, onBack, onPreview } = props;
  const { topic, start, format } = chosen;
  const t = useConnectTranslations('wizard');
  const words = useConnectTranslations('format');
  const common = useTranslations('common');
  const [filter, setFilter] = useState('');
  const [checked, setChecked] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const look = useMutation({
    mutationFn: () => previewTopic(topicQuestion(form, chosen)),
    onSuccess: onPreview,
  });
  const mistake = formatMistake(format);
  const wrongStart = startMistake(start);
  const placed = placeOfProblem(look.error, format);
  const problem = checked && mistake ? { place: mistake.place, message: words(mistake.key) } : placed;

  /** What was refused holds until something is changed. */
  function change(next: Partial<TopicForm>) {
    if (look.error) look.reset();
    onChosen({ ...chosen, ...next });
  }

  // What has to be changed is where a person goes on, and is read out.
  useEffect(() => {
    if (look.error) box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [look.error]);

  const found = useMemo(
    () => topics.filter((entry) => entry.name.toLowerCase().includes(filter.trim().toLowerCase())),
    [topics, filter],
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (mistake || wrongStart) {
      // After the fields have been marked.
      setTimeout(() => box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
      return;
    }
    if (topic !== '') look.mutate();
  }

  return (
    <Card className="p-4 md:p-6">
      <form ref={box} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <TextField
          label={t('search')}
          type="search"
          value={filter}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setFilter(event.target.value)}
        />
        {topics.length === 0 ? <p className="text-ink-soft">{t('topicsEmpty')}</p> : null}
        {topics.length > 0 && found.length === 0 ? (
          <p className="text-ink-soft">{t('topicsNone', { text: filter })}</p>
        ) : null}
        <fieldset className="max-h-80 overflow-y-auto rounded-lg">
          <legend className="sr-only">{t('step2')}</legend>
          <div className="flex flex-col gap-1.5 p-0.5">
            {found.slice(0, kTopicsShownMax).map((entry) => (
              <label
                key={entry.name}
                className={classNames(
                  'flex min-h-12 cursor-pointer items-center gap-3 rounded-lg border px-4 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-accent',
                  entry.name === topic ? 'border-accent bg-accent-wash' : 'border-line hover:border-edge',
                )}
              >
                <input
                  type="radio"
                  name="topic"
                  value={entry.name}
                  checked={entry.name === topic}
                  onChange={() => change({ topic: entry.name })}
                  className="size-4 accent-accent"
                />
                <span className="min-w-0 flex-1 font-medium break-all">{entry.name}</span>
                <span className="text-sm text-ink-soft">{t('partitions', { count: entry.partitions })}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <FormatFields form={format} onForm={(next) => change({ format: next })} problem={problem} />
        <div className="grid gap-5 md:grid-cols-2">
          <StartFields
            start={start}
            onStart={(next) => change({ start: next })}
            problem={
              checked && wrongStart
                ? words(wrongStart)
                : placed?.place === 'start'
                  ? placed.message
                  : undefined
            }
          />
        </div>
        {look.error && !placed ? <ProblemNotice error={look.error} /> : null}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" disabled={topic === '' || look.isPending}>
            {look.isPending ? common('loading') : t('preview')}
          </Button>
          <Button onClick={onBack}>{common('back')}</Button>
        </div>
      </form>
    </Card>
  );
}
