// How many pictures a second are drawn while ten thousand rows are scrolled beside a live chart of two lines of as many
// points: `npm run frames`. Fails where a figure is out of its bound (scripts/frame-budgets.mjs). Times need a machine that
// does nothing else.
import { chromium } from '@playwright/test';
import { framesMin, judgeFrames } from '../scripts/frame-budgets.mjs';
import { launchOptions } from './browser.mjs';
import { sessionCookie, startMockServer } from './mock-server.mjs';

const kScrollMs = 6000;
const kStepPx = 240;
const sizes = {
  desktop: { device: { viewport: { width: 1280, height: 900 } }, slower: 1 },
  phone: { device: { viewport: { width: 375, height: 812 }, isMobile: true, hasTouch: true }, slower: 4 },
};

/** A board that asks again every second; its address. */
async function makeBoard(page) {
  const api = `${server.url}/api/v1`;
  const { csrf_token: token } = await (await page.request.get(`${api}/session`)).json();
  const panel = (id, x, text, chart) => ({
    id,
    title: id,
    asking: { turns: [{ text }] },
    chart,
    x,
    y: 0,
    w: 6,
    h: 12,
  });
  const made = await page.request.post(`${api}/boards`, {
    headers: { 'X-CSRF-Token': token },
    data: {
      title: 'Readings',
      refresh_s: 1,
      panels: [panel('lines', 0, 'Two lines of readings', 'line'), panel('rows', 6, 'Each reading', 'table')],
    },
  });
  return `${server.url}/visualize?d=${(await made.json()).id}`;
}

/** Scrolls down and up at each picture, as far as a fast wheel; -> when pictures were begun, and the most cells at once. */
function scrollHard({ ms, step }) {
  const grid = document.querySelector('[role="grid"]');
  const times = [];
  let cells = 0;
  let by = step;
  return new Promise((resolve) => {
    function draw(now) {
      times.push(now);
      cells = Math.max(cells, grid.querySelectorAll('[role="gridcell"]').length);
      const last = grid.scrollHeight - grid.clientHeight;
      if (grid.scrollTop + by > last || grid.scrollTop + by < 0) by = -by;
      grid.scrollTop += by;
      if (now - times[0] < ms) requestAnimationFrame(draw);
      else resolve({ times, cells });
    }
    requestAnimationFrame(draw);
  });
}

const server = await startMockServer();
const browser = await chromium.launch(launchOptions());
const findings = [];
try {
  for (const size of Object.keys(framesMin)) {
    const { device, slower } = sizes[size];
    const context = await browser.newContext({ ...device, locale: 'en-US' });
    await context.addCookies([{ ...sessionCookie, url: server.url }]);
    const page = await context.newPage();
    await page.goto(await makeBoard(page));
    await page.locator('.u-over').first().waitFor();
    // On a phone the grid stands below the chart: both are in sight, or nearly.
    await page.getByRole('grid').scrollIntoViewIfNeeded();
    await page.getByRole('gridcell').first().waitFor();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: slower });
    const { times, cells } = await page.evaluate(scrollHard, { ms: kScrollMs, step: kStepPx });
    const verdict = judgeFrames(size, times, cells);
    console.log(`frames: ${verdict.line}`);
    findings.push(...verdict.findings);
    await context.close();
  }
} finally {
  await browser.close();
  await server.stop();
}
for (const finding of findings) console.error(`frames: ${finding}`);
if (findings.length > 0) process.exit(1);
