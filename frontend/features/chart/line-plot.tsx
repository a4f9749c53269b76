'use client';

import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import UPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { clockText } from '@/features/freshness';
import { cellText } from '@/features/result-grid/cell-text';
import { inUnit } from '@/features/result-grid/unit';
import { compactIn } from './compact';
import type { TimeSeries } from './series';
import { cssVariable, seriesColor, useThemeName } from './theme-colors';

export interface LinePlotProps {
  label: string;
  summary: string;
  data: TimeSeries;
  height: number;
  /** Follows a moving clock: the last point stands at the right edge and the scale starts at zero. */
  live?: boolean;
}

const dashes: number[][] = [[], [6, 4], [2, 3], [10, 4, 2, 4], [], [6, 4]];
const kPointsShownMax = 60;
// Beyond, a chart has more points than pixels: dashes would not be seen, a broad line hides its own course, and drawing
// both took most of the time of a picture.
const kPointsBroadMax = 1000;
// Room for the numbers of the axis, and for each letter of their unit.
const kNumbersPx = 44;
const kLetterPx = 7;
// Steps of the time axis, seconds: never finer than its labels, which end at seconds.
const timeSteps = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  604_800, 1_209_600, 2_592_000, 7_776_000, 31_536_000,
];

function isDense(data: TimeSeries): boolean {
  return data.seconds.length > kPointsBroadMax;
}

function plotData(data: TimeSeries): UPlot.AlignedData {
  return [data.seconds, ...data.lines.map((line) => line.values)];
}

function options(data: TimeSeries, width: number, height: number, live: boolean): UPlot.Options {
  const soft = cssVariable('--ink-soft');
  const grid = { stroke: cssVariable('--chart-grid'), width: 1 };
  const font = '12px ui-sans-serif, system-ui, sans-serif';
  const dense = isDense(data);
  const sparse = data.seconds.length <= kPointsShownMax && !live;
  return {
    width,
    height,
    padding: [12, 30, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { size: 8 } },
    scales: {
      y: {
        range: (_plot, low, high) => {
          const bottom = Math.min(0, low ?? 0);
          const top = Math.max(0, high ?? 0);
          // All zeros still need an axis.
          return [bottom, top === bottom ? top + 1 : top + (top - bottom) * 0.12];
        },
      },
    },
    axes: [
      {
        stroke: soft,
        font,
        grid: { show: false },
        ticks: { show: false },
        size: 30,
        space: 72,
        incrs: timeSteps,
        values: timeLabels,
      },
      {
        stroke: soft,
        font,
        grid,
        ticks: { show: false },
        size: kNumbersPx + (data.unit === null ? 0 : (data.unit.length + 1) * kLetterPx),
        space: 36,
        values: (_plot, ticks) => ticks.map((tick) => compactIn(tick, data.unit)),
      },
    ],
    series: [
      {},
      ...data.lines.map((line, index): UPlot.Series => {
        const stroke = cssVariable(seriesColor(index));
        return {
          label: line.name,
          stroke,
          width: dense ? 1 : 2,
          dash: dense ? [] : (dashes[index] ?? []),
          ...(index === 0 && data.lines.length === 1 ? { fill: areaFill(stroke, height) } : {}),
          points: { show: sparse, size: 5, fill: stroke, stroke },
        };
      }),
    ],
  };
}

/** A curtain of light under a single line. */
function areaFill(stroke: string, height: number): UPlot.Series.Fill {
  return (plot) => {
    const gradient = plot.ctx.createLinearGradient(0, 0, 0, height * window.devicePixelRatio);
    gradient.addColorStop(0, `${stroke}59`);
    gradient.addColorStop(1, `${stroke}00`);
    return gradient;
  };
}

const kDaySeconds = 86_400;

/** 24 hours by the clock; days where the steps are days. */
function timeLabels(_plot: UPlot, ticks: number[]): string[] {
  const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
  const format = new Intl.DateTimeFormat(
    'en-GB',
    step >= kDaySeconds
      ? { day: 'numeric', month: 'short', timeZone: 'UTC' }
      : step < 60
        ? { hour: '2-digit', minute: '2-digit', second: '2-digit' }
        : { hour: '2-digit', minute: '2-digit' },
  );
  return ticks.map((tick) => format.format(new Date(tick * 1000)));
}

/** A time series on a canvas. Arrow keys step through its points and read them out. */
export function LinePlot({ label, summary, data, height, live = false }: LinePlotProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const latest = useRef(data);
  latest.current = data;
  const [point, setPoint] = useState<number | null>(null);
  const theme = useThemeName();
  const names = [...data.lines.map((line) => line.name), data.unit].join('\n');
  const dense = isDense(data);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme, another set of lines, another unit or another dash needs a new plot; new points do not
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = new UPlot(
      {
        ...options(latest.current, element.clientWidth, height, live),
        hooks: { setCursor: [(shown) => setPoint(shown.cursor.idx ?? null)] },
      },
      plotData(latest.current),
      element,
    );
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [theme, names, dense, height, live]);

  useEffect(() => {
    const frame = requestAnimationFrame(() => plot.current?.setData(plotData(data)));
    return () => cancelAnimationFrame(frame);
  }, [data]);

  const last = data.seconds.length - 1;
  function step(event: KeyboardEvent) {
    const from = point ?? last;
    const target: Record<string, number> = {
      ArrowRight: Math.min(last, from + 1),
      ArrowLeft: Math.max(0, point === null ? last : from - 1),
      Home: 0,
      End: last,
    };
    const next = target[event.key];
    const drawn = plot.current;
    const seconds = next === undefined ? undefined : data.seconds[next];
    if (next === undefined || !drawn || seconds === undefined) return;
    event.preventDefault();
    drawn.setCursor({ left: drawn.valToPos(seconds, 'x'), top: 10 });
    setPoint(next);
  }

  const reading = point === null ? null : pointText(data, point);
  return (
    <figure className="m-0">
      <div
        role="slider"
        tabIndex={0}
        aria-label={`${label}. ${summary}`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={point ?? Math.max(0, last)}
        aria-valuetext={reading ?? summary}
        onKeyDown={step}
        className="rounded-lg"
        style={{ height }}
      >
        <div ref={box} />
      </div>
      <figcaption className="mt-1 flex min-h-5 flex-wrap items-center gap-x-4 gap-y-1 text-sm text-ink-soft">
        {reading ? (
          <span>{reading}</span>
        ) : (
          data.lines.length > 1 &&
          data.lines.map((line, index) => (
            <LegendEntry key={line.name} name={line.name} index={index} dense={dense} />
          ))
        )}
      </figcaption>
    </figure>
  );
}

function LegendEntry({ name, index, dense }: { name: string; index: number; dense: boolean }) {
  return (
    <span className="inline-flex items-center gap-2">
      <svg width="18" height="4" aria-hidden="true">
        <line
          x1="0"
          x2="18"
          y1="2"
          y2="2"
          stroke={`var(${seriesColor(index)})`}
          strokeWidth="3"
          strokeDasharray={dense ? undefined : dashes[index]?.join(' ')}
        />
      </svg>
      {name}
    </span>
  );
}

function pointText(data: TimeSeries, index: number): string | null {
  const seconds = data.seconds[index];
  if (seconds === undefined) return null;
  const values = data.lines.flatMap((line) => {
    const value = line.values[index];
    return value === null || value === undefined
      ? []
      : [`${line.name} ${inUnit(cellText(Math.round(value * 100) / 100, 'Float64'), data.unit)}`];
  });
  return `${clockText(new Date(seconds * 1000).toISOString())}: ${values.join(', ')}`;
}
