// @vitest-environment jsdom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseTheme, chosenTheme, themeScript } from './theme';

function systemIs(dark: boolean): void {
  vi.stubGlobal('matchMedia', () => ({ matches: dark, addEventListener: () => undefined }));
}

/** As the head of the page does. */
function start(): string | undefined {
  new Function(themeScript)();
  return document.documentElement.dataset.theme;
}

beforeEach(() => window.localStorage.clear());

describe('the theme', () => {
  it('is the system’s until a person chooses', () => {
    systemIs(true);
    expect(start()).toBe('dark');
    expect(chosenTheme()).toBe('system');
    chooseTheme('light');
    expect(document.documentElement.dataset.theme).toBe('light');
    expect(start()).toBe('light');
    chooseTheme('system');
    expect(document.documentElement.dataset.theme).toBe('dark');
  });

  it('takes nothing else from the storage', () => {
    systemIs(false);
    window.localStorage.setItem('theme', '"><script>');
    expect(start()).toBe('light');
    expect(chosenTheme()).toBe('system');
  });
});
