'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createConnection, queryKeys } from '@/api/queries';
import type { Connection, EvolutionPolicy, TopicPreview } from '@/api/types';
import { isPlainJson } from '@/features/message-format';
import { PolicyChoice } from '@/features/schema-changes/policy-choice';
import { ProblemNotice } from '@/features/shell/problem-notice';
import { SqlView } from '@/features/sql';
import { useConnectTranslations } from '@/messages/connect-translation';
import { useTranslations } from '@/messages/translation';
import { Button } from '@/ui/button';
import { Card, CardHeader } from '@/ui/card';
import { TextField } from '@/ui/field';
import { ColumnTable } from './column-table';
import { type BrokerForm, newConnection, type TableDraft, type TopicForm } from './draft';
import { Peek } from './peek';

interface ContentStepProps {
  form: BrokerForm;
  topic: TopicForm;
  policy: EvolutionPolicy;
  onPolicy: (policy: EvolutionPolicy) => void;
  preview: TopicPreview;
  draft: TableDraft | null;
  onDraft: (draft: TableDraft) => void;
  onBack: () => void;
  onCreated: (connection: Connection) => void;
}

export function ContentStep(props: ContentStepProps) {
  const { form, topic, policy, onPolicy, preview, draft, onDraft, onBack, onCreated } = props;
  const t = useConnectTranslations('wizard');
  const common = useTranslations('common');
  const client = useQueryClient();
  const create = useMutation({
    mutationFn: () => createConnection(newConnection(form, topic, draft, policy)),
    onSuccess: (connection) => {
      void client.invalidateQueries({ queryKey: queryKeys.connections, exact: true });
      void client.invalidateQueries({ queryKey: queryKeys.tables });
      onCreated(connection);
    },
  });
  const rename = (change: { database?: string; table?: string }) => {
    if (draft) onDraft({ ...draft, schema: { ...draft.schema, ...change } });
  };
  return (
    <div className="flex flex-col gap-5">
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
            checkable={isPlainJson(topic.format)}
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
          <p className="text-ink-soft">{t('peekEmpty', { topic: topic.topic })}</p>
        </Card>
      )}
      <Card className="p-4 md:p-6">
        <PolicyChoice policy={policy} onPolicy={onPolicy} />
      </Card>
      {create.error ? <ProblemNotice error={create.error} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={() => create.mutate()} disabled={create.isPending}>
          {create.isPending ? t('creating') : draft ? t('looksRight') : t('connectEmpty')}
        </Button>
        <Button onClick={onBack} disabled={create.isPending}>
          {common('back')}
        </Button>
      </div>
      {preview.messages.length > 0 ? <Peek messages={preview.messages} /> : null}
    </div>
  );
}
