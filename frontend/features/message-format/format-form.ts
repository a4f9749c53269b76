import type { MessageFormat } from '@/api/types';

/** What a person chose about the bytes of a message. What another kind needs is kept, and not sent. */
export interface FormatForm {
  kind: NonNullable<MessageFormat['kind']>;
  debezium: boolean;
  delimiter: string;
  quote: string;
  /** Names with commas between them. */
  columns: string;
  registryUrl: string;
  registryUser: string;
  registryPassword: string;
  registryCa: string;
}

export const formatKinds = ['json', 'avro', 'protobuf', 'json_schema', 'csv', 'raw'] as const;

export const emptyFormat: FormatForm = {
  kind: 'json',
  debezium: false,
  delimiter: ',',
  quote: '"',
  columns: '',
  registryUrl: '',
  registryUser: '',
  registryPassword: '',
  registryCa: '',
};

/** Messages of these kinds stand behind a schema's id. */
export function usesRegistry(kind: FormatForm['kind']): boolean {
  return kind === 'avro' || kind === 'protobuf' || kind === 'json_schema';
}

export function needsRegistry(kind: FormatForm['kind']): boolean {
  return kind === 'avro' || kind === 'protobuf';
}

/** A line of CSV and a line of text carry no envelope. */
export function takesEnvelope(kind: FormatForm['kind']): boolean {
  return kind !== 'csv' && kind !== 'raw';
}

/** A tab is typed as it is written everywhere else. */
function mark(text: string): string {
  return text === '\\t' ? '\t' : text;
}

function columnNames(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

export type FormatPlace =
  | 'kind'
  | 'delimiter'
  | 'quote'
  | 'columns'
  | 'url'
  | 'username'
  | 'password'
  | 'ca'
  | 'start';

export type FormatMistake = { place: FormatPlace; key: 'registryMissing' | 'registryUrlWrong' | 'markWrong' };

const oneMark = /^[\x20-\x7e\t]$/;

/** What would be refused for certain, before anything is sent; null when nothing is. */
export function formatMistake(form: FormatForm): FormatMistake | null {
  const { kind } = form;
  if (kind === 'csv') {
    if (!oneMark.test(mark(form.delimiter))) return { place: 'delimiter', key: 'markWrong' };
    if (!oneMark.test(mark(form.quote)) || mark(form.quote) === mark(form.delimiter))
      return { place: 'quote', key: 'markWrong' };
  }
  const url = form.registryUrl.trim();
  if (needsRegistry(kind) && url === '') return { place: 'url', key: 'registryMissing' };
  if (usesRegistry(kind) && url !== '' && !/^https?:\/\/[^\s/]+/i.test(url))
    return { place: 'url', key: 'registryUrlWrong' };
  return null;
}

/** Only what the kind takes goes out: a password typed before the kind was changed stays here. Plain JSON needs no word. */
export function messageFormat(form: FormatForm): MessageFormat | undefined {
  const { kind } = form;
  const debezium = form.debezium && takesEnvelope(kind);
  if (kind === 'json' && !debezium) return undefined;
  const columns = columnNames(form.columns);
  const url = form.registryUrl.trim();
  return {
    kind,
    ...(debezium ? { envelope: 'debezium' as const } : {}),
    ...(kind === 'csv'
      ? {
          csv: {
            delimiter: mark(form.delimiter),
            quote: mark(form.quote),
            ...(columns.length > 0 ? { columns } : {}),
          },
        }
      : {}),
    ...(usesRegistry(kind) && url !== ''
      ? {
          registry: {
            url,
            ...(form.registryUser === ''
              ? {}
              : { username: form.registryUser, password: form.registryPassword }),
            ...(form.registryCa.trim() === '' ? {} : { ca_certificate: form.registryCa.trim() }),
          },
        }
      : {}),
  };
}

/** Values of messages can be looked at where they are: as JSON objects without an envelope around them. */
export function isPlainJson(form: FormatForm): boolean {
  return messageFormat(form) === undefined;
}
