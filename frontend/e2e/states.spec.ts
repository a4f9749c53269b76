import { expect, test } from '@playwright/test';
import { startMockServer } from './mock-server.mjs';
import { ask, openSignedIn } from './steps';
import { expectAccessible, WatchedPage } from './watched-page';

type MockServer = Awaited<ReturnType<typeof startMockServer>>;

let server: MockServer;
test.beforeAll(async () => {
  server = await startMockServer();
});
test.afterAll(() => server.stop());

test('whoever is not signed in goes to sign-in, and back afterwards', async ({ page }) => {
  const watched = new WatchedPage(page, /401/);
  await page.goto(`${server.url}/connect/connection?id=c-orders000001`);
  await page.waitForURL('**/sign-in?next=*');
  await page.getByLabel('Access token').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('This token is not known.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Access token').fill('right');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/connect/connection?id=c-orders000001');
  await expect(page.getByRole('heading', { name: /orders/ })).toBeVisible();
  watched.expectQuiet();
});

test('a link signs in, leads to Query and leaves no token in the address', async ({ page }) => {
  await page.goto(`${server.url}/sign-in#t=mock`);
  await page.waitForURL('**/query');
  await expect(page.getByRole('heading', { name: 'Events arriving now' }).first()).toBeVisible();
  expect(page.url()).not.toContain('mock');
});

test('a used link says so and leaves no token in the address', async ({ page }) => {
  await page.goto(`${server.url}/sign-in#t=used`);
  await expect(page.getByText('This link no longer works.')).toBeVisible();
  expect(page.url()).not.toContain('used');
});

test('a refusal says why and offers what can be answered', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Who churned?');
  await expect(page.getByText('No column says who churned.', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /Customers without an order/ }).click();
  await expect(page.getByRole('tab', { name: 'SQL' })).toBeVisible();
});

test('an ambiguous question offers its readings', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Orders by date');
  await expect(page.getByText('Which do you mean?').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /paid_at/ })).toBeVisible();
});

test('an error keeps the last answer, and gives detail and request id', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Revenue by state');
  await expect(page.getByText('182,340.55').first()).toBeVisible();
  await ask(page, 'SELECT totl FROM shop.orders');
  await expect(page.getByText('did you mean total?').first()).toBeVisible();
  await expect(page.getByText('req-5d1f0c7e')).toBeVisible();
  await expect(page.getByText('182,340.55').first()).toBeVisible();
});

test('a long question shows that it works and can be cancelled', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'SELECT sleep(4)');
  await expect(page.getByText('Reading the question and the data')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Reading the question and the data')).toBeHidden();
});

test('words typed before the scripts came stay in the box', async ({ page }) => {
  await openSignedIn(page, server.url);
  let arrive = () => {};
  const scripts = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route('**/*.js', async (route) => {
    await scripts;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await page.getByLabel('Question or SQL').fill('Revenue by state');
  arrive();
  await page.getByRole('button', { name: 'Ask' }).click();
  await expect(page.getByText('182,340.55').first()).toBeVisible();
});

test('ten thousand rows stay few elements, exact, and sort', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'SELECT * FROM shop.orders');
  const grid = page.getByRole('grid', { name: 'Result rows' });
  await expect(grid).toHaveAttribute('aria-rowcount', '10001');
  expect(await grid.getByRole('gridcell').count()).toBeLessThanOrEqual(400);
  await grid.getByRole('button', { name: /^order_id/ }).click();
  await grid.getByRole('button', { name: /^order_id/ }).click();
  await expect(grid.getByRole('gridcell').first()).toHaveText('18446744073709551614');
});

