import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { startMockServer } from './mock-server.mjs';
import { openSignedIn } from './steps';
import { expectAccessible, expectNoSidewaysScroll, WatchedPage } from './watched-page';

let server: Awaited<ReturnType<typeof startMockServer>>;
test.beforeEach(async () => {
  server = await startMockServer();
});
test.afterEach(() => server.stop());

async function openTopicStep(page: Page): Promise<void> {
  await openSignedIn(page, server.url, '/connect/new');
  await page.getByLabel('Brokers').fill('localhost:9092');
  await page.getByRole('button', { name: 'Test and go on' }).click();
  await page.getByText('inventory').click();
}

test('what a schema registry refuses is told at the field that has to change, and nothing typed is lost', async ({
  page,
}) => {
  const watched = new WatchedPage(page, /409|503/);
  await openTopicStep(page);
  const lookInside = () => page.getByRole('button', { name: 'Look inside' }).click();
  await page.getByLabel('Format of messages').selectOption('avro');
  await lookInside();
  const url = page.getByLabel('URL');
  await expect(url).toBeFocused();
  await expect(url).toHaveAccessibleDescription(/^Give the registry’s URL/);
  await expectAccessible(page);

  await url.fill('https://away:8081');
  await lookInside();
  await expect(url).toHaveAccessibleDescription(/cannot be reached: connection refused; check the URL/);
  await expect(url).toBeFocused();

  await url.fill('https://own-ca:8081');
  await lookInside();
  const authority = page.getByLabel('CA certificate (PEM)');
  await expect(authority).toHaveAccessibleDescription(/certificate verify failed; give the CA/);
  await expect(authority).toBeFocused();
  await authority.fill('-----BEGIN CERTIFICATE-----');

  await lookInside();
  const user = page.getByLabel('User', { exact: true });
  await expect(user).toHaveAccessibleDescription(/refuses calls without a user/);
  await user.fill('reader');
  const password = page.getByLabel('Password');
  await password.fill('wrong');
  await lookInside();
  await expect(password).toHaveAccessibleDescription(/refuses the user and password/);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await password.fill('right');
  await lookInside();
  await expect(page.getByText('2 of 1000 would be rejected')).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(url).toHaveValue('https://own-ca:8081');
  await expect(password).toHaveValue('right');
  watched.expectQuiet();
});

test('each format asks for what it needs and no more', async ({ page }) => {
  await openTopicStep(page);
  const format = page.getByLabel('Format of messages');
  await format.selectOption('csv');
  await expect(page.getByLabel('Delimiter')).toHaveValue(',');
  await expect(page.getByLabel('Changes of another database')).toBeHidden();
  await page.getByLabel('Quote').fill(',');
  await page.getByRole('button', { name: 'Look inside' }).click();
  await expect(page.getByLabel('Quote')).toBeFocused();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await format.selectOption('raw');
  await expect(page.getByLabel('Delimiter')).toBeHidden();
  await expect(page.getByLabel('URL')).toBeHidden();
  await format.selectOption('json_schema');
  await expect(page.getByLabel('URL (not required)')).toBeVisible();
  await page.getByLabel('Changes of another database').selectOption('debezium');
  await expect(page.getByText('latest state of each row')).toBeVisible();
  await expectAccessible(page);
});

