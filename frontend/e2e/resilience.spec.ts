import { expect, type Page, test } from '@playwright/test';
import { startMockServer } from './mock-server.mjs';
import { ask, openSignedIn, signIn } from './steps';
import { expectAccessible, expectNoSidewaysScroll, WatchedPage } from './watched-page';

let server: Awaited<ReturnType<typeof startMockServer>>;
test.beforeAll(async () => {
  server = await startMockServer();
});
test.afterAll(() => server.stop());

/** Bytes that the page's scripts hold after everything that can be given back was given back. */
async function heapBytes(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** A poor mobile network: 50 kB a second, 400 ms there and back, nothing from before. */
async function slowDown(page: Page): Promise<void> {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  await network.send('Network.setCacheDisabled', { cacheDisabled: true });
  await network.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: 50_000,
    uploadThroughput: 25_000,
  });
}

/** How much of what was in sight has moved by itself, as browsers count it. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            value: number;
            hadRecentInput: boolean;
          })[])
            if (!entry.hadRecentInput) sum += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(sum), 300);
      }),
  );
}

test('on a slow network the box is there first, a question says that it works, and nothing jumps', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await openSignedIn(page, server.url);
  await slowDown(page);
  await page.goto(`${server.url}/query`, { waitUntil: 'commit' });
  // Long before the last script is there.
  const question = 'Revenue by state, and sleep on it';
  await page.getByLabel('Question or SQL').fill(question);
  await page.getByRole('button', { name: 'Ask' }).click();
  await expect(page.getByText('Reading the question and the data')).toBeVisible();
  await expect(page.getByText('182,340.55').first()).toBeVisible();
  await expect(page.getByLabel('Question or SQL')).toHaveValue(question);
  expect(await layoutShift(page)).toBeLessThan(0.1);
});

test('what the first screen waits for comes in any order, and nothing jumps', async ({ page }) => {
  await signIn(page.context(), server.url);
  for (const late of ['suggest', 'connections']) {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(`**/api/v1/${late}`, async (route) => {
      await held;
      await route.continue();
    });
    if (late === 'connections') await page.routeWebSocket('**/api/v1/live', () => undefined);
    await page.goto(`${server.url}/query`);
    const first = late === 'suggest' ? 'Events arriving now' : 'Revenue by state this week';
    await expect(page.getByText(first).first()).toBeVisible();
    release();
    await expect(page.getByText('Revenue by state this week')).toBeVisible();
    await expect(page.getByText('Events arriving now').first()).toBeVisible();
    await expect(page.getByText('shop.clicks').first()).toBeVisible();
    expect(await layoutShift(page)).toBeLessThan(0.1);
  }
});

test('a connection opened on a slow network stands where it is drawn', async ({ page }) => {
  test.setTimeout(180_000);
  await openSignedIn(page, server.url);
  await slowDown(page);
  await page.goto(`${server.url}/connect/connection?id=c-orders000001`, { waitUntil: 'commit' });
  await expect(page.getByRole('slider', { name: 'Rate' })).toBeVisible({ timeout: 60_000 });
  expect(await layoutShift(page)).toBeLessThan(0.05);
});

test('a question asked while the gateway restarts says so, keeps the last answer, and works afterwards', async ({
  page,
}) => {
  const first = await startMockServer();
  const port = Number(new URL(first.url).port);
  await openSignedIn(page, first.url);
  await ask(page, 'Revenue by state');
  await expect(page.getByText('182,340.55').first()).toBeVisible();
  await first.stop();
  await ask(page, 'How many orders?');
  await expect(page.getByText('Aurora cannot be reached. Is it running?').first()).toBeVisible();
  await expect(page.getByText('182,340.55').first()).toBeVisible();
  await expect(
    page.getByText(/^Connection lost at \d\d:\d\d:\d\d\. Showing the last known state/),
  ).toBeVisible();
  await expectAccessible(page);
  const second = await startMockServer(port);
  try {
    await page.getByRole('button', { name: 'Retry now' }).click();
    await expect(page.getByText(/^Connection lost at/)).toBeHidden({ timeout: 40_000 });
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('41,208').first()).toBeVisible();
  } finally {
    await second.stop();
  }
});

test('a session that ends is renewed over the page: what was typed stays, what failed is done', async ({
  page,
}) => {
  const watched = new WatchedPage(page, /401|403/);
  await openSignedIn(page, server.url);
  await ask(page, 'Revenue by state');
  await expect(page.getByText('182,340.55').first()).toBeVisible();
  await page.context().clearCookies();
  await ask(page, 'How many orders?');
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel('Access token').fill('wrong');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog.getByText('This token is not known.')).toBeVisible();
  await dialog.getByLabel('Access token').fill('right');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('41,208').first()).toBeVisible();
  await expect(page.getByLabel('Question or SQL')).toHaveValue('How many orders?');
  watched.expectQuiet();
});

test('signing in again can wait, and another tab can do it', async ({ page, context }) => {
  await openSignedIn(page, server.url, '/connect/new');
  await page.getByLabel('Brokers').fill('kafka-1:9092');
  await context.clearCookies();
  await page.getByRole('button', { name: 'Test and go on' }).click();
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await expect(dialog).toBeVisible();
  await dialog.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByRole('button', { name: 'Sign in again' })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const other = await context.newPage();
  await other.goto(`${server.url}/sign-in#t=mock`);
  await other.waitForURL('**/query');
  await other.close();
  await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await expect(page.getByRole('button', { name: 'Sign in again' })).toBeHidden();
  await expect(page.getByLabel('Brokers')).toHaveValue('kafka-1:9092');
});

