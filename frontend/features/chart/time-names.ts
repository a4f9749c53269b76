import { cellSeconds } from '@/features/result-grid/cell-text';

const kDaySeconds = 86_400;

/** Times as short as they can be told apart: days where all are midnights, else the clock, with the day where it changes. */
export function timeNames(texts: string[]): string[] {
  const seconds = texts.map(cellSeconds);
  const known = seconds.filter((at) => at !== null);
  const days = known.every((at) => at % kDaySeconds === 0);
  const span = (known.at(-1) ?? 0) - (known[0] ?? 0);
  const format = new Intl.DateTimeFormat('en-GB', {
    ...(days || span >= kDaySeconds ? { day: 'numeric', month: 'short' } : {}),
    ...(days ? { timeZone: 'UTC' } : { hour: '2-digit', minute: '2-digit' }),
    ...(!days && known.some((at) => at % 60 !== 0) ? { second: '2-digit' } : {}),
  });
  return texts.map((text, index) => {
    const at = seconds[index] ?? null;
    return at === null ? text : format.format(new Date(at * 1000));
  });
}
