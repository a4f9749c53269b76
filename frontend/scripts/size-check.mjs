// Fails the build when a page outgrows its budget. Sizes are gzip bytes of what the page's HTML asks for at once.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesUnder } from './export-files.mjs';

const root = join(import.meta.dirname, '..', 'out');
const kKilobyte = 1000;
// Next and React alone are 138.5 kB (Next 16.4.6, React 19.3.1).
const budget = { script: 175 * kKilobyte, style: 15 * kKilobyte, html: 10 * kKilobyte };
const pages = ['sign-in', 'query', 'visualize', 'connect', 'status', 'more'];

const gzipBytes = (path) => gzipSync(readFileSync(path), { level: 9 }).length;

function referenced(html, pattern) {
  const names = [...html.matchAll(pattern)].map(([, name]) => name.split('?')[0]);
  return [...new Set(names)].filter((name) => existsSync(join(root, name)));
}

const sum = (names) => names.reduce((total, name) => total + gzipBytes(join(root, name)), 0);

let broken = false;
for (const page of pages) {
  const file = join(root, `${page}.html`);
  const html = readFileSync(file, 'utf8');
  // Scripts for browsers without modules (nomodule) are not fetched by any browser that Aurora supports.
  const modern = html.replace(/<script[^>]*\bnomodule\b[^>]*>/gi, '');
  const measured = {
    script: sum(referenced(modern, /<script[^>]*\ssrc="([^"]+)"/g)),
    style: sum(referenced(modern, /<link[^>]*\shref="([^"]+\.css[^"]*)"/g)),
    html: gzipBytes(file),
  };
  const words = Object.entries(measured).map(([kind, bytes]) => {
    const over = bytes > budget[kind];
    broken ||= over;
    return `${kind} ${(bytes / kKilobyte).toFixed(1)}/${budget[kind] / kKilobyte} kB${over ? ' OVER' : ''}`;
  });
  console.log(`size: ${page.padEnd(10)} ${words.join('  ')}`);
}
// Parts that come later, told by a word of their code that no other part has: the script that holds it, gzip.
const parts = [
  { name: 'SQL editor', word: 'cm-tooltip-autocomplete', budget: 125 * kKilobyte },
  { name: 'board grid', word: 'react-grid-placeholder', budget: 40 * kKilobyte },
  { name: 'time series', word: 'u-over', budget: 35 * kKilobyte },
];
const scripts = filesUnder(root).filter((name) => /^_next\/static\/.*\.js$/.test(name));
for (const { name, word, budget: bytesMax } of parts) {
  const holding = scripts.filter((file) => readFileSync(join(root, file), 'utf8').includes(word));
  const bytes = holding.reduce((total, file) => total + gzipBytes(join(root, file)), 0);
  const eager = pages.filter((page) => {
    const html = readFileSync(join(root, `${page}.html`), 'utf8');
    return holding.some((file) => html.includes(file));
  });
  // Not found at all: the word is out of date, and the budget watches nothing.
  const wrong = holding.length === 0 || bytes > bytesMax || eager.length > 0;
  broken ||= wrong;
  const late = eager.length > 0 ? ` LOADED AT ONCE BY ${eager.join(', ')}` : '';
  const state = holding.length === 0 ? ' NOT FOUND' : bytes > bytesMax ? ' OVER' : late;
  console.log(
    `size: ${name.padEnd(12)} lazy ${(bytes / kKilobyte).toFixed(1)}/${bytesMax / kKilobyte} kB${state}`,
  );
}
if (broken) {
  console.error('size: a part is over its budget: load the new part lazily, or drop it');
  process.exit(1);
}
