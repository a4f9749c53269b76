import { describe, expect, it, vi } from 'vitest';
import type { ReplayReport } from '@/api/types';
import { noSums, type ReplaySums, runReplay, triedOf, unlike } from './replay-run';

const example = (offset: number) => ({
  partition: 0,
  offset,
  timestamp: null,
  code: 'type_mismatch',
  reason: `offset ${offset}`,
});

const parts: ReplayReport[] = [
  { replayed: 5, kept: 6, skipped: 0, left: 9, next_page: '0.10', examples: [1, 2, 3, 4, 5, 6].map(example) },
  {
    replayed: 1,
    kept: 6,
    skipped: 2,
    left: 0,
    next_page: null,
    examples: [7, 8, 9, 10, 11, 12].map(example),
  },
];

function run(isStopped = () => false, from: ReplaySums = noSums) {
  const rest = [...parts];
  const call = vi.fn(async () => rest.shift() ?? Promise.reject(new Error('no more parts')));
  const told: ReplaySums[] = [];
  const done = runReplay({ call, choice: { all: true }, from, onSums: (sums) => told.push(sums), isStopped });
  return { call, told, done };
}

describe('runReplay', () => {
  it('goes on until none is left, and adds up what became of them', async () => {
    const { call, told, done } = run();
    const sums = await done;
    expect(sums).toMatchObject({ replayed: 6, kept: 12, skipped: 2, left: 0, page: null });
    expect(triedOf(sums)).toBe(20);
    expect(sums.examples).toHaveLength(10);
    expect(call.mock.calls).toEqual([[{ all: true }], [{ all: true, page: '0.10' }]]);
    expect(told.map(({ left }) => left)).toEqual([9, 0]);
  });

  it('stops behind the part in hand, and goes on from there', async () => {
    const first = await run(() => true).done;
    expect(first).toMatchObject({ replayed: 5, kept: 6, left: 9, page: '0.10' });
    const call = vi.fn(async () => parts[1] as ReplayReport);
    const choice = { all: true };
    const onSums = () => undefined;
    const all = await runReplay({ call, choice, from: first, onSums, isStopped: () => false });
    expect(call).toHaveBeenCalledWith({ all: true, page: '0.10' });
    expect(all).toMatchObject({ replayed: 6, kept: 12, skipped: 2, page: null });
  });

  it('throws what a call throws, after it has told what is done', async () => {
    const call = vi.fn().mockResolvedValueOnce(parts[0]).mockRejectedValueOnce(new Error('away'));
    const told: ReplaySums[] = [];
    const choice = { all: true };
    const failing = runReplay({
      call,
      choice,
      from: noSums,
      onSums: (sums) => told.push(sums),
      isStopped: () => false,
    });
    await expect(failing).rejects.toThrow('away');
    expect(told).toHaveLength(1);
  });
});

it('shows one example of each way not to fit', () => {
  const of = (offset: number, why: string) => ({
    ...example(offset),
    reason: `topic t, partition 0, offset ${offset}: ${why}`,
  });
  const shown = unlike([of(1, 'not JSON'), of(2, 'not JSON'), of(3, 'empty'), of(4, 'not JSON')]);
  expect(shown.map(({ offset }) => offset)).toEqual([1, 3]);
});
