import { expect, type Page, test } from '@playwright/test';
import { startMockServer } from './mock-server.mjs';
import { signIn } from './steps';
import { expectAccessible, expectNoSidewaysScroll } from './watched-page';

let server: Awaited<ReturnType<typeof startMockServer>>;
test.beforeEach(async () => {
  server = await startMockServer();
});
test.afterEach(() => server.stop());

interface Place {
  id: string;
  x: number;
  y: number;
  w: number;
  h: number;
}

/** A board of two panels, made by the API and opened; its id. */
async function openBoard(page: Page): Promise<string> {
  await signIn(page.context(), server.url);
  const api = `${server.url}/api/v1`;
  const session = await (await page.request.get(`${api}/session`)).json();
  const panel = (name: string, x: number, text: string) => ({
    id: name,
    title: name,
    asking: { turns: [{ text }] },
    x,
    y: 0,
    w: 6,
    h: 10,
  });
  const made = await page.request.post(`${api}/boards`, {
    headers: { 'X-CSRF-Token': session.csrf_token },
    data: {
      title: 'Orders',
      panels: [
        panel('left', 0, 'Revenue by state'),
        panel('right', 6, 'SELECT count() FROM shop.orders JOIN shop.clicks USING order_id'),
      ],
    },
  });
  const { id } = await made.json();
  await page.goto(`${server.url}/visualize?d=${id}`);
  await expect(page.getByText('182,340.55').first()).toBeVisible();
  return id;
}

async function placesOf(page: Page, id: string): Promise<Record<string, Place>> {
  const board = await page.evaluate(
    async (board_) => (await fetch(`/api/v1/boards/${board_}`)).json() as Promise<{ panels: Place[] }>,
    id,
  );
  return Object.fromEntries(board.panels.map((panel) => [panel.id, panel]));
}

test('a panel is moved and resized by the pointer; Undo puts it back', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has one column: panels are moved by their menu');
  const id = await openBoard(page);
  await page.getByRole('button', { name: 'Edit' }).click();
  const handle = page.locator('.panel-handle').first();
  await expect(handle).toBeVisible();

  /** Drags in small steps, as a hand does. */
  async function drag(from: { x: number; y: number; width: number; height: number }, by: [number, number]) {
    const [x, y] = [from.x + from.width / 2, from.y + from.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + by[0], y + by[1], { steps: 12 });
    await page.mouse.up();
  }
  const boxOf = async (selector: string) => {
    const box = await page.locator(selector).first().boundingBox();
    if (!box) throw new Error(`${selector} is not shown`);
    return box;
  };

  const width = (await boxOf('.react-grid-layout')).width;
  await drag(await boxOf('.panel-handle'), [width / 2, 0]);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await expect.poll(async () => (await placesOf(page, id)).left?.x).toBe(6);
  const moved = await placesOf(page, id);
  // Nothing lies on anything: the other panel made room.
  expect(moved.right?.x === 0 || (moved.right?.y ?? 0) >= 10 || (moved.left?.y ?? 0) >= 10).toBe(true);

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await placesOf(page, id)).left?.x).toBe(0);

  const corner = page.locator('.react-grid-item').first().locator('.react-resizable-handle');
  // Panels glide to their places: it is taken hold of where it rests.
  await corner.hover();
  const box = await corner.boundingBox();
  if (!box) throw new Error('no corner to resize by');
  await drag(box, [-width / 6, 48 * 2]);
  await expect.poll(async () => (await placesOf(page, id)).left).toMatchObject({ w: 4, h: 12 });
});

test('all panels are narrowed by a filter that stays in the address; one that cannot be says so', async ({
  page,
}) => {
  await openBoard(page);
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await expectAccessible(page);
  await page.getByLabel('Column').selectOption('state');
  await page.getByLabel('Only rows with').fill('California');
  const narrowed = page.waitForRequest(
    (request) =>
      request.url().endsWith('/api/v1/query') && /toString\(`state`\)/.test(request.postData() ?? ''),
  );
  await page.getByRole('button', { name: 'Narrow', exact: true }).click();
  expect(JSON.parse((await narrowed).postData() ?? '{}')).toMatchObject({
    sql: expect.stringContaining('toString(`state`) = {board_filter_0:String}'),
    parameters: expect.arrayContaining([
      { name: 'board_filter_0', type: 'String', value: 'California' },
    ]) as unknown,
  });
  await expect(page.getByText('not filtered: this panel has no such column')).toHaveCount(1);
  expect(new URL(page.url()).searchParams.get('f')).toBe('state:California');
  await page.reload();
  const chip = page.getByRole('button', { name: 'Remove filter state = California' });
  await expect(chip).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await chip.click();
  await expect(page.getByText('not filtered: this panel has no such column')).toBeHidden();
});

test('a click on a bar narrows the board, and a panel leads to the rows behind it', async ({ page }) => {
  await openBoard(page);
  await page.getByRole('button', { name: 'Texas', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Remove filter state = Texas' })).toBeVisible();
  await page.getByRole('button', { name: 'More for left' }).click();
  await page.getByRole('menuitem', { name: 'Show the rows behind' }).click();
  await page.waitForURL('**/query?*');
  const sql = new URL(page.url()).searchParams.get('q') ?? '';
  expect(sql).toMatch(/^SELECT \* FROM shop\.orders WHERE/);
  expect(sql).toContain("toString(`state`) = 'Texas'");
});

test('the time range holds for every panel', async ({ page }) => {
  await openBoard(page);
  const asked = page.waitForRequest(
    (request) =>
      request.url().endsWith('/api/v1/ask') && /in the last 24 hours/.test(request.postData() ?? ''),
  );
  await page.getByLabel('Time range of all panels').selectOption('24h');
  await asked;
});

test('the board fills the screen by a key and comes back', async ({ page, isMobile }) => {
  test.skip(isMobile, 'a phone has no keyboard');
  await openBoard(page);
  await page.keyboard.press('f');
  await expect
    .poll(() => page.evaluate(() => document.fullscreenElement?.className ?? ''))
    .toContain('board-stage');
  await expect(page.getByText(/as of \d/).first()).toBeVisible();
  await page.evaluate(() => document.exitFullscreen());
});
