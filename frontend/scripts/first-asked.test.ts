// @vitest-environment node
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { firstAsked } from './first-asked.mjs';

let root = '';

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'aurora-first-asked-'));
  writeFileSync(join(root, 'query.html'), '<html><head><script src="/page.js" async></script></head></html>');
});
afterEach(() => rmSync(root, { recursive: true }));

const script = (text: string) => writeFileSync(join(root, 'page.js'), text);

const ask = `
  const load = (address) => document.head.append(Object.assign(document.createElement('script'), { src: address }));
`;

it('names the scripts and reads that a page asks for as it starts', async () => {
  script(
    `${ask} load('/desk.js'); setTimeout(() => setTimeout(() => { fetch('/api/v1/tables'); load('/desk.js'); }))`,
  );
  await expect(firstAsked(root, '/query')).resolves.toEqual({
    scripts: ['/desk.js'],
    reads: ['/api/v1/tables'],
  });
});

it('leaves out what the parameters of the address decide', async () => {
  script(
    `${ask} load('/desk.js'); if (location.search === '') { load('/list.js'); fetch('/api/v1/boards'); }`,
  );
  await expect(firstAsked(root, '/query')).resolves.toEqual({ scripts: ['/desk.js'], reads: [] });
});

it('says which page does not start, and why', async () => {
  script('nothing.there()');
  await expect(firstAsked(root, '/query')).rejects.toThrow(
    /\/query did not start: .*nothing is not defined/s,
  );
});
