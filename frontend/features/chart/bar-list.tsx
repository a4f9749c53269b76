import type { ResultTable } from '@/api/types';
import { cellNumber, cellText } from '@/features/result-grid/cell-text';
import { withUnit } from '@/features/result-grid/unit';
import { useLaterTranslations } from '@/messages/later-translation';
import { CategoryName } from './category-name';
import type { ChartChoice } from './chart-choice';
import { seriesColor } from './theme-colors';

const kBarsMax = 30;

interface BarListProps {
  result: ResultTable;
  choice: ChartChoice;
  onChoose?: ((row: number) => void) | undefined;
}

/** Horizontal bars from zero, in the query's order. Plain HTML: every label and value is text. */
export function BarList({ result, choice, onChoose }: BarListProps) {
  const t = useLaterTranslations('chart');
  const { x, y } = choice;
  if (x === null) return null;
  const shown = result.rows.slice(0, kBarsMax);
  const numbers = shown.flatMap((row) => y.map((column) => cellNumber(row[column] ?? null) ?? 0));
  const high = Math.max(0, ...numbers);
  const low = Math.min(0, ...numbers);
  const span = high - low || 1;
  const category = result.columns[x];
  return (
    <div className="flex flex-col gap-3">
      {y.length > 1 ? (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
          {y.map((column, index) => (
            <li key={column} className="inline-flex items-center gap-2">
              <span className="size-2.5 rounded-sm" style={{ background: `var(${seriesColor(index)})` }} />
              {result.columns[column]?.name}
            </li>
          ))}
        </ul>
      ) : null}
      <ol className="grid grid-cols-[fit-content(40%)_1fr_max-content] gap-x-3 gap-y-2.5 text-sm">
        {shown.map((row, rowIndex) => (
          // The same category may come twice: only the place in the result tells rows apart.
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
          <li key={rowIndex} className="col-span-3 grid grid-cols-subgrid items-center">
            <CategoryName
              text={cellText(row[x] ?? null, category?.type ?? '')}
              onChoose={onChoose ? () => onChoose(rowIndex) : undefined}
            />
            <span aria-hidden="true" className="flex flex-col gap-1">
              {y.map((column, index) => {
                const value = cellNumber(row[column] ?? null) ?? 0;
                return (
                  <span
                    key={column}
                    className="h-5 min-w-0.5 rounded-r-md"
                    style={{
                      marginLeft: `${((Math.min(0, value) - low) / span) * 100}%`,
                      width: `${(Math.abs(value) / span) * 100}%`,
                      background: `linear-gradient(90deg, color-mix(in srgb, var(${seriesColor(index)}) 70%, transparent), var(${seriesColor(index)}))`,
                    }}
                  />
                );
              })}
            </span>
            <span className="flex flex-col gap-1 text-right font-medium whitespace-nowrap">
              {y.map((column) => (
                <span key={column} className="leading-5">
                  {withUnit(
                    cellText(
                      row[column] ?? null,
                      result.columns[column]?.type ?? '',
                      result.columns[column]?.name,
                    ),
                    result.columns[column],
                  )}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ol>
      {result.rows.length > shown.length ? (
        <p className="text-sm text-ink-soft">
          {t('barsCut', { shown: shown.length, all: result.rows.length })}
        </p>
      ) : null}
    </div>
  );
}
