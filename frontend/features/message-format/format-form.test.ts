import { describe, expect, it } from 'vitest';
import { emptyFormat, formatKinds, formatMistake, isPlainJson, messageFormat } from './format-form';

const registry = {
  ...emptyFormat,
  registryUrl: ' https://registry:8081 ',
  registryUser: 'reader',
  registryPassword: 'secret',
  registryCa: ' PEM ',
};

describe('messageFormat', () => {
  it('says nothing of plain JSON, which is the default', () => {
    expect(messageFormat(emptyFormat)).toBeUndefined();
    expect(isPlainJson(emptyFormat)).toBe(true);
    expect(isPlainJson({ ...emptyFormat, debezium: true })).toBe(false);
  });

  it.each(['avro', 'protobuf', 'json_schema'] as const)('sends the registry with %s', (kind) => {
    expect(messageFormat({ ...registry, kind })).toEqual({
      kind,
      registry: {
        url: 'https://registry:8081',
        username: 'reader',
        password: 'secret',
        ca_certificate: 'PEM',
      },
    });
  });

  it.each(['json', 'csv', 'raw'] as const)('keeps the registry and its password here with %s', (kind) => {
    expect(JSON.stringify(messageFormat({ ...registry, kind, debezium: true }))).not.toMatch(
      /registry|secret/,
    );
  });

  it('takes JSON Schema without a registry, and sends no password without a user', () => {
    expect(messageFormat({ ...emptyFormat, kind: 'json_schema' })).toEqual({ kind: 'json_schema' });
    expect(messageFormat({ ...registry, kind: 'avro', registryUser: '' })?.registry).not.toHaveProperty(
      'password',
    );
  });

  it('sends the envelope where messages can have one', () => {
    for (const kind of formatKinds) {
      const envelope = messageFormat({ ...emptyFormat, kind, debezium: true })?.envelope;
      expect(envelope).toBe(kind === 'csv' || kind === 'raw' ? undefined : 'debezium');
    }
  });

  it('reads the names of CSV values, and a tab as it is written', () => {
    const form = { ...emptyFormat, kind: 'csv' as const, delimiter: '\\t', columns: 'at, page,\nmillis,' };
    expect(messageFormat(form)?.csv).toEqual({
      delimiter: '\t',
      quote: '"',
      columns: ['at', 'page', 'millis'],
    });
  });
});

describe('formatMistake', () => {
  it.each([
    [{ kind: 'avro' as const }, 'url', 'registryMissing'],
    [{ kind: 'protobuf' as const, registryUrl: 'registry:8081' }, 'url', 'registryUrlWrong'],
    [{ kind: 'json_schema' as const, registryUrl: 'http://' }, 'url', 'registryUrlWrong'],
    [{ kind: 'csv' as const, delimiter: '' }, 'delimiter', 'markWrong'],
    [{ kind: 'csv' as const, delimiter: '"' }, 'quote', 'markWrong'],
    [{ kind: 'csv' as const, quote: 'ab' }, 'quote', 'markWrong'],
  ])('finds what would be refused: %o', (change, place, key) => {
    expect(formatMistake({ ...emptyFormat, ...change })).toEqual({ place, key });
  });

  it.each([
    {},
    { kind: 'raw' as const },
    { kind: 'csv' as const, delimiter: '\\t' },
    { kind: 'json_schema' as const },
    { kind: 'avro' as const, registryUrl: 'http://registry:8081' },
    // Belongs to another kind: it is not sent.
    { kind: 'json' as const, registryUrl: 'nonsense' },
  ])('lets through %o', (change) => {
    expect(formatMistake({ ...emptyFormat, ...change })).toBeNull();
  });
});
