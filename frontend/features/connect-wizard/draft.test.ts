import { describe, expect, it } from 'vitest';
import type { TableSchema, TopicPreview } from '@/api/types';
import { emptyForm } from './broker-form';
import { carriedOver, emptyRules, emptyTopic, newConnection, withKept, withType } from './draft';

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

const topic = { ...emptyTopic, topic: 'orders' };

describe('newConnection', () => {
  it('says the format, the start and what happens to new fields', () => {
    const body = newConnection(
      { ...emptyForm, brokers: 'a:1' },
      {
        ...emptyTopic,
        topic: 'orders',
        start: { kind: 'offsets', time: '', offsets: '0:12, 1:4' },
        format: { ...emptyTopic.format, kind: 'avro', registryUrl: 'http://registry:8081' },
      },
      null,
      { ...emptyRules, policy: 'review' },
    );
    expect(body).toMatchObject({
      start: '0:12,1:4',
      format: { kind: 'avro', registry: { url: 'http://registry:8081' } },
      evolution: { policy: 'review' },
    });
  });

  it('has no word on the format of plain JSON', () => {
    expect(newConnection({ ...emptyForm, brokers: 'a:1' }, topic, null, emptyRules)).not.toHaveProperty(
      'format',
    );
  });

  it('carries changed types and leaves dropped columns out', () => {
    const draft = withKept(withType({ schema, dropped: new Set() }, 'id', 'String'), 'note', false);
    const fields = newConnection({ ...emptyForm, brokers: 'a:1' }, topic, draft, emptyRules).schema?.fields;
    expect(fields?.map((field) => [field.name, field.type])).toEqual([
      ['ts', "DateTime64(3, 'UTC')"],
      ['id', 'String'],
      ['_offset', 'Int64'],
    ]);
  });

  it('has no schema for an empty topic', () => {
    expect(newConnection({ ...emptyForm, brokers: 'a:1' }, topic, null, emptyRules)).not.toHaveProperty(
      'schema',
    );
  });

  it('says transforms and the share to stop above only where there are any', () => {
    const address = { ...emptyForm, brokers: 'a:1' };
    const plain = newConnection(address, topic, null, emptyRules);
    expect(plain).not.toHaveProperty('transforms');
    expect(plain).not.toHaveProperty('stop_above');
    const step = {
      id: 1,
      kind: 'drop',
      field: 'pin',
      to: '',
      type: '',
      text: '',
      operator: '=',
      values: '',
      by: '',
      within: '1h',
    } as const;
    const rules = {
      ...emptyRules,
      transforms: { steps: [step], salt: '' },
      stop: { on: true, share: '5', window: '1000' },
    };
    expect(newConnection(address, topic, null, rules)).toMatchObject({
      transforms: [{ kind: 'drop', field: 'pin' }],
      stop_above: { share: 0.05, window: 1000 },
    });
  });
});

describe('carriedOver', () => {
  const preview = (changed: TableSchema) => ({ schema: changed }) as TopicPreview;
  const before = withKept(withType({ schema, dropped: new Set() }, 'id', 'String'), 'note', false);
  const typed = { ...before, schema: { ...before.schema, database: 'mine', table: 'o' } };

  it('keeps what a person changed where the column is still proposed as before', () => {
    const carried = carriedOver(typed, preview(schema), { schema, dropped: new Set() });
    expect(carried.schema.fields.find((field) => field.name === 'id')?.type).toBe('String');
    expect([...carried.dropped]).toEqual(['note']);
    expect(carried.schema).toMatchObject({ database: 'mine', table: 'o' });
  });

  it('takes the new proposal where a transform has changed the column', () => {
    const fields = schema.fields
      .filter((field) => field.name !== 'note')
      .map((field) => (field.name === 'id' ? { ...field, type: 'Int8' } : field));
    const carried = carriedOver(typed, preview(schema), {
      schema: { ...schema, fields },
      dropped: new Set(),
    });
    expect(carried.schema.fields.find((field) => field.name === 'id')?.type).toBe('Int8');
    expect([...carried.dropped]).toEqual([]);
  });
});
