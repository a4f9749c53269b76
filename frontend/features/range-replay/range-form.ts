import type { Problem } from '@/api/problem';
import type { Connection, RangeReplayWish } from '@/api/types';

/** What a person has chosen and typed. */
export interface RangeForm {
  /** Empty where the connection reads one topic. */
  topic: string;
  what: 'all' | 'offsets' | 'time';
  /** A line for each partition, "0:1200-1500". */
  offsets: string;
  /** As a field of date and time has it, in the time zone of the browser. */
  since: string;
  until: string;
  missing: 'refuse' | 'keep' | 'drop';
  target: 'shadow' | 'replace';
}

export type RangeField = 'topic' | 'offsets' | 'since' | 'until' | 'missing';

/** Texts of the catalogue. */
export interface Mistake {
  field: RangeField;
  text: 'offsetsEmpty' | 'offsetsLine' | 'offsetsOrder' | 'offsetsTwice' | 'timeEmpty' | 'timeOrder';
  values?: Record<string, number>;
}

/** The topics among which one has to be chosen; none where there is one only. */
export function topicsOf(connection: Pick<Connection, 'topics'>): string[] {
  const names = (connection.topics ?? []).map(({ name }) => name);
  return names.length > 1 ? names : [];
}

export function emptyForm(connection: Pick<Connection, 'topics'>): RangeForm {
  return {
    topic: topicsOf(connection)[0] ?? '',
    what: 'all',
    offsets: '',
    since: '',
    until: '',
    missing: 'refuse',
    target: 'shadow',
  };
}

const spanLine = /^\s*(\d+)\s*:\s*(\d+)\s*-\s*(\d+)\s*$/;

type Spans = NonNullable<RangeReplayWish['offsets']>;

function spansOf(text: string): Spans | Mistake {
  const spans: Spans = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const at = { line: index + 1 };
    const found = spanLine.exec(line);
    if (!found) return { field: 'offsets', text: 'offsetsLine', values: at };
    const [partition = 0, from = 0, to = 0] = found.slice(1).map(Number);
    if (to <= from) return { field: 'offsets', text: 'offsetsOrder', values: at };
    if (spans.some((span) => span.partition === partition))
      return { field: 'offsets', text: 'offsetsTwice', values: { ...at, partition } };
    spans.push({ partition, from, to });
  }
  return spans.length === 0 ? { field: 'offsets', text: 'offsetsEmpty' } : spans;
}

const instant = (typed: string) => new Date(typed).toISOString();

/** What the API is asked for, or what is wrong with the form. */
export function wishOf(form: RangeForm): RangeReplayWish | Mistake {
  const wish: RangeReplayWish = {
    target: form.target,
    ...(form.topic === '' ? {} : { topic: form.topic }),
    ...(form.missing === 'refuse' ? {} : { missing: form.missing }),
  };
  if (form.what === 'all') return { ...wish, all: true };
  if (form.what === 'offsets') {
    const spans = spansOf(form.offsets);
    return Array.isArray(spans) ? { ...wish, offsets: spans } : spans;
  }
  const { since, until } = form;
  if (since === '' && until === '') return { field: 'since', text: 'timeEmpty' };
  if (since !== '' && until !== '' && instant(until) <= instant(since))
    return { field: 'until', text: 'timeOrder' };
  return {
    ...wish,
    ...(since === '' ? {} : { since: instant(since) }),
    ...(until === '' ? {} : { until: instant(until) }),
  };
}

export function isMistake(wish: RangeReplayWish | Mistake): wish is Mistake {
  return 'field' in wish;
}

/** The field at which a refusal is told; null when it is about none of them. */
export function refusedField(problem: Problem, { what }: RangeForm): RangeField | null {
  if (problem.status !== 400 && problem.status !== 409) return null;
  if (problem.message.includes('`topic`')) return 'topic';
  if (problem.message.includes('`keep`')) return 'missing';
  if (!/^topic .*(partition|holds no message)/.test(problem.message)) return null;
  if (what === 'offsets') return 'offsets';
  return what === 'time' ? (problem.message.includes('still being loaded') ? 'until' : 'since') : null;
}
