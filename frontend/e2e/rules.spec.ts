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

async function openContent(page: Page): Promise<void> {
  await openSignedIn(page, server.url, '/connect/new');
  await page.getByLabel('Brokers').fill('localhost:9092');
  await page.getByRole('button', { name: 'Test and go on' }).click();
  await page.getByText('inventory').click();
  await page.getByRole('button', { name: 'Look inside' }).click();
  await expect(page.getByRole('heading', { name: 'Transforms' })).toBeVisible();
}

async function add(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a transform' }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${kind}`) }).click();
}

const step = (page: Page, name: string) => page.getByRole('group', { name });
const effect = (page: Page) => page.getByRole('button', { name: 'Show the effect' }).last().click();

test('transforms and their effect are accessible in both themes', async ({ page }) => {
  const watched = new WatchedPage(page);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openContent(page);
  await add(page, 'Filter');
  await expect(step(page, 'Transform 1: Filter').getByLabel('Field')).toBeFocused();
  await page.keyboard.type('sku');
  await step(page, 'Transform 1: Filter').getByLabel('Condition').selectOption('is none of');
  await step(page, 'Transform 1: Filter').getByLabel('Values, one a line').fill('sku-1');
  await add(page, 'Rename');
  await step(page, 'Transform 2: Rename').getByLabel('Field').fill('ts');
  await step(page, 'Transform 2: Rename').getByLabel('New name').fill('counted_at');
  await add(page, 'Hash');
  await step(page, 'Transform 3: Hash').getByLabel('Field').fill('price');
  await page.getByRole('button', { name: 'Move down transform 2' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Move down transform 3' })).toBeFocused();
  await page.getByRole('button', { name: 'Move up transform 3' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Move up transform 2' })).toBeFocused();
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await effect(page);
  const effects = page.getByRole('region', { name: 'Effect on the newest messages' });
  await expect(effects.getByText('334 messages are left out of 1,000 looked at.')).toBeVisible();
  await expect(effects.getByText('left out', { exact: true })).toBeVisible();
  await expect(effects.getByText('counted_at').first()).toBeVisible();
  await expect(page.getByLabel('Type of counted_at')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);
  watched.expectQuiet();
});

test('a refused transform is told at its field, a shown effect is what is connected', async ({ page }) => {
  const watched = new WatchedPage(page, /400/);
  await openContent(page);
  await page.getByLabel('Type of stock').fill('Int32');
  for (const field of ['ts', 'stock']) {
    await add(page, 'Rename');
    await page.getByLabel('Field', { exact: true }).last().fill(field);
    await page.getByLabel('New name').last().fill('counted_at');
  }
  await effect(page);
  const name = step(page, 'Transform 2: Rename').getByLabel('New name');
  await expect(name).toHaveAccessibleDescription(/^two fields cannot have this name/);
  await expect(name).toBeFocused();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove transform 2' }).click();
  await expect(page.getByRole('button', { name: 'Remove transform 1' })).toBeFocused();
  await add(page, 'Redact');
  await effect(page);
  const field = step(page, 'Transform 2: Redact').getByLabel('Field');
  await expect(field).toHaveAccessibleDescription(/^Name a field/);
  // The words are there a moment before the focus is: a key pressed in between is nobody's.
  await expect(field).toBeFocused();
  await page.keyboard.type('sku');
  await effect(page);
  await expect(page.getByText('[redacted]').first()).toBeVisible();
  // What was changed in the table before is still there.
  await expect(page.getByLabel('Type of stock')).toHaveValue('Int32');

  await page.getByLabel('When messages are rejected').selectOption('stop above a share');
  await page.getByLabel('Stop above (%)').fill('0');
  await page.getByRole('button', { name: 'Looks right, connect' }).click();
  await expect(page.getByLabel('Stop above (%)')).toBeFocused();
  await page.getByLabel('Stop above (%)').fill('2.5');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const made = page.waitForRequest(
    (request) => request.url().endsWith('/api/v1/connections') && request.method() === 'POST',
  );
  await page.getByRole('button', { name: 'Looks right, connect' }).click();
  expect((await made).postDataJSON()).toMatchObject({
    transforms: [
      { kind: 'rename', field: 'ts', to: 'counted_at' },
      { kind: 'redact', field: 'sku' },
    ],
    stop_above: { share: 0.025, window: 1000 },
  });
  watched.expectQuiet();
});

test('a stopped connection says why, shows its rules, and goes on when it is resumed', async ({ page }) => {
  const watched = new WatchedPage(page);
  await openSignedIn(page, server.url, '/connect/connection?id=c-refunds00001');
  const notice = page.getByRole('region', { name: 'This connection has stopped reading' });
  await expect(notice.getByText(/51 of the last 1,000 messages did not fit/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('tab', { name: 'Rules' }).click();
  await expect(page.getByText('Load only where status is none of “draft”, “void”')).toBeVisible();
  await expect(page.getByText('Hash customer.email')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Stop above (%)').fill('10');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved. It holds from now on.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Rules' })).toBeInViewport();
  await expect(page.getByLabel('Stop above (%)')).toHaveValue('10');
  await notice.getByRole('button', { name: 'Look at what was rejected' }).click();
  await expect(page.getByRole('tab', { name: 'Rejected' })).toHaveAttribute('aria-selected', 'true');
  await notice.getByRole('button', { name: 'Resume' }).click();
  await expect(notice).toBeHidden();
  watched.expectQuiet();
});

test('a token that cannot be had is told apart from one that the broker refuses', async ({ page }) => {
  const watched = new WatchedPage(page);
  await openSignedIn(page, server.url, '/connect/new');
  await page.getByLabel('Brokers').fill('localhost:9093');
  await page.getByLabel('Security').selectOption('sasl_ssl');
  await page.getByLabel('Mechanism').selectOption('OAUTHBEARER');
  await page.getByLabel('Client id').fill('aurora');
  const secret = page.getByLabel('Client secret');
  await secret.fill('wrong');
  const url = page.getByLabel('Token URL');
  await url.fill('http://id.example/token');
  const tryIt = () => page.getByRole('button', { name: 'Test and go on' }).click();
  await tryIt();
  await expect(url).toHaveAccessibleDescription(/^Begin with https/);
  await expect(url).toBeFocused();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await url.fill('https://away.example/token');
  await tryIt();
  await expect(url).toHaveAccessibleDescription(/no token could be had/);
  await expect(url).toBeFocused();
  await expect(page.getByText('Token', { exact: true })).toBeVisible();

  await url.fill('https://id.example/token');
  await tryIt();
  await expect(secret).toHaveAccessibleDescription(/refuses the client/);
  await expect(secret).toBeFocused();
  await expectAccessible(page);

  await secret.fill('right');
  await page.getByLabel('Scope').fill('other');
  await tryIt();
  await expect(page.getByText('Sign-in with the token', { exact: true })).toBeVisible();
  await expect(secret).toHaveValue('right');
  await expectAccessible(page);

  await page.getByLabel('Scope').fill('kafka');
  const asked = page.waitForRequest('**/connections/test');
  await tryIt();
  expect((await asked).postDataJSON().security).toEqual({
    protocol: 'sasl_ssl',
    sasl_mechanism: 'OAUTHBEARER',
    username: 'aurora',
    password: 'right',
    token_url: 'https://id.example/token',
    scope: 'kafka',
  });
  await expect(page.getByLabel('Find a topic')).toBeVisible();
  watched.expectQuiet();
});
