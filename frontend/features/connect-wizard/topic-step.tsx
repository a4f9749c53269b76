'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { previewTopic } from '@/api/queries';
import type { ConnectionTest, TopicPreview } from '@/api/types';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { useLaterTranslations } from '@/messages/later-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Card } from '@/ui/card';
import { classNames } from '@/ui/class-names';
import { SelectField, TextField } from '@/ui/field';
import { type BrokerForm, brokerAddress } from './draft';

// Thousands of topics are found by typing, not by scrolling.
const kTopicsShownMax = 200;

interface TopicStepProps {
  form: BrokerForm;
  topics: ConnectionTest['topics'];
  topic: string;
  start: string;
  onTopic: (topic: string) => void;
  onStart: (start: string) => void;
  onBack: () => void;
  onPreview: (preview: TopicPreview) => void;
}

export function TopicStep(props: TopicStepProps) {
  const { form, topics, topic, start, onTopic, onStart, onBack, onPreview } = props;
  const t = useLaterTranslations('wizard');
  const common = useTranslations('common');
  const [filter, setFilter] = useState('');
  const look = useMutation({
    mutationFn: () => previewTopic(brokerAddress(form), topic, start),
    onSuccess: onPreview,
  });
  const found = useMemo(
    () => topics.filter((entry) => entry.name.toLowerCase().includes(filter.trim().toLowerCase())),
    [topics, filter],
  );

  function submit(event: FormEvent) {
    event.preventDefault();
    if (topic !== '') look.mutate();
  }

  return (
    <Card className="p-4 md:p-6">
      <form onSubmit={submit} className="flex flex-col gap-5">
        <div className="grid gap-5 md:grid-cols-2">
          <TextField
            label={t('search')}
            type="search"
            value={filter}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setFilter(event.target.value)}
          />
          <SelectField
            label={t('start')}
            value={start}
            choices={[
              { value: 'earliest', label: t('earliest') },
              { value: 'latest', label: t('latest') },
            ]}
            onChange={(event) => onStart(event.target.value)}
          />
        </div>
        {topics.length === 0 ? <p className="text-ink-soft">{t('topicsEmpty')}</p> : null}
        {topics.length > 0 && found.length === 0 ? (
          <p className="text-ink-soft">{t('topicsNone', { text: filter })}</p>
        ) : null}
        <fieldset className="max-h-96 overflow-y-auto rounded-lg">
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
                  onChange={() => onTopic(entry.name)}
                  className="size-4 accent-accent"
                />
                <span className="min-w-0 flex-1 font-medium break-all">{entry.name}</span>
                <span className="text-sm text-ink-soft">{t('partitions', { count: entry.partitions })}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {look.error ? <ProblemNotice error={look.error} /> : null}
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
