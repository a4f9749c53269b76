import { describe, expect, it } from 'vitest';
import { framesASecond, judgeFrames } from './frame-budgets.mjs';

const every = (ms: number, count = 61) => Array.from({ length: count }, (_none, at) => 1000 + at * ms);

describe('the judgement of pictures', () => {
  it('counts pictures a second', () => {
    expect(framesASecond(every(20))).toBe(50);
    expect(framesASecond([])).toBeNaN();
    expect(framesASecond([1000])).toBeNaN();
  });

  it('holds a desktop to 58 and a phone to 30, and the grid to 400 cells', () => {
    expect(judgeFrames('desktop', every(17), 400).findings).toEqual([]);
    expect(judgeFrames('phone', every(33), 1).findings).toEqual([]);
    expect(judgeFrames('desktop', every(20), 401).findings).toEqual([
      'desktop: 50.0 pictures a second, and at least 58 is the bound',
      'desktop: 401 cells at once, and 1 to 400 is the bound',
    ]);
  });

  it('finds fault where nothing was measured', () => {
    expect(judgeFrames('phone', [], 0).findings).toEqual([
      'phone: no pictures a second, and at least 30 is the bound',
      'phone: 0 cells at once, and 1 to 400 is the bound',
    ]);
  });
});
