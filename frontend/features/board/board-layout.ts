import type { Panel } from '@/api/types';

/** Columns of a board; a phone shows one. */
export const kColumns = 12;
/** Height of a grid row and the room between panels, pixels. */
export const kRowPx = 32;
export const kGapPx = 16;
export const kHeightMin = 4;
export const kHeightMax = 40;
export const kWidthMin = 2;

export interface Place {
  id: string;
  x: number;
  y: number;
  w: number;
  h: number;
}

const overlap = (a: Place, b: Place) =>
  a.id !== b.id && a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Reading order: from the top, then from the left. */
export function inOrder<P extends Place>(panels: P[]): P[] {
  return panels.toSorted((a, b) => a.y - b.y || a.x - b.x);
}

/** Moves every panel up as far as it goes; what overlaps goes below. `first` keeps its place before the others. */
export function compacted<P extends Place>(panels: P[], first = ''): P[] {
  const done: P[] = [];
  const order = inOrder(panels).toSorted(
    (a, b) => a.y - b.y || Number(b.id === first) - Number(a.id === first),
  );
  for (const panel of order) {
    let y = panel.y;
    const at = (row: number): P => ({ ...panel, y: row });
    while (y > 0 && !done.some((other) => overlap(at(y - 1), other))) y -= 1;
    while (done.some((other) => overlap(at(y), other))) y += 1;
    done.push(at(y));
  }
  return panels.map((panel) => done.find((one) => one.id === panel.id) ?? panel);
}

/** The first free place for a panel of this size. */
export function freePlace(panels: Place[], w: number, h: number): { x: number; y: number } {
  const bottom = panels.reduce((low, panel) => Math.max(low, panel.y + panel.h), 0);
  for (let y = 0; y < bottom; y += 1) {
    for (let x = 0; x + w <= kColumns; x += 1) {
      const place = { id: '', x, y, w, h };
      if (!panels.some((panel) => overlap(place, panel))) return { x, y };
    }
  }
  return { x: 0, y: bottom };
}

export type Nudge = 'left' | 'right' | 'up' | 'down' | 'wider' | 'narrower' | 'taller' | 'shorter';

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** One step by keyboard or menu: the same as dragging, without a pointer. */
export function nudged<P extends Place>(panels: P[], id: string, nudge: Nudge): P[] {
  const panel = panels.find((one) => one.id === id);
  if (!panel) return panels;
  const moved = { ...panel };
  if (nudge === 'left') moved.x = clamp(panel.x - 1, 0, kColumns - panel.w);
  if (nudge === 'right') moved.x = clamp(panel.x + 1, 0, kColumns - panel.w);
  if (nudge === 'wider') moved.w = clamp(panel.w + 1, kWidthMin, kColumns - panel.x);
  if (nudge === 'narrower') moved.w = clamp(panel.w - 1, kWidthMin, kColumns);
  if (nudge === 'taller') moved.h = clamp(panel.h + 1, kHeightMin, kHeightMax);
  if (nudge === 'shorter') moved.h = clamp(panel.h - 1, kHeightMin, kHeightMax);
  if (nudge === 'up' || nudge === 'down') return swapped(panels, panel, nudge);
  return compacted(
    panels.map((one) => (one.id === id ? moved : one)),
    id,
  );
}

/** Up and down go past the nearest panel in the way: a single row would be undone by the moving up. */
function swapped<P extends Place>(panels: P[], panel: P, nudge: 'up' | 'down'): P[] {
  const beside = (other: P) =>
    other.id !== panel.id && other.x < panel.x + panel.w && panel.x < other.x + other.w;
  const candidates = inOrder(panels.filter(beside));
  const other =
    nudge === 'up'
      ? candidates.filter((one) => one.y < panel.y).at(-1)
      : candidates.find((one) => one.y > panel.y);
  if (!other) return panels;
  const first = nudge === 'up' ? panel : other;
  const top = nudge === 'up' ? other.y : panel.y;
  return compacted(
    panels.map((one) => {
      if (one.id === first.id) return { ...one, y: top };
      return one.id === panel.id || one.id === other.id ? { ...one, y: top + first.h } : one;
    }),
    first.id,
  );
}

/** Height of a panel of `h` rows, pixels. */
export function heightPx(h: number): number {
  return h * kRowPx + (h - 1) * kGapPx;
}

/** The places that a drag gave, put onto the panels. */
export function withPlaces(
  panels: Panel[],
  places: readonly { i: string; x: number; y: number; w: number; h: number }[],
): Panel[] {
  const byId = new Map(places.map((place) => [place.i, place]));
  return panels.map((panel) => {
    const place = byId.get(panel.id);
    return place ? { ...panel, x: place.x, y: place.y, w: place.w, h: place.h } : panel;
  });
}
