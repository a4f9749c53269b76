import type { ReplayChoice, ReplayReport } from '@/api/types';

/** What a replay has come to so far. */
export interface ReplaySums {
  replayed: number;
  kept: number;
  skipped: number;
  /** Not tried yet. */
  left: number;
  /** Of those that still do not fit, the first ones. */
  examples: ReplayReport['examples'];
  /** Where to go on; null at the end. */
  page: string | null;
}

export const noSums: ReplaySums = { replayed: 0, kept: 0, skipped: 0, left: 0, examples: [], page: null };

const kExamplesMax = 10;

export function triedOf({ replayed, kept, skipped }: ReplaySums): number {
  return replayed + kept + skipped;
}

function added(sums: ReplaySums, report: ReplayReport): ReplaySums {
  return {
    replayed: sums.replayed + report.replayed,
    kept: sums.kept + report.kept,
    skipped: sums.skipped + report.skipped,
    left: report.left,
    examples: [...sums.examples, ...report.examples].slice(0, kExamplesMax),
    page: report.next_page,
  };
}

const place = /^topic \S+, partition \d+, offset \d+/;

/** One example of each way in which letters still do not fit: ten of one kind say no more than one. */
export function unlike(examples: ReplaySums['examples']): ReplaySums['examples'] {
  const seen = new Set<string>();
  return examples.filter(({ code, reason }) => {
    const kind = `${code} ${reason.replace(place, '')}`;
    if (seen.has(kind)) return false;
    seen.add(kind);
    return true;
  });
}

interface ReplayRun {
  call: (choice: ReplayChoice) => Promise<ReplayReport>;
  choice: ReplayChoice;
  /** From here on; a new one begins with noSums. */
  from: ReplaySums;
  /** After each part. */
  onSums: (sums: ReplaySums) => void;
  /** Asked before each further part: what is done stays done. */
  isStopped: () => boolean;
}

/** Part by part until none is left that was not tried. Throws what a call throws; the sums told last are what is done. */
export async function runReplay({ call, choice, from, onSums, isStopped }: ReplayRun): Promise<ReplaySums> {
  let sums = from;
  do {
    const report = await call({ ...choice, ...(sums.page === null ? {} : { page: sums.page }) });
    sums = added(sums, report);
    onSums(sums);
  } while (sums.page !== null && !isStopped());
  return sums;
}
