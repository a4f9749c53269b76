// @vitest-environment jsdom
import { beforeEach, describe, expect, it } from 'vitest';
import { chordAfter, isTyping, shortcutsAreOn, switchShortcuts } from './shortcut';

const none = { first: '', at: 0 };

describe('chordAfter', () => {
  it('pairs a key with a leader pressed shortly before', () => {
    const { next } = chordAfter(none, 'g', 1000, 500);
    expect(chordAfter(next, 'v', 1400, 500).typed).toBe('g v');
    expect(chordAfter(next, 'v', 1600, 500).typed).toBe('v');
  });

  it('does not keep the leader after the pair', () => {
    const { next } = chordAfter({ first: 'g', at: 0 }, 'g', 1, 500);
    expect(chordAfter(next, 'v', 2, 500).typed).toBe('v');
  });
});

describe('isTyping', () => {
  it('knows fields', () => {
    const field = document.createElement('textarea');
    expect(isTyping(field)).toBe(true);
    expect(isTyping(document.createElement('button'))).toBe(false);
    expect(isTyping(null)).toBe(false);
  });

  it('takes no notice of a field whose dialog has closed', () => {
    const dialog = document.createElement('dialog');
    const field = dialog.appendChild(document.createElement('input'));
    expect(isTyping(field)).toBe(false);
    dialog.open = true;
    expect(isTyping(field)).toBe(true);
  });
});

describe('single keys', () => {
  beforeEach(() => window.localStorage.clear());

  it('can be switched off and on', () => {
    expect(shortcutsAreOn()).toBe(true);
    switchShortcuts(false);
    expect(shortcutsAreOn()).toBe(false);
    switchShortcuts(true);
    expect(shortcutsAreOn()).toBe(true);
  });
});
