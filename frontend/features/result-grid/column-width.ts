import type { Cell, ResultColumn } from '@/api/types';
import { cellText } from './cell-text';

const kCharacterPx = 8.4;
const kPaddingPx = 36;
const kWidthMinPx = 84;
const kWidthMaxPx = 340;
const kSampleRows = 60;

/** Widths by the heading and the first rows: stable while scrolling, and without measuring the page. */
export function columnWidths(columns: ResultColumn[], rows: Cell[][]): number[] {
  return columns.map((column, index) => {
    const lengths = rows
      .slice(0, kSampleRows)
      .map((row) => cellText(row[index] ?? null, column.type, column.name).length);
    const longest = Math.max(column.name.length + 2, column.type.length * 0.85, ...lengths);
    return Math.round(Math.min(kWidthMaxPx, Math.max(kWidthMinPx, longest * kCharacterPx + kPaddingPx)));
  });
}
