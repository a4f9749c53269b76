import { expect, test } from '@playwright/test';
import { startMockServer } from './mock-server.mjs';
import { ask, openSignedIn } from './steps';
import { expectAccessible, expectNoSidewaysScroll, WatchedPage } from './watched-page';

let server: Awaited<ReturnType<typeof startMockServer>>;
test.beforeEach(async () => {
  server = await startMockServer();
});
test.afterEach(() => server.stop());

test('an answer becomes an endpoint: its token is shown once, and its list can revoke and delete', async ({
  page,
}) => {
  const watched = new WatchedPage(page, /409|400/);
  await openSignedIn(page, server.url);
  await ask(page, 'SELECT count() FROM shop.orders');
  await page.getByRole('button', { name: 'Endpoint' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make it an endpoint' });
  await dialog.getByLabel('Name').fill('Orders!');
  await expect(dialog.getByText('Use a to z, 0 to 9 and -, with a letter first.')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Make endpoint' })).toBeDisabled();
  await dialog.getByLabel('Name').fill('orders');
  await dialog
    .getByLabel('SQL')
    .fill('SELECT count() FROM shop.orders WHERE state = {state:String} AND n > {least:UInt16}');
  await dialog.getByLabel('least (UInt16)').fill('7');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Make endpoint' }).click();

  await expect(dialog.getByText('orders can be called.')).toBeVisible();
  const token = await dialog.getByLabel('Token', { exact: true }).inputValue();
  await expect(dialog.getByLabel('Call it from a terminal')).toHaveValue(
    `curl -H 'Authorization: Bearer ${token}' '${server.url}/api/v1/endpoints/orders?state=CA'`,
  );
  await dialog.getByRole('button', { name: 'Try it' }).click();
  await expect(dialog.getByText('1 row. The first: ["41"]')).toBeVisible();
  await dialog.getByRole('link', { name: 'All endpoints' }).click();

  await expect(page.getByRole('heading', { name: 'Endpoints' })).toBeVisible();
  await expect(page.getByText('GET /api/v1/endpoints/orders?state=CA')).toBeVisible();
  await expect(page.getByText(token)).toHaveCount(0);
  await page.getByRole('button', { name: 'Tokens of orders' }).click();
  await page.getByRole('button', { name: 'Revoke the token token' }).click();
  await expect(page.getByText('No tokens: only people who are signed in can call it.')).toBeVisible();
  await page.getByLabel('Who it is for').fill('partner');
  await page.getByRole('button', { name: 'New token' }).click();
  await expect(page.getByText('partner')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Delete orders?' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('No endpoints yet')).toBeVisible();
  watched.expectQuiet();
});

test('a name that is taken is said where it was typed', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Revenue by state');
  for (const said of ['revenue-by-state can be called.', 'endpoint revenue-by-state exists']) {
    await page.getByRole('button', { name: 'Endpoint' }).click();
    const dialog = page.getByRole('dialog', { name: 'Make it an endpoint' });
    await dialog.getByRole('button', { name: 'Make endpoint' }).click();
    await expect(dialog.getByText(said)).toBeVisible();
    await dialog.getByRole('button', { name: /^(Close|Cancel)$/ }).click();
  }
});
