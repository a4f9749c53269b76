import { describe, expect, it } from 'vitest';
import { Problem } from '@/api/problem';
import { emptyForm, type RangeForm, refusedField, topicsOf, wishOf } from './range-form';

const form = (more: Partial<RangeForm>): RangeForm => ({ ...emptyForm({}), ...more });

describe('the wish for a range', () => {
  it('is all that is loaded, and shown before it is swapped, unless something else is said', () => {
    expect(wishOf(emptyForm({}))).toEqual({ all: true, target: 'shadow' });
    expect(wishOf(form({ missing: 'drop', target: 'replace', topic: 'orders.eu' }))).toEqual({
      all: true,
      missing: 'drop',
      target: 'replace',
      topic: 'orders.eu',
    });
  });

  it('names a topic only where there are several', () => {
    const topics = ['orders.eu', 'orders.us'].map((name) => ({ name, state: 'readable' as const }));
    expect(topicsOf({ topics: topics.slice(0, 1) })).toEqual([]);
    expect(emptyForm({ topics }).topic).toBe('orders.eu');
    expect(emptyForm({}).topic).toBe('');
  });

  it('reads offsets, a partition a line', () => {
    expect(wishOf(form({ what: 'offsets', offsets: '0:1200-1500\n\n 1 : 7 - 9 ' }))).toEqual({
      target: 'shadow',
      offsets: [
        { partition: 0, from: 1200, to: 1500 },
        { partition: 1, from: 7, to: 9 },
      ],
    });
  });

  it.each([
    ['', { text: 'offsetsEmpty' }],
    ['0:7', { text: 'offsetsLine', values: { line: 1 } }],
    ['0:1-2\n0:9-9', { text: 'offsetsOrder', values: { line: 2 } }],
    ['3:1-2\n\n3:5-9', { text: 'offsetsTwice', values: { line: 3, partition: 3 } }],
  ])('says what is wrong with offsets %j', (offsets, mistake) => {
    expect(wishOf(form({ what: 'offsets', offsets }))).toEqual({ field: 'offsets', ...mistake });
  });

  it('takes times as they are here, and tells ones that cannot be', () => {
    const since = '2026-11-21T14:00';
    expect(wishOf(form({ what: 'time', since }))).toEqual({
      target: 'shadow',
      since: new Date(2026, 10, 21, 14).toISOString(),
    });
    expect(wishOf(form({ what: 'time' }))).toEqual({ field: 'since', text: 'timeEmpty' });
    expect(wishOf(form({ what: 'time', since, until: '2026-11-21T13:00' }))).toEqual({
      field: 'until',
      text: 'timeOrder',
    });
  });
});

describe('a refusal', () => {
  const told = (message: string, what: RangeForm['what'], status = 409) =>
    refusedField(new Problem('failed_precondition', message, status, null), form({ what }));

  it('is told at the field that has to change', () => {
    expect(told('connection c-1 reads several topics; give `topic` one of: a, b', 'all', 400)).toBe('topic');
    expect(told('topic orders does not hold these offsets: 0 to 9. `keep` leaves them', 'offsets')).toBe(
      'missing',
    );
    const late = 'topic orders, partition 0: offsets from 12 on are not loaded yet';
    expect(told(late, 'offsets')).toBe('offsets');
    expect(told('topic orders, partition 0: messages before x are still being loaded', 'time')).toBe('until');
    expect(told('topic orders holds no message of the range that was loaded', 'time')).toBe('since');
    expect(told('topic orders holds no message of the range that was loaded', 'all')).toBeNull();
  });

  it('is told beside the form when it is about none of them', () => {
    expect(told('table shop.orders: another replay of it is open', 'offsets')).toBeNull();
    expect(told(`topic orders, partition 0: the brokers do not answer`, 'offsets', 503)).toBeNull();
  });
});
