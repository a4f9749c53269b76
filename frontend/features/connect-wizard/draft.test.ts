import { describe, expect, it } from 'vitest';
import type { TableSchema } from '@/api/types';
import {
  brokerAddress,
  brokersAreValid,
  emptyForm,
  emptyTopic,
  newConnection,
  withKept,
  withType,
} from './draft';

const schema: TableSchema = {
  database: 'shop',
  table: 'orders',
  fields: [
    { name: 'ts', type: "DateTime64(3, 'UTC')", path: ['ts'] },
    { name: 'id', type: 'Int64', path: ['id'] },
    { name: 'note', type: 'String', path: ['note'] },
    { name: '_offset', type: 'Int64', path: [] },
  ],
  time_column: 'ts',
  partition_by: 'toYYYYMM(ts)',
  order_by: ['id', 'ts'],
};

describe('brokersAreValid', () => {
  it.each(['kafka:9092', 'a.example:9092,b.example:9093', '10.0.0.1:9092 , [::1]:9092'])(
    'takes %s',
    (text) => {
      expect(brokersAreValid(text)).toBe(true);
    },
  );
  it.each(['', 'kafka', 'kafka:', 'kafka:0', 'kafka:99999', 'http://kafka:9092', 'a:9092,b'])(
    'refuses %s',
    (text) => {
      expect(brokersAreValid(text)).toBe(false);
    },
  );
});

describe('brokerAddress', () => {
  it('sends no secret that the protocol does not use', () => {
    const form = { ...emptyForm, brokers: 'a:1, b:2', username: 'u', password: 'p', ca: 'PEM' };
    expect(brokerAddress(form)).toEqual({ brokers: 'a:1,b:2', security: { protocol: 'plaintext' } });
  });

  it('sends sign-in and certificate where they are used', () => {
    const form = {
      ...emptyForm,
      brokers: 'a:1',
      protocol: 'sasl_ssl' as const,
      username: 'u',
      password: 'p',
      ca: ' PEM ',
    };
    expect(brokerAddress(form).security).toEqual({
      protocol: 'sasl_ssl',
      ca_certificate: 'PEM',
      sasl_mechanism: 'SCRAM-SHA-512',
      username: 'u',
      password: 'p',
    });
  });
});

const topic = { ...emptyTopic, topic: 'orders' };

describe('newConnection', () => {
  it('says the format, the start and what happens to new fields', () => {
    const body = newConnection(
      { ...emptyForm, brokers: 'a:1' },
      {
        topic: 'orders',
        start: { kind: 'offsets', time: '', offsets: '0:12, 1:4' },
        format: { ...emptyTopic.format, kind: 'avro', registryUrl: 'http://registry:8081' },
      },
      null,
      'review',
    );
    expect(body).toMatchObject({
      start: '0:12,1:4',
      format: { kind: 'avro', registry: { url: 'http://registry:8081' } },
      evolution: { policy: 'review' },
    });
  });

  it('has no word on the format of plain JSON', () => {
    expect(newConnection({ ...emptyForm, brokers: 'a:1' }, topic, null, 'add')).not.toHaveProperty('format');
  });

  it('carries changed types and leaves dropped columns out', () => {
    const draft = withKept(withType({ schema, dropped: new Set() }, 'id', 'String'), 'note', false);
    const fields = newConnection({ ...emptyForm, brokers: 'a:1' }, topic, draft, 'add').schema?.fields;
    expect(fields?.map((field) => [field.name, field.type])).toEqual([
      ['ts', "DateTime64(3, 'UTC')"],
      ['id', 'String'],
      ['_offset', 'Int64'],
    ]);
  });

  it('has no schema for an empty topic', () => {
    expect(newConnection({ ...emptyForm, brokers: 'a:1' }, topic, null, 'add')).not.toHaveProperty('schema');
  });
});
