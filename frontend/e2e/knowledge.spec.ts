import { expect, type Page, test } from '@playwright/test';
import { startMockServer } from './mock-server.mjs';
import { ask, openSignedIn } from './steps';
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

const dialog = (page: Page) => page.getByRole('dialog');

async function openGlossary(page: Page): Promise<void> {
  await openSignedIn(page, server.url, '/settings');
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
}

test('a term is defined, refused at its field, changed and removed, in both themes', async ({ page }) => {
  const watched = new WatchedPage(page, /400/);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openGlossary(page);
  await expect(page.getByText('Not used any more: table shop.customers has no column tier')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Add a term' }).click();
  await dialog(page).getByLabel('Term', { exact: true }).fill('turnover');
  await dialog(page).getByLabel('Table', { exact: true }).selectOption('shop.orders');
  const definition = dialog(page).getByLabel('Definition');
  await definition.fill('sum(totl)');
  await dialog(page).getByRole('button', { name: 'Save term' }).click();
  await expect(definition).toHaveAccessibleDescription(
    'table shop.orders has no column totl; did you mean total?',
  );
  await expect(definition).toBeFocused();
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await definition.fill('sum(total)');
  await dialog(page).getByRole('button', { name: 'Save term' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('heading', { name: /^turnover/ })).toBeVisible();
  await page.getByRole('button', { name: 'Change turnover' }).click();
  await definition.fill('sum(total) / 100');
  await dialog(page).getByRole('button', { name: 'Save term' }).click();
  await expect(page.getByText('sum(total) / 100')).toBeVisible();
  await page.getByRole('button', { name: 'Remove turnover' }).click();
  await expectAccessibleInBothThemes(page);
  await dialog(page).getByRole('button', { name: 'Remove term' }).click();
  await expect(page.getByRole('heading', { name: /^turnover/ })).toBeHidden();
  watched.expectQuiet();
});

test('a guess becomes a definition, and the answer says that it is one', async ({ page }) => {
  const watched = new WatchedPage(page);
  await openSignedIn(page, server.url);
  await ask(page, 'Turnover by state');
  const chip = page.getByRole('button', { name: /^turnover = the sum of total/ });
  await expect(chip).toHaveCSS('border-top-style', 'dashed');
  await chip.click();
  await page.getByRole('menuitem', { name: /Always read it so/ }).click();
  await expect(dialog(page).getByLabel('Definition')).toHaveValue('sum(total)');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await dialog(page).getByRole('button', { name: 'Save term' }).click();
  const defined = page.getByRole('button', { name: 'turnover = sum(total)' });
  await expect(defined).toHaveCSS('border-top-style', 'solid');
  await defined.click();
  await expect(page.getByText('From the glossary: sum(total)')).toBeVisible();
  await expectAccessible(page);
  watched.expectQuiet();
});

test('an answer is judged, and saved as verified: the same question says who checked it', async ({
  page,
}) => {
  const watched = new WatchedPage(page);
  await openSignedIn(page, server.url);
  await ask(page, 'Revenue by state');
  await page.getByRole('button', { name: 'Wrong' }).click();
  await page.getByLabel('What is wrong?').fill('refunds are missing');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByLabel('What is wrong?')).toBeHidden();
  await expect(page.getByText('Thank you: noted as wrong.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save as verified' }).click();
  await expect(dialog(page).getByLabel('Question')).toHaveValue('Revenue by state');
  await expectAccessible(page);
  await dialog(page).getByRole('button', { name: 'Save as verified' }).click();
  await expect(dialog(page).getByText(/^Saved\./)).toBeVisible();
  await dialog(page).getByRole('button', { name: 'Done' }).click();
  await ask(page, 'revenue by state');
  await expect(page.getByText(/^Checked by admin/)).toBeVisible();
  await expect(page.getByText(/verified answer/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.goto(`${server.url}/settings?part=verified`);
  await page.getByRole('button', { name: 'Remove Revenue by state' }).click();
  await dialog(page).getByRole('button', { name: 'Remove answer' }).click();
  await expect(page.getByRole('heading', { name: 'Revenue by state', exact: true })).toBeHidden();
  await page.getByRole('tab', { name: 'Verdicts' }).click();
  await expect(page.getByRole('heading', { name: 'Revenue by state', exact: true })).toBeVisible();
  await expect(page.getByText('refunds are missing')).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('link', { name: 'Ask Revenue by state' }).click();
  await expect(page.getByRole('heading', { name: /^Sum of total/ })).toBeVisible();
  watched.expectQuiet();
});

test('an answer of a model says so, what it cost, and what else it may mean', async ({ page }) => {
  const watched = new WatchedPage(page);
  await openSignedIn(page, server.url);
  await ask(page, 'Your second opinion on states');
  await expect(page.getByText(/written by sql-model, checked by dry run/)).toBeVisible();
  await expect(page.getByText('1,576 tokens, cost 0.00184')).toBeVisible();
  await expect(page.getByText(/reads the question otherwise/)).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: /Run this reading as SQL/ }).click();
  await expect(page.getByRole('heading', { name: 'Result of your SQL' })).toBeVisible();
  watched.expectQuiet();
});

test('the readings of a question that is left open are buttons', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Late orders by state');
  const group = page.getByRole('group', { name: 'By “late” you mean' });
  await expectAccessible(page);
  await group.getByRole('button', { name: 'paid after it was due' }).click();
  await expect(page.getByRole('heading', { name: 'Sum of total per state since Monday' })).toBeVisible();
  expect(new URL(page.url()).searchParams.getAll('r')).toEqual(['0:late:paid_at']);
});

test('choosing what a follow-up means keeps what was asked before it', async ({ page }) => {
  await openSignedIn(page, server.url);
  await ask(page, 'Revenue by state');
  await page.getByLabel('Ask a follow-up').fill('by date');
  await page.getByLabel('Ask a follow-up').press('Enter');
  await page.getByRole('button', { name: /Orders by day of paid_at/ }).click();
  await expect(page.getByRole('button', { name: 'Go back to “Revenue by state”' })).toBeVisible();
  expect(new URL(page.url()).searchParams.getAll('q')).toEqual([
    'Revenue by state',
    'Orders by day of paid_at',
  ]);
});
