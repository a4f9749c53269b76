// All budgets of the web app, one after the other: `npm run budgets`, after `npm run build` and a build of the services. Fails where any is broken.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const measures = [
  '../scripts/size-check.mjs',
  'interactions.mjs',
  'frames.mjs',
  'latency.mjs',
  'lighthouse/run.mjs',
];
const broken = measures.filter((measure) => {
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, measure)], { stdio: 'inherit' });
  return status !== 0;
});
for (const measure of broken) console.error(`budgets: ${measure} found something, see above`);
if (broken.length > 0) process.exit(1);
