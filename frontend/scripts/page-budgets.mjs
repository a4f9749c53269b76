// What Lighthouse's figures of a page are held to. Pure: e2e/lighthouse/run.mjs measures.

/** The pages that most people see first. */
const quickest = ['sign-in', 'query'];
/** What is largest on them are data, which come after the scripts (docs/adr/0077). */
const filledByData = ['answer', 'visualize', 'connection', 'endpoints'];

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
const milliseconds = (ms) => `${Math.round(ms)} ms`;
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/**
 * Each with the bound of a page (`least` or `most`), which of several runs counts, and how a figure is written. Times say as
 * much about the machine as about the page, so the run in the middle counts; what does not depend on the machine has to
 * hold in each run.
 */
const metrics = [
  {
    key: 'performance',
    name: 'performance',
    least: (page) => (quickest.includes(page) ? 95 : 90),
    of: median,
    text: String,
  },
  {
    key: 'largestPaintMs',
    name: 'LCP',
    most: (page) => (filledByData.includes(page) ? 2600 : 2000),
    of: median,
    text: seconds,
  },
  { key: 'blockingMs', name: 'TBT', most: () => 200, of: median, text: milliseconds },
  { key: 'shift', name: 'CLS', most: () => 0.05, of: median, text: (shift) => shift.toFixed(3) },
  { key: 'accessibility', name: 'accessibility', least: () => 100, of: lowest, text: String },
  { key: 'bestPractices', name: 'best practices', least: () => 100, of: lowest, text: String },
  // Compressed, everything until the page is at rest; parts that load right after the page are in it.
  { key: 'scriptBytes', name: 'scripts', most: () => 260_000, of: median, text: kilobytes },
  { key: 'styleBytes', name: 'styles', most: () => 15_000, of: median, text: kilobytes },
  { key: 'documentBytes', name: 'document', most: () => 10_000, of: median, text: kilobytes },
  { key: 'allBytes', name: 'all bytes', most: () => 320_000, of: median, text: kilobytes },
];

/** NaN for no numbers, or where one is missing. */
function median(numbers) {
  if (numbers.some((number) => !Number.isFinite(number))) return Number.NaN;
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function lowest(numbers) {
  return numbers.length === 0 ? Number.NaN : Math.min(...numbers);
}

/**
 * The figures of a page's runs as one line, and a finding for each that is out of its bound: page, metric, figure, bound.
 * A figure that is missing is within no bound.
 */
export function judgePage(page, runs) {
  const judged = metrics.map(({ key, name, least, most, of, text }) => {
    const figure = of(runs.map((run) => run[key] ?? Number.NaN));
    const bound = (least ?? most)(page);
    const within = least ? figure >= bound : figure <= bound;
    const shown = Number.isNaN(figure) ? 'missing' : text(figure);
    return {
      key,
      word: `${name} ${shown}`,
      finding: within
        ? null
        : `${page}: ${name} ${shown}, and ${least ? 'at least' : 'at most'} ${text(bound)} is the bound`,
    };
  });
  return {
    line: `${page.padEnd(10)} ${judged.map(({ word }) => word).join(', ')} (of ${runs.length})`,
    findings: judged.flatMap(({ finding }) => finding ?? []),
    broken: judged.flatMap(({ key, finding }) => (finding === null ? [] : [key])),
  };
}
