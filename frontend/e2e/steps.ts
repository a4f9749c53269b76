import type { BrowserContext, Page } from '@playwright/test';
import { sessionCookie } from './mock-server.mjs';

/** The session that a sign-in gives, without its pages: those have tests of their own. */
export async function signIn(context: BrowserContext, base: string): Promise<void> {
  await context.addCookies([{ ...sessionCookie, url: base, httpOnly: true, sameSite: 'Strict' }]);
}

/** What most tests of states begin with. */
export async function openSignedIn(page: Page, base: string, path = '/query'): Promise<void> {
  await signIn(page.context(), base);
  await page.goto(base + path);
}

export async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Question or SQL').fill(question);
  await page.getByRole('button', { name: /^(Ask|Run SQL)$/ }).click();
}