test('a query of a minute shows its time and what helps, and is ended where it stands', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Revenue by state');
  await expect(page.getByText('182,340.55').first()).toBeVisible();
  await page.clock.install();
  await page.route('**/api/v1/query', () => undefined);
  await ask(page, 'SELECT sum(cityHash64(number)) FROM numbers(1e12)');
  await page.clock.runFor(12_000);
  await expect(page.getByText(/^Still working/)).toBeVisible();
  await expect(page.getByText(/^\d\d\.\d s$/)).toBeVisible();
  await page.clock.runFor(53_000);
  await expect(page.getByText(/^1 min \d+ s$/)).toBeVisible();
  await expectNoSidewaysScroll(page);
  // The answer before it stays in sight meanwhile.
  await expect(page.getByText('182,340.55').first()).toBeVisible();
  const ended = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/api/v1/query'));
  await page.getByRole('button', { name: 'End it' }).click();
  await ended;
  await expect(page.getByText(/^Still working/)).toBeHidden();
  await expect(page.getByLabel('Question or SQL')).toBeVisible();
});

test('huge results one after another stay bounded, and each says what is shown', async ({ page }) => {
  test.setTimeout(180_000);
  await openSignedIn(page, server.url);
  async function askMany(from: number, count: number) {
    for (let at = from; at < from + count; at += 1) {
      await ask(page, `SELECT * FROM shop.orders -- ${at}`);
      await expect(page.getByText(/^First 10,000 rows/)).toBeVisible();
      await page.waitForLoadState('networkidle');
    }
  }
  const grid = page.getByRole('grid', { name: 'Result rows' });
  await askMany(0, 3);
  const first = await heapBytes(page);
  // Some twenty answers of fifty thousand cells is what a page may keep.
  await askMany(3, 22);
  const full = await heapBytes(page);
  await askMany(25, 10);
  const later = await heapBytes(page);
  const perReply = (full - first) / 22;
  expect(later - full).toBeLessThan(Math.max(3e6, perReply * 5));
  expect(await grid.getByRole('gridcell').count()).toBeLessThanOrEqual(400);
});

test('a result that is too large for a page says what to do instead', async ({ page }) => {
  await openSignedIn(page, server.url);
  await page.route('**/api/v1/query', (route) =>
    route.fulfill({
      status: 413,
      contentType: 'application/problem+json',
      body: JSON.stringify({
        code: 'result_too_large',
        status: 413,
        detail: 'the result is larger than 64 MiB; select fewer columns, or export it',
        request_id: 'req-large',
      }),
    }),
  );
  await ask(page, 'SELECT * FROM shop.orders');
  await expect(page.getByText('The result is too large')).toBeVisible();
  await expect(page.getByText(/select fewer columns, or export it/)).toBeVisible();
  await expectAccessible(page);
});
