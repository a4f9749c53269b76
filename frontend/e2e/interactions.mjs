// How long a touch or a key waits for the next picture, on a processor a quarter as fast: `node e2e/interactions.mjs`.
// Fails where the upper quartile of an act is out of its bound (scripts/interaction-budgets.mjs). Times need a machine that
// does nothing else.
import { chromium } from '@playwright/test';
import { judgeAct, kDelayMsTold } from '../scripts/interaction-budgets.mjs';
import { launchOptions } from './browser.mjs';
import { startMockServer } from './mock-server.mjs';

const kSlower = 4;
const kRestMs = 400;
const sizes = {
  phone: { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true },
  desktop: { viewport: { width: 1280, height: 900 } },
};

/** Keeps what the browser tells of interactions. */
function listen(told) {
  window.toldEvents = [];
  new PerformanceObserver((list) => {
    for (const { name, interactionId, duration } of list.getEntries())
      window.toldEvents.push({ name, interactionId, duration });
  }).observe({ type: 'event', durationThreshold: told });
}

const count = (page) => page.evaluate(() => performance.interactionCount);

/** Acts on an answer: what a person does, over and over. */
const acts = {
  async typing(page) {
    await page.getByLabel('Question or SQL').focus();
    await page.keyboard.type(' by month', { delay: 60 });
  },
  async 'opening a chip'(page) {
    const chip = page.getByRole('button', { name: /^turnover = the sum of total/ });
    for (let round = 0; round < 4; round += 1) {
      await chip.click();
      await page.waitForTimeout(kRestMs);
      await page.keyboard.press('Escape');
      await page.waitForTimeout(kRestMs);
    }
  },
  async 'switching tabs'(page) {
    for (const name of ['Table', 'SQL', 'Chart', 'Table', 'SQL', 'Chart']) {
      await page.getByRole('tab', { name, exact: true }).click();
      await page.waitForTimeout(kRestMs);
    }
  },
};

/** Through ten thousand rows by keys: turning a wheel is no interaction to the browser. */
async function scrolling(page) {
  const grid = page.getByRole('grid', { name: 'Result rows' });
  await grid.focus();
  for (let round = 0; round < 12; round += 1) {
    await page.keyboard.press('PageDown');
    await page.waitForTimeout(kRestMs / 4);
  }
}

async function openAnswer(page, question) {
  await page.goto(`${server.url}/query?q=${encodeURIComponent(question)}`);
  await page.getByRole('tab', { name: 'Table', exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
}

const server = await startMockServer();
const browser = await chromium.launch(launchOptions());
const findings = [];
try {
  for (const [size, device] of Object.entries(sizes)) {
    const context = await browser.newContext({ ...device, locale: 'en-US' });
    const page = await context.newPage();
    await page.goto(`${server.url}/sign-in#t=mock`);
    await page.waitForURL('**/query');
    await page.addInitScript(listen, kDelayMsTold);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: kSlower });
    async function measure(name, act) {
      const before = await count(page);
      await page.evaluate(() => {
        window.toldEvents.length = 0;
      });
      await act(page);
      // The last one is told a picture later.
      await page.waitForTimeout(kRestMs);
      const told = await page.evaluate(() => window.toldEvents);
      const { line, finding } = judgeAct(size, name, (await count(page)) - before, told);
      console.log(`interactions: ${line}`);
      if (finding) findings.push(finding);
    }
    await openAnswer(page, 'Turnover by state');
    for (const [name, act] of Object.entries(acts)) await measure(name, act);
    await openAnswer(page, 'SELECT * FROM shop.orders');
    await measure('scrolling', scrolling);
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
for (const finding of findings) console.error(`interactions: ${finding}`);
if (findings.length > 0) process.exit(1);
