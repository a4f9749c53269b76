import { expect, type Page, type Request, test } from '@playwright/test';
import { startMockServer } from './mock-server.mjs';
import { openSignedIn } from './steps';

// Seconds of the page's clock; a board asks for all of its panels at each.
const kWarmSeconds = 60;
const kSeconds = 480;
const kSecondsAtOnce = 10;
const kRounds = 8;
// A round from page to page weighs as much as a long while on one of them.
const kSecondsOfRound = 80;
// An hour of a live board may add 20 MB.
const kHeapBytesASecond = 20e6 / 3600;
// The page before the last may be held until another takes its place: once, however many rounds there are (24 were tried).
const kNodesOfPage = 400;
// Less than what one thing that every answer leaves behind adds.
const kNodesASecond = 0.25;
const kListenersASecond = 0.125;
const kOpenMax = 12;

const questions = [
  'Show me conversion trends for mobile users today',
  'Orders by hour and weekday',
  'Share of orders by device',
  'Revenue by state',
  // Takes four seconds, and is due again at each of them.
  'Revenue by state, and sleep on it',
];

// A trace keeps pictures of each step in the page, which would be weighed with it.
test.use({ trace: 'off' });

let server: Awaited<ReturnType<typeof startMockServer>>;
test.beforeAll(async () => {
  server = await startMockServer(0, { liveEveryMs: 20 });
});
test.afterAll(() => server.stop());

interface Weight {
  /** Bytes that the page's scripts hold. */
  heap: number;
  /** Nodes of its documents, also those that are in no document any more and still held. */
  nodes: number;
  listeners: number;
}

/** After everything that can be given back was given back. */
async function weigh(page: Page): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  // NaN is below no limit: a metric that is gone fails the test.
  const metric = (name: string) => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return { heap: metric('JSHeapUsedSize'), nodes: metric('Nodes'), listeners: metric('JSEventListeners') };
}

function expectAsLight(after: Weight, before: Weight, seconds: number): void {
  expect.soft(after.heap - before.heap, 'bytes of the heap').toBeLessThan(seconds * kHeapBytesASecond);
  expect.soft(after.nodes - before.nodes, 'nodes').toBeLessThan(seconds * kNodesASecond);
  expect.soft(after.listeners - before.listeners, 'listeners').toBeLessThan(seconds * kListenersASecond);
}

const isSlow = (request: Request) => request.postData()?.includes('sleep') ?? false;

/** Requests of the page that have no answer yet. */
class OpenRequests {
  answered = 0;
  readonly open = { quick: 0, slow: 0 };
  /** Most of them at one time. */
  readonly most = { quick: 0, slow: 0 };

  constructor(page: Page) {
    page.on('request', (request) => this.count(request, 1));
    page.on('requestfailed', (request) => this.count(request, -1));
    page.on('requestfinished', (request) => {
      this.answered += 1;
      this.count(request, -1);
    });
  }

  /** Until all but the slow ones have their answer. */
  async settled(): Promise<void> {
    await expect.poll(() => this.open.quick, { intervals: [2] }).toBe(0);
  }

  startOver(): void {
    this.answered = 0;
    Object.assign(this.most, this.open);
  }

  private count(request: Request, change: number): void {
    const kind = isSlow(request) ? 'slow' : 'quick';
    this.open[kind] += change;
    this.most[kind] = Math.max(this.most[kind], this.open[kind]);
  }
}

/** A board that is renewed every second, made by the API and opened. */
async function openLiveBoard(page: Page): Promise<void> {
  const id = await page.evaluate(async (texts) => {
    const { csrf_token } = (await (await fetch('/api/v1/session')).json()) as { csrf_token: string };
    const made = await fetch('/api/v1/boards', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf_token },
      body: JSON.stringify({
        title: 'Overnight',
        refresh_s: 1,
        panels: texts.map((text, at) => ({
          id: `p${at}`,
          title: text,
          asking: { turns: [{ text }] },
          x: (at % 3) * 4,
          y: Math.floor(at / 3) * 5,
          w: 4,
          h: 5,
        })),
      }),
    });
    return ((await made.json()) as { id: string }).id;
  }, questions);
  await page.goto(`${server.url}/visualize?d=${id}`);
}

test('a live board left open overnight stays as light as it was', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a board is left open on a wall or a desk; a phone asks for one panel or two');
  await page.setViewportSize({ width: 1600, height: 1400 });
  const requests = new OpenRequests(page);
  await openSignedIn(page, server.url);
  await page.clock.install();
  await openLiveBoard(page);
  await expect(page.getByRole('slider')).toHaveCount(3);
  async function pass(seconds: number): Promise<void> {
    for (let second = 0; second < seconds; second += kSecondsAtOnce) {
      // Several at once: a call of the test costs more than a second of the page.
      await page.clock.runFor(kSecondsAtOnce * 1000);
      await requests.settled();
    }
  }
  await pass(kWarmSeconds);
  const before = await weigh(page);
  requests.startOver();
  await pass(kSeconds);
  expectAsLight(await weigh(page), before, kSeconds);
  // The night did pass, and what is slow was asked again only after it had answered.
  expect.soft(requests.answered, 'answers').toBeGreaterThan(kSeconds / 4);
  expect.soft(requests.most.slow, 'open requests of one panel').toBe(1);
  expect.soft(requests.most.quick, 'open requests').toBeLessThan(kOpenMax);
});

test('a tab that went from page to page, with live events on each, stays as light as it was', async ({
  page,
}) => {
  await openSignedIn(page, server.url);
  const nav = page.getByRole('navigation', { name: 'Main' });
  async function round(): Promise<void> {
    await nav.getByRole('link', { name: 'Connect' }).click();
    await page.getByRole('link', { name: 'orders', exact: true }).click();
    await expect(page.getByRole('slider', { name: 'Rate' })).toBeVisible();
    await nav.getByRole('link', { name: 'Visualize' }).click();
    await expect(page.getByRole('heading', { name: 'Boards' })).toBeVisible();
    await nav.getByRole('link', { name: 'Query' }).click();
    await expect(page.getByRole('slider', { name: /Events arriving now/ })).toBeVisible();
  }
  for (let warm = 0; warm < 3; warm += 1) await round();
  const before = await weigh(page);
  for (let at = 0; at < kRounds; at += 1) await round();
  // What each round leaves behind is hundreds of nodes.
  expectAsLight(
    await weigh(page),
    { ...before, nodes: before.nodes + kNodesOfPage },
    kRounds * kSecondsOfRound,
  );
});
