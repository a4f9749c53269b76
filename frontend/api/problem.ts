/** An answer of the gateway that is not a success, as application/problem+json tells it. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    /** Stable word, e.g. "sql_refused"; "offline" and "bad_answer" are made here. */
    readonly code: string,
    /** What, where and the remedy, for people. */
    message: string,
    /** HTTP status; 0 when there was no answer. */
    readonly status: number,
    readonly requestId: string | null,
  ) {
    super(message);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Reads problem+json; also what a proxy in between may answer instead. */
export function problemFrom(body: unknown, status: number, requestId: string | null): Problem {
  const fields = isRecord(body) ? body : {};
  return new Problem(
    text(fields.code) ?? 'bad_answer',
    text(fields.detail) ?? text(fields.title) ?? `The server answered with status ${status}.`,
    status,
    text(fields.request_id) ?? requestId,
  );
}

export function offlineProblem(): Problem {
  return new Problem('offline', 'Aurora cannot be reached. Is it running?', 0, null);
}

/** Whatever was thrown, as a Problem. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  return new Problem('bad_answer', thrown instanceof Error ? thrown.message : String(thrown), 0, null);
}
