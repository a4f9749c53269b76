import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { JSDOM, ResourceLoader, VirtualConsole } from 'jsdom';

const origin = 'http://aurora.invalid';
// Every parameter by which a page chooses what it reads first.
const parameters = '?d=x&id=x&part=x&q=x&s=x';
const kShortMs = 100;
const kQuietTurns = 5;
const kWaitMaxMs = 60_000;

/** Gives the page its own scripts, and of others nothing but their names: what those would ask for is not asked for first. */
class Files extends ResourceLoader {
  asked = [];

  constructor(root, html) {
    super();
    this.root = root;
    this.html = html;
  }

  fetch(url) {
    const { pathname } = new URL(url);
    if (!pathname.endsWith('.js')) return null;
    const own = this.html.includes(`src="${pathname}"`);
    if (!own && !this.asked.includes(pathname)) this.asked.push(pathname);
    return Promise.resolve(own ? readFileSync(join(this.root, pathname)) : Buffer.alloc(0));
  }
}

/** Counts what a window is about to do: React works in turns, each begun by a timer. */
function countTimers(window) {
  const pending = new Set();
  const { setTimeout: start, clearTimeout: stop } = window;
  window.setTimeout = (run, ms = 0, ...rest) => {
    const timer = start(() => {
      pending.delete(timer);
      run(...rest);
    }, ms);
    if (ms <= kShortMs) pending.add(timer);
    return timer;
  };
  window.clearTimeout = (timer) => {
    pending.delete(timer);
    stop(timer);
  };
  return pending;
}

async function askedAt(root, path, search) {
  const html = readFileSync(join(root, `${path}.html`), 'utf8');
  const files = new Files(root, html);
  const reads = [];
  const silent = new VirtualConsole();
  const errors = [];
  let pending;
  let loaded = false;
  silent.on('jsdomError', (error) => errors.push(error));
  const dom = new JSDOM(html, {
    url: origin + path + search,
    runScripts: 'dangerously',
    resources: files,
    virtualConsole: silent,
    beforeParse(window) {
      pending = countTimers(window);
      window.addEventListener('load', () => {
        loaded = true;
      });
      // What browsers have and jsdom has not.
      Object.assign(window, {
        TextEncoder,
        TextDecoder,
        ReadableStream,
        TransformStream,
        Request,
        Response,
        Headers,
      });
      window.matchMedia = () => ({ matches: false, addEventListener() {}, removeEventListener() {} });
      window.fetch = (address) => {
        reads.push(String(address));
        return new Promise(() => undefined);
      };
    },
  });
  try {
    const beganAt = Date.now();
    for (let quiet = 0; quiet < kQuietTurns; quiet = loaded && pending.size === 0 ? quiet + 1 : 0) {
      if (Date.now() - beganAt > kWaitMaxMs)
        throw new Error(`${path} has not started after ${kWaitMaxMs} ms`);
      await pause(1);
    }
    if (errors.length > 0) throw new Error(`${path} did not start: ${errors[0].message.slice(-500)}`);
    return { scripts: files.asked, reads };
  } finally {
    dom.window.close();
  }
}

const common = (some, others) => some.filter((one) => others.includes(one));

/**
 * What a page's own scripts ask for first, as soon as React takes the page over, whatever the parameters in its address
 * are: `scripts` and `reads`, addresses in the order in which they are asked for.
 *
 * root: the folder of the export; path: as the gateway serves it, '/query'. Throws where the page does not start.
 */
export async function firstAsked(root, path) {
  const bare = await askedAt(root, path, '');
  const named = await askedAt(root, path, parameters);
  return { scripts: common(bare.scripts, named.scripts), reads: common(bare.reads, named.reads) };
}
