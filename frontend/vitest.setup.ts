import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// jsdom lays nothing out: without a size a virtual list draws no rows.
if (typeof HTMLElement !== 'undefined') {
  Object.defineProperties(HTMLElement.prototype, {
    clientHeight: { get: () => 440 },
    clientWidth: { get: () => 800 },
    scrollIntoView: { value: () => undefined },
  });
}

// jsdom has no modal dialogs: here they are open or not.
if (typeof HTMLDialogElement !== 'undefined') {
  Object.defineProperties(HTMLDialogElement.prototype, {
    showModal: {
      value(this: HTMLDialogElement) {
        this.open = true;
      },
    },
    close: {
      value(this: HTMLDialogElement) {
        this.open = false;
      },
    },
  });
}

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 20_000 });

afterEach(cleanup);
