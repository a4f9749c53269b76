// A page that never rests gets it all the same.
const kWaitMaxMs = 2000;

/** Runs once the browser has nothing more urgent; returns what takes it back. */
export function whenIdle(run: () => void): () => void {
  // Not in Safari.
  if (typeof window.requestIdleCallback !== 'function') {
    const timer = setTimeout(run, kWaitMaxMs / 10);
    return () => clearTimeout(timer);
  }
  const handle = window.requestIdleCallback(run, { timeout: kWaitMaxMs });
  return () => window.cancelIdleCallback(handle);
}
