import { beforeEach, describe, expect, it } from 'vitest';
import { keepAnswer, parseKept, removeKept } from './kept-answers';

const stored = () => parseKept(window.localStorage.getItem('aurora.board'));

beforeEach(() => window.localStorage.clear());

describe('kept answers', () => {
  it('puts the newest first and survives a reload', () => {
    keepAnswer({ asked: 'a', title: 'A', kind: null });
    keepAnswer({ asked: 'b', title: 'B', kind: 'bar' });
    expect(stored().map((kept) => kept.asked)).toEqual(['b', 'a']);
  });

  it('removes one and leaves the others', () => {
    keepAnswer({ asked: 'a', title: 'A', kind: null });
    keepAnswer({ asked: 'b', title: 'B', kind: null });
    removeKept(stored()[0]?.id ?? '');
    expect(stored().map((kept) => kept.asked)).toEqual(['a']);
  });

  it('is bounded', () => {
    for (let index = 0; index < 40; index += 1) keepAnswer({ asked: `${index}`, title: '', kind: null });
    expect(stored()).toHaveLength(24);
    expect(stored()[0]?.asked).toBe('39');
  });

  it.each(['{', '{"a":1}', '[1,null,{"id":"x"}]', '[{"id":"1","asked":"a","title":"t","kind":"evil"}]'])(
    'takes nothing that it did not write: %s',
    (text) => {
      expect(parseKept(text)).toEqual([]);
    },
  );
});
