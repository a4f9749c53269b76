interface EarlyRead {
  beganAt: number;
  answer: Promise<Response>;
}

// As long as an answer counts as fresh elsewhere (providers.tsx).
const kFreshMs = 5000;

const begun = new Map<string, EarlyRead>();

/** Begins a read while the code that wants its answer still comes. */
export function readEarly(address: string): void {
  const answer = fetch(address, { credentials: 'same-origin', headers: { Accept: 'application/json' } });
  // Whoever takes it sees the failure.
  answer.catch(() => undefined);
  begun.set(address, { beganAt: Date.now(), answer });
}

/** The answer to a read that was begun early, for the first who asks the same. */
export function takeEarly(address: string): Promise<Response> | undefined {
  const read = begun.get(address);
  begun.delete(address);
  return read && Date.now() - read.beganAt < kFreshMs ? read.answer : undefined;
}
