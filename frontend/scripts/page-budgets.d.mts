/** What Lighthouse measured in one run of a page. Scores of 100, milliseconds, bytes as they were sent. */
export interface PageRun {
  performance: number;
  accessibility: number;
  bestPractices: number;
  largestPaintMs: number;
  blockingMs: number;
  /** Cumulative layout shift. */
  shift: number;
  scriptBytes: number;
  styleBytes: number;
  documentBytes: number;
  allBytes: number;
}
export interface PageVerdict {
  line: string;
  /** One for each figure that is out of its bound. */
  findings: string[];
  /** Their keys in `PageRun`. */
  broken: (keyof PageRun)[];
}
export function judgePage(page: string, runs: Partial<PageRun>[]): PageVerdict;
