// Pictures of each page: phone and desktop, light and dark. `npm run screenshots -- FOLDER [URL [SIGN_IN_LINK]]`.
// Without a URL the pages stand on made-up data; with one on a running Aurora. The README's picture is FOLDER/query.png.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { launchOptions } from './browser.mjs';
import { startMockServer } from './mock-server.mjs';

const [folder = 'e2e/.output/screenshots', baseUrl, link] = process.argv.slice(2);
const only = process.env.ONLY?.split(',');
const sizes = { phone: { width: 375, height: 812 }, desktop: { width: 1280, height: 900 } };
const question = encodeURIComponent('Revenue by state this week');
// Questions that only the made-up data know.
const charts = [
  ['heat', 'Orders by hour and weekday'],
  ['grouped', 'Orders by state and device'],
  ['donut', 'Share of orders by device'],
  ['columns', 'Orders of the last minutes counted'],
  ['scatter', 'Items and total against each other'],
  ['histogram', 'How totals are spread'],
].map(([name, text]) => [`chart-${name}`, `/query?q=${encodeURIComponent(text)}`]);

/** The wizard's second step, with a registry that cannot be reached. */
async function chooseFormat(page) {
  await page.getByLabel('Brokers').fill('localhost:9092');
  await page.getByRole('button', { name: 'Test and go on' }).click();
  await page.getByText('inventory').click();
  await page.getByLabel('Format of messages').selectOption('avro');
  await page.getByLabel('URL').fill('http://away:8081');
  await page.getByLabel('Start at').selectOption('offsets');
  await page.getByLabel('Offsets').fill('0:1200, 1:1180');
  await page.getByRole('button', { name: 'Look inside' }).click();
}

async function lookInside(page) {
  await page.getByLabel('Brokers').fill('localhost:9092');
  await page.getByRole('button', { name: 'Test and go on' }).click();
  await page.getByText('inventory').click();
  await page.getByRole('button', { name: 'Look inside' }).click();
}

/** The wizard's first step, where a provider of tokens cannot be reached. */
async function askForToken(page) {
  await page.getByLabel('Brokers').fill('kafka.example:9093');
  await page.getByLabel('Security').selectOption('sasl_ssl');
  await page.getByLabel('Mechanism').selectOption('OAUTHBEARER');
  await page.getByLabel('Client id').fill('aurora');
  await page.getByLabel('Client secret').fill('secret');
  await page.getByLabel('Token URL').fill('https://away.example/token');
  await page.getByRole('button', { name: 'Test and go on' }).click();
}

/** Three transforms, and what they do to real messages. */
async function transform(page) {
  await lookInside(page);
  const add = async (kind, field) => {
    await page.getByRole('button', { name: 'Add a transform' }).click();
    await page.getByRole('menuitem', { name: new RegExp(`^${kind}`) }).click();
    await page.getByLabel('Field', { exact: true }).last().fill(field);
  };
  await add('Filter', 'sku');
  await page.getByLabel('Condition').selectOption('is none of');
  await page.getByLabel('Values, one a line').fill('sku-1');
  await add('Rename', 'ts');
  await page.getByLabel('New name').fill('counted_at');
  await add('Hash', 'price');
  await page.getByLabel('When messages are rejected').selectOption('stop above a share');
  await page.getByRole('button', { name: 'Show the effect' }).first().click();
  await page.getByRole('region', { name: 'Effect on the newest messages' }).scrollIntoViewIfNeeded();
}

const openCause = (page) => page.getByRole('button', { name: /column total/ }).click();

async function askReplay(page) {
  await openCause(page);
  await page.getByRole('button', { name: /^Replay these/ }).click();
}

