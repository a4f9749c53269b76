'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { createConnection, previewTopic, queryKeys } from '@/api/queries';
import type { Connection, TopicPreview } from '@/api/types';
import { isPlainJson } from '@/features/message-format';
import { PolicyChoice } from '@/features/schema-changes/policy-choice';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { SqlView } from '@/features/sql';
import { stopMistake } from '@/features/stop-above';
import { StopFields } from '@/features/stop-above/stop-fields';
import {
  areSame,
  hasMistake,
  placeOfTransform,
  type TransformsForm,
  transformsBody,
} from '@/features/transforms';
import { EffectList } from '@/features/transforms/effect-list';
import { TransformList } from '@/features/transforms/transform-list';
import { useConnectTranslations } from '@/messages/connect-translation';
import { useRulesTranslations } from '@/messages/rules-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Card, CardHeader } from '@/ui/card';
import { TextField } from '@/ui/field';
import type { BrokerForm } from './broker-form';
import { ColumnTable } from './column-table';
import { newConnection, type RulesForm, type TableDraft, type TopicForm, topicQuestion } from './draft';
import { Peek } from './peek';
import { sourceName } from './topic-source';

interface ContentStepProps {
  form: BrokerForm;
  topic: TopicForm;
  rules: RulesForm;
  onRules: (rules: RulesForm) => void;
  /** The transforms that the preview stands behind. */
  tried: TransformsForm;
  onTried: (preview: TopicPreview, transforms: TransformsForm) => void;
  /** Fields of the topic as they are before any transform. */
  names: string[];
  preview: TopicPreview;
  draft: TableDraft | null;
  onDraft: (draft: TableDraft) => void;
  onBack: () => void;
  onCreated: (connection: Connection) => void;
}

export function ContentStep(props: ContentStepProps) {
  const { form, topic, rules, onRules, tried, onTried, names, preview, draft, onDraft, onBack, onCreated } =
    props;
  const { transforms } = rules;
  const t = useConnectTranslations('wizard');
  const words = useRulesTranslations('transforms');
  const common = useTranslations('common');
  const client = useQueryClient();
  const [checked, setChecked] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const look = useMutation({
    mutationFn: () => previewTopic({ ...topicQuestion(form, topic), ...transformsBody(transforms) }),
    onSuccess: (result) => onTried(result, transforms),
  });
  const create = useMutation({
    mutationFn: () => createConnection(newConnection(form, topic, draft, rules)),
    onSuccess: (connection) => {
      void client.invalidateQueries({ queryKey: queryKeys.connections, exact: true });
      void client.invalidateQueries({ queryKey: queryKeys.tables });
      onCreated(connection);
    },
  });
  const refused = create.error ?? look.error;
  const problem = placeOfTransform(refused, transforms);
  // Another table than the one that is shown must not be made.
  const stale = !areSame(transforms, tried);

  // What has to be changed is where a person goes on, and is read out.
  const toMistake = () => box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  useEffect(() => {
    if (refused) box.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [refused]);

  /** What was refused holds until something is changed. */
  function change(next: Partial<RulesForm>) {
    if (look.error) look.reset();
    if (create.error) create.reset();
    onRules({ ...rules, ...next });
  }

  function attempt(run: () => void, wrong: boolean) {
    setChecked(true);
    // After the fields have been marked.
    if (wrong) setTimeout(toMistake);
    else run();
  }

  const tryOut = () => attempt(() => look.mutate(), hasMistake(transforms));
  const connect = () => attempt(() => create.mutate(), stopMistake(rules.stop) !== null);

  const rename = (change: { database?: string; table?: string }) => {
    if (draft) onDraft({ ...draft, schema: { ...draft.schema, ...change } });
  };
  return (
    <div ref={box} className="flex flex-col gap-5">
      {draft ? (
        <Card>
          <div className="grid gap-5 p-4 md:grid-cols-2 md:p-6">
            <TextField
              label={t('database')}
              value={draft.schema.database}
              spellCheck={false}
              onChange={(event) => rename({ database: event.target.value })}
            />
            <TextField
              label={t('table')}
              value={draft.schema.table}
              spellCheck={false}
              onChange={(event) => rename({ table: event.target.value })}
            />
          </div>
          <CardHeader title={t('columns')} note={t('sampled', { count: preview.sampled })} />
          <ColumnTable
            preview={preview}
            checkable={isPlainJson(topic.format) && transforms.steps.length === 0}
            draft={draft}
            onDraft={onDraft}
          />
          {preview.rejected.map((rejected) => (
            <p key={rejected.reason} className="border-t border-line px-4 py-3 text-sm text-warn md:px-6">
              {t('rejectedForecast', {
                count: rejected.count,
                sampled: preview.sampled,
                reason: rejected.reason,
              })}
            </p>
          ))}
          <details className="border-t border-line px-4 py-3 md:px-6">
            <summary className="min-h-9 py-1.5 text-sm font-medium">{t('createTable')}</summary>
            <div className="flex flex-col gap-3 pt-2">
              <SqlView sql={preview.create_table_sql} label={t('createTable')} />
              {preview.reasons.length > 0 ? (
                <ul aria-label={t('why')} className="list-disc pl-5 text-sm text-ink-soft">
                  {preview.reasons.map((reason) => (
                    <li key={reason}>{reason}</li>
                  ))}
                </ul>
              ) : null}
            </div>
          </details>
        </Card>
      ) : (
        <Card className="p-4 md:p-6">
          <p className="text-ink-soft">{t('peekEmpty', { topic: sourceName(topic) })}</p>
        </Card>
      )}
      <Card className="flex flex-col gap-4 p-4 md:p-6">
        <header>
          <h2 className="font-semibold">{words('title')}</h2>
          <p className="text-sm text-ink-soft">{words('intro')}</p>
        </header>
        <TransformList
          form={transforms}
          onForm={(next) => change({ transforms: next })}
          names={names}
          problem={problem}
          checked={checked}
        />
        {stale ? (
          <div className="flex flex-wrap items-center gap-3">
            <Button small onClick={tryOut} disabled={look.isPending}>
              {look.isPending ? words('trying') : words('try')}
            </Button>
            <p className="text-sm text-warn">{words('tryHint')}</p>
          </div>
        ) : null}
        {tried.steps.length > 0 && !stale && preview.messages.length > 0 ? (
          <EffectList preview={preview} />
        ) : null}
      </Card>
      <Card className="grid gap-5 p-4 md:grid-cols-2 md:p-6">
        <PolicyChoice policy={rules.policy} onPolicy={(policy) => change({ policy })} />
        <StopFields form={rules.stop} onForm={(stop) => change({ stop })} />
      </Card>
      {refused && !problem ? <ProblemNotice error={refused} /> : null}
      <div className="flex flex-wrap gap-2">
        {stale ? (
          <Button look="primary" onClick={tryOut} disabled={look.isPending}>
            {look.isPending ? words('trying') : words('try')}
          </Button>
        ) : (
          <Button look="primary" onClick={connect} disabled={create.isPending}>
            {create.isPending ? t('creating') : draft ? t('looksRight') : t('connectEmpty')}
          </Button>
        )}
        <Button onClick={onBack} disabled={create.isPending}>
          {common('back')}
        </Button>
      </div>
      {preview.messages.length > 0 ? <Peek messages={preview.messages} /> : null}
    </div>
  );
}
