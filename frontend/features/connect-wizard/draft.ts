import type { BrokerAddress } from '@/api/queries';
import type {
  EvolutionPolicy,
  NewConnection,
  Security,
  TableSchema,
  TopicPreview,
  TopicQuestion,
} from '@/api/types';
import {
  emptyFormat,
  emptyStart,
  type FormatForm,
  messageFormat,
  type StartForm,
  startText,
} from '@/features/message-format';

/** What a person typed about the brokers. */
export interface BrokerForm {
  brokers: string;
  protocol: NonNullable<Security['protocol']>;
  mechanism: NonNullable<Security['sasl_mechanism']>;
  username: string;
  password: string;
  ca: string;
}

export const emptyForm: BrokerForm = {
  brokers: '',
  protocol: 'plaintext',
  mechanism: 'SCRAM-SHA-512',
  username: '',
  password: '',
  ca: '',
};

const broker = /^(?:[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\]):(\d{1,5})$/;
const kPortMax = 65_535;

/** "a:9092, b:9092" is right; a missing port is the usual mistake. */
export function brokersAreValid(text: string): boolean {
  const brokers = splitBrokers(text);
  return (
    brokers.length > 0 &&
    brokers.every((entry) => {
      const port = Number(broker.exec(entry)?.[1] ?? 0);
      return port > 0 && port <= kPortMax;
    })
  );
}

function splitBrokers(text: string): string[] {
  return text.split(/[\s,]+/).filter((entry) => entry !== '');
}

export function usesSasl(protocol: BrokerForm['protocol']): boolean {
  return protocol === 'sasl_plaintext' || protocol === 'sasl_ssl';
}

export function usesTls(protocol: BrokerForm['protocol']): boolean {
  return protocol === 'ssl' || protocol === 'sasl_ssl';
}

/** Only what the protocol needs goes out: a password typed before the protocol was changed stays here. */
export function brokerAddress(form: BrokerForm): BrokerAddress {
  const { protocol } = form;
  return {
    brokers: splitBrokers(form.brokers).join(','),
    security: {
      protocol,
      ...(usesTls(protocol) && form.ca.trim() !== '' ? { ca_certificate: form.ca.trim() } : {}),
      ...(usesSasl(protocol)
        ? { sasl_mechanism: form.mechanism, username: form.username, password: form.password }
        : {}),
    },
  };
}

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

/** Which topic, from where on, and how its messages are read. */
export interface TopicForm {
  topic: string;
  start: StartForm;
  format: FormatForm;
}

export const emptyTopic: TopicForm = { topic: '', start: emptyStart, format: emptyFormat };

export function topicQuestion(form: BrokerForm, topic: TopicForm): TopicQuestion {
  const format = messageFormat(topic.format);
  return {
    ...brokerAddress(form),
    topic: topic.topic,
    start: startText(topic.start),
    ...(format ? { format } : {}),
  };
}

export function newConnection(
  form: BrokerForm,
  topic: TopicForm,
  draft: TableDraft | null,
  policy: EvolutionPolicy,
): NewConnection {
  return {
    ...topicQuestion(form, topic),
    evolution: { policy },
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
