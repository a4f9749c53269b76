import { describe, expect, it } from 'vitest';
import texts from '@/messages/en.connect.json';
import { translator } from '@/messages/translator';
import { formatFacts } from './format-words';

const t = translator<(typeof texts)['format']>('format', texts.format);

describe('formatFacts', () => {
  it('names the kind alone where there is no more to say', () => {
    expect(formatFacts({}, t)).toEqual([['Format of messages', 'JSON objects']]);
  });

  it('names envelope, registry and who reads it, and the values of CSV', () => {
    expect(
      formatFacts({ kind: 'avro', envelope: 'debezium', registry: { url: 'http://r', username: 'me' } }, t),
    ).toEqual([
      ['Format of messages', 'Avro (schema registry), changes by Debezium'],
      ['Schema registry', 'http://r as me'],
    ]);
    expect(formatFacts({ kind: 'csv', csv: { columns: ['at', 'page'] } }, t)).toContainEqual([
      'Names of the values',
      'at, page',
    ]);
  });
});
