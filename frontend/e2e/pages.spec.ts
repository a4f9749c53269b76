import { expect, test } from '@playwright/test';
import { startMockServer } from './mock-server.mjs';
import { signIn } from './steps';
import { expectAccessibleInBothThemes, expectNoSidewaysScroll, WatchedPage } from './watched-page';

let server: Awaited<ReturnType<typeof startMockServer>>;
test.beforeAll(async () => {
  server = await startMockServer();
});
test.afterAll(() => server.stop());

const places = [
  ['/query', 'Events arriving now'],
  ['/query?q=Revenue%20by%20state', 'Sum of total per state since Monday'],
  ['/query?q=Show%20me%20the%20trend', 'Conversion of mobile users by hour, today'],
  ['/query?q=SELECT%20*%20FROM%20shop.orders', 'Result of your SQL'],
  ['/query?q=Revenue%20by%20state&q=only%20the%20trend', 'Conversion of mobile users by hour, today'],
  ['/visualize', 'No board yet'],
  ['/connect', 'Connections'],
  ['/connect/new', 'Connect a topic'],
  ['/connect/connection?id=c-orders000001', 'orders'],
  ['/status', 'Status'],
  ['/more', 'More'],
  ['/more/endpoints', 'Endpoints'],
  ['/settings', 'Settings'],
  ['/settings?part=verified', 'Settings'],
  ['/settings?part=verdicts', 'An SQL statement'],
  ['/settings?part=model', 'sql-model is asked second'],
] as const;

test('every page is accessible in both themes and never scrolls sideways', async ({ page, isMobile }) => {
  test.setTimeout(180_000);
  const watched = new WatchedPage(page);
  // A page opens in either theme: on a phone in the light one, on a desktop in the dark one.
  await page.emulateMedia({ colorScheme: isMobile ? 'light' : 'dark', reducedMotion: 'reduce' });
  await signIn(page.context(), server.url);
  for (const [path, heading] of places) {
    await page.goto(server.url + path);
    await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible();
    await page.waitForLoadState('networkidle');
    await expectAccessibleInBothThemes(page);
    await expectNoSidewaysScroll(page);
  }
  watched.expectQuiet();
});

test('works at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await signIn(page.context(), server.url);
  for (const path of ['/query?q=Revenue%20by%20state', '/connect', '/connect/new', '/status']) {
    await page.goto(server.url + path);
    await page.waitForLoadState('networkidle');
    await expectNoSidewaysScroll(page);
  }
});
