import { describe, expect, it } from 'vitest';
import { adviceOf, causeText, detailOf } from './cause-words';

describe('adviceOf', () => {
  it.each([
    ['type_mismatch', 'total', 'widen'],
    ['out_of_range', 'total', 'widen'],
    ['type_mismatch', null, 'producer'],
    ['missing_value', 'id', 'missing'],
    ['schema_unknown', null, 'registry'],
    ['tombstone', null, 'tombstone'],
    ['not_json', null, 'producer'],
    ['a code of tomorrow', null, 'producer'],
  ])('says of %s in column %s: %s', (code, column, advice) => {
    expect(adviceOf({ code, column })).toBe(advice);
  });
});

it('says a cause without the marks that it is found by', () => {
  const reason = ', column total (Int64): a value that does not fit its column';
  expect(causeText({ code: 'type_mismatch', reason })).toBe(
    'column total (Int64): a value that does not fit its column',
  );
  expect(causeText({ code: 'not_json', reason: ': not JSON' })).toBe('not JSON');
  expect(causeText({ code: 'not_json', reason: 'not_json' })).toBe('not json');
});

it('says of a letter what its cause does not say', () => {
  const cause = ', column total (Int64): a value that does not fit its column';
  const place = 'topic orders, partition 0, offset 7';
  const remedy = '; give the column a wider type, or have the producer send such values';
  expect(detailOf({ reason: `${place}${cause}: "n/a"${remedy}` }, cause)).toBe('"n/a"');
  expect(detailOf({ reason: `${place}: not JSON` }, ': not JSON')).toBe('');
  expect(detailOf({ reason: 'worded otherwise' }, cause)).toBe('worded otherwise');
});
