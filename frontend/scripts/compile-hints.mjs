// Chromium compiles a function when it is first called, on the main thread. What a page calls while it starts is better
// compiled while the script still comes, on another thread: a comment at the head of a file asks for that
// (https://v8.dev/blog/explicit-compile-hints). Other browsers see a comment.
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './export-files.mjs';

const root = join(import.meta.dirname, '..', 'out');
const hint = '//# allFunctionsCalledOnLoad\n';
// Of larger parts (charts, the SQL editor) most functions are never called.
const kBytesMax = 240_000;

let count = 0;
for (const file of filesUnder(root).filter((name) => /^_next\/static\/.*\.js$/.test(name))) {
  const path = join(root, file);
  if (statSync(path).size > kBytesMax) continue;
  const script = readFileSync(path, 'utf8');
  if (script.startsWith(hint)) continue;
  writeFileSync(path, hint + script);
  count += 1;
}
console.log(`compile hints: ${count} files`);
