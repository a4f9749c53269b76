import { expect, test } from '@playwright/test';
import { startMockServer } from './mock-server.mjs';
import { ask, openSignedIn } from './steps';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, WatchedPage } from './watched-page';

let server: Awaited<ReturnType<typeof startMockServer>>;
test.beforeAll(async () => {
  server = await startMockServer();
});
test.afterAll(() => server.stop());

/** What is asked, what its chart is called, and how its first point reads. */
const charts = [
  ['Orders by hour and weekday', 'Orders by hour and weekday', /^hour 0, weekday 1: \d/],
  ['Orders by state and device', 'Orders by state and device', /^California, phone: 4,200/],
  ['Share of orders by device', 'Share of orders by device', /^phone: 54\.2\u00a0%$/],
  ['Orders of the last minutes counted', 'Orders of the last minutes', /: \d+$/],
  ['Items and total against each other', 'Total against items of each order', /^items \d+, total \d/],
  ['How totals are spread', 'Totals of single orders', /: \d+$/],
] as const;

test('each kind of chart is chosen by the data, accessible in both themes and as wide as the page', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const watched = new WatchedPage(page);
  await openSignedIn(page, server.url);
  for (const [question, title, reading] of charts) {
    await ask(page, question);
    // By its name: until the new answer is there the chart of the last one stands in the same place.
    const chart = page.getByRole('tabpanel', { name: 'Chart' }).getByRole('slider', { name: `${title}.` });
    await expect(chart.locator('canvas').first()).toBeVisible();
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    await expect(chart).toHaveAttribute('aria-valuetext', reading);
    await expectAccessibleInBothThemes(page);
    await expectNoSidewaysScroll(page);
    // Whoever does not see the canvas has the same numbers as a table.
    const rows = page.getByRole('tabpanel', { name: 'Chart' }).getByRole('table').getByRole('row');
    expect(await rows.count()).toBeGreaterThan(2);
  }
  watched.expectQuiet();
});

test('a chart is swapped for another that the data bear, and the choice stays', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Orders by state and device');
  const kind = page.getByLabel('Chart type');
  await expect(kind).toHaveValue('grouped');
  await kind.selectOption('Heat map');
  await expect(page.getByText('Across: state. Down: device.')).toBeVisible();
  await page.reload();
  await expect(kind).toHaveValue('heat');
  await ask(page, 'Share of orders by device');
  // A heat map of one category is none: the data choose.
  await expect(kind).toHaveValue('donut');
});

test('a bar leads to the rows behind it', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Revenue by state');
  await page.getByRole('button', { name: 'Texas', exact: true }).click();
  await expect(page.getByRole('grid', { name: 'Result rows' })).toBeVisible();
  const sql = new URL(page.url()).searchParams.get('q') ?? '';
  expect(sql).toContain("toString(state) = 'Texas'");
  expect(sql).toContain('ts >=');
});