test('offsets to start at are written for each partition, and one that is not there is named at them', async ({
  page,
}) => {
  await openTopicStep(page);
  await page.getByLabel('Start at').selectOption('offsets');
  const offsets = page.getByLabel('Offsets');
  await offsets.fill('0:12, 0:13');
  await page.getByRole('button', { name: 'Look inside' }).click();
  await expect(offsets).toHaveAccessibleDescription(/each partition once/);
  await expect(offsets).toBeFocused();
  await offsets.fill('7:12');
  await page.getByRole('button', { name: 'Look inside' }).click();
  await expect(offsets).toHaveAccessibleDescription(/partition 7: the topic has no such partition/);
  await expectAccessible(page);
  const asked = page.waitForRequest('**/connections/preview');
  await offsets.fill('0:12, 1:13');
  await page.getByRole('button', { name: 'Look inside' }).click();
  expect((await asked).postDataJSON()).toMatchObject({ topic: 'inventory', start: '0:12,1:13' });
  await page.getByLabel('New fields').selectOption('review');
  await expect(page.getByText('Each new field waits until somebody decides.')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  const made = page.waitForRequest(
    (request) => request.url().endsWith('/api/v1/connections') && request.method() === 'POST',
  );
  await page.getByRole('button', { name: 'Looks right, connect' }).click();
  expect((await made).postDataJSON()).toMatchObject({ start: '0:12,1:13', evolution: { policy: 'review' } });
  await expect(page.getByRole('heading', { name: 'default.inventory is live' })).toBeVisible();
});

test('proposed columns wait for a person, who adds one, rejects one, and changes the policy', async ({
  page,
}) => {
  const watched = new WatchedPage(page);
  await openSignedIn(page, server.url, '/connect/connection?id=c-payments0001');
  await expect(page.getByText('2 proposed columns wait for you')).toBeVisible();
  await expect(page.getByText('50 new fields came at once')).toBeVisible();
  await expect(page.getByText('https://registry:8081 as reader')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByText('text, 12 different values in 240 of 1,000 messages')).toBeVisible();
  await expect(page.getByLabel('Statement coupon')).toContainText('ADD COLUMN IF NOT EXISTS `coupon`');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Add column coupon' }).click();
  await expect(page.getByRole('table', { name: 'Columns' })).toContainText('coupon');
  await page.getByRole('button', { name: 'Reject column shipping_box_weight' }).click();
  await expect(page.getByText('nothing to decide')).toBeVisible();
  await page.getByLabel('New fields').selectOption('freeze');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved. It holds from now on.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('tab', { name: 'Schema' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByLabel('New fields')).toHaveValue('freeze');
  watched.expectQuiet();
});

test('a column is widened, a narrower type is refused at its field, and the history tells from which offsets', async ({
  page,
}) => {
  const watched = new WatchedPage(page, /400/);
  await openSignedIn(page, server.url, '/connect/connection?id=c-orders000001&part=schema');
  await expect(page.getByText('From offset: partition 0: 31,900')).toBeVisible();
  await expect(page.getByText('version 2 · policy add')).toBeVisible();
  await page.getByRole('button', { name: 'Widen type of total' }).click();
  await expect(page.getByText('It is Decimal(12, 2) now.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('New type').selectOption({ label: 'another type' });
  const own = page.getByLabel('ClickHouse type');
  await own.fill('Int8');
  await page.getByRole('button', { name: 'Widen', exact: true }).click();
  await expect(own).toHaveAccessibleDescription(/without losing values; possible:/);
  await expectAccessible(page);
  await page.getByLabel('New type').selectOption('Decimal(38, 2)');
  await page.getByRole('button', { name: 'Widen', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('table', { name: 'Columns' })).toContainText('Decimal(38, 2)');
  watched.expectQuiet();
});

test('the ledger is kept as a file', async ({ page }) => {
  const watched = new WatchedPage(page);
  await openSignedIn(page, server.url, '/connect/connection?id=c-orders000001&part=ledger');
  await expect(page.getByText('Gap 0')).toBeVisible();
  for (const [name, lines] of [
    ['CSV', 6],
    ['NDJSON', 5],
  ] as const) {
    await page.getByRole('button', { name: 'Export the ledger' }).click();
    if (name === 'CSV') await expectAccessible(page);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: new RegExp(`^${name}`) }).click(),
    ]);
    expect(file.suggestedFilename()).toBe(`ledger-orders.${name.toLowerCase()}`);
    const text = readFileSync(await file.path(), 'utf8');
    expect(text.split('\n')).toHaveLength(lines);
    expect(text).toContain('c-orders000001');
  }
  watched.expectQuiet();
});
