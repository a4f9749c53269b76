import type { Answer } from '@/api/types';

export interface Readings {
  /** Key of the sentence that says where the reading comes from. */
  source: 'said' | 'guessed' | 'definition';
  alternatives: { id: string; reading: string }[];
}

/** What an assumption tells of itself. Without more than words it counts as guessed: nobody defined it. */
export function readingsOf(assumption: Answer['assumptions'][number]): Readings {
  const { source, alternatives } = assumption;
  return { source: source ?? 'guessed', alternatives: alternatives ?? [] };
}
