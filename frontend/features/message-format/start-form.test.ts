import { describe, expect, it } from 'vitest';
import { emptyStart, startMistake, startText } from './start-form';

describe('startText', () => {
  it('says where reading begins as the API takes it', () => {
    expect(startText(emptyStart)).toBe('earliest');
    expect(startText({ ...emptyStart, kind: 'latest', offsets: '0:1' })).toBe('latest');
    expect(startText({ ...emptyStart, kind: 'offsets', offsets: ' 0:1200, 1:1180\n2:7 ' })).toBe(
      '0:1200,1:1180,2:7',
    );
    const time = '2026-11-21T14:00:00';
    expect(startText({ ...emptyStart, kind: 'time', time })).toBe(new Date(time).toISOString());
  });
});

describe('startMistake', () => {
  it.each(['', '0', '0:', 'a:1', '0:-1', '0:1.5', '0:1,0:2', '0:1;1:2'])(
    'refuses the offsets "%s"',
    (offsets) => {
      expect(startMistake({ ...emptyStart, kind: 'offsets', offsets })).toBe('startOffsetsWrong');
    },
  );
  it('wants the topic of an offset where there are several', () => {
    const several = (offsets: string) => startMistake({ ...emptyStart, kind: 'offsets', offsets }, true);
    expect(several('orders.eu:0:1200, orders.us:0:1')).toBeNull();
    expect(several('0:1200')).toBe('startOffsetsWrongSeveral');
    expect(several('orders.eu:0:1, orders.eu:0:2')).toBe('startOffsetsWrongSeveral');
    expect(startMistake({ ...emptyStart, kind: 'offsets', offsets: 'orders.eu:0:1' })).toBe(
      'startOffsetsWrong',
    );
  });

  it('refuses no time, and takes what is right', () => {
    expect(startMistake({ ...emptyStart, kind: 'time' })).toBe('startTimeMissing');
    expect(startMistake({ ...emptyStart, kind: 'time', time: '2026-11-21T14:00' })).toBeNull();
    expect(startMistake({ ...emptyStart, kind: 'offsets', offsets: '0:1, 1:2' })).toBeNull();
    expect(startMistake({ ...emptyStart, offsets: 'nonsense' })).toBeNull();
  });
});
