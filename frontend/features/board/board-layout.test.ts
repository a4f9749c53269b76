import { describe, expect, it } from 'vitest';
import { compacted, freePlace, heightPx, inOrder, type Nudge, nudged, type Place } from './board-layout';

const place = (id: string, x: number, y: number, w: number, h: number): Place => ({ id, x, y, w, h });
const spots = (panels: Place[]) => Object.fromEntries(panels.map(({ id, x, y, w, h }) => [id, [x, y, w, h]]));
const overlaps = (panels: Place[]) =>
  panels.some((a) =>
    panels.some(
      (b) => a.id < b.id && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h,
    ),
  );

const two = [place('a', 0, 0, 6, 8), place('b', 6, 0, 6, 8)];
const stack = [place('a', 0, 0, 6, 8), place('b', 0, 8, 6, 4), place('c', 6, 0, 6, 12)];

describe('compacted', () => {
  it('closes gaps and separates what overlaps', () => {
    const done = compacted([place('a', 0, 5, 6, 4), place('b', 3, 6, 6, 4), place('c', 9, 9, 3, 4)]);
    expect(spots(done)).toEqual({ a: [0, 0, 6, 4], b: [3, 4, 6, 4], c: [9, 0, 3, 4] });
  });
});

describe('freePlace', () => {
  it('takes the first gap, else the bottom', () => {
    expect(freePlace([place('a', 0, 0, 6, 8)], 6, 8)).toEqual({ x: 6, y: 0 });
    expect(freePlace(two, 6, 8)).toEqual({ x: 0, y: 8 });
    expect(freePlace([], 12, 8)).toEqual({ x: 0, y: 0 });
  });
});

describe('nudged', () => {
  it('stays on the board and keeps a least size', () => {
    expect(nudged(two, 'a', 'left')).toEqual(two);
    expect(spots(nudged([place('a', 0, 0, 2, 4)], 'a', 'narrower')).a).toEqual([0, 0, 2, 4]);
    expect(spots(nudged([place('a', 0, 0, 2, 4)], 'a', 'shorter')).a).toEqual([0, 0, 2, 4]);
    expect(spots(nudged(two, 'b', 'wider')).b).toEqual([6, 0, 6, 8]);
  });

  it('pushes away what is in the way', () => {
    expect(spots(nudged(two, 'a', 'wider'))).toEqual({ a: [0, 0, 7, 8], b: [6, 8, 6, 8] });
  });

  it('goes past the panel above or below', () => {
    expect(spots(nudged(stack, 'b', 'up'))).toEqual({ a: [0, 4, 6, 8], b: [0, 0, 6, 4], c: [6, 0, 6, 12] });
    expect(spots(nudged(stack, 'a', 'down'))).toEqual({ a: [0, 4, 6, 8], b: [0, 0, 6, 4], c: [6, 0, 6, 12] });
    expect(nudged(stack, 'c', 'down')).toEqual(stack);
  });

  it('never lets two panels overlap', () => {
    const nudges: Nudge[] = ['left', 'right', 'up', 'down', 'wider', 'narrower', 'taller', 'shorter'];
    let panels = stack;
    for (let step = 0; step < 200; step += 1) {
      panels = nudged(panels, 'abc'[step % 3] ?? 'a', nudges[(step * 7) % nudges.length] ?? 'left');
      expect(overlaps(panels)).toBe(false);
    }
  });
});

describe('a panel', () => {
  it('is as high as its rows and the room between them', () => {
    expect(heightPx(1)).toBe(32);
    expect(heightPx(2)).toBe(80);
  });

  it('is read from the top, then from the left', () => {
    expect(
      inOrder([place('b', 6, 0, 1, 1), place('c', 0, 3, 1, 1), place('a', 0, 0, 1, 1)]).map(({ id }) => id),
    ).toEqual(['a', 'b', 'c']);
  });
});
