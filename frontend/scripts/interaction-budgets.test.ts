import { describe, expect, it } from 'vitest';
import { interactionDelays, judgeAct, upperQuartile } from './interaction-budgets.mjs';

const told = (...durations: number[]) =>
  durations.map((duration, index) => ({ interactionId: index + 1, duration }));

describe('the judgement of interactions', () => {
  it('takes press, release and click as one, and leaves out what is none', () => {
    expect(
      interactionDelays([
        { interactionId: 7, duration: 24 },
        { interactionId: 7, duration: 88 },
        { interactionId: 7, duration: 40 },
        { interactionId: 9, duration: 16 },
        { interactionId: 0, duration: 900 },
      ]),
    ).toEqual([88, 16]);
  });

  it('has an upper quartile that three quarters do not exceed', () => {
    expect(upperQuartile([8, 1, 4, 2])).toBe(4);
    expect(upperQuartile([5])).toBe(5);
    expect(upperQuartile([])).toBeNaN();
  });

  it('holds the upper quartile to 200 ms, and names size, act, figure and bound', () => {
    expect(judgeAct('phone', 'typing', 4, told(200, 200, 200, 900)).finding).toBeNull();
    expect(judgeAct('phone', 'typing', 4, told(16, 16, 208, 208)).finding).toBe(
      'phone, typing: p75 208 ms of 4, and at most 200 ms is the bound',
    );
  });

  it('counts what was too short to be told', () => {
    expect(judgeAct('phone', 'typing', 8, told(900, 900)).finding).toBeNull();
    expect(judgeAct('phone', 'typing', 8, told(900, 900, 900)).finding).not.toBeNull();
  });

  it('finds an act that made no interaction', () => {
    expect(judgeAct('phone', 'typing', 0, []).finding).toBe(
      'phone, typing: p75 NaN ms of 0, and at most 200 ms is the bound',
    );
  });
});
