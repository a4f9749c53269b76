// What the pictures that a browser draws while a grid is scrolled are held to. Pure: e2e/frames.mjs measures.

/** Pictures a second; on a phone with a processor a quarter as fast. */
export const framesMin = { desktop: 58, phone: 30 };
export const kCellsMax = 400;

/** Milliseconds at which pictures were begun, in order -> pictures a second; NaN for less than two. */
export function framesASecond(times) {
  const [first, last] = [times[0] ?? Number.NaN, times.at(-1) ?? Number.NaN];
  return last > first ? (1000 * (times.length - 1)) / (last - first) : Number.NaN;
}

/** `cells`: most cells of the grid that were in the document at once. A line, and a finding for each bound that is broken. */
export function judgeFrames(size, times, cells) {
  const rate = framesASecond(times);
  const longest = Math.max(...times.slice(1).map((at, index) => at - times[index]));
  const shown = Number.isNaN(rate) ? 'no' : rate.toFixed(1);
  const findings = [];
  if (!(rate >= framesMin[size]))
    findings.push(`${size}: ${shown} pictures a second, and at least ${framesMin[size]} is the bound`);
  if (!(cells > 0 && cells <= kCellsMax))
    findings.push(`${size}: ${cells} cells at once, and 1 to ${kCellsMax} is the bound`);
  return {
    line: `${size}: ${shown} pictures a second, the longest ${Math.round(longest)} ms, ${cells} cells at most`,
    findings,
  };
}
