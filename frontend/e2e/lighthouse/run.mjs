// Lighthouse's mobile preset on each page: `npm run lighthouse [-- PAGE...]`. Fails where accessibility or best practices
// are below 100 or a page loads too many bytes. Performance is printed as the median and not judged: it says as much
// about the machine. RUNS=5 (the default) is what the budgets were set by.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from '../browser.mjs';
import { startMockServer } from '../mock-server.mjs';

const here = import.meta.dirname;
const runs = Number(process.env.RUNS ?? 5);
const scoreMin = { accessibility: 1, 'best-practices': 1 };
// Compressed, everything until the page is at rest; parts that load right after the page are in it.
const bytesMax = { Script: 260_000, Stylesheet: 15_000, Document: 10_000, Total: 320_000 };
const question = (text) => `/query?q=${encodeURIComponent(text)}`;
const pages = [
  ['sign-in', '/sign-in'],
  ['query', '/query'],
  ['answer', question('Revenue by state')],
  ['visualize', '/visualize'],
  ['connect', '/connect'],
  ['wizard', '/connect/new'],
  ['connection', '/connect/connection?id=c-orders000001'],
  ['status', '/status'],
  ['more', '/more'],
].filter(([name]) => process.argv.length === 2 || process.argv.slice(2).includes(name));

if (!existsSync(join(here, 'node_modules', 'lighthouse')))
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund'], { cwd: here, stdio: 'inherit' });
const { default: lighthouse } = await import('lighthouse');

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

function bytesOf(report) {
  const sums = { Script: 0, Stylesheet: 0, Document: 0, Total: 0 };
  for (const { resourceType, transferSize = 0 } of report.audits['network-requests'].details.items) {
    sums.Total += transferSize;
    if (resourceType in sums) sums[resourceType] += transferSize;
  }
  return sums;
}

/** What cost a category its hundred: names of audits, with the first place that each names. */
function faults(report, category) {
  return report.categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (report.audits[id].score ?? 1) < 1)
    .map(({ id }) => {
      const [first] = report.audits[id].details?.items ?? [];
      return `${id}${first ? ` (${JSON.stringify(first).slice(0, 300)})` : ''}`;
    });
}

const port = await freePort();
const server = await startMockServer();
const options = launchOptions();
const browser = await chromium.launch({
  ...options,
  args: [...options.args, `--remote-debugging-port=${port}`],
});
let broken = false;
const complain = (text) => {
  broken = true;
  console.log(`  ${text}`);
};
try {
  for (const [name, path] of pages) {
    const reports = [];
    for (let run = 0; run < runs; run += 1) {
      const result = await lighthouse(server.url + path, {
        port,
        logLevel: 'error',
        onlyCategories: ['performance', ...Object.keys(scoreMin)],
        extraHeaders: name === 'sign-in' ? {} : { Cookie: 'aurora_session=mock' },
      });
      if (!result || result.lhr.runtimeError)
        throw new Error(result?.lhr.runtimeError?.message ?? 'no report');
      reports.push(result.lhr);
    }
    const value = (audit) => median(reports.map((report) => report.audits[audit].numericValue));
    const score = (category) =>
      Math.round(100 * median(reports.map((report) => report.categories[category].score)));
    const [last] = reports.slice(-1);
    const bytes = bytesOf(last);
    console.log(
      `lighthouse: ${name.padEnd(10)} performance ${score('performance')}, LCP ${(value('largest-contentful-paint') / 1000).toFixed(1)} s, ` +
        `TBT ${Math.round(value('total-blocking-time'))} ms, CLS ${value('cumulative-layout-shift').toFixed(3)} (median of ${runs}); ` +
        `accessibility ${score('accessibility')}, best practices ${score('best-practices')}; ` +
        Object.entries(bytes)
          .map(([kind, size]) => `${kind.toLowerCase()} ${(size / 1000).toFixed(1)}`)
          .join(', ') +
        ' kB',
    );
    for (const [category, least] of Object.entries(scoreMin)) {
      const low = reports.find((report) => report.categories[category].score < least);
      if (low) complain(`${category} is below ${least * 100}: ${faults(low, category).join('; ')}`);
    }
    for (const [kind, most] of Object.entries(bytesMax))
      if (bytes[kind] > most)
        complain(
          `${kind} ${(bytes[kind] / 1000).toFixed(1)} kB is more than ${most / 1000} kB: load a part of it later`,
        );
  }
} finally {
  await browser.close();
  await server.stop();
}
if (broken) process.exit(1);
