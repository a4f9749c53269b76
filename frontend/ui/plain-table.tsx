import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface PlainColumn {
  id: string;
  label: string;
  numeric?: boolean;
  /** Read out, not shown: buttons speak for themselves. */
  hidden?: boolean;
  /** Left out on a phone, where the others are worth more. */
  wide?: boolean;
}

interface PlainTableProps {
  caption: string;
  columns: PlainColumn[];
  rows: { id: string; cells: ReactNode[] }[];
  footer?: ReactNode[];
}

/** A short table that is read, not scrolled through: all rows are in the page. */
export function PlainTable({ caption, columns, rows, footer }: PlainTableProps) {
  const cellClass = (index: number) =>
    classNames(
      'px-4 py-2.5 align-top md:px-5',
      columns[index]?.numeric ? 'text-right' : 'text-left',
      columns[index]?.wide && 'max-sm:hidden',
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by keyboard
    <section aria-label={caption} tabIndex={0} className="relative overflow-x-auto -outline-offset-2">
      <table className="w-full text-sm">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-line text-ink-soft">
            {columns.map((column, index) => (
              <th
                key={column.id}
                scope="col"
                className={classNames(cellClass(index), 'font-medium whitespace-nowrap')}
              >
                {column.hidden ? <span className="sr-only">{column.label}</span> : column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="border-b border-line/70 last:border-b-0">
              {row.cells.map((cell, index) => (
                <td key={columns[index]?.id} className={cellClass(index)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {footer ? (
          <tfoot>
            <tr className="border-t border-line font-semibold">
              {footer.map((cell, index) => (
                <td key={columns[index]?.id} className={cellClass(index)}>
                  {cell}
                </td>
              ))}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </section>
  );
}
