import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesUnder } from './export-files.mjs';

export const kKilobyte = 1000;

const gzipBytes = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const kilobytes = (bytes) => (bytes / kKilobyte).toFixed(1);

function referenced(root, html, pattern) {
  const names = [...html.matchAll(pattern)].map(([, name]) => name.split('?')[0]);
  return [...new Set(names)].filter((name) => existsSync(join(root, name)));
}

/** Gzip bytes of what a page's HTML asks for at once, against the budget. */
function pageSizes(root, page, budget) {
  const file = join(root, `${page}.html`);
  const html = readFileSync(file, 'utf8');
  // Scripts for browsers without modules (nomodule) are not fetched by any browser that Aurora supports.
  const modern = html.replace(/<script[^>]*\bnomodule\b[^>]*>/gi, '');
  const sum = (pattern) =>
    referenced(root, modern, pattern).reduce((total, name) => total + gzipBytes(join(root, name)), 0);
  const measured = {
    script: sum(/<script[^>]*\ssrc="([^"]+)"/g),
    style: sum(/<link[^>]*\shref="([^"]+\.css[^"]*)"/g),
    html: gzipBytes(file),
  };
  const over = Object.keys(measured).filter((kind) => measured[kind] > budget[kind]);
  const words = Object.entries(measured).map(
    ([kind, bytes]) =>
      `${kind} ${kilobytes(bytes)}/${budget[kind] / kKilobyte} kB${over.includes(kind) ? ' OVER' : ''}`,
  );
  return { line: `${page.padEnd(10)} ${words.join('  ')}`, broken: over.length > 0 };
}

/** A part that is to come later, told by a word of its code that no other part has. */
function partSizes(root, pages, { name, word, budget }) {
  const scripts = filesUnder(root).filter((file) => /^_next\/static\/.*\.js$/.test(file));
  const holding = scripts.filter((file) => readFileSync(join(root, file), 'utf8').includes(word));
  const bytes = holding.reduce((total, file) => total + gzipBytes(join(root, file)), 0);
  const eager = pages.filter((page) => {
    const html = readFileSync(join(root, `${page}.html`), 'utf8');
    return holding.some((file) => html.includes(file));
  });
  // Not found at all: the word is out of date, and the budget watches nothing.
  const wrong =
    holding.length === 0
      ? ' NOT FOUND'
      : bytes > budget
        ? ' OVER'
        : eager.length > 0
          ? ` LOADED AT ONCE BY ${eager.join(', ')}`
          : '';
  return {
    line: `${name.padEnd(12)} lazy ${kilobytes(bytes)}/${budget / kKilobyte} kB${wrong}`,
    broken: wrong !== '',
  };
}

/** One line for each page and part of an export, and whether any is over its budget. */
export function checkSizes(root, { pages, budget, parts }) {
  const found = [
    ...pages.map((page) => pageSizes(root, page, budget)),
    ...parts.map((part) => partSizes(root, pages, part)),
  ];
  return { lines: found.map(({ line }) => line), broken: found.some((one) => one.broken) };
}
