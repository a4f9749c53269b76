// Lighthouse's mobile preset on each page: `npm run lighthouse [-- PAGE...]`. Fails where a figure is out of its bound
// (scripts/page-budgets.mjs). Times need a machine that does nothing else. RUNS=5 (the default) is what the bounds are for.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { judgePage } from '../../scripts/page-budgets.mjs';
import { launchOptions } from '../browser.mjs';
import { startMockServer } from '../mock-server.mjs';

const here = import.meta.dirname;
const runs = Number(process.env.RUNS ?? 5);
const categories = ['performance', 'accessibility', 'best-practices'];
// Categories whose faults are named, by the figure that they make.
const explained = { accessibility: 'accessibility', bestPractices: 'best-practices' };
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
  ['endpoints', '/more/endpoints'],
  ['settings', '/settings'],
];
const named = process.argv.slice(2);
const unknown = named.filter((name) => !pages.some(([page]) => page === name));
if (unknown.length > 0) {
  console.error(
    `lighthouse: no page ${unknown.join(', ')}; there are ${pages.map(([page]) => page).join(', ')}`,
  );
  process.exit(2);
}

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

const bytesKeys = { Script: 'scriptBytes', Stylesheet: 'styleBytes', Document: 'documentBytes' };

function bytesOf(report) {
  const sums = { scriptBytes: 0, styleBytes: 0, documentBytes: 0, allBytes: 0 };
  for (const { resourceType, transferSize = 0 } of report.audits['network-requests'].details.items) {
    sums.allBytes += transferSize;
    if (resourceType in bytesKeys) sums[bytesKeys[resourceType]] += transferSize;
  }
  return sums;
}

function figuresOf(report) {
  const score = (category) => Math.round(100 * report.categories[category].score);
  const value = (audit) => report.audits[audit].numericValue;
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    largestPaintMs: value('largest-contentful-paint'),
    blockingMs: value('total-blocking-time'),
    shift: value('cumulative-layout-shift'),
    ...bytesOf(report),
  };
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
const findings = [];
try {
  for (const [name, path] of pages.filter(([page]) => named.length === 0 || named.includes(page))) {
    const reports = [];
    for (let run = 0; run < runs; run += 1) {
      const result = await lighthouse(server.url + path, {
        port,
        logLevel: 'error',
        onlyCategories: categories,
        extraHeaders: name === 'sign-in' ? {} : { Cookie: 'aurora_session=mock' },
      });
      if (!result || result.lhr.runtimeError)
        throw new Error(result?.lhr.runtimeError?.message ?? 'no report');
      reports.push(result.lhr);
    }
    const verdict = judgePage(name, reports.map(figuresOf));
    console.log(`lighthouse: ${verdict.line}`);
    findings.push(...verdict.findings);
    for (const key of verdict.broken.filter((one) => one in explained)) {
      const low = reports.find((report) => report.categories[explained[key]].score < 1);
      findings.push(`  ${faults(low, explained[key]).join('; ')}`);
    }
  }
} finally {
  await browser.close();
  await server.stop();
}
for (const finding of findings) console.error(`lighthouse: ${finding}`);
if (findings.length > 0) process.exit(1);
