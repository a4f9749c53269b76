// @vitest-environment jsdom
import { expect, it, vi } from 'vitest';
import { whenTouched } from './when-touched';

it('runs once, however the page is used first', () => {
  const run = vi.fn();
  whenTouched(run);
  expect(run).not.toHaveBeenCalled();
  window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' }));
  window.dispatchEvent(new Event('pointerdown'));
  expect(run).toHaveBeenCalledTimes(1);
});

it('does not run when it was taken back', () => {
  const run = vi.fn();
  whenTouched(run)();
  window.dispatchEvent(new Event('pointerdown'));
  expect(run).not.toHaveBeenCalled();
});
