import { cellText } from '@/features/result-grid/cell-text';
import { inUnit } from '@/features/result-grid/unit';
import type { Drawing } from './drawing';

/** One bar, part, cell or dot: its place on the canvas, and what it says. */
export interface Mark {
  series: number;
  index: number;
  /** Under the drawing's headings, numbers with their unit. */
  cells: string[];
}

function numberText(value: number | null | undefined, type: string): string {
  if (value === null || value === undefined) return '–';
  // Sums of fractions have a tail that nobody asked for.
  return cellText(Number(value.toPrecision(12)), type);
}

export function markCount(drawing: Drawing): number {
  switch (drawing.form) {
    case 'bars':
      return drawing.names.length * drawing.groups.length;
    case 'parts':
      return drawing.parts.length;
    case 'cells':
      return drawing.cells.length;
    case 'dots':
      return drawing.points.length;
  }
}

/** Marks in reading order: name by name, within it group by group. Null beyond the last. */
export function markAt(drawing: Drawing, at: number): Mark | null {
  if (at < 0 || at >= markCount(drawing)) return null;
  const { cells, ...place } = bareMark(drawing, at);
  return { ...place, cells: cells.map((cell, index) => inUnit(cell, drawing.units[index])) };
}

function bareMark(drawing: Drawing, at: number): Mark {
  const text = (value: number | null | undefined) => numberText(value, drawing.type);
  switch (drawing.form) {
    case 'bars': {
      const index = Math.floor(at / drawing.groups.length);
      const series = at % drawing.groups.length;
      const group = drawing.groups[series];
      const name = drawing.names[index] ?? '';
      const value = text(group?.values[index]);
      return {
        series,
        index,
        cells: drawing.groups.length > 1 ? [name, group?.name ?? '', value] : [name, value],
      };
    }
    case 'parts': {
      const { name, value } = drawing.parts[at] ?? { name: '', value: 0 };
      const sum = drawing.parts.reduce((total, part) => total + part.value, 0);
      const percent = sum === 0 ? 0 : (100 * value) / sum;
      return {
        series: 0,
        index: at,
        cells: [name, text(value), `${percent.toFixed(1)} %`].slice(0, drawing.heads.length),
      };
    }
    case 'cells': {
      const [column, row, value] = drawing.cells[at] ?? [0, 0, null];
      return {
        series: 0,
        index: at,
        cells: [drawing.columns[column] ?? '', drawing.rows[row] ?? '', text(value)],
      };
    }
    case 'dots': {
      const [x, y] = drawing.points[at] ?? [0, 0];
      return { series: 0, index: at, cells: [text(x), text(y)] };
    }
  }
}

/** The mark that stands at a place of the canvas. */
export function markNumber(drawing: Drawing, series: number, index: number): number {
  return drawing.form === 'bars' ? index * drawing.groups.length + series : index;
}

/** "Monday, hour 14: 1,204"; a dot is "revenue 12, orders 4". A bare number says what it is of. */
export function markText(drawing: Drawing, mark: Mark): string {
  if (drawing.form === 'dots')
    return mark.cells.map((cell, index) => `${drawing.heads[index] ?? ''} ${cell}`).join(', ');
  const names = drawing.form === 'parts' ? 1 : mark.cells.length - 1;
  const named = mark.cells
    .slice(0, names)
    .map((cell, index) => (/^-?\d/.test(cell) ? `${drawing.heads[index] ?? ''} ${cell}` : cell));
  return `${named.join(', ')}: ${mark.cells.slice(names).join(' · ')}`;
}

/** The mark with the largest number: what the sentence below a chart names. Null for dots, or without any. */
export function largestMark(drawing: Drawing): Mark | null {
  if (drawing.form === 'dots') return null;
  let best = -1;
  let largest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < markCount(drawing); at += 1) {
    const value = valueAt(drawing, at);
    if (value !== null && value > largest) {
      largest = value;
      best = at;
    }
  }
  return markAt(drawing, best);
}

function valueAt(drawing: Drawing, at: number): number | null {
  if (drawing.form === 'parts') return drawing.parts[at]?.value ?? null;
  if (drawing.form === 'cells') return drawing.cells[at]?.[2] ?? null;
  if (drawing.form === 'dots') return null;
  const { groups } = drawing;
  return groups[at % groups.length]?.values[Math.floor(at / groups.length)] ?? null;
}
