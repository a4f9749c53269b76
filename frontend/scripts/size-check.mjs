// Fails the build when a page or a part that comes later outgrows its budget.
import { join } from 'node:path';
import { checkSizes, kKilobyte } from './sizes.mjs';

const budgets = {
  pages: ['sign-in', 'query', 'visualize', 'connect', 'status', 'more', 'settings'],
  // Next and React alone are 138.5 kB (Next 16.4.6, React 19.3.1).
  budget: { script: 165 * kKilobyte, style: 15 * kKilobyte, html: 10 * kKilobyte },
  parts: [
    { name: 'SQL editor', word: 'cm-tooltip-autocomplete', budget: 125 * kKilobyte },
    { name: 'charts', word: '__ec_inner_', budget: 200 * kKilobyte },
    { name: 'board grid', word: 'react-grid-placeholder', budget: 40 * kKilobyte },
    { name: 'time series', word: 'u-over', budget: 35 * kKilobyte },
  ],
};

const { lines, broken } = checkSizes(join(import.meta.dirname, '..', 'out'), budgets);
for (const line of lines) console.log(`size: ${line}`);
if (broken) {
  console.error('size: a part is over its budget: load the new part lazily, or drop it');
  process.exit(1);
}
