// Writes file.gz and file.br beside every text file of the export, so that the gateway compresses nothing itself.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { filesUnder } from './export-files.mjs';

const root = join(import.meta.dirname, '..', 'out');
const text = /\.(html|js|css|svg|json|txt|webmanifest)$/;
// Below this a compressed file saves less than its headers cost.
const kBytesMin = 512;

let count = 0;
for (const file of filesUnder(root).filter((name) => text.test(name) && name !== 'csp.json')) {
  const bytes = readFileSync(join(root, file));
  if (bytes.length < kBytesMin) continue;
  writeFileSync(join(root, `${file}.gz`), gzipSync(bytes, { level: 9 }));
  writeFileSync(
    join(root, `${file}.br`),
    brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  );
  count += 1;
}
console.log(`precompressed: ${count} files`);
