import { expect, type Page, test } from '@playwright/test';
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

const order = (number: number, total: number | string) =>
  JSON.stringify({
    order_id: number,
    total,
    card: `4111-${number}`,
    status: number % 10 === 0 ? 'draft' : 'paid',
  });

async function transform(page: Page, kind: string, field: string): Promise<void> {
  await page.getByRole('button', { name: 'Add a transform' }).click();
  await page.getByRole('menuitem', { name: new RegExp(`^${kind}`) }).click();
  await page.getByLabel('Field', { exact: true }).last().fill(field);
}

const confirm = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Replay' }).click();

test('broken messages: set aside until the connection stops, a type is changed, and a replay makes rows of them', async ({
  page,
}, info) => {
  test.setTimeout(300_000);
  const watched = new WatchedPage(page);
  const topic = `orders_${info.project.name.replaceAll('-', '_')}`;
  await stack.produce(
    topic,
    Array.from({ length: 200 }, (_none, number) => order(number, number)),
    0,
  );

  await test.step('connected with transforms, whose effect was shown on real messages', async () => {
    await page.goto(await stack.link());
    await page.waitForURL('**/query');
    await page.goto(`${stack.url}/connect/new`);
    await page.getByLabel('Brokers').fill(stack.brokers);
    await page.getByRole('button', { name: 'Test and go on' }).click();
    await page.getByText(topic, { exact: true }).click();
    await page.getByRole('button', { name: 'Look inside' }).click();
    await transform(page, 'Redact', 'card');
    await transform(page, 'Filter', 'status');
    await page.getByLabel('Condition').selectOption('does not equal');
    await page.getByLabel('Value', { exact: true }).fill('draft');
    await page.getByRole('button', { name: 'Show the effect' }).last().click();
    const effect = page.getByRole('region', { name: 'Effect on the newest messages' });
    await expect(effect.getByText('20 messages are left out of 200 looked at.')).toBeVisible();
    await expect(effect.getByText('"[redacted]"').first()).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByLabel('When messages are rejected').selectOption('stop above a share');
    await page.getByLabel('Stop above (%)').fill('20');
    await page.getByLabel('Of the last messages').fill('100');
    await page.getByRole('button', { name: 'Looks right, connect' }).click();
    await expect(page.getByRole('heading', { name: /is live$/ })).toBeVisible();
    await expect(page.getByTestId('row-count')).toContainText('180');
    await page.getByRole('link', { name: 'Open the connection' }).click();
  });

  // More than a fifth of the last hundred does not fit: it stops behind the one that was too many.
  const broken = Array.from({ length: 30 }, (_none, index) => order(201 + index * 2, index + 0.5));
  await stack.produce(topic, [...broken, 'not json'], 0);
  const notice = page.getByRole('region', { name: 'This connection has stopped reading' });
  await expect(notice).toBeVisible({ timeout: 30_000 });
  await notice.getByRole('button', { name: 'Look at what was rejected' }).click();
  await expect(page.getByText('21 rejected messages, 1 cause')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: /column total/ }).click();
  await expect(page.getByText(/"total": 20\.5/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.getByRole('button', { name: 'Change type of total' }).click();
  await page.getByLabel('New type').selectOption('Float64');
  await page.getByRole('button', { name: 'Widen', exact: true }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'Replay these 21 messages' }).click();
  await confirm(page);
  await expect(page.getByText('21 are rows now.')).toBeVisible();
  await expect(page.getByText('Nothing was rejected')).toBeVisible();

  await notice.getByRole('button', { name: 'Resume' }).click();
  await expect(notice).toBeHidden();
  const table = (await page.getByText(/^→ /).textContent())?.slice(2) ?? '';
  const rows = async () =>
    (
      await stack.sql(
        `SELECT count(), uniqExact(_offset), countIf(total != floor(total)), countIf(card = '[redacted]') FROM ${table}`,
      )
    )[0]?.map(Number);
  await expect.poll(rows, { timeout: 30_000 }).toEqual([210, 210, 30, 210]);
  // What no change of the table mends is still there, and says so.
  await expect(page.getByText('1 rejected message, 1 cause')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Replay all' }).click();
  await confirm(page);
  await expect(page.getByText('0 are rows now, 1 still does not fit.')).toBeVisible();
  await page.getByRole('tab', { name: 'Rules' }).click();
  await expect(page.getByText('Load only where status does not equal “draft”')).toBeVisible();
  await page.getByRole('tab', { name: 'Ledger' }).click();
  await expect(page.getByText('Gap 0')).toBeVisible();
  watched.expectQuiet();
});
