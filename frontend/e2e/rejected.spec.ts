import { expect, type Page, test } from '@playwright/test';
import { startMockServer } from './mock-server.mjs';
import { openSignedIn } from './steps';
import {
  expectAccessible,
  expectAccessibleInBothThemes,
  expectNoSidewaysScroll,
  WatchedPage,
} from './watched-page';

let server: Awaited<ReturnType<typeof startMockServer>>;
test.beforeEach(async () => {
  server = await startMockServer();
});
test.afterEach(() => server.stop());

const address = '/connect/connection?id=c-orders000001&part=rejected';

async function openRejected(page: Page): Promise<void> {
  await openSignedIn(page, server.url, address);
  await expect(page.getByText('1,237 rejected messages, 3 causes')).toBeVisible();
}

const confirm = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Replay' }).click();

test('rejected messages are accessible in both themes and never scroll sideways', async ({ page }) => {
  const watched = new WatchedPage(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openRejected(page);
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: /column total .*1,204 messages/ }).click();
  await expect(page.getByText(/"basket": 9007199254740993/).first()).toBeVisible();
  await expect(page.getByText('trace-id: 4bf92f3577b34da6-0')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Replay these 1,204 messages' }).click();
  await expect(page.getByText(/become rows at their own offsets/)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: /not UTF-8.*2 messages/ }).click();
  await expect(page.getByText(/^0000\s+ff fe 7b/).first()).toBeVisible();
  await expectAccessibleInBothThemes(page);
  watched.expectQuiet();
});

test('a type is changed, the group is replayed, and its letters are gone; the others say why they stay', async ({
  page,
}) => {
  const watched = new WatchedPage(page);
  await openRejected(page);
  await page.getByRole('button', { name: /column total/ }).click();
  await page.getByRole('button', { name: 'Change type of total' }).click();
  await page.getByLabel('New type').selectOption('String');
  await page.getByRole('button', { name: 'Widen', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: /^Replay these/ }).click();
  await confirm(page);
  await expect(page.getByText('1,204 are rows now.')).toBeVisible();
  await expect(page.getByText('33 rejected messages, 2 causes')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Replay all' }).click();
  await confirm(page);
  await expect(page.getByText('0 are rows now, 33 still do not fit.')).toBeVisible();
  await expect(page.getByText('Why some still do not fit')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  watched.expectQuiet();
});

test('a replay tells how far it is, stops when told, and goes on from there', async ({ page }) => {
  await openRejected(page);
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let calls = 0;
  await page.route('**/dead-letters:replay', async (route) => {
    calls += 1;
    if (calls === 2) await held;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Replay all' }).click();
  await confirm(page);
  await expect(page.getByText('500 of 1,237')).toBeVisible();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { name: 'Stopping behind the messages in hand' })).toBeVisible();
  release();
  await expect(page.getByText(/1,000 still do not fit, 237 were not tried/)).toBeVisible();
  expect(calls).toBe(2);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText(/1,237 still do not fit\./)).toBeVisible();
});

test('the cause that was open is open after a reload, and each part of a failure is said', async ({
  page,
}) => {
  const watched = new WatchedPage(page, /503/);
  await openRejected(page);
  await page.getByRole('button', { name: /not JSON/ }).click();
  await expect(page.getByText('customer-0', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: /not JSON/ })).toHaveAttribute('aria-expanded', 'true');
  await expect(page.getByText('customer-0', { exact: true })).toBeVisible();
  await page.route('**/dead-letters:replay', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'unavailable', detail: 'ingest does not answer', request_id: 'req-7' }),
    }),
  );
  await page.getByRole('button', { name: 'Replay partition', exact: false }).first().click();
  await confirm(page);
  await expect(page.getByText('ingest does not answer')).toBeVisible();
  await expect(page.getByText(/req-7/)).toBeVisible();
  await expectAccessible(page);
  watched.expectQuiet();
});

test('of a deleted connection it is said where its letters are', async ({ page }) => {
  const watched = new WatchedPage(page, /404/);
  await openSignedIn(page, server.url, '/connect/connection?id=c-gone&part=rejected');
  await expect(page.getByText(/below connection_id c-gone/)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'See all connections' }).click();
  await page.waitForURL('**/connect');
  watched.expectQuiet();
});
