// Fails the build when a page outgrows its budget. Sizes are gzip bytes of what the page's HTML asks for at once.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

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
  const parts = Object.entries(measured).map(([kind, bytes]) => {
    const over = bytes > budget[kind];
    broken ||= over;
    return `${kind} ${(bytes / kKilobyte).toFixed(1)}/${budget[kind] / kKilobyte} kB${over ? ' OVER' : ''}`;
  });
  console.log(`size: ${page.padEnd(10)} ${parts.join('  ')}`);
}
if (broken) {
  console.error('size: a page is over its budget: load the new part lazily, or drop it');
  process.exit(1);
}
