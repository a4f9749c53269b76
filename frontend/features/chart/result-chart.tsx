'use client';

import { useMemo } from 'react';
import type { ResultTable } from '@/api/types';
import { cellNumber, cellText } from '@/features/result-grid/cell-text';
import { useTranslations } from '@/messages/translation';
import { BarList } from './bar-list';
import { type ChartChoice, extent } from './chart-choice';
import { LazyLinePlot } from './lazy-line-plot';
import { timeSeries } from './series';
import { BigNumber, ValueCard } from './value-card';

const kPlotHeight = 280;

interface ResultChartProps {
  result: ResultTable;
  choice: ChartChoice;
  title: string;
  height?: number;
}

/** Draws a result as it was chosen, with one sentence that says the same. */
export function ResultChart({ result, choice, title, height = kPlotHeight }: ResultChartProps) {
  switch (choice.kind) {
    case 'number':
      return <BigNumber result={result} column={choice.y[0] ?? 0} />;
    case 'card':
      return <ValueCard result={result} />;
    case 'line':
      return <Line result={result} choice={choice} title={title} height={height} />;
    case 'bar':
      return <Bars result={result} choice={choice} />;
    case 'table':
      return null;
  }
}

function Line({ result, choice, title, height }: Required<ResultChartProps>) {
  const t = useTranslations('chart');
  const data = useMemo(() => timeSeries(result, choice, t('other')), [result, choice, t]);
  const column = choice.y[0] ?? 0;
  const { name, type } = result.columns[column] ?? { name: '', type: '' };
  const range = extent(result.rows, column);
  const text = (value: number) => cellText(value, type);
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

function Bars({ result, choice }: { result: ResultTable; choice: ChartChoice }) {
  const t = useTranslations('chart');
  const { x } = choice;
  const column = choice.y[0] ?? 0;
  const top = result.rows.reduce((best, row) =>
    (cellNumber(row[column] ?? null) ?? 0) > (cellNumber(best[column] ?? null) ?? 0) ? row : best,
  );
  return (
    <div>
      <BarList result={result} choice={choice} />
      <p className="mt-3 text-sm text-ink-soft">
        {t('barSummary', {
          bars: result.rows.length,
          top: cellText(top[x ?? 0] ?? null, result.columns[x ?? 0]?.type ?? ''),
          max: cellText(top[column] ?? null, result.columns[column]?.type ?? ''),
        })}
      </p>
    </div>
  );
}
