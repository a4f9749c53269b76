import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// jsdom lays nothing out: without a size a virtual list draws no rows.
if (typeof HTMLElement !== 'undefined') {
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { get: () => 440 },
    clientWidth: { get: () => 800 },
    scrollIntoView: { value: () => undefined },
  });
}

afterEach(cleanup);
