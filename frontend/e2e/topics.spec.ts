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

async function toTopics(page: Page): Promise<void> {
  await openSignedIn(page, server.url, '/connect/new');
  await page.getByLabel('Brokers').fill('localhost:9092');
  await page.getByRole('button', { name: 'Test and go on' }).click();
  await expect(page.getByLabel('Read', { exact: true })).toBeVisible();
}

test('all topics of a pattern become one table, in both themes', async ({ page }) => {
  const watched = new WatchedPage(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await toTopics(page);
  await page.getByLabel('Read', { exact: true }).selectOption('all topics that match a pattern');
  const pattern = page.getByLabel('Pattern');
  await pattern.fill('.*s');
  await expect(page.getByText('Matches 2 topics now: orders, shipments')).toBeVisible();
  await page.getByRole('button', { name: 'Look inside' }).click();
  const table = page.getByLabel('Into the table');
  await expect(table).toHaveAccessibleDescription('Name database and table, for example shop.orders.');
  await expect(table).toBeFocused();
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await table.fill('shop.everything');
  await page.getByRole('button', { name: 'Look inside' }).click();
  await expect(page.getByLabel('Table', { exact: true })).toHaveValue('everything');
  await page.getByRole('button', { name: 'Looks right, connect' }).click();
  await page.getByRole('link', { name: 'Open the connection' }).click();
  await expect(page.getByRole('heading', { name: '/.*s/' })).toBeVisible();
  await expect(page.getByText(/orders\.old/)).toContainText('deleted: what was read of it stays');
  await expect(page.getByText('and those that come later and match /.*s/')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);
  watched.expectQuiet();
});

test('several topics are chosen by name', async ({ page }) => {
  await toTopics(page);
  await page.getByLabel('Read', { exact: true }).selectOption('several topics');
  await page.getByRole('checkbox', { name: /shipments/ }).check();
  await page.getByRole('checkbox', { name: /inventory/ }).check();
  await expect(page.getByText('2 topics: inventory, shipments')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Into the table').fill('shop.moves');
  const sent = page.waitForRequest('**/api/v1/connections/preview');
  await page.getByRole('button', { name: 'Look inside' }).click();
  expect((await sent).postDataJSON()).toMatchObject({
    topics: ['inventory', 'shipments'],
    table: 'shop.moves',
  });
});
