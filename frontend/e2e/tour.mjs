// The README's moving picture, on made-up data: `npm run tour [-- FILE.webp]`. From a question to its SQL, a live board and
// the ledger of a connection.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import sharp from 'sharp';
import { launchOptions } from './browser.mjs';
import { startMockServer } from './mock-server.mjs';

const [file = join(import.meta.dirname, '..', '..', 'docs', 'images', 'tour.webp')] = process.argv.slice(2);
const kBytesMax = 1_500_000;
const kKeyMs = 90;
const kLiveMs = 1000;
const kReadMs = 2200;
const kSettleMs = 700;
const question = 'Turnover by state this week';
const panels = [
  ['Revenue by state this week', 0, 0, 6, 12],
  ['Show me conversion trends for mobile users today', 6, 0, 6, 12],
  ['Orders by hour and weekday', 0, 12, 6, 12],
  ['Share of orders by device', 6, 12, 6, 12],
].map(([text, x, y, w, h], at) => ({ id: `p${at}`, title: text, asking: { turns: [{ text }] }, x, y, w, h }));

const frames = [];
/** What is shown now, for as long as this. */
async function shoot(page, delay) {
  frames.push({ picture: await page.screenshot(), delay });
}

async function settled(page, delay) {
  await page.waitForTimeout(kSettleMs);
  await shoot(page, delay);
}

/** Some seconds of what moves by itself. */
async function watch(page, seconds) {
  for (let second = 0; second < seconds; second += 1) {
    await page.waitForTimeout(kLiveMs);
    await shoot(page, kLiveMs);
  }
}

async function makeBoard(page, base) {
  const { csrf_token } = await (await page.request.get(`${base}/api/v1/session`)).json();
  const made = await page.request.post(`${base}/api/v1/boards`, {
    headers: { 'X-CSRF-Token': csrf_token },
    data: { title: 'Orders, live', refresh_s: 1, panels },
  });
  return (await made.json()).id;
}

async function tour(page, base) {
  const nav = page.getByRole('navigation', { name: 'Main' });
  await page.goto(`${base}/sign-in#t=mock`);
  await page.waitForURL('**/query');
  const board = await makeBoard(page, base);
  await page.getByRole('slider', { name: /Events arriving now/ }).waitFor();
  await watch(page, 3);

  const box = page.getByLabel('Question or SQL');
  await box.focus();
  for (const letter of question) {
    await page.keyboard.type(letter);
    await shoot(page, kKeyMs);
  }
  await page.keyboard.press('Enter');
  await page.getByText('182,340.55').first().waitFor();
  await settled(page, kReadMs);
  await page.getByRole('button', { name: /^turnover = the sum of total/ }).click();
  await settled(page, kReadMs);
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'SQL', exact: true }).click();
  await settled(page, kReadMs);

  await page.goto(`${base}/visualize?d=${board}`);
  await page.getByText('182,340.55').first().waitFor();
  await settled(page, kLiveMs);
  await watch(page, 2);

  await nav.getByRole('link', { name: 'Connect' }).click();
  await page.getByRole('link', { name: 'orders', exact: true }).click();
  await page.getByRole('slider', { name: 'Rate' }).waitFor();
  await watch(page, 2);
  await page.getByRole('tab', { name: 'Ledger' }).click();
  await settled(page, kReadMs);
}

const server = await startMockServer();
const browser = await chromium.launch(launchOptions());
try {
  const context = await browser.newContext({
    viewport: { width: 1080, height: 720 },
    colorScheme: 'dark',
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  await tour(await context.newPage(), server.url);
} finally {
  await browser.close();
  await server.stop();
}
const moving = await sharp(
  frames.map(({ picture }) => picture),
  { join: { animated: true } },
)
  .webp({ delay: frames.map(({ delay }) => delay), loop: 0, quality: 82, effort: 3 })
  .toBuffer();
if (moving.length > kBytesMax) {
  console.error(`tour: ${moving.length} bytes are more than ${kBytesMax}: show less, or a smaller picture`);
  process.exit(1);
}
writeFileSync(file, moving);
console.log(`tour: ${file}, ${frames.length} pictures, ${(moving.length / 1000).toFixed(0)} kB`);
