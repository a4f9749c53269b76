import type { BrokerAddress } from '@/api/queries';
import type { NewConnection, Security, TableSchema, TopicPreview } from '@/api/types';

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

/** Columns that Aurora fills in itself; they are not a person's to change. */
export function isOwnColumn(field: Field): boolean {
  return (field.path ?? []).length === 0;
}

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

/** A column that sorts or dates the table cannot be left out. */
export function isNeeded(schema: TableSchema, name: string): boolean {
  if (schema.time_column === name) return true;
  const word = new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`);
  return [...(schema.order_by ?? []), schema.partition_by ?? ''].some((expression) => word.test(expression));
}

export function newConnection(
  form: BrokerForm,
  topic: string,
  start: string,
  draft: TableDraft | null,
): NewConnection {
  return {
    ...brokerAddress(form),
    topic,
    start,
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
