import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// jsdom lays nothing out: without a size a virtual list draws no rows.
if (typeof HTMLElement !== 'undefined') {
  Object.defineProperties(HTMLElement.prototype, {
    offsetHeight: { get: () => 440 },
    offsetWidth: { get: () => 800 },
  });
}

afterEach(cleanup);
