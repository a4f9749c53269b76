import { describe, expect, it } from 'vitest';
import { newestRowsSql, quotedTable } from './quoted-table';
import { looksLikeSql, sqlTokens } from './sql-tokens';

describe('looksLikeSql', () => {
  it.each([
    'SELECT 1',
    ' select\n1',
    'WITH a AS (SELECT 1) SELECT * FROM a',
    '-- note\nSELECT 1',
    '/* a */ select 1',
  ])('takes %s for SQL', (text) => {
    expect(looksLikeSql(text)).toBe(true);
  });

  it.each([
    'selection of states',
    'with how many orders did we start?',
    'How many orders?',
    'With California only',
    '',
  ])('takes "%s" for words', (text) => {
    expect(looksLikeSql(text)).toBe(false);
  });
});

describe('sqlTokens', () => {
  it('loses no character', () => {
    const sql =
      "SELECT `a`, \"b\", 'it''s' -- c\nFROM t WHERE x = {p:DateTime64(3, 'UTC')} AND y > 1.5e3 /* open";
    expect(
      sqlTokens(sql)
        .map((token) => token.text)
        .join(''),
    ).toBe(sql);
  });

  it('tells the kinds apart', () => {
    const kinds = sqlTokens("SELECT total, 'x', 12, {p:String} -- c").map((token) => token.kind);
    expect(kinds.filter((kind) => kind !== 'other')).toEqual([
      'keyword',
      'name',
      'string',
      'number',
      'parameter',
      'comment',
    ]);
  });
});

describe('quotedTable', () => {
  it('quotes each part; a topic with dots stays one name', () => {
    expect(quotedTable('shop.orders')).toBe('`shop`.`orders`');
    expect(quotedTable('shop.eu.orders`x')).toBe('`shop`.`eu.orders\\`x`');
    expect(newestRowsSql('a.b', 5)).toBe('SELECT * FROM `a`.`b` ORDER BY _timestamp DESC LIMIT 5');
  });
});
