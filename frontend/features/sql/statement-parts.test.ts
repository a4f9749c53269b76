import { describe, expect, it } from 'vitest';
import { conditionsOf, rowsBehind, statementParts, withCondition } from './statement-parts';

function partsOf(sql: string) {
  const parts = statementParts(sql);
  if (!parts) throw new Error(`not taken apart: ${sql}`);
  return parts;
}

const byState = `SELECT state, round(sum(total), 2) AS revenue
FROM shop.orders AS o
WHERE ts >= {start:DateTime64(3, 'UTC')} OR state IN ('CA', 'where it began')
GROUP BY state
ORDER BY revenue DESC LIMIT 5`;

describe('taking a statement apart', () => {
  it('finds the parts of a SELECT over one table', () => {
    expect(partsOf(byState)).toEqual({
      items: ['state', 'round(sum(total), 2) AS revenue'],
      table: 'shop.orders',
      from: 'shop.orders AS o',
      where: "ts >= {start:DateTime64(3, 'UTC')} OR state IN ('CA', 'where it began')",
      rest: 'GROUP BY state\nORDER BY revenue DESC LIMIT 5',
    });
  });

  it('takes quoted names', () => {
    expect(partsOf('select * from `my db`.`web.clicks`;').table).toBe('my db.web.clicks');
  });

  it.each([
    'SELECT 1',
    'WITH a AS (SELECT 1) SELECT * FROM a',
    'SELECT * FROM a UNION ALL SELECT * FROM b',
    'SELECT * FROM a JOIN b ON a.x = b.x',
    'SELECT * FROM a, b',
    'SELECT * FROM (SELECT * FROM a)',
    'SELECT * FROM numbers(10)',
    'SELECT DISTINCT state FROM a',
    'SELECT * FROM a WHERE (x',
    'DROP TABLE a',
  ])('guesses nothing about %s', (sql) => {
    expect(statementParts(sql)).toBeNull();
  });

  it('knows WITH FILL from the WITH of a subquery', () => {
    const sql = 'SELECT hour, count() AS n FROM t GROUP BY hour ORDER BY hour WITH FILL FROM 1 TO 9 STEP 1';
    expect(partsOf(sql)).toMatchObject({ from: 't', rest: expect.stringContaining('WITH FILL FROM 1') });
  });

  it('leaves what stands in brackets alone', () => {
    const sql =
      'SELECT (SELECT max(x) FROM b WHERE y = 1) AS m FROM a WHERE x IN (SELECT x FROM b GROUP BY x)';
    expect(partsOf(sql)).toMatchObject({ table: 'a', where: 'x IN (SELECT x FROM b GROUP BY x)', rest: '' });
  });
});

describe('rows behind a result', () => {
  it('keep its conditions', () => {
    expect(rowsBehind(partsOf('SELECT count() FROM t GROUP BY a'))).toBe('SELECT * FROM t LIMIT 100');
    expect(rowsBehind(partsOf('SELECT count() FROM t WHERE x = 1'), [], 'ts')).toBe(
      'SELECT * FROM t WHERE x = 1 ORDER BY `ts` DESC LIMIT 100',
    );
  });

  it('are those of one value', () => {
    const sql = rowsBehind(partsOf(byState), [{ item: 0, value: "O'Hara" }]);
    expect(sql).toContain(`'where it began')) AND (toString(state) = 'O\\'Hara') LIMIT 100`);
    const hours = partsOf('SELECT toStartOfHour(ts) AS hour, count() FROM t GROUP BY hour');
    expect(rowsBehind(hours, [{ item: 0, value: null }])).toBe(
      'SELECT * FROM t WHERE (toStartOfHour(ts)) IS NULL LIMIT 100',
    );
  });
});

describe('a condition', () => {
  it('narrows a statement and leaves its shape', () => {
    expect(withCondition(partsOf('SELECT a, count() FROM t WHERE x = 1 OR y = 2 GROUP BY a'), 'b = 3')).toBe(
      'SELECT a, count() FROM t WHERE (x = 1 OR y = 2) AND (b = 3) GROUP BY a',
    );
    expect(withCondition(partsOf('SELECT * FROM t LIMIT 1'), 'b = 3')).toBe(
      'SELECT * FROM t WHERE b = 3 LIMIT 1',
    );
  });
});

describe('the conditions of a WHERE', () => {
  it('are parted at AND on the outermost level', () => {
    expect(conditionsOf("a = 'x and y' AND (b = 1 OR c = 2) and d IN (1, 2)")).toEqual([
      "a = 'x and y'",
      '(b = 1 OR c = 2)',
      'd IN (1, 2)',
    ]);
    expect(conditionsOf('')).toEqual([]);
  });

  it('stay whole where a part would mean something else', () => {
    expect(conditionsOf('a = 1 AND b = 2 OR c = 3')).toHaveLength(1);
    expect(conditionsOf('a BETWEEN 1 AND 2 AND b = 3')).toHaveLength(1);
  });
});
