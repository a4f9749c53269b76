// Writes into each exported page what its scripts ask for first, so that the browser does so while they still come.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './export-files.mjs';
import { firstAsked } from './first-asked.mjs';

const root = join(import.meta.dirname, '..', 'out');
// Before the title: behind the page's own scripts, which are needed sooner.
const place = '<title>';

// As urgent as the page's own scripts are.
const script = (address) => `<link rel="preload" as="script" fetchpriority="low" href="${address}"/>`;
// With the same credentials as api/early-read.ts, so that the answer serves its call.
const read = (address) => `<link rel="preload" as="fetch" crossorigin="anonymous" href="${address}"/>`;

/** How many links were written into one page. */
async function preloadIn(file) {
  const { scripts, reads } = await firstAsked(root, `/${file.replace(/\.html$/, '')}`);
  if (scripts.length + reads.length === 0) return 0;
  const html = readFileSync(join(root, file), 'utf8');
  if (!html.includes(place)) throw new Error(`preload: ${file} has no ${place}`);
  const links = [...scripts.map(script), ...reads.map(read)].join('').replaceAll('&', '&amp;');
  writeFileSync(join(root, file), html.replace(place, links + place));
  return scripts.length + reads.length;
}

const pages = filesUnder(root).filter((name) => name.endsWith('.html'));
const counts = await Promise.all(pages.map(preloadIn));
const count = counts.reduce((sum, one) => sum + one, 0);
console.log(`preload: ${count} links`);
// A part that would not have to be loaded late, or a page that does not start where there is no browser.
if (count === 0) throw new Error('preload: no page asks for anything');
