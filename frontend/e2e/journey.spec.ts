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

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Question or SQL').fill(question);
  await page.getByLabel('Question or SQL').press('Enter');
}

test('from the link to an answer: events arrive, a question shows SQL, rows and a chart', async ({
  page,
}) => {
  const watched = new WatchedPage(page);
  await page.goto(await stack.link());
  await page.waitForURL('**/query');

  await test.step('events are arriving, without a click', async () => {
    const rate = page.getByTestId('event-rate');
    await expect(rate).toHaveText(/^\d+$/);
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    const points = page.getByRole('slider', { name: /Events arriving now/ });
    await expect(points).toBeVisible();
    const before = await rate.textContent();
    await expect.poll(() => rate.textContent(), { timeout: 15_000 }).not.toBe(before);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });

  await test.step('a count is answered with its SQL', async () => {
    await ask(page, 'How many orders did we get from California this week?');
    await expect(page.getByRole('tab', { name: 'SQL' })).toBeVisible();
    await expect(page.getByText(/complete to/)).toBeVisible();
    await page.getByRole('tab', { name: 'Table', exact: true }).click();
    const cell = page.getByRole('gridcell').first();
    await expect(cell).toHaveText(/^[\d,]+$/);
    expect(Number((await cell.textContent())?.replaceAll(',', ''))).toBeGreaterThan(0);
    await page.getByRole('tab', { name: 'SQL' }).click();
    await expect(page.getByRole('tabpanel', { name: 'SQL' })).toContainText('SELECT');
  });

  await test.step('a ranking is answered with rows and a chart', async () => {
    await ask(page, 'What are the top 5 user actions in the last hour?');
    await expect(page.getByRole('tab', { name: 'Chart' })).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('tabpanel', { name: 'Chart' }).getByRole('listitem')).toHaveCount(5);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.getByRole('tab', { name: 'Table', exact: true }).click();
    await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '6');
  });

  await test.step('a follow-up goes on from the answer, and it is on a board in two clicks', async () => {
    await page.getByLabel('Ask a follow-up', { exact: true }).fill('in the last 24 hours');
    await page.keyboard.press('Enter');
    await expect(page.getByText('the rest is taken from the question before').first()).toBeVisible();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: 'Open the board' }).click();
    await expect(page.getByText(/as of \d/)).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.goBack();
  });

  await test.step('SQL runs from the same box', async () => {
    await page.getByLabel('Question or SQL').fill('SELECT 6 * 7 AS answer');
    await page.getByRole('button', { name: 'Run SQL' }).click();
    await expect(page.getByText('42', { exact: true }).first()).toBeVisible();
  });
  watched.expectQuiet();
});

test('a refused statement is refused in words', async ({ page }) => {
  const watched = new WatchedPage(page, /422|400|403/);
  await page.goto(await stack.link());
  await page.waitForURL('**/query');
  await page.getByLabel('Question or SQL').fill("SELECT * FROM url('http://127.0.0.1/', CSV)");
  await page.getByRole('button', { name: 'Run SQL' }).click();
  await expect(page.getByText('This SQL was refused').first()).toBeVisible();
  watched.expectQuiet();
});

test('an own topic: from the brokers to live rows', async ({ page }, info) => {
  const watched = new WatchedPage(page);
  const topic = `shipments_${info.project.name.replaceAll('-', '_')}`;
  const messages = Array.from({ length: 1000 }, (_none, index) =>
    JSON.stringify({
      shipment_id: index,
      shipped_at: new Date(Date.now() - index * 1000).toISOString(),
      carrier: ['north', 'south', 'west'][index % 3],
      weight_kg: index / 8,
    }),
  );
  await stack.produce(topic, messages);
  await page.goto(await stack.link());
  await page.waitForURL('**/query');
  await page.getByRole('link', { name: 'Connect', exact: true }).click();
  await page.getByRole('link', { name: 'Connect a topic' }).first().click();
  await page.getByLabel('Brokers').fill(stack.brokers);
  await page.getByRole('button', { name: 'Test and go on' }).click();
  await page.getByText(topic, { exact: true }).click();
  await page.getByRole('button', { name: 'Look inside' }).click();
  await expect(page.getByText('shipped_at', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Looks right, connect' }).click();
  await expect(page.getByRole('heading', { name: /is live$/ })).toBeVisible();
  await expect(page.getByTestId('row-count')).toContainText('1,000');
  await page.getByRole('link', { name: 'Open the connection' }).click();
  await page.getByRole('tab', { name: 'Ledger' }).click();
  await expect(page.getByText('Gap 0')).toBeVisible();
  await expectNoSidewaysScroll(page);
  watched.expectQuiet();
});
