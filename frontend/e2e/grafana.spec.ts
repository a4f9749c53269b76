import { expect, type Page, test } from '@playwright/test';
import { startMockServer } from './mock-server.mjs';
import { ask, openSignedIn } from './steps';

let server: Awaited<ReturnType<typeof startMockServer>>;
test.afterEach(() => server.stop());

/** A board of one answer, saved and opened. */
async function openBoard(page: Page): Promise<void> {
  await ask(page, 'Revenue by state');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByRole('link', { name: 'Open the board' }).click();
  await expect(page.getByText('182,340.55').first()).toBeVisible();
}

test('answers, panels and boards lead to Grafana where there is one', async ({ page, context }) => {
  server = await startMockServer(0, { grafana: true });
  await openSignedIn(page, server.url);
  await ask(page, 'SELECT count() FROM shop.orders');
  await page.getByRole('button', { name: 'Download the whole result' }).click();
  const [explored] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('menuitem', { name: /Open in Grafana/ }).click(),
  ]);
  await explored.waitForURL(/\/grafana\/explore\?panes=SELECT/);
  // A page behind another draws one picture a second, and a click waits for two.
  await explored.close();

  await openBoard(page);
  await page.getByRole('button', { name: 'More for this board' }).click();
  const [dashboard] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('menuitem', { name: /Open in Grafana/ }).click(),
  ]);
  await dashboard.waitForURL(/\/grafana\/d\/aurora-b-mock/);
  await dashboard.close();
  await page
    .getByRole('button', { name: /^More for (?!this board)/ })
    .first()
    .click();
  const [panel] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('menuitem', { name: /Open in Grafana/ }).click(),
  ]);
  await panel.waitForURL(/\/grafana\/explore/);
});

test('without a Grafana nothing leads there', async ({ page }) => {
  server = await startMockServer();
  await openSignedIn(page, server.url);
  await ask(page, 'SELECT count() FROM shop.orders');
  await page.getByRole('button', { name: 'Download the whole result' }).click();
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await expect(page.getByRole('menuitem', { name: /Grafana/ })).toHaveCount(0);
});
