const waiting: (() => void)[] = [];
let running = false;

function runNext(): void {
  waiting.shift()?.();
  running = waiting.length > 0;
  if (running) requestAnimationFrame(runNext);
}

/**
 * Runs costly starts one a frame: a board's charts made all at once would block a phone for a second. Returns what takes
 * it back while it still waits.
 */
export function inTurn(start: () => void): () => void {
  waiting.push(start);
  if (!running) requestAnimationFrame(runNext);
  running = true;
  return () => {
    const at = waiting.indexOf(start);
    if (at >= 0) waiting.splice(at, 1);
  };
}
