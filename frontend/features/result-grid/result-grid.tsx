'use client';
'use no memo';

import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, memo, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Cell, ResultColumn, ResultTable } from '@/api/types';
import { useLaterTranslations } from '@/messages/later-translation';
import { classNames } from '@/ui/class-names';
import { cellText, compareCells } from './cell-text';
import { isNumeric } from './column-type';
import { columnWidths } from './column-width';
import { unitOf } from './unit';

const kRowPx = 36;
const kHeaderPx = 52;
const kHeightMaxPx = 440;
const kOverscanRows = 6;
const kOverscanColumns = 1;
// Until the grid is laid out.
const kWidthPx = 800;

interface Sort {
  column: number;
  down: boolean;
}

interface Place {
  row: number;
  column: number;
}

/**
 * Rows of a result as a real grid: only the rows and columns in view are in the page, the heading stays, arrow keys move
 * over cells, a click on a heading sorts.
 */
export function ResultGrid({
  columns,
  rows,
  heightMaxPx = kHeightMaxPx,
}: ResultTable & { heightMaxPx?: number }) {
  const t = useLaterTranslations('grid');
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [sort, setSort] = useState<Sort | null>(null);
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const widths = useMemo(() => columnWidths(columns, rows), [columns, rows]);
  const sorted = useMemo(() => sortedRows(columns, rows, sort), [columns, rows, sort]);
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => box.current,
    estimateSize: () => kRowPx,
    overscan: kOverscanRows,
    scrollPaddingStart: kHeaderPx,
    initialRect: { width: kWidthPx, height: kHeightMaxPx },
  });
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => box.current,
    estimateSize: (column) => widths[column] ?? 0,
    overscan: kOverscanColumns,
    initialRect: { width: kWidthPx, height: kHeightMaxPx },
  });
  // Sizes are kept by the virtualizer: those of a result with other columns are others.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the widths are others
  useLayoutEffect(() => across.measure(), [widths]);
  const drawn = across.getVirtualItems();
  const firstColumn = drawn[0]?.index ?? 0;
  const lastDrawn = drawn.at(-1)?.index ?? columns.length - 1;
  const items = virtual.getVirtualItems();
  // Not how many there are now: that changes by one from picture to picture, and all would be given away anew.
  const rowsMax = Math.ceil(heightMaxPx / kRowPx) + 1 + 2 * kOverscanRows;

  function move(event: KeyboardEvent) {
    if (event.target !== box.current) return;
    const page = Math.floor((kHeightMaxPx - kHeaderPx) / kRowPx);
    const lastRow = sorted.length - 1;
    const lastColumn = columns.length - 1;
    const { row, column } = active;
    const target: Record<string, Place> = {
      ArrowDown: { row: row + 1, column },
      ArrowUp: { row: row - 1, column },
      ArrowRight: { row, column: column + 1 },
      ArrowLeft: { row, column: column - 1 },
      PageDown: { row: row + page, column },
      PageUp: { row: row - page, column },
      Home: { row: event.ctrlKey ? 0 : row, column: 0 },
      End: { row: event.ctrlKey ? lastRow : row, column: lastColumn },
    };
    const next = target[event.key];
    if (!next) return;
    event.preventDefault();
    const place = {
      row: Math.max(0, Math.min(lastRow, next.row)),
      column: Math.max(0, Math.min(lastColumn, next.column)),
    };
    setActive(place);
    virtual.scrollToIndex(place.row);
    const left = widths.slice(0, place.column).reduce((sum, width) => sum + width, 0);
    const element = box.current;
    if (!element) return;
    if (left < element.scrollLeft) element.scrollLeft = left;
    const right = left + (widths[place.column] ?? 0);
    if (right > element.scrollLeft + element.clientWidth) element.scrollLeft = right - element.clientWidth;
  }

  const template = widths.map((width) => `minmax(${width}px, ${width}fr)`).join(' ');
  const minWidth = widths.reduce((sum, width) => sum + width, 0);
  return (
    <div
      ref={box}
      role="grid"
      tabIndex={0}
      aria-label={t('label')}
      aria-rowcount={sorted.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={sorted.length > 0 ? `${id}-${active.row}-${active.column}` : undefined}
      onKeyDown={move}
      className="group/grid relative overflow-auto contain-content -outline-offset-2"
      style={{ maxHeight: heightMaxPx }}
    >
      <div style={{ minWidth }}>
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-10 grid border-b border-line bg-sunken"
          style={{ gridTemplateColumns: template, height: kHeaderPx }}
        >
          {columns.map((column, index) => (
            <Heading
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a result may have one name
              key={index}
              column={column}
              index={index}
              sort={sort}
              onSort={() => setSort((before) => nextSort(before, index))}
            />
          ))}
        </div>
        <div className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => (
            <Row
              // A row that leaves the view gives its nodes to the one that comes.
              key={item.index % rowsMax}
              id={id}
              index={item.index}
              start={item.start}
              cells={sorted[item.index] ?? []}
              columns={columns}
              first={firstColumn}
              last={lastDrawn}
              template={template}
              activeColumn={item.index === active.row ? active.column : -1}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

function nextSort(before: Sort | null, column: number): Sort | null {
  if (before?.column !== column) return { column, down: false };
  return before.down ? null : { column, down: true };
}

function sortedRows(columns: ResultColumn[], rows: Cell[][], sort: Sort | null): Cell[][] {
  if (!sort) return rows;
  const { column, down } = sort;
  const type = columns[column]?.type ?? '';
  return rows.toSorted((left, right) => {
    const a = left[column] ?? null;
    const b = right[column] ?? null;
    // Nulls stay at the end in both directions.
    if (a === null || b === null) return compareCells(a, b, type);
    return down ? compareCells(b, a, type) : compareCells(a, b, type);
  });
}

interface HeadingProps {
  column: ResultColumn;
  index: number;
  sort: Sort | null;
  onSort: () => void;
}

function Heading({ column, index, sort, onSort }: HeadingProps) {
  const t = useLaterTranslations('grid');
  const on = sort?.column === index;
  const Arrow = sort?.down ? ArrowDown : ArrowUp;
  const unit = unitOf(column);
  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={on ? (sort.down ? 'descending' : 'ascending') : 'none'}
      className="min-w-0"
    >
      <button
        type="button"
        onClick={onSort}
        title={t('sortBy', { name: column.name })}
        className={classNames(
          'flex h-full w-full flex-col justify-center px-4 -outline-offset-2 hover:text-accent',
          isNumeric(column.type) ? 'items-end' : 'items-start',
        )}
      >
        <span className="flex max-w-full items-center gap-1 text-sm font-semibold">
          <span className="truncate">{column.name}</span>
          {on ? <Arrow className="size-3.5 shrink-0" aria-hidden="true" /> : null}
        </span>
        <span className="max-w-full truncate font-mono text-[0.6875rem] text-ink-soft">
          {unit === null ? column.type : `${column.type} · ${unit}`}
        </span>
      </button>
    </div>
  );
}

interface RowProps {
  id: string;
  index: number;
  start: number;
  cells: Cell[];
  columns: ResultColumn[];
  /** Columns that are drawn: in sight, or nearly. */
  first: number;
  last: number;
  template: string;
  activeColumn: number;
}

const Row = memo(function Row(props: RowProps) {
  const { id, index, start, cells, columns, first, last, template, activeColumn } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="absolute inset-x-0 top-0 grid border-b border-line/70 contain-strict hover:bg-sunken/70"
      style={{ gridTemplateColumns: template, height: kRowPx, transform: `translateY(${start}px)` }}
    >
      {columns.slice(first, last + 1).map((column, place) => {
        const at = first + place;
        const value = cells[at] ?? null;
        const text = cellText(value, column.type, column.name);
        return (
          <div
            key={at}
            role="gridcell"
            id={`${id}-${index}-${at}`}
            aria-colindex={at + 1}
            title={text}
            style={{ gridColumnStart: at + 1 }}
            className={classNames(
              'truncate px-4 text-sm leading-9',
              isNumeric(column.type) && 'text-right',
              value === null && 'text-ink-soft italic',
              at === activeColumn &&
                'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-accent',
            )}
          >
            {text}
          </div>
        );
      })}
    </div>
  );
});
