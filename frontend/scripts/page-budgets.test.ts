import { describe, expect, it } from 'vitest';
import { judgePage, type PageRun } from './page-budgets.mjs';

const good: PageRun = {
  performance: 95,
  accessibility: 100,
  bestPractices: 100,
  largestPaintMs: 2000,
  blockingMs: 200,
  shift: 0.05,
  scriptBytes: 260_000,
  styleBytes: 15_000,
  documentBytes: 10_000,
  allBytes: 320_000,
};
const findings = (page: string, ...runs: Partial<PageRun>[]) =>
  judgePage(
    page,
    runs.map((run) => ({ ...good, ...run })),
  ).findings;

describe('the judgement of a page', () => {
  it('lets pass what is just within its bounds', () => {
    expect(findings('query', good)).toEqual([]);
    expect(findings('status', { performance: 90 })).toEqual([]);
  });

  it.each([
    ['performance', 94, 'query: performance 94, and at least 95 is the bound'],
    ['largestPaintMs', 2010, 'query: LCP 2.01 s, and at most 2.00 s is the bound'],
    ['blockingMs', 201, 'query: TBT 201 ms, and at most 200 ms is the bound'],
    ['shift', 0.051, 'query: CLS 0.051, and at most 0.050 is the bound'],
    ['accessibility', 99, 'query: accessibility 99, and at least 100 is the bound'],
    ['bestPractices', 96, 'query: best practices 96, and at least 100 is the bound'],
    ['scriptBytes', 260_100, 'query: scripts 260.1 kB, and at most 260.0 kB is the bound'],
    ['styleBytes', 15_100, 'query: styles 15.1 kB, and at most 15.0 kB is the bound'],
    ['documentBytes', 10_100, 'query: document 10.1 kB, and at most 10.0 kB is the bound'],
    ['allBytes', 320_100, 'query: all bytes 320.1 kB, and at most 320.0 kB is the bound'],
  ] as const)('names page, metric, figure and bound: %s', (metric, figure, finding) => {
    const verdict = judgePage('query', [{ ...good, [metric]: figure }]);
    expect(verdict.findings).toEqual([finding]);
    expect(verdict.broken).toEqual([metric]);
  });

  it('asks more of sign-in and Query than of other pages', () => {
    expect(findings('sign-in', { performance: 94 })).toHaveLength(1);
    expect(findings('status', { performance: 89 })).toEqual([
      'status: performance 89, and at least 90 is the bound',
    ]);
  });

  it('leaves pages that are filled by data the time until data can be drawn', () => {
    expect(findings('connection', { largestPaintMs: 2600 })).toEqual([]);
    expect(findings('connection', { largestPaintMs: 2610 })).toEqual([
      'connection: LCP 2.61 s, and at most 2.60 s is the bound',
    ]);
    expect(findings('status', { largestPaintMs: 2010 })).toHaveLength(1);
  });

  it('takes of times the run in the middle', () => {
    const slow = { largestPaintMs: 9000 };
    expect(findings('query', slow, {}, slow, {}, {})).toEqual([]);
    expect(findings('query', slow, {}, slow, {}, slow)).toHaveLength(1);
  });

  it('takes of what no machine makes slower the worst run', () => {
    expect(findings('query', {}, {}, {}, {}, { accessibility: 98 })).toHaveLength(1);
  });

  it('finds a figure that is missing, and a page that was never run', () => {
    expect(judgePage('query', [{}, good, good]).broken).toHaveLength(10);
    expect(judgePage('query', []).findings).toContain('query: LCP missing, and at most 2.00 s is the bound');
  });

  it('says all figures in one line', () => {
    expect(judgePage('query', [good, good, good]).line).toMatch(
      /^query +performance 95, LCP 2\.00 s, TBT 200 ms, CLS 0\.050, accessibility 100, .* \(of 3\)$/,
    );
  });
});
