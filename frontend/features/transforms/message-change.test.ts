import { describe, expect, it } from 'vitest';
import { changesOf } from './message-change';

const changes = (before: object, after: object) => changesOf(JSON.stringify(before), JSON.stringify(after));

describe('changesOf', () => {
  it('names what was dropped, renamed and changed, inside of objects too', () => {
    expect(
      changes(
        { id: 1, ts: '10:00', password: 'secret', customer: { card: '4111', city: 'Bern' }, tags: ['a'] },
        { id: 1, created_at: '10:00', customer: { card: '[redacted]', city: 'Bern' }, tags: ['a'] },
      ),
    ).toEqual([
      { kind: 'renamed', field: 'ts', to: 'created_at' },
      { kind: 'dropped', field: 'password', before: '"secret"' },
      { kind: 'changed', field: 'customer.card', before: '"4111"', after: '"[redacted]"' },
    ]);
  });

  it('calls two fields of one value dropped and added: which became which is not known', () => {
    expect(changes({ a: 1, b: 1 }, { c: 1, d: 1 })?.map(({ kind }) => kind)).toEqual([
      'dropped',
      'dropped',
      'added',
      'added',
    ]);
  });

  it('finds nothing where nothing differs, and leaves out what is no whole object', () => {
    expect(changes({ a: {} }, { a: {} })).toEqual([]);
    expect(changesOf('{"a":1', '{"a":1}')).toBeNull();
    expect(changesOf('[1]', '[1]')).toBeNull();
  });

  it('keeps every digit of a number', () => {
    expect(changesOf('{"id":9007199254740993}', '{"id":9007199254740992}')).toEqual([
      { kind: 'changed', field: 'id', before: '9007199254740993', after: '9007199254740992' },
    ]);
    expect(changesOf('{"l":[1.50,"2"]}', '{}')).toEqual([
      { kind: 'dropped', field: 'l', before: '[1.50,"2"]' },
    ]);
  });
});
