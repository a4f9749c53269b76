// Writes out/csp.json: page path -> hashes of its inline scripts. The gateway puts them into the page's
// Content-Security-Policy, so that no inline script needs 'unsafe-inline'.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './export-files.mjs';

const root = join(import.meta.dirname, '..', 'out');
const inlineScript = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/** "query.html" is served at /query, "index.html" at /. */
function pagePath(file) {
  const path = `/${file.replace(/\.html$/, '')}`;
  return path.replace(/\/index$/, '/');
}

const hashes = {};
for (const file of filesUnder(root).filter((name) => name.endsWith('.html'))) {
  const html = readFileSync(join(root, file), 'utf8');
  const found = [...html.matchAll(inlineScript)].map(
    ([, body]) => `sha256-${createHash('sha256').update(body).digest('base64')}`,
  );
  hashes[pagePath(file)] = [...new Set(found)].sort();
}
writeFileSync(join(root, 'csp.json'), `${JSON.stringify(hashes, null, 1)}\n`);
console.log(`csp: ${Object.keys(hashes).length} pages`);
