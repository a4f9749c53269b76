'use client';

import { BarChart, HeatmapChart, PieChart, ScatterChart } from 'echarts/charts';
import { GridComponent, VisualMapContinuousComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { CanvasLegend } from './canvas-legend';
import { type CanvasColors, canvasHeight, canvasOption } from './canvas-option';
import { kSlots } from './category-colors';
import type { Drawing } from './drawing';
import { inTurn } from './in-turn';
import { MarkTable } from './mark-table';
import { markAt, markCount, markNumber, markText } from './marks';
import { cssVariable, seriesColor, useThemeName } from './theme-colors';

// Only what is drawn here: the whole library is three times as large.
use([
  BarChart,
  PieChart,
  HeatmapChart,
  ScatterChart,
  GridComponent,
  VisualMapContinuousComponent,
  CanvasRenderer,
]);

export interface CanvasPlotProps {
  label: string;
  summary: string;
  drawing: Drawing;
  /** Room for the picture, pixels; one with many names takes more. */
  height: number;
  /** What is done with a part. */
  onChoose?: ((row: number) => void) | undefined;
}

function themeColors(): CanvasColors {
  return {
    ink: cssVariable('--ink'),
    inkSoft: cssVariable('--ink-soft'),
    surface: cssVariable('--surface'),
    grid: cssVariable('--chart-grid'),
    series: Array.from({ length: kSlots }, (_none, slot) => cssVariable(seriesColor(slot))),
  };
}

/** Bars, parts, cells or dots on a canvas. Arrow keys step through the marks and read them out; a table has them too. */
export function CanvasPlot({ label, summary, drawing, height: room, onChoose }: CanvasPlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<EChartsType | null>(null);
  const [width, setWidth] = useState(0);
  const [at, setAt] = useState<number | null>(null);
  const theme = useThemeName();
  const height = canvasHeight(drawing, room);
  const shown = useRef(drawing);
  shown.current = drawing;

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    let made: EChartsType | null = null;
    const cancel = inTurn(() => {
      made = init(element);
      made.on('mouseover', ({ seriesIndex = 0, dataIndex }) =>
        setAt(markNumber(shown.current, seriesIndex, dataIndex)),
      );
      made.on('globalout', () => setAt(null));
      setChart(made);
    });
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => {
      cancel();
      observer.disconnect();
      made?.dispose();
      setChart(null);
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme has other colours
  useEffect(() => {
    if (!chart || width === 0) return;
    chart.resize({ width, height });
    chart.setOption(canvasOption(drawing, themeColors(), width, height), { notMerge: true });
  }, [chart, drawing, theme, width, height]);

  const mark = at === null ? null : markAt(drawing, at);
  const { series, index } = mark ?? {};
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is drawn anew is marked anew
  useEffect(() => {
    if (!chart || width === 0 || index === undefined) return;
    const place = { seriesIndex: series, dataIndex: index };
    chart.dispatchAction({ type: 'highlight', ...place });
    return () => {
      if (!chart.isDisposed()) chart.dispatchAction({ type: 'downplay', ...place });
    };
  }, [chart, drawing, theme, width, series, index]);

  const last = Math.max(0, markCount(drawing) - 1);
  function step(event: KeyboardEvent) {
    const target: Record<string, number> = {
      ArrowRight: at === null ? 0 : Math.min(last, at + 1),
      ArrowLeft: at === null ? last : Math.max(0, at - 1),
      Home: 0,
      End: last,
    };
    const next = target[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
  }

  const reading = mark ? markText(drawing, mark) : null;
  return (
    <figure className="relative m-0">
      <div className={drawing.form === 'parts' ? 'grid items-center gap-4 sm:grid-cols-2' : ''}>
        <div
          role="slider"
          tabIndex={0}
          aria-label={`${label}. ${summary}`}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={at ?? 0}
          aria-valuetext={reading ?? summary}
          onKeyDown={step}
          className="min-w-0 rounded-lg"
          style={{ height }}
        >
          <div ref={box} style={{ height }} />
        </div>
        <CanvasLegend drawing={drawing} onChoose={onChoose} />
      </div>
      <figcaption className="mt-1 min-h-5 text-sm text-ink-soft">{reading ?? ' '}</figcaption>
      <MarkTable label={label} drawing={drawing} />
    </figure>
  );
}
