import type { StopAbove } from '@/api/types';

/** When a connection stops because of what it rejects, as a person typed it. */
export interface StopForm {
  on: boolean;
  /** Percent. */
  share: string;
  /** Messages. */
  window: string;
}

export const emptyStop: StopForm = { on: false, share: '5', window: '1000' };

const kWindowMin = 10;
const kWindowMax = 1_000_000;

/** "5", "0.5", "0,5". */
function numberOf(text: string): number {
  return /^\s*\d+(?:[.,]\d+)?\s*$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN;
}

export type StopPlace = 'share' | 'window';

export function stopMistake(form: StopForm): { place: StopPlace; key: 'shareWrong' | 'windowWrong' } | null {
  if (!form.on) return null;
  const share = numberOf(form.share);
  if (!(share > 0 && share <= 100)) return { place: 'share', key: 'shareWrong' };
  const window = numberOf(form.window);
  if (!Number.isInteger(window) || window < kWindowMin || window > kWindowMax)
    return { place: 'window', key: 'windowWrong' };
  return null;
}

/** As the API takes it; a share of 0 is never. */
export function stopBody(form: StopForm): StopAbove {
  // 29 / 100 is 0.29 to the digits that a person typed; dividing alone would add some.
  const share = Number((numberOf(form.share) / 100).toPrecision(12));
  return form.on ? { share, window: numberOf(form.window) } : { share: 0 };
}

export function stopFormOf(rule: StopAbove | null): StopForm {
  if (!rule || rule.share === 0) return emptyStop;
  const share = String(Number((rule.share * 100).toPrecision(12)));
  return { on: true, share, window: String(rule.window ?? emptyStop.window) };
}
