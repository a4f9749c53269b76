const signs = ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const;

/** Runs once, when somebody begins to use the page; returns what takes it back. */
export function whenTouched(run: () => void): () => void {
  const watch = new AbortController();
  const begin = () => {
    watch.abort();
    run();
  };
  for (const sign of signs) window.addEventListener(sign, begin, { passive: true, signal: watch.signal });
  return () => watch.abort();
}
