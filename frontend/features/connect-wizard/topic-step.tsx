'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { asProblem } from '@/api/problem';
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
import type { BrokerForm } from './broker-form';
import { type TopicForm, topicQuestion } from './draft';
import { TopicChoice } from './topic-choice';
import { type SourcePlace, sourceMistake } from './topic-source';

interface TopicStepProps {
  form: BrokerForm;
  topics: ConnectionTest['topics'];
  chosen: TopicForm;
  onChosen: (chosen: TopicForm) => void;
  onBack: () => void;
  onPreview: (preview: TopicPreview) => void;
}

/** What the gateway says of the pattern itself. */
function patternProblem(error: unknown): string | undefined {
  if (!error) return undefined;
  const { message, status } = asProblem(error);
  return status === 400 && /^(topic pattern\b|a pattern of topics\b|topic_pattern\b)/.test(message)
    ? message
    : undefined;
}

/** Which topics, and how their messages are read. What a schema registry refuses is told at its field. */
export function TopicStep(props: TopicStepProps) {
  const { form, topics, chosen, onChosen, onBack, onPreview } = props;
  const { start, format } = chosen;
  const several = chosen.source !== 'one';
  const t = useConnectTranslations('wizard');
  const words = useConnectTranslations('format');
  const common = useTranslations('common');
  const [checked, setChecked] = useState(false);
  const box = useRef<HTMLFormElement>(null);
  const look = useMutation({
    mutationFn: () => previewTopic(topicQuestion(form, chosen)),
    onSuccess: onPreview,
  });
  const mistake = formatMistake(format);
  const wrongStart = startMistake(start, several);
  const missing = sourceMistake(chosen);
  const refusedPattern = patternProblem(look.error);
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

  function sourceProblem(place: SourcePlace): string | undefined {
    if (checked && missing?.place === place) return t(missing.key);
    return place === 'pattern' ? refusedPattern : undefined;
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    if (mistake || wrongStart || missing) {
      // After the fields have been marked.
      setTimeout(() => box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus());
      return;
    }
    look.mutate();
  }

  return (
    <Card className="p-4 md:p-6">
      <form ref={box} onSubmit={submit} noValidate className="flex flex-col gap-5">
        <TopicChoice topics={topics} source={chosen} onSource={change} problemAt={sourceProblem} />
        <FormatFields form={format} onForm={(next) => change({ format: next })} problem={problem} />
        <div className="grid gap-5 md:grid-cols-2">
          <StartFields
            start={start}
            onStart={(next) => change({ start: next })}
            several={several}
            problem={
              checked && wrongStart
                ? words(wrongStart)
                : placed?.place === 'start'
                  ? placed.message
                  : undefined
            }
          />
        </div>
        {look.error && !placed && !refusedPattern ? <ProblemNotice error={look.error} /> : null}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="primary" disabled={(!several && missing !== null) || look.isPending}>
            {look.isPending ? common('loading') : t('preview')}
          </Button>
          <Button onClick={onBack}>{common('back')}</Button>
        </div>
      </form>
    </Card>
  );
}
