// What the waits on a real Aurora are held to. Pure: e2e/latency.mjs measures.

/** Milliseconds that 95 of 100 waits may take at most. */
export const waitMsMax = {
  'Enter to the first row': 300,
  'Enter to the answer of a question': 300,
  'event to its number in a live answer': 2000,
};

/** Smallest number that 95 of 100 are not above; NaN for none. */
export function quantile95(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length * 0.95) - 1] ?? Number.NaN;
}

/** A line, and a finding where the 95 % quantile is above the bound, or where fewer than `wanted` waits ended. */
export function judgeWaits(what, wanted, waits) {
  const [p50, p95] = [waits.toSorted((a, b) => a - b)[Math.floor(waits.length / 2)], quantile95(waits)];
  const shown = (ms) => (Number.isFinite(ms) ? `${Math.round(ms)} ms` : 'nothing');
  const findings = [];
  if (waits.length < wanted) findings.push(`${what}: ${waits.length} of ${wanted} were seen`);
  if (!(p95 <= waitMsMax[what]))
    findings.push(`${what}: p95 ${shown(p95)}, and at most ${waitMsMax[what]} ms is the bound`);
  return { line: `${what}: p50 ${shown(p50)}, p95 ${shown(p95)} of ${waits.length}`, findings };
}

/** `sent`: number -> when it was sent; `seen`: [when, number] in order -> of each number how long until it, or a later one, was seen. */
export function waitsUntilSeen(sent, seen) {
  const waits = [];
  for (const [number, at] of sent) {
    const [when] = seen.find(([, newest]) => newest >= number) ?? [];
    if (when !== undefined) waits.push(when - at);
  }
  return waits;
}
