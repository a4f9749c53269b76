'use client';

import { useMemo } from 'react';
import type { ResultTable } from '@/api/types';
import { cellNumber, cellText } from '@/features/result-grid/cell-text';
import { withUnit } from '@/features/result-grid/unit';
import { useLaterTranslations } from '@/messages/later-translation';
import { BarList } from './bar-list';
import { type ChartChoice, extent } from './chart-choice';
import { drawingOf } from './drawing';
import { LazyCanvasPlot } from './lazy-canvas-plot';
import { LazyLinePlot } from './lazy-line-plot';
import { largestMark, markCount, markText } from './marks';
import { timeSeries } from './series';
import { BigNumber, ValueCard } from './value-card';

const kPlotHeight = 280;

interface ResultChartProps {
  result: ResultTable;
  choice: ChartChoice;
  title: string;
  height?: number;
  /** What is done with the category of a row, where the chart shows rows. */
  onChoose?: ((row: number) => void) | undefined;
}

type DrawnProps = ResultChartProps & { height: number };

/** Draws a result as it was chosen, with one sentence that says the same. */
export function ResultChart({ result, choice, title, height = kPlotHeight, onChoose }: ResultChartProps) {
  switch (choice.kind) {
    case 'number':
      return <BigNumber result={result} column={choice.y[0] ?? 0} before={choice.y[1]} />;
    case 'card':
      return <ValueCard result={result} />;
    case 'line':
      return <Line result={result} choice={choice} title={title} height={height} />;
    case 'bar':
      return <Bars result={result} choice={choice} onChoose={onChoose} />;
    case 'table':
      return null;
    default:
      return <Canvas result={result} choice={choice} title={title} height={height} onChoose={onChoose} />;
  }
}

function Canvas({ result, choice, title, height, onChoose }: DrawnProps) {
  const t = useLaterTranslations('chart');
  const drawing = useMemo(
    () => drawingOf(result, choice, { rows: t('rows'), measure: t('measure'), value: t('value') }),
    [result, choice, t],
  );
  if (!drawing) return null;
  const count = markCount(drawing);
  const largest = largestMark(drawing);
  const summary = largest
    ? t('marksSummary', { count, largest: markText(drawing, largest) })
    : t('dotsSummary', { count });
  return (
    <div>
      <LazyCanvasPlot label={title} summary={summary} drawing={drawing} height={height} onChoose={onChoose} />
      <p className="mt-1 text-sm text-ink-soft">
        {summary} {drawing.left > 0 ? t('left', { count: drawing.left }) : ''}
      </p>
    </div>
  );
}

function Line({ result, choice, title, height }: DrawnProps) {
  const t = useLaterTranslations('chart');
  const data = useMemo(() => timeSeries(result, choice, t('other')), [result, choice, t]);
  const column = choice.y[0] ?? 0;
  const { name, type } = result.columns[column] ?? { name: '', type: '' };
  const range = extent(result.rows, column);
  const text = (value: number) => withUnit(cellText(value, type), result.columns[column]);
  const summary = range
    ? t('lineSummary', {
        name,
        min: text(range.min),
        max: text(range.max),
        last: text(range.last),
        points: result.rows.length,
      })
    : '';
  return (
    <div>
      <LazyLinePlot label={title} summary={summary} data={data} height={height} />
      <p className="mt-1 text-sm text-ink-soft">
        {summary} {data.folded > 0 ? t('folded', { count: data.folded }) : ''}
      </p>
    </div>
  );
}

function Bars({ result, choice, onChoose }: Pick<ResultChartProps, 'result' | 'choice' | 'onChoose'>) {
  const t = useLaterTranslations('chart');
  const { x } = choice;
  const column = choice.y[0] ?? 0;
  const top = result.rows.reduce((best, row) =>
    (cellNumber(row[column] ?? null) ?? 0) > (cellNumber(best[column] ?? null) ?? 0) ? row : best,
  );
  return (
    <div>
      <BarList result={result} choice={choice} onChoose={onChoose} />
      <p className="mt-3 text-sm text-ink-soft">
        {t('barSummary', {
          bars: result.rows.length,
          top: cellText(top[x ?? 0] ?? null, result.columns[x ?? 0]?.type ?? ''),
          max: withUnit(
            cellText(top[column] ?? null, result.columns[column]?.type ?? ''),
            result.columns[column],
          ),
        })}
      </p>
    </div>
  );
}
