'use client';

import { useEffect, useRef } from 'react';
import { type Chord, chordAfter, isTyping, shortcutsAreOn } from './shortcut';

// "g" and then a letter: both within this.
const kChordMs = 1200;

/**
 * Runs `act` on a key ("l", "?", "/") or a pair of keys ("g q") while no field has the focus. Off where a person switched
 * single keys off (WCAG 2.1.4).
 */
export function useShortcut(keys: string, act: () => unknown): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    let chord: Chord = { first: '', at: 0 };
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      if (document.querySelector('dialog[open]') !== null) return;
      const pressed = chordAfter(chord, event.key, performance.now(), kChordMs);
      chord = pressed.next;
      if (pressed.typed !== keys || !shortcutsAreOn()) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [keys]);
}
