import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

/** Errors of the page's console, and requests that left its origin. A test may allow what it provokes itself. */
export class WatchedPage {
  readonly errors: string[] = [];
  readonly strangers: string[] = [];

  constructor(
    readonly page: Page,
    allowed: RegExp | null = null,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error' && !allowed?.test(message.text())) this.errors.push(message.text());
    });
    page.on('pageerror', (error) => this.errors.push(String(error)));
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (
        protocol !== 'data:' &&
        protocol !== 'blob:' &&
        hostname !== '127.0.0.1' &&
        hostname !== 'localhost'
      )
        this.strangers.push(request.url());
    });
  }

  expectQuiet(): void {
    expect(this.errors).toEqual([]);
    expect(this.strangers).toEqual([]);
  }
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export async function expectAccessible(page: Page): Promise<void> {
  await settled(page);
  // Half a megabyte of script that the builder would parse twice at each call: once for each page is enough.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  // One run inside the page: without frames nothing is gained by the other way, which opens a second page to sum up. What
  // passes is counted, not described.
  const { violations } = await new AxeBuilder({ page, axeSource: 'void 0' })
    .options({ resultTypes: ['violations'] })
    .withTags(tags)
    .setLegacyMode()
    .analyze();
  expect(page.frames()).toHaveLength(1);
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  expect(found).toEqual([]);
}

/** The same state in the theme it is in and in the other one, which a page takes up without being loaded again. */
export async function expectAccessibleInBothThemes(page: Page): Promise<void> {
  await expectAccessible(page);
  const theme = await themeOf(page);
  await showTheme(page, theme === 'light' ? 'dark' : 'light');
  await expectAccessible(page);
  await showTheme(page, theme);
}

const themeOf = (page: Page): Promise<'light' | 'dark'> =>
  page.evaluate(() => (document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light'));

async function showTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect.poll(() => themeOf(page)).toBe(colorScheme);
}

/** A colour on its way to another, and what is fading in, has the contrast of neither. What never ends (a spinner) is not waited for. */
async function settled(page: Page): Promise<void> {
  const running = () =>
    document
      .getAnimations()
      .filter(
        (animation) =>
          animation.playState === 'running' && Number.isFinite(animation.effect?.getComputedTiming().endTime),
      ).length;
  await expect.poll(() => page.evaluate(running)).toBe(0);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  // Not window.innerWidth: a phone zooms out until everything fits, and it grows with what is too wide.
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(wide).toBeLessThanOrEqual(0);
}
