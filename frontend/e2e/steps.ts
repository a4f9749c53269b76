import type { Page } from '@playwright/test';

/** What most tests of states begin with. */
export async function signIn(page: Page, base: string): Promise<void> {
  await page.goto(`${base}/sign-in#t=mock`);
  await page.waitForURL('**/query');
}

export async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Question or SQL').fill(question);
  await page.getByRole('button', { name: /^(Ask|Run SQL)$/ }).click();
}
