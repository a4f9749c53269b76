// @vitest-environment node
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkSizes } from './sizes.mjs';

let root = '';
const chunk = (name: string) => `_next/static/chunks/${name}.js`;
/** Random text: gzip makes it hardly smaller. */
const text = (bytes: number) => randomBytes(bytes / 2).toString('hex');

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'aurora-sizes-'));
  mkdirSync(join(root, '_next/static/chunks'), { recursive: true });
  writeFileSync(join(root, chunk('main')), text(4000));
  writeFileSync(join(root, chunk('old')), text(90_000));
  writeFileSync(join(root, chunk('editor')), `the-editor ${text(4000)}`);
  page(`<script src="/${chunk('main')}" async></script><script src="/${chunk('old')}" noModule></script>`);
});
afterEach(() => rmSync(root, { recursive: true }));

function page(html: string) {
  writeFileSync(join(root, 'query.html'), html);
}

const budgets = {
  pages: ['query'],
  budget: { script: 5000, style: 1000, html: 1000 },
  parts: [{ name: 'editor', word: 'the-editor', budget: 5000 }],
};

it('passes what keeps its budget', () => {
  expect(checkSizes(root, budgets)).toMatchObject({ broken: false });
});

it('fails a page that loads too much at once', () => {
  writeFileSync(join(root, chunk('main')), text(12_000));
  const { broken, lines } = checkSizes(root, budgets);
  expect(broken).toBe(true);
  expect(lines[0]).toContain('OVER');
});

it('fails a part that is too large, that came into the first load, or that nobody finds any more', () => {
  const lineOf = (change: Partial<(typeof budgets)['parts'][0]>) => {
    const parts = budgets.parts.map((part) => ({ ...part, ...change }));
    const { broken, lines } = checkSizes(root, {
      ...budgets,
      budget: { ...budgets.budget, script: 1e6 },
      parts,
    });
    expect(broken).toBe(true);
    return lines[1];
  };
  expect(lineOf({ budget: 1000 })).toContain('OVER');
  expect(lineOf({ word: 'renamed' })).toContain('NOT FOUND');
  page(`<script src="/${chunk('editor')}"></script>`);
  expect(lineOf({})).toContain('LOADED AT ONCE BY query');
});
