import { describe, expect, it } from 'vitest';
import { judgeWaits, quantile95, waitsUntilSeen } from './latency-budgets.mjs';

const kRow = 'Enter to the first row';
const waits = (slow: number) => [...Array.from({ length: 19 }, () => 40), slow];

describe('the judgement of waits', () => {
  it('takes the wait that 95 of 100 are not above', () => {
    expect(quantile95(waits(900))).toBe(40);
    expect(quantile95([1, 2, 3])).toBe(3);
    expect(quantile95([])).toBeNaN();
  });

  it('holds the first row to 300 ms', () => {
    expect(judgeWaits(kRow, 20, waits(900))).toEqual({
      line: 'Enter to the first row: p50 40 ms, p95 40 ms of 20',
      findings: [],
    });
    expect(judgeWaits(kRow, 2, [200, 301]).findings).toEqual([
      'Enter to the first row: p95 301 ms, and at most 300 ms is the bound',
    ]);
  });

  it('finds fault where a wait did not end, or none did', () => {
    expect(judgeWaits(kRow, 3, [10, 10]).findings).toEqual(['Enter to the first row: 2 of 3 were seen']);
    expect(judgeWaits(kRow, 3, []).findings).toHaveLength(2);
  });

  it('counts an event as seen with the first number that is not before its own', () => {
    const sent = new Map([
      [1, 1000],
      [2, 1500],
      [3, 1600],
      [4, 3000],
    ]);
    expect(
      waitsUntilSeen(sent, [
        [900, 0],
        [1400, 1],
        [2400, 3],
      ]),
    ).toEqual([400, 900, 800]);
  });
});
