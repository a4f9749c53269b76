// How long a person waits on a real Aurora: from Enter to rows and answers, and from an event to its number in a live answer.
// `npm run latency`, after `npm run build` and a build of the services. Fails where a wait is out of its bound
// (scripts/latency-budgets.mjs). Times need a machine that does nothing else.
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { judgeWaits, waitsUntilSeen } from '../scripts/latency-budgets.mjs';
import { launchOptions } from './browser.mjs';
import { Stack } from './stack.ts';

const kTopic = 'latency_marks';
const kAsked = 40;
const kEvents = 60;
const kEventsApartMs = 700;
const kPatienceMs = 15_000;

/** From the next press of Enter until the picture that has an element of the text: milliseconds. */
function untilPainted({ selector, text, patience }) {
  return new Promise((resolve, reject) => {
    let begin;
    const pressed = ({ key, timeStamp }) => {
      if (key === 'Enter') begin ??= timeStamp;
    };
    addEventListener('keydown', pressed, { capture: true });
    const timer = setTimeout(() => end(reject, new Error(`no ${selector} with ${text}`)), patience);
    const observer = new MutationObserver(() => {
      if ([...document.querySelectorAll(selector)].every((element) => !element.textContent.includes(text)))
        return;
      observer.disconnect();
      // The task behind the picture's own runs when it is drawn.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => end(resolve, performance.now() - begin);
        port2.postMessage(null);
      });
    });
    function end(tell, what) {
      observer.disconnect();
      removeEventListener('keydown', pressed, { capture: true });
      clearTimeout(timer);
      tell(what);
    }
    observer.observe(document, { subtree: true, childList: true, characterData: true });
  });
}

/** From now on, when which number was drawn: `window.seenNumbers`. */
function watchNumber(selector) {
  window.seenNumbers = [];
  const look = () => {
    const number = Number(document.querySelector(selector)?.textContent.replaceAll(',', '') ?? Number.NaN);
    if (Number.isNaN(number) || number === window.seenNumbers.at(-1)?.[1]) return;
    const entry = [Number.POSITIVE_INFINITY, number];
    window.seenNumbers.push(entry);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => (entry[0] = Date.now());
      port2.postMessage(null);
    });
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  look();
}

async function ask(page, text) {
  await page.getByLabel('Question or SQL').fill(text);
  // In SQL a line break is what Enter alone makes.
  await page.getByLabel('Question or SQL').press('Control+Enter');
}

/** `asked(n)` -> what to type and what the answer shows that no other does. */
async function measureAsking(page, asked) {
  const waits = [];
  for (let number = 0; number < kAsked; number += 1) {
    const { typed, ...shown } = asked(number);
    const painted = page.evaluate(untilPainted, { ...shown, patience: kPatienceMs });
    painted.catch(() => undefined);
    await ask(page, typed);
    waits.push(await painted);
    // A person looks at it; what is fetched behind an answer has ended.
    await sleep(400);
  }
  return waits;
}

async function measureLive(stack, page) {
  const message = (number) => JSON.stringify({ number, at: new Date().toISOString() });
  await stack.produce(kTopic, [message(0)]);
  await stack.connect(kTopic, `shop.${kTopic}`);
  await ask(page, `SELECT max(number) AS newest FROM shop.${kTopic}`);
  await page.getByRole('heading', { name: 'Result of your SQL' }).waitFor();
  await page.getByRole('tab', { name: 'Table', exact: true }).click();
  await page.getByRole('gridcell', { name: '0', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Live', exact: true }).click();
  await page.evaluate(watchNumber, '[role="gridcell"]');
  const producer = stack.producer(kTopic);
  const sent = new Map();
  for (let number = 1; number <= kEvents; number += 1) {
    sent.set(number, Date.now());
    producer.send(message(number));
    // Not in step with the page.
    await sleep(kEventsApartMs + 100 * (number % 5));
  }
  await sleep(3000);
  const seen = await page.evaluate(() => window.seenNumbers);
  await producer.end();
  return waitsUntilSeen(sent, seen);
}

const stack = await Stack.start();
const browser = await chromium.launch(launchOptions());
const findings = [];
function judge(what, wanted, waits) {
  const verdict = judgeWaits(what, wanted, waits);
  console.log(`latency: ${verdict.line}`);
  findings.push(...verdict.findings);
}
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
  await page.goto(await stack.link());
  await page.waitForURL('**/query');
  const row = (number) => ({
    typed: `SELECT 'mark-${number}-' AS mark, * FROM shop.orders ORDER BY _timestamp DESC LIMIT 100`,
    selector: '[role="gridcell"]',
    text: `mark-${number}-`,
  });
  judge('Enter to the first row', kAsked, await measureAsking(page, row));
  const answer = (number) => ({
    typed: `How many orders did we get in the last ${number + 2} minutes?`,
    selector: 'button',
    text: `in the last ${number + 2} minutes`,
  });
  judge('Enter to the answer of a question', kAsked, await measureAsking(page, answer));
  judge('event to its number in a live answer', kEvents, await measureLive(stack, page));
} finally {
  await browser.close();
  await stack.stop();
}
for (const finding of findings) console.error(`latency: ${finding}`);
if (findings.length > 0) process.exit(1);
