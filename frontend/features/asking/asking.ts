import type { Asking } from '@/api/types';
import { looksLikeSql } from '@/features/sql/sql-tokens';

/** As many turns as the gateway keeps of a conversation. */
export const kTurnsMax = 20;

export function askingOf(text: string): Asking {
  return { turns: [{ text }], now: null };
}

export function lastText(asking: Asking): string {
  return asking.turns.at(-1)?.text ?? '';
}

/** The conversation as it was after turn `index` (from 0). */
export function upTo(asking: Asking, index: number): Asking {
  return { ...asking, turns: asking.turns.slice(0, index + 1) };
}

/** SQL stands for itself: it has no conversation to follow. */
export function canFollow(asking: Asking): boolean {
  return asking.turns.length < kTurnsMax && !looksLikeSql(lastText(asking));
}

export function withTurn(asking: Asking, text: string): Asking {
  return { ...asking, turns: [...asking.turns, { text }] };
}

/** The same question with one assumption read as a person chose; what came after it stays. */
export function withReading(asking: Asking, turn: number, assumption: string, alternative: string): Asking {
  const turns = asking.turns.map((entry, index) =>
    index === turn ? { ...entry, readings: { ...entry.readings, [assumption]: alternative } } : entry,
  );
  return { ...asking, turns };
}

/** Tells two askings apart. */
export function askingKey(asking: Asking): string {
  return JSON.stringify([
    asking.turns.map(({ text, readings }) => [text, readings ?? {}]),
    asking.now ?? null,
  ]);
}

export interface QueryAddress {
  asking: Asking | null;
  /** The chart that a person chose; null leaves it to the data. */
  chart: string | null;
}

/**
 * What a page asks stands in its address: q once a turn, r as turn:assumption:alternative, now, chart. So a reload, the
 * back button and a copied link all give the same answer.
 */
export function addressSearch({ asking, chart }: QueryAddress): string {
  const search = new URLSearchParams();
  for (const [index, turn] of (asking?.turns ?? []).entries()) {
    search.append('q', turn.text);
    for (const [assumption, alternative] of Object.entries(turn.readings ?? {}))
      search.append('r', [index, assumption, alternative].map((part) => encodeURIComponent(part)).join(':'));
  }
  if (asking?.now) search.set('now', asking.now);
  if (chart) search.set('chart', chart);
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

function decoded(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? '');
  } catch {
    return '';
  }
}

export function parseAddress(text: string): QueryAddress {
  const search = new URLSearchParams(text);
  const turns: Asking['turns'] = search
    .getAll('q')
    .filter((question) => question.trim() !== '')
    .slice(0, kTurnsMax)
    .map((question) => ({ text: question }));
  const chart = search.get('chart');
  if (turns.length === 0) return { asking: null, chart };
  const nowText = search.get('now');
  const now = nowText !== null && !Number.isNaN(Date.parse(nowText)) ? nowText : null;
  let asking: Asking = { turns, now };
  for (const entry of search.getAll('r')) {
    const [turn, assumption, alternative] = entry.split(':').map(decoded);
    if (assumption && alternative) asking = withReading(asking, Number(turn), assumption, alternative);
  }
  return { asking, chart };
}

/** Address of the page that asks this. */
export function queryPath(asking: Asking, chart: string | null = null): string {
  return `/query${addressSearch({ asking, chart })}`;
}

/** Where the page's cache keeps the reply. */
export function replyKey(asking: Asking): string[] {
  return ['reply', askingKey(asking)];
}
