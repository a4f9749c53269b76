import { describe, expect, it } from 'vitest';
import type { TableSchema } from '@/api/types';
import { isKeyColumn, isOwnColumn } from './key-column';

const schema: TableSchema = {
  database: 'shop',
  table: 'orders',
  fields: [],
  time_column: 'ts',
  partition_by: 'toYYYYMM(day)',
  order_by: ['lower(id)', 'ts'],
  version_column: '_version',
};

describe('isKeyColumn', () => {
  it.each(['ts', 'id', 'day', '_version'])('guards %s, which the table is built on', (name) => {
    expect(isKeyColumn(schema, name)).toBe(true);
  });
  it.each(['note', 'i', 'lower_id'])('leaves %s to a person', (name) => {
    expect(isKeyColumn(schema, name)).toBe(false);
  });
});

describe('isOwnColumn', () => {
  it('knows a column that comes from no field', () => {
    expect(isOwnColumn({ name: '_offset', type: 'Int64', path: [] })).toBe(true);
    expect(isOwnColumn({ name: 'id', type: 'Int64', path: ['id'] })).toBe(false);
  });
});
