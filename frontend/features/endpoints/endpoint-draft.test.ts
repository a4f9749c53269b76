import { describe, expect, it } from 'vitest';
import { curlLine, draftParameters, endpointName, isEndpointName, parametersOf } from './endpoint-draft';

describe('parametersOf', () => {
  it('finds each parameter once and none in texts and comments', () => {
    const sql = `SELECT '{no:String}', "{no:String}" /* {no:String} */ -- {no:String}
      FROM t WHERE a = {state:String} AND b > { least : Decimal(18, 2) } AND c = {state:String} AND d = 'it''s {no:Int8}'`;
    expect(parametersOf(sql)).toEqual([
      { name: 'state', type: 'String' },
      { name: 'least', type: 'Decimal(18, 2)' },
    ]);
  });
});

describe('draftParameters', () => {
  it('keeps values, and leaves moments to the call', () => {
    const known = [
      { name: 'state', type: 'String', value: 'CA' },
      { name: 'from', type: 'DateTime', value: '2026-11-23 00:00:00' },
    ];
    const sql = 'SELECT 1 WHERE s = {state:String} AND t > {from:DateTime} AND n = {n:UInt8}';
    expect(draftParameters(sql, known)).toEqual([
      { name: 'state', type: 'String', value: 'CA' },
      { name: 'from', type: 'DateTime', value: '' },
      { name: 'n', type: 'UInt8', value: '' },
    ]);
  });
});

describe('endpointName', () => {
  it.each([
    ['Revenue by state, this week', 'revenue-by-state-this-week'],
    ['2026: Übersicht', 'ubersicht'],
    ['注文', ''],
    [`${'a'.repeat(47)} b`, 'a'.repeat(47)],
  ])('%s -> %s', (title, name) => {
    expect(endpointName(title)).toBe(name);
    expect(name === '' || isEndpointName(name)).toBe(true);
  });
});

describe('curlLine', () => {
  it('has an example for what must be given, and no quote that ends early', () => {
    const parameter = { type: 'String', default: null, description: '', required: true };
    const endpoint = {
      path: '/api/v1/endpoints/revenue',
      parameters: [
        { ...parameter, name: 'state', example: "O'Hara & Co" },
        { ...parameter, name: 'least', example: '7', required: false, default: '7' },
      ],
    };
    expect(curlLine('https://a.example', endpoint, 'T')).toBe(
      "curl -H 'Authorization: Bearer T' 'https://a.example/api/v1/endpoints/revenue?state=O%27Hara%20%26%20Co'",
    );
  });
});