async function replayAll(page) {
  await page.getByRole('button', { name: 'Replay all' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Replay' }).click();
}

/** A term whose definition names a column that is not there. */
async function refuseTerm(page) {
  await page.getByRole('button', { name: 'Add a term' }).click();
  await page.getByLabel('Term', { exact: true }).fill('turnover');
  await page.getByLabel('Table', { exact: true }).selectOption('shop.orders');
  await page.getByLabel('Definition').fill('sum(totl)');
  await page.getByRole('button', { name: 'Save term' }).click();
}

const asking = (text) => `/query?q=${encodeURIComponent(text)}`;
const dialogOf = (page) => page.getByRole('dialog');

async function removeTerm(page) {
  await page.getByRole('button', { name: 'Remove net revenue' }).click();
}

/** "Wrong", and the reason that is asked for then. */
async function judge(page) {
  await page.getByRole('button', { name: 'Wrong' }).click();
  await page.getByLabel('What is wrong?').scrollIntoViewIfNeeded();
}

/** Refused: the words move with the clock and the SQL does not. */
async function verify(page) {
  await page.getByRole('button', { name: 'Save as verified' }).click();
  await dialogOf(page).getByLabel('Question').fill('Revenue by state yesterday');
  await dialogOf(page).getByRole('button', { name: 'Save as verified' }).click();
}

async function openChip(page) {
  await page.getByRole('button', { name: /^turnover = the sum of total/ }).click();
}

async function openExport(page) {
  await page.getByRole('button', { name: 'Download the whole result' }).click();
}

async function openEndpoint(page) {
  await page.getByRole('button', { name: 'Endpoint' }).click();
  await dialogOf(page).getByLabel('Name').fill('Orders!');
  await dialogOf(page)
    .getByLabel('SQL')
    .fill('SELECT count() FROM shop.orders WHERE state = {state:String} AND n > {least:UInt16}');
}

/** Another name for each size and theme: the stand-in keeps what is made. */
let endpoints = 0;
async function makeEndpoint(page) {
  endpoints += 1;
  await page.getByRole('button', { name: 'Endpoint' }).click();
  await dialogOf(page).getByLabel('Name').fill(`orders-of-a-state-${endpoints}`);
  await dialogOf(page).getByLabel('SQL').fill('SELECT count() FROM shop.orders WHERE state = {state:String}');
  await dialogOf(page).getByRole('button', { name: 'Make endpoint' }).click();
  await dialogOf(page).getByRole('button', { name: 'Try it' }).click();
}

async function showTokens(page) {
  await page
    .getByRole('button', { name: /^Tokens of/ })
    .first()
    .click();
}

async function toTopics(page) {
  await page.getByLabel('Brokers').fill('localhost:9092');
  await page.getByRole('button', { name: 'Test and go on' }).click();
}

async function severalTopics(page) {
  await toTopics(page);
  await page.getByLabel('Read', { exact: true }).selectOption('several topics');
  await page.getByRole('checkbox', { name: /shipments/ }).check();
  await page.getByRole('checkbox', { name: /inventory/ }).check();
}

/** A pattern, and the table that is missing. */
async function patternOfTopics(page) {
  await toTopics(page);
  await page.getByLabel('Read', { exact: true }).selectOption('all topics that match a pattern');
  await page.getByLabel('Pattern').fill('.*s');
  await page.getByRole('button', { name: 'Look inside' }).click();
}

async function connectPattern(page) {
  await patternOfTopics(page);
  await page.getByLabel('Into the table').fill('shop.everything');
  await page.getByRole('button', { name: 'Look inside' }).click();
  await page.getByRole('button', { name: 'Looks right, connect' }).click();
  await page.getByRole('link', { name: 'Open the connection' }).click();
}

async function refuseRange(page) {
  await page.getByLabel('Which messages').selectOption('offsets');
  await page.getByLabel('Offsets').fill('0:1200');
  await page.getByRole('button', { name: 'See what it would do' }).click();
}

async function planRange(page) {
  await page.getByLabel('Which messages').selectOption('offsets');
  await page.getByLabel('Offsets').fill('0:1200-1500\n1:1180-1450');
  await page.getByRole('button', { name: 'See what it would do' }).click();
}

async function compareRange(page) {
  await planRange(page);
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.getByText('567 rows, 3 messages that do not fit.').waitFor();
}

/** Swapped, so that the next size and theme begin anew. */
async function swapRange(page) {
  await page.getByRole('button', { name: 'Swap' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Swap' }).click();
}

const replayTab = '/connect/connection?id=c-orders000001&part=replay';

const pages = [
  ['sign-in', '/sign-in'],
  ['first-run', '/query'],
  ['answer-bars', `/query?q=${question}`],
  [
    'answer-number',
    `/query?q=${encodeURIComponent('How many orders did we get from California this week?')}`,
  ],
  ['answer-line', `/query?q=${encodeURIComponent('Show me conversion trends for mobile users today')}`],
  ['answer-follow-up', `/query?q=${question}&q=${encodeURIComponent('only the trend')}`],
  ...(baseUrl ? [] : charts),
  ['answer-rows', `/query?q=${encodeURIComponent('SELECT * FROM shop.orders')}`],
  ['answer-clarify', asking('Late orders by state')],
  ['answer-choices', asking('by date')],
  ['answer-refused', `/query?q=${encodeURIComponent('Who churned?')}`],
  ['answer-verified', asking('Checked revenue by state')],
  ['answer-model', asking('Your second opinion on states')],
  ['answer-chip', asking('Turnover by state'), openChip],
  ['answer-verdict', `/query?q=${question}`, judge],
  ['answer-verify', `/query?q=${question}`, verify],
  ['answer-export', `/query?q=${question}`, openExport],
  ['answer-endpoint', `/query?q=${question}`, openEndpoint],
  ['answer-endpoint-made', `/query?q=${question}`, makeEndpoint],
  ['endpoints', '/more/endpoints', showTokens],
  ['answer-error', `/query?q=${encodeURIComponent('SELECT totl FROM shop.orders')}`],
  ['boards', '/visualize'],
  ['visualize', null],
  ['connect', '/connect'],
  ['connection', '/connect/connection?id=c-orders000001'],
  ['connection-ledger', '/connect/connection?id=c-orders000001&part=ledger'],
  ['connection-rejected', '/connect/connection?id=c-orders000001&part=rejected'],
  ['connection-cause', '/connect/connection?id=c-orders000001&part=rejected', openCause],
  ['connection-replay', '/connect/connection?id=c-orders000001&part=rejected', askReplay],
  ['connection-replayed', '/connect/connection?id=c-orders000001&part=rejected', replayAll],
  ['connection-stopped', '/connect/connection?id=c-refunds00001'],
  ['connection-rules', '/connect/connection?id=c-refunds00001&part=rules'],
  ['range-replay', replayTab],
  ['range-replay-refused', replayTab, refuseRange],
  ['range-replay-planned', replayTab, planRange],
  ['range-replay-compared', replayTab, compareRange],
  ['range-replay-swapped', replayTab, swapRange],
  ['connection-gone', '/connect/connection?id=c-gone&part=rejected'],
  ['connection-schema', '/connect/connection?id=c-payments0001&part=schema'],
  ['connection-history', '/connect/connection?id=c-orders000001&part=schema'],
  ['wizard', '/connect/new'],
  ['wizard-token', '/connect/new', askForToken],
  ['wizard-transforms', '/connect/new', transform],
  ['wizard-topic', '/connect/new', chooseFormat],
  ['wizard-several', '/connect/new', severalTopics],
  ['wizard-pattern', '/connect/new', patternOfTopics],
  ['connection-topics', '/connect/new', connectPattern],
  ['wizard-content', '/connect/new', lookInside],
  ['settings-glossary', '/settings'],
  ['settings-term', '/settings', refuseTerm],
  ['settings-remove', '/settings', removeTerm],
  ['settings-verified', '/settings?part=verified'],
  ['settings-verdicts', '/settings?part=verdicts'],
  ['settings-model', '/settings?part=model'],
  ['status', '/status'],
  ['more', '/more'],
]
  .filter(([, , act]) => !(baseUrl && act))
  .filter(([name]) => !only || only.includes(name));

const server = baseUrl ? null : await startMockServer(0, { grafana: true });
const base = baseUrl ?? server.url;
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch(launchOptions());

const csrfOf = async (page) => (await (await page.request.get(`${base}/api/v1/session`)).json()).csrf_token;

/** A board with three answers, made by the API. Its page. */
async function makeBoard(page) {
  const asked = [
    'Revenue by state this week',
    'Show me conversion trends for mobile users today',
    'How many orders did we get from California this week?',
  ];
  const panels = asked.map((text, index) => ({
    id: `p${index}`,
    title: text,
    asking: { turns: [{ text }] },
    x: index === 2 ? 0 : index * 6,
    y: index === 2 ? 12 : 0,
    w: 6,
    h: index === 2 ? 6 : 12,
  }));
  const made = await page.request.post(`${base}/api/v1/boards`, {
    headers: { 'X-CSRF-Token': await csrfOf(page) },
    data: { title: 'Orders', panels },
  });
  return `/visualize?d=${(await made.json()).id}`;
}

/** Signed in once: a link works once, every context gets the cookie. */
async function signedInState() {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(link ?? `${base}/sign-in#t=mock`);
  await page.waitForURL('**/query');
  const board = await makeBoard(page);
  const state = await context.storageState();
  await context.close();
  return { state, board };
}

const { state: storageState, board } = await signedInState();
const settle = 2500;
for (const [sizeName, viewport] of Object.entries(sizes)) {
  for (const colorScheme of ['light', 'dark']) {
    const context = await browser.newContext({
      viewport,
      colorScheme,
      storageState,
      deviceScaleFactor: sizeName === 'phone' ? 2 : 1,
      isMobile: sizeName === 'phone',
      hasTouch: sizeName === 'phone',
    });
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') console.error(`${page.url()}: ${message.text()}`);
    });
    for (const [name, path, act] of pages) {
      await page.goto(base + (path ?? board));
      await act?.(page);
      await page.waitForTimeout(settle);
      await page.screenshot({
        path: join(folder, `${name}-${sizeName}-${colorScheme}.png`),
        fullPage: process.env.FULL !== undefined,
      });
      if (name === 'answer-bars' && sizeName === 'desktop' && colorScheme === 'dark')
        await page.screenshot({ path: join(folder, 'query.png') });
    }
    await context.close();
  }
}
await browser.close();
await server?.stop();
if (!existsSync(folder)) process.exit(1);
console.log(`screenshots: ${folder}`);
