import { describe, expect, it } from 'vitest';
import { locateError, withFix } from './sql-error';
import { withValues } from './with-values';

describe('locateError', () => {
  it('marks the column and knows what was meant', () => {
    const sql = 'SELECT totl FROM shop.orders';
    const error = locateError(sql, 'column totl at byte 8 is unknown; did you mean total?');
    expect(error).toEqual({ from: 7, to: 11, fix: 'total' });
    expect(error && withFix(sql, error)).toBe('SELECT total FROM shop.orders');
  });

  it('counts bytes, not characters', () => {
    const sql = "SELECT 'é😀', totl FROM t";
    expect(locateError(sql, 'column totl at byte 18 is unknown')).toEqual({ from: 14, to: 18, fix: null });
  });

  it('marks a token that was not expected', () => {
    const error = locateError(
      'SELECT FROM t',
      '`FROM` at byte 8 was not expected there; wanted an expression',
    );
    expect(error).toEqual({ from: 7, to: 11, fix: null });
  });

  it('finds a table by its name', () => {
    const sql = 'SELECT 1 FROM shop.orders2, shop.order';
    const error = locateError(sql, 'table shop.order is unknown; did you mean shop.orders?');
    expect(error).toEqual({ from: 28, to: 38, fix: 'shop.orders' });
  });

  it.each([
    ['SELECT 1', 'Memory limit exceeded'],
    ['SELECT 1', 'table shop.order is unknown; did you mean shop.orders?'],
    ['SELECT 1', 'column x at byte 99 is unknown'],
  ])('marks nothing that is not there: %s, %s', (sql, message) => {
    expect(locateError(sql, message)).toBeNull();
  });
});

describe('withValues', () => {
  it('quotes what could end the text', () => {
    const parameters = [{ name: 'p', type: 'String', value: "O'Hara \\ $1" }];
    expect(withValues('SELECT {p:String}', parameters)).toBe("SELECT 'O\\'Hara \\\\ $1'");
  });

  it('casts what is no text', () => {
    const parameters = [{ name: 'n', type: 'UInt8', value: '7' }];
    expect(withValues('SELECT { n : UInt8 }', parameters)).toBe("SELECT CAST('7' AS UInt8)");
  });
});
