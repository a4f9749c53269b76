// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { OnceWanted } from './once-wanted';

let look: (entries: { isIntersecting: boolean }[]) => void = () => undefined;

beforeEach(() =>
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      constructor(callback: typeof look) {
        look = callback;
      }
      observe() {}
      disconnect() {}
    },
  ),
);
afterEach(() => vi.unstubAllGlobals());

const drawn = () => screen.queryByText('tables') !== null;

it('draws what it holds when its place comes into sight, and keeps it', () => {
  render(<OnceWanted className="h-40">tables</OnceWanted>);
  act(() => look([{ isIntersecting: false }]));
  expect(drawn()).toBe(false);
  act(() => look([{ isIntersecting: true }]));
  expect(drawn()).toBe(true);
  act(() => look([{ isIntersecting: false }]));
  expect(drawn()).toBe(true);
});

it('draws what it holds when somebody begins to use the page', () => {
  render(<OnceWanted className="h-40">tables</OnceWanted>);
  expect(drawn()).toBe(false);
  act(() => void window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' })));
  expect(drawn()).toBe(true);
});
