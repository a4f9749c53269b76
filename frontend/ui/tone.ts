/** How good or bad something is; always shown with words as well, never by colour alone. */
export type Tone = 'good' | 'warn' | 'bad' | 'neutral';

export const toneText: Record<Tone, string> = {
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
  neutral: 'text-ink-soft',
};

export const toneWash: Record<Tone, string> = {
  good: 'bg-good-wash text-good',
  warn: 'bg-warn-wash text-warn',
  bad: 'bg-bad-wash text-bad',
  neutral: 'bg-sunken text-ink-soft',
};
