import type { EvolutionPolicy, NewConnection, TableSchema, TopicPreview, TopicQuestion } from '@/api/types';
import {
  emptyFormat,
  emptyStart,
  type FormatForm,
  messageFormat,
  type StartForm,
  startText,
} from '@/features/message-format';
import { emptyStop, type StopForm, stopBody } from '@/features/stop-above';
import { emptyTransforms, type TransformsForm, transformsBody } from '@/features/transforms';
import { type BrokerForm, brokerAddress } from './broker-form';
import { emptySource, sourceBody, type TopicSource } from './topic-source';

export type Field = TableSchema['fields'][number];

/** The proposed table with a person's changes. */
export interface TableDraft {
  schema: TableSchema;
  dropped: ReadonlySet<string>;
}

export function draftOf(preview: TopicPreview): TableDraft | null {
  return preview.schema ? { schema: preview.schema, dropped: new Set() } : null;
}

export function withType(draft: TableDraft, name: string, type: string): TableDraft {
  const fields = draft.schema.fields.map((field) => (field.name === name ? { ...field, type } : field));
  return { ...draft, schema: { ...draft.schema, fields } };
}

export function withKept(draft: TableDraft, name: string, kept: boolean): TableDraft {
  const dropped = new Set(draft.dropped);
  if (kept) dropped.delete(name);
  else dropped.add(name);
  return { ...draft, dropped };
}

/** The table proposed anew, with what a person had changed in the one before where its column is still there. */
export function carriedOver(before: TableDraft, proposed: TopicPreview, after: TableDraft): TableDraft {
  const types = new Map(proposed.schema?.fields.map((field) => [field.name, field.type]));
  const chosen = new Map(
    before.schema.fields
      .filter((field) => types.has(field.name) && types.get(field.name) !== field.type)
      .map((field) => [field.name, field.type]),
  );
  // A column that is proposed with another type now, because it is cast, is as it is proposed.
  const fields = after.schema.fields.map((field) => ({
    ...field,
    type: (types.get(field.name) === field.type ? chosen.get(field.name) : undefined) ?? field.type,
  }));
  const { database, table } = before.schema;
  return {
    schema: { ...after.schema, database, table, fields },
    dropped: new Set([...before.dropped].filter((name) => fields.some((field) => field.name === name))),
  };
}

/** What is read, from where on, and how its messages are read. */
export interface TopicForm extends TopicSource {
  start: StartForm;
  format: FormatForm;
}

export const emptyTopic: TopicForm = { ...emptySource, start: emptyStart, format: emptyFormat };

export function topicQuestion(form: BrokerForm, topic: TopicForm): TopicQuestion {
  const format = messageFormat(topic.format);
  return {
    ...brokerAddress(form),
    ...sourceBody(topic),
    // One topic names its table itself.
    ...(topic.source === 'one' ? {} : { table: topic.table.trim() }),
    start: startText(topic.start),
    ...(format ? { format } : {}),
  };
}

/** What is decided about the messages before and while they are loaded. */
export interface RulesForm {
  policy: EvolutionPolicy;
  transforms: TransformsForm;
  stop: StopForm;
}

export const emptyRules: RulesForm = { policy: 'add', transforms: emptyTransforms, stop: emptyStop };

export function newConnection(
  form: BrokerForm,
  topic: TopicForm,
  draft: TableDraft | null,
  rules: RulesForm,
): NewConnection {
  return {
    ...topicQuestion(form, topic),
    ...transformsBody(rules.transforms),
    evolution: { policy: rules.policy },
    ...(rules.stop.on ? { stop_above: stopBody(rules.stop) } : {}),
    ...(draft
      ? {
          schema: {
            ...draft.schema,
            fields: draft.schema.fields.filter((field) => !draft.dropped.has(field.name)),
          },
        }
      : {}),
  };
}