test('a follow-up folds the turn before; reload, Back and the folded card bring each again', async ({
  page,
}) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Revenue by state');
  await page.getByLabel('Ask a follow-up', { exact: true }).fill('only the trend');
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('heading', { name: 'Conversion of mobile users by hour, today' }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Go back to “Revenue by state”' })).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(
    page.getByRole('heading', { name: 'Conversion of mobile users by hour, today' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Go back to “Revenue by state”' }).click();
  await expect(page.getByRole('heading', { name: 'Sum of total per state since Monday' })).toBeVisible();
  await page.goBack();
  await expect(
    page.getByRole('heading', { name: 'Conversion of mobile users by hour, today' }),
  ).toBeVisible();
});

test('the chart that a person chose stays over the next question, and in the address', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Show me the trend');
  await page.getByLabel('Chart type').selectOption('Bars');
  await ask(page, 'Show me another trend');
  await expect(page.getByLabel('Chart type')).toHaveValue('bar');
  await page.reload();
  await expect(page.getByLabel('Chart type')).toHaveValue('bar');
});

test('SQL is written by keyboard alone, and an error is underlined and put right', async ({ page }) => {
  await openSignedIn(page, server.url);
  // The address is Query's a moment before the page is: a key pressed in between is nobody's.
  await expect(page.getByRole('button', { name: /Revenue by state this week/ })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('SELECT totl FROM shop.');
  // The editor has taken over from the plain field, caret included.
  await expect(page.locator('.cm-content')).toBeFocused();
  await page.keyboard.type('or');
  await expect(page.locator('.cm-tooltip-autocomplete')).toBeVisible();
  // For its first 75 ms the list leaves Enter to the text: who pressed it then had not seen the list.
  await page.waitForTimeout(250);
  await page.keyboard.press('Enter');
  await expect(page.locator('.cm-content')).toHaveText('SELECT totl FROM shop.orders');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('did you mean total?').first()).toBeVisible();
  await expect(page.locator('.cm-error-mark')).toHaveText('totl');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Use total and run' }).click();
  await expect(page.getByRole('grid', { name: 'Result rows' })).toBeVisible();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('SELECT total FROM shop.orders').first()).toBeVisible();
});

test('an answer becomes a link that opens it again, and a file', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Revenue by state');
  await page.getByRole('button', { name: 'Share' }).click();
  await page.getByRole('radio', { name: /As it was/ }).check();
  await page.getByRole('button', { name: 'Make link' }).click();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.goto(link);
  await expect(page.getByText(/^As it was at/)).toBeVisible();
  await page.getByRole('button', { name: 'Download the whole result' }).click();
  // A page that still rolls when the button is pressed takes the list along and does not close it.
  await page.evaluate(() => window.scrollBy(0, 40));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const download = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /Parquet/ }).click();
  expect((await download).suggestedFilename()).toBe('aurora.parquet');
});

test('an answer is saved to a board, which is arranged without a pointer and says when it changed elsewhere', async ({
  page,
}) => {
  const own = await startMockServer();
  try {
    await openSignedIn(page, own.url);
    await ask(page, 'Revenue by state');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: 'Open the board' }).click();
    await expect(page.getByText('182,340.55').first()).toBeVisible();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('button', { name: /^More for Sum of total/ }).click();
    await expectAccessible(page);
    await page.getByRole('menuitem', { name: 'Wider' }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await page.reload();
    await expect(page.getByText('182,340.55').first()).toBeVisible();

    const id = new URL(page.url()).searchParams.get('d') ?? '';
    await page.evaluate(async (board) => {
      const session = (await (await fetch('/api/v1/session')).json()) as { csrf_token: string };
      await fetch(`/api/v1/boards/${board}`, {
        method: 'PUT',
        headers: {
          'Content-Type': 'application/json',
          'X-CSRF-Token': session.csrf_token,
          'If-Match': '"2"',
        },
        body: JSON.stringify({ title: 'Renamed elsewhere', panels: [] }),
      });
    }, id);
    await page.getByLabel('Refresh').selectOption('60');
    await expect(page.getByText('This board was changed elsewhere')).toBeVisible();
    await page.getByRole('button', { name: 'Load it' }).click();
    await expect(page.getByRole('heading', { name: 'Renamed elsewhere' })).toBeVisible();
  } finally {
    await own.stop();
  }
});

test('a board is made from the tables with one click; the palette and the list of keys open by keyboard', async ({
  page,
}) => {
  const own = await startMockServer();
  try {
    await openSignedIn(page, own.url, '/visualize');
    await page.getByRole('button', { name: /^orders at a glance/ }).click();
    await expect(page.getByText('148,204').first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: /Page, board/ }).fill('glance');
    await expect(page.getByRole('option', { name: /orders at a glance/ })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    // While a dialog is open, single keys are for it.
    await expect(page.locator('dialog[open]')).toHaveCount(0);
    await page.keyboard.press('?');
    await expect(page.getByText('go anywhere, or ask')).toBeVisible();
    await expectAccessible(page);
  } finally {
    await own.stop();
  }
});

test('a key pressed as the palette closes opens the list of keys, which stays', async ({ page }) => {
  await openSignedIn(page, server.url, '/query');
  await expect(async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('combobox', { name: /Page, board/ })).toBeVisible({ timeout: 1000 });
  }).toPass();
  // The browser takes the focus out of a closed dialog a moment later: until then keys still go to its field.
  await page.evaluate(() => {
    const dialog = document.querySelector<HTMLDialogElement>('dialog[open]');
    const field = dialog?.querySelector('input');
    dialog?.close();
    field?.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
  });
  await expect(page.getByText('go anywhere, or ask')).toBeVisible();
  await page.waitForTimeout(300);
  await expect(page.getByText('go anywhere, or ask')).toBeVisible();
});

