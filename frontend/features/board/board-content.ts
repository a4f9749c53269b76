import type { Asking, Board, NewBoard, Panel } from '@/api/types';
import { freePlace } from './board-layout';
import type { KeptAnswer } from './kept-answers';

/** What a board holds, without what the gateway adds. */
export type BoardContent = Required<Pick<Board, 'title' | 'panels' | 'refresh_s' | 'range'>>;

export const kPanelsMax = 40;
const kTitleMax = 200;
const kWide = 6;
const kHigh = 9;

export function contentOf(board: Board): BoardContent {
  const { title, panels, refresh_s, range } = board;
  return { title, panels, refresh_s, range };
}

export function emptyBoard(title: string): BoardContent {
  return { title: title.slice(0, kTitleMax), panels: [], refresh_s: 5, range: null };
}

function freshId(panels: Panel[]): string {
  const taken = new Set(panels.map((panel) => panel.id));
  for (let number = panels.length + 1; ; number += 1) if (!taken.has(`p${number}`)) return `p${number}`;
}

export interface NewPanel {
  asking: Asking;
  title: string;
  chart: string | null;
  w?: number;
  h?: number;
}

/** The board with one more panel, at the first free place. */
export function withPanel(
  board: BoardContent,
  { asking, title, chart, w = kWide, h = kHigh }: NewPanel,
): BoardContent {
  const panel: Panel = {
    id: freshId(board.panels),
    title: title.slice(0, kTitleMax),
    asking,
    chart,
    w,
    h,
    ...freePlace(board.panels, w, h),
  };
  return { ...board, panels: [...board.panels, panel] };
}

export function withoutPanel(board: BoardContent, id: string): BoardContent {
  return { ...board, panels: board.panels.filter((panel) => panel.id !== id) };
}

export function withPanelChange(board: BoardContent, id: string, change: Partial<Panel>): BoardContent {
  return {
    ...board,
    panels: board.panels.map((panel) => (panel.id === id ? { ...panel, ...change } : panel)),
  };
}

/** What earlier versions kept in the browser, newest first, as one board. */
export function fromKept(title: string, kept: KeptAnswer[]): BoardContent {
  return kept
    .slice(0, kPanelsMax)
    .reduce(
      (board, { asked, title: name, kind }) =>
        withPanel(board, { asking: { turns: [{ text: asked }], now: null }, title: name, chart: kind }),
      emptyBoard(title),
    );
}

const kFileKind = 'aurora-board';
const kFileVersion = 1;

/** A board as a file, to be kept, reviewed or brought elsewhere. */
export function boardFile(board: BoardContent): string {
  return `${JSON.stringify({ kind: kFileKind, version: kFileVersion, board }, null, 2)}\n`;
}

export function boardFileName(title: string): string {
  const name = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `${name === '' ? 'board' : name}.aurora.json`;
}

/** The board in a file; null for what is no such file. Its content is checked by the gateway, which says what is wrong. */
export function parseBoardFile(text: string): NewBoard | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { kind, version, board } = value as Record<string, unknown>;
  if (kind !== kFileKind || version !== kFileVersion) return null;
  return typeof board === 'object' && board !== null ? (board as NewBoard) : null;
}
