import type { Asking } from '@/api/types';

/** What a link keeps: the question as it stands, with its clock held where it is to be frozen. */
export function sharedAsking(asking: Asking, frozenAt: Date | null): Asking {
  // A frozen answer that is shared again stays at its own time.
  if (frozenAt === null) return { ...asking, now: null };
  return { ...asking, now: asking.now ?? frozenAt.toISOString() };
}

export function shareAddress(origin: string, id: string): string {
  return `${origin}/query?s=${encodeURIComponent(id)}`;
}
