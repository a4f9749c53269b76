/** The first key of a pair, and when it was pressed. */
export interface Chord {
  first: string;
  /** Milliseconds of any steady clock. */
  at: number;
}

/** What was typed with this key: alone, or after a leader "g" pressed shortly before. */
export function chordAfter(
  before: Chord,
  key: string,
  now: number,
  within: number,
): { typed: string; next: Chord } {
  const led = before.first !== '' && now - before.at <= within;
  return {
    typed: led ? `${before.first} ${key}` : key,
    next: { first: !led && key === 'g' ? key : '', at: now },
  };
}

const typed = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

/** In a field a letter is a letter. A dialog's field keeps the focus for a moment after the dialog closed, seen by nobody. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || target.closest('dialog:not([open])') !== null) return false;
  return target.closest(typed) !== null;
}

const storageKey = 'aurora.shortcuts';

export function shortcutsAreOn(): boolean {
  return window.localStorage.getItem(storageKey) !== 'off';
}

export function switchShortcuts(on: boolean): void {
  if (on) window.localStorage.removeItem(storageKey);
  else window.localStorage.setItem(storageKey, 'off');
}
