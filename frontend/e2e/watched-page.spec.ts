// The check of what everybody can read, checked: a fault of one theme is found from the other.
import { expect, test } from '@playwright/test';
import { startMockServer } from './mock-server.mjs';
import { openSignedIn } from './steps';
import { expectAccessibleInBothThemes } from './watched-page';

let server: Awaited<ReturnType<typeof startMockServer>>;
test.beforeEach(async () => {
  server = await startMockServer();
});
test.afterEach(() => server.stop());

for (const { fault, style, found } of [
  {
    fault: 'in the light theme',
    style: 'html[data-theme="light"] h1 { color: #ddd; background: #fff }',
    found: 'color-contrast',
  },
  {
    fault: 'in the dark theme',
    style: 'html[data-theme="dark"] h1 { color: #222; background: #000 }',
    found: 'color-contrast',
  },
]) {
  test(`a fault ${fault} is found`, async ({ page }) => {
    await openSignedIn(page, server.url, '/connect');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessibleInBothThemes(page);
    await page.addStyleTag({ content: style });
    await expect(expectAccessibleInBothThemes(page)).rejects.toThrow(found);
  });
}
