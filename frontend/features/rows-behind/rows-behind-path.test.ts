import { describe, expect, it } from 'vitest';
import { rowsBehindPath, rowsBehindSql } from './rows-behind-path';

const column = (name: string) => ({ name, type: 'String' });
const byState = {
  sql: 'SELECT state, count() AS n FROM shop.orders WHERE ts >= {start:DateTime} GROUP BY state',
  parameters: [{ name: 'start', type: 'DateTime', value: '2026-11-16 00:00:00' }],
  result: { columns: [column('state'), column('n')], rows: [] },
};

describe('rows behind an answer', () => {
  it('are asked by SQL with its values', () => {
    expect(rowsBehindSql(byState, { column: 0, cell: 'CA' })).toBe(
      "SELECT * FROM shop.orders WHERE (ts >= CAST('2026-11-16 00:00:00' AS DateTime)) AND (toString(state) = 'CA') LIMIT 100",
    );
    expect(rowsBehindPath(byState)).toMatch(/^\/query\?q=SELECT\+\*\+FROM\+shop.orders/);
  });

  it('are not offered behind rows, nor where columns and select list differ', () => {
    expect(rowsBehindSql({ ...byState, sql: 'SELECT state, total FROM shop.orders' })).toBeNull();
    expect(rowsBehindSql({ ...byState, sql: 'SELECT *, count() OVER () FROM shop.orders, b' })).toBeNull();
    expect(rowsBehindSql({ ...byState, result: { columns: [column('state')], rows: [] } })).toBeNull();
  });
});