test('a board that is gone says so and leads back to the others', async ({ page }) => {
  await openSignedIn(page, server.url, '/visualize?d=b-gone');
  await expect(page.getByText('boards b-gone does not exist (any more)')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'All boards' }).click();
  await expect(page.getByRole('heading', { name: 'Boards', exact: true })).toBeVisible();
});

test('asking by keyboard alone', async ({ page }) => {
  await openSignedIn(page, server.url);
  await expect(page.getByRole('button', { name: /Revenue by state this week/ })).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('Revenue by state');
  await page.keyboard.press('Enter');
  const chart = page.getByRole('tab', { name: 'Chart' });
  await expect(chart).toBeVisible();
  await chart.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'Table', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('grid', { name: 'Result rows' })).toBeVisible();
});

test('the question lives in the address: back and reload keep it', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Revenue by state');
  await expect(page.getByText('182,340.55').first()).toBeVisible();
  await ask(page, 'How many orders?');
  await expect(page.getByText('41,208').first()).toBeVisible();
  await page.goBack();
  await expect(page.getByText('182,340.55').first()).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Question or SQL')).toHaveValue('Revenue by state');
  await expect(page.getByText('182,340.55').first()).toBeVisible();
});

test('the wizard names what failed, and connects', async ({ page }) => {
  const watched = new WatchedPage(page);
  await openSignedIn(page, server.url, '/connect/new');
  await page.getByLabel('Brokers').fill('nowhere');
  await page.getByRole('button', { name: 'Test and go on' }).click();
  await expect(page.getByText('Write each broker as host:port')).toBeVisible();
  await page.getByLabel('Brokers').fill('bad:9092');
  await page.getByRole('button', { name: 'Test and go on' }).click();
  await expect(page.getByText('bad:9092 refuses the connection').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Brokers').fill('localhost:9092');
  await page.getByRole('button', { name: 'Test and go on' }).click();
  await page.getByText('inventory').click();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Look inside' }).click();
  await expect(page.getByText('2 of 1000 would be rejected')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Keep column sku' })).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Looks right, connect' }).click();
  await expect(page.getByRole('heading', { name: 'default.inventory is live' })).toBeVisible();
  watched.expectQuiet();
});

test('a connection shows its ledger and what was rejected, pauses, and is deleted', async ({ page }) => {
  const own = await startMockServer();
  try {
    await openSignedIn(page, own.url, '/connect/connection?id=c-orders000001');
    await page.getByRole('tab', { name: 'Ledger' }).click();
    await expect(page.getByText('Gap 0')).toBeVisible();
    await page.getByRole('tab', { name: 'Rejected' }).click();
    await expect(page.getByText('1,237 rejected messages, 3 causes')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    await page.getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('Table shop.orders stays.')).toBeVisible();
    await expect(page.getByText(/1,237 rejected messages stay in aurora.dead_letters/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Delete connection' }).click();
    await page.waitForURL('**/connect');
    await expect(page.getByRole('link', { name: 'orders', exact: true })).toHaveCount(0);
  } finally {
    await own.stop();
  }
});

test('a part that does not load says so and leaves the rest of the page alone', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Revenue by state');
  await expect(page.getByText('182,340.55').first()).toBeVisible();
  await page.route('**/_next/static/chunks/*', (route) => route.abort());
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('This part did not load')).toBeVisible();
  await expect(page.getByText('182,340.55').first()).toBeVisible();
  await expect(page.getByLabel('Question or SQL')).toHaveValue('Revenue by state');
});

test('without a connection the first page says what to do', async ({ page }) => {
  const empty = await startMockServer(0, { empty: true });
  try {
    await openSignedIn(page, empty.url);
    await expect(page.getByText('Nothing is connected yet')).toBeVisible();
    await page.getByRole('link', { name: 'Connect a topic' }).click();
    await page.waitForURL('**/connect/new');
  } finally {
    await empty.stop();
  }
});

test('a lost server is said, and the page recovers by itself', async ({ page }) => {
  const first = await startMockServer();
  const port = Number(new URL(first.url).port);
  await openSignedIn(page, first.url);
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  await expect(page.getByRole('slider', { name: /Events arriving now/ })).toBeVisible();
  await first.stop();
  await expect(page.getByText('Showing the last known state').first()).toBeVisible();
  const second = await startMockServer(port);
  try {
    await expect(page.getByText('Showing the last known state')).toBeHidden({ timeout: 40_000 });
  } finally {
    await second.stop();
  }
});
