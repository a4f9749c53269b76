import { expect, type Page, test } from '@playwright/test';
import { startMockServer } from './mock-server.mjs';
import { openSignedIn } from './steps';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, WatchedPage } from './watched-page';

let server: Awaited<ReturnType<typeof startMockServer>>;
test.beforeEach(async () => {
  server = await startMockServer();
});
test.afterEach(() => server.stop());

async function openReplay(page: Page): Promise<void> {
  await openSignedIn(page, server.url, '/connect/connection?id=c-orders000001');
  await page.getByRole('tab', { name: 'Replay' }).click();
  await expect(page.getByText('No range of this connection was replayed yet.')).toBeVisible();
}

test('a range is planned, compared and swapped, in both themes', async ({ page }) => {
  const watched = new WatchedPage(page, /409/);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openReplay(page);
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);

  // What cannot be is told at its field, and nothing typed is lost.
  await page.getByLabel('Which messages').selectOption('offsets');
  const offsets = page.getByLabel('Offsets');
  await offsets.fill('0:1200');
  await page.getByRole('button', { name: 'See what it would do' }).click();
  await expect(offsets).toHaveAccessibleDescription(/^Line 1 is not partition:from-to/);
  await offsets.fill('0:1200-99000');
  await page.getByRole('button', { name: 'See what it would do' }).click();
  await expect(offsets).toHaveAccessibleDescription(/are not loaded yet.*end it at 31900$/);
  await expectAccessibleInBothThemes(page);
  await offsets.fill('0:1200-1500\n1:1180-1450');
  await page.getByRole('button', { name: 'See what it would do' }).click();
  await expect(page.getByText(/^570 messages of topic orders would be read again/)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);

  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByText('567 rows, 3 messages that do not fit.')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'AUTUMN', exact: true })).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await expectNoSidewaysScroll(page);
  // A reload finds it again.
  await page.reload();
  await page.getByRole('button', { name: 'Swap' }).click();
  await expect(page.getByText(/are replaced in one step\. Loading waits/)).toBeVisible();
  await expectAccessibleInBothThemes(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Swap' }).click();
  await expect(page.getByRole('cell', { name: 'swapped' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'See what it would do' })).toBeVisible();
  watched.expectQuiet();
});

test('what is discarded is said so, and another may begin', async ({ page }) => {
  const watched = new WatchedPage(page);
  await openReplay(page);
  await page.getByRole('button', { name: 'See what it would do' }).click();
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('cell', { name: 'discarded' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'See what it would do' })).toBeVisible();
  watched.expectQuiet();
});
