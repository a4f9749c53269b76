import type { Tone } from '@/ui/tone';

export interface Freshness {
  complete_to?: string | null | undefined;
  lag_ms?: number | null | undefined;
}

const kFreshMsMax = 10_000;
const kStalledMs = 300_000;

/** Green while events arrive within seconds, amber when they are late, red when they seem to have stopped. */
export function freshnessTone(lagMs: number | null | undefined): Tone {
  if (lagMs === null || lagMs === undefined) return 'neutral';
  if (lagMs <= kFreshMsMax) return 'good';
  return lagMs < kStalledMs ? 'warn' : 'bad';
}

/** "0.4 s", "12 s", "3 min", "5 h", "2 d": enough to judge, short enough for a line. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129_600) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} d`;
}

/** Local clock time; the full time in UTC belongs into the title beside it. */
export function clockText(time: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  const sameDay = date.toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(undefined, {
    ...(sameDay ? {} : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(date);
}

/** "1,204/s", "0.4/s": rates are read, not compared to the last digit. */
export function rateText(perSecond: number): string {
  const digits = perSecond > 0 && perSecond < 10 ? 1 : 0;
  return `${perSecond.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}/s`;
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

export function bytesText(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${byteUnits[unit]}`;
}
