// What the browser's times of interactions are held to. Pure: e2e/interactions.mjs measures.

export const kDelayMsMax = 200;
/** Shorter ones the browser does not tell. */
export const kDelayMsTold = 16;

/** Smallest number that three quarters are not above; NaN for none. */
export function upperQuartile(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * 0.75) - 1] ?? Number.NaN;
}

/**
 * Told events -> milliseconds of each interaction: the longest of its events, as a press, a release and a click are one.
 * Events that are no interaction (moves of the pointer) are left out.
 */
export function interactionDelays(events) {
  const longest = new Map();
  for (const { interactionId, duration } of events)
    if (interactionId > 0) longest.set(interactionId, Math.max(longest.get(interactionId) ?? 0, duration));
  return [...longest.values()];
}

/**
 * One act (typing, scrolling, ...): `count` interactions were made, and the browser told those in `events`. A line, and a
 * finding where the upper quartile is above the bound, or where nothing was measured.
 */
export function judgeAct(size, act, count, events) {
  const told = interactionDelays(events);
  // Those that were not told were shorter than what is told.
  const delays = [...told, ...Array.from({ length: Math.max(0, count - told.length) }, () => kDelayMsTold)];
  const quartile = upperQuartile(delays);
  const name = `${size}, ${act}`;
  return {
    line: `${name}: p75 ${quartile} ms of ${count}, longest ${Math.max(...delays)} ms`,
    finding:
      quartile <= kDelayMsMax
        ? null
        : `${name}: p75 ${quartile} ms of ${count}, and at most ${kDelayMsMax} ms is the bound`,
  };
}
