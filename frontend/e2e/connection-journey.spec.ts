import { readFileSync } from 'node:fs';
import { expect, type Page, type TestInfo, test } from '@playwright/test';
import { Stack } from './stack';
import { expectAccessible, expectNoSidewaysScroll, WatchedPage } from './watched-page';

let stack: Stack;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  stack = await Stack.start();
});
test.afterAll(async () => {
  await stack?.stop();
});

const topicOf = (name: string, info: TestInfo) => `${name}_${info.project.name.replaceAll('-', '_')}`;

async function chooseTopic(page: Page, topic: string): Promise<void> {
  await page.goto(await stack.link());
  await page.waitForURL('**/query');
  await page.goto(`${stack.url}/connect/new`);
  await page.getByLabel('Brokers').fill(stack.brokers);
  await page.getByRole('button', { name: 'Test and go on' }).click();
  await page.getByText(topic, { exact: true }).click();
}

const lookInside = (page: Page) => page.getByRole('button', { name: 'Look inside' }).click();

async function connect(page: Page, rows: string): Promise<void> {
  await page.getByRole('button', { name: 'Looks right, connect' }).click();
  await expect(page.getByRole('heading', { name: /is live$/ })).toBeVisible();
  await expect(page.getByTestId('row-count')).toContainText(rows);
  await page.getByRole('link', { name: 'Open the connection' }).click();
}

test('an Avro topic behind a registry: a refusal is told at its field, then rows arrive and the ledger is a file', async ({
  page,
}, info) => {
  test.setTimeout(180_000);
  const watched = new WatchedPage(page, /40\d|503/);
  const topic = topicOf('parcels', info);
  const registry = await stack.avroTopic(topic, 400, 'reader', 'registry-secret');
  try {
    await chooseTopic(page, topic);
    await page.getByLabel('Format of messages').selectOption('avro');
    const url = page.getByLabel('URL');
    await url.fill('http://127.0.0.1:1');
    await lookInside(page);
    await expect(url).toHaveAccessibleDescription(/cannot be reached/);
    await url.fill(registry.url);
    await lookInside(page);
    const user = page.getByLabel('User', { exact: true });
    await expect(user).toHaveAccessibleDescription(/refuses calls without a user/);
    await user.fill('reader');
    const password = page.getByLabel('Password');
    await password.fill('guessed');
    await lookInside(page);
    await expect(password).toHaveAccessibleDescription(/refuses the user and password/);
    await expectAccessible(page);
    await password.fill('registry-secret');
    await lookInside(page);
    await expect(page.getByLabel('Type of sent_at')).toHaveValue(/^DateTime64/);
    await connect(page, '400');
    await expect(page.getByText('Avro (schema registry)', { exact: true })).toBeVisible();
    await expect(page.getByText(`${registry.url} as reader`)).toBeVisible();
    expect(await page.content()).not.toContain('registry-secret');
    await page.getByRole('tab', { name: 'Ledger' }).click();
    await expect(page.getByText('Gap 0')).toBeVisible();
    await page.getByRole('button', { name: 'Export the ledger' }).click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: /^CSV/ }).click(),
    ]);
    const [names = '', ...lines] = readFileSync(await file.path(), 'utf8')
      .trim()
      .split('\n');
    const loaded = names.split(',').indexOf('loaded');
    expect(lines.reduce((sum, line) => sum + Number(line.split(',')[loaded]), 0)).toBe(400);
  } finally {
    await registry.stop();
  }
  watched.expectQuiet();
});

test('a table under review, read from an offset on: a new field becomes a column when a person says so, a type is widened', async ({
  page,
}, info) => {
  test.setTimeout(240_000);
  const watched = new WatchedPage(page, /400/);
  const topic = topicOf('visits', info);
  const visit = (at: number, more = {}) =>
    JSON.stringify({ visit_id: at, page: `/p${at % 7}`, millis: at, ...more });
  const visits = (first: number, count: number, more = {}) =>
    Array.from({ length: count }, (_none, index) => visit(first + index, more));
  await stack.produce(topic, visits(0, 100), 0);
  await chooseTopic(page, topic);
  await page.getByLabel('Start at').selectOption('offsets');
  const offsets = page.getByLabel('Offsets');
  await offsets.fill('99:0');
  await lookInside(page);
  await expect(offsets).toHaveAccessibleDescription(/partition 99: the topic has no such partition/);
  await offsets.fill('0:10');
  await lookInside(page);
  await page.getByLabel('New fields').selectOption('review');
  await connect(page, '90');

  await stack.produce(topic, visits(100, 20, { coupon: 'SPRING' }), 0);
  await expect(page.getByText('1 proposed column waits for you')).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByLabel('Statement coupon')).toContainText('ADD COLUMN');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Add column coupon' }).click();
  const columns = page.getByRole('table', { name: 'Columns' });
  await expect(columns).toContainText('coupon');
  await expect(page.getByText('nothing to decide')).toBeVisible();

  await page.getByRole('button', { name: 'Widen type of millis' }).click();
  await page.getByLabel('New type').selectOption({ label: 'another type' });
  const own = page.getByLabel('ClickHouse type');
  await own.fill('Int8');
  await page.getByRole('button', { name: 'Widen', exact: true }).click();
  await expect(own).toHaveAccessibleDescription(/without losing values/);
  await page.getByLabel('New type').selectOption('Float64');
  await page.getByRole('button', { name: 'Widen', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(columns).toContainText('Float64');

  await stack.produce(topic, visits(120, 20, { coupon: 'SPRING', millis: 2.5 }), 0);
  const table = (await page.getByText(/^→ /).textContent())?.slice(2) ?? '';
  await expect
    .poll(
      async () =>
        (
          await stack.sql(`SELECT count(), countIf(coupon = 'SPRING'), countIf(millis = 2.5) FROM ${table}`)
        )[0]?.map(Number),
      { timeout: 30_000 },
    )
    .toEqual([130, 20, 20]);
  const history = page.getByRole('region', { name: 'Schema history' });
  await expect(history.getByText(/MODIFY COLUMN/)).toBeVisible();
  await expect(history.getByText(/From offset: partition 0: 120/).first()).toBeVisible();

  await page.getByLabel('New fields').selectOption('freeze');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved. It holds from now on.')).toBeVisible();
  watched.expectQuiet();
});
