import type {
  BarSeriesOption,
  HeatmapSeriesOption,
  PieSeriesOption,
  ScatterSeriesOption,
} from 'echarts/charts';
import type { GridComponentOption, VisualMapComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { colorSlots } from './category-colors';
import { mixColors, readableOn } from './color-mix';
import { compact, compactIn } from './compact';
import type { Drawing } from './drawing';
import { patterns } from './patterns';

export type CanvasOption = ComposeOption<
  | BarSeriesOption
  | HeatmapSeriesOption
  | PieSeriesOption
  | ScatterSeriesOption
  | GridComponentOption
  | VisualMapComponentOption
>;

/** Colours of the theme in force, #rrggbb. */
export interface CanvasColors {
  ink: string;
  inkSoft: string;
  surface: string;
  grid: string;
  /** One a slot. */
  series: string[];
}

const kFont = 'ui-sans-serif, system-ui, sans-serif';
const kFontPx = 12;
// What of the width the names of sideways bars and of a heat map's rows may take.
const kNamesShare = 0.36;
const kNamesPxMax = 180;
const kAxesPx = 40;
const kBarPx = 18;
const kBarsGapPx = 14;
// Behind a sideways bar: its number, and each letter of the unit.
const kBarNumberPx = 34;
const kLetterPx = 7;
const kCellPx = 24;
const kCellTextWidthPx = 46;
const kDonutPx = 260;
// The palest cell is still told from the ground.
const kPaleShare = 0.14;
const kPatternShare = 0.55;

/** Text on a cell, whatever its colour: one of these always has a contrast of 4.5. */
export const cellInks = ['#000000', '#ffffff'];

/** Height that a drawing needs, at least `room` where it fills what it gets. */
export function canvasHeight(drawing: Drawing, room: number): number {
  if (drawing.form === 'parts') return Math.min(room, kDonutPx);
  if (drawing.form === 'cells' && !drawing.upwards)
    return (
      Math.max(Math.min(room, drawing.rows.length * 2 * kCellPx), drawing.rows.length * kCellPx) + kAxesPx
    );
  if (drawing.form === 'bars' && !drawing.upright) {
    const bars = drawing.stacked ? 1 : drawing.groups.length;
    return drawing.names.length * (bars * kBarPx + kBarsGapPx) + kAxesPx;
  }
  return room;
}

/** Where the palest and the fullest cell of a heat map stand. */
export function heatRamp(colors: CanvasColors): { low: string; high: string } {
  const high = colors.series[0] ?? colors.ink;
  return { low: mixColors(colors.surface, high, kPaleShare), high };
}

export function cellExtent(cells: [number, number, number][]): { min: number; max: number } {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const [, , value] of cells) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return cells.length === 0 ? { min: 0, max: 0 } : { min, max };
}

/** How ECharts is to draw it in a box of this size, pixels. */
export function canvasOption(
  drawing: Drawing,
  colors: CanvasColors,
  width: number,
  height: number,
): CanvasOption {
  const common: CanvasOption = {
    // The picture of a moving board changes often: it must not swim.
    animation: false,
    textStyle: { fontFamily: kFont, fontSize: kFontPx, color: colors.inkSoft },
    grid: {
      left: 2,
      right: drawing.form === 'bars' && !drawing.upright ? kBarNumberPx + unitPx(drawing.units.at(-1)) : 12,
      top: 12,
      bottom: 2,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
  };
  const parts = { colors, width, height };
  switch (drawing.form) {
    case 'bars':
      return { ...common, ...barParts(drawing, parts) };
    case 'parts':
      return { ...common, ...donutParts(drawing, parts) };
    case 'cells':
      return { ...common, ...cellParts(drawing, parts) };
    case 'dots':
      return { ...common, ...dotParts(drawing, parts) };
  }
}

interface Room {
  colors: CanvasColors;
  width: number;
  height: number;
}

type Of<F extends Drawing['form']> = Extract<Drawing, { form: F }>;

function unitPx(unit: string | null | undefined): number {
  return unit ? (unit.length + 1) * kLetterPx : 0;
}

function valueAxis(colors: CanvasColors, unit: string | null | undefined, scale = false) {
  return {
    type: 'value' as const,
    // Bars start at zero; dots do not have to.
    scale,
    axisLabel: {
      color: colors.inkSoft,
      formatter: (value: number) => compactIn(value, unit ?? null),
      hideOverlap: true,
    },
    axisLine: { show: false },
    splitLine: { lineStyle: { color: colors.grid } },
    splitNumber: 4,
  };
}

function nameAxis(names: string[], { colors, width }: Room, sideways: boolean) {
  return {
    type: 'category' as const,
    data: names,
    inverse: sideways,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colors.grid } },
    axisLabel: {
      color: colors.inkSoft,
      hideOverlap: true,
      ...(sideways
        ? {
            interval: 0,
            width: Math.min(kNamesPxMax, width * kNamesShare),
            overflow: 'truncate' as const,
          }
        : {}),
    },
  };
}

/** Seen, and quieter than the colour that it lies on. */
function patternColor(colors: CanvasColors, slot: number): string {
  return mixColors(colors.series[slot] ?? colors.ink, colors.surface, kPatternShare);
}

const marked = (colors: CanvasColors) => ({
  itemStyle: { borderColor: colors.ink, borderWidth: 2 },
});

function barParts(drawing: Of<'bars'>, room: Room): CanvasOption {
  const { colors } = room;
  const { upright, stacked, touching, groups } = drawing;
  const names = nameAxis(drawing.names, room, !upright);
  const unit = drawing.units.at(-1) ?? null;
  const values = valueAxis(colors, unit);
  const slots = groups.length > 1 ? colorSlots(groups.map((group) => group.name)) : [0];
  return {
    xAxis: upright ? names : values,
    yAxis: upright ? values : names,
    series: groups.map((group, index): BarSeriesOption => {
      const slot = slots[index] ?? 0;
      const decal = groups.length > 1 ? patterns[slot]?.decal : null;
      return {
        type: 'bar',
        name: group.name,
        data: group.values.map((value) => value ?? '-'),
        ...(stacked ? { stack: 'all' } : {}),
        ...(touching ? { barCategoryGap: '0%' } : { barCategoryGap: '26%', barMaxWidth: 40 }),
        barGap: '8%',
        itemStyle: {
          color: colors.series[slot] ?? colors.ink,
          ...(decal ? { decal: { ...decal, color: patternColor(colors, slot) } } : {}),
          ...(touching || stacked ? { borderColor: colors.surface, borderWidth: 1 } : {}),
        },
        ...(upright || stacked
          ? {}
          : {
              label: {
                show: true,
                position: 'right',
                color: colors.ink,
                formatter: ({ value }) => (typeof value === 'number' ? compactIn(value, unit) : ''),
              },
            }),
        emphasis: marked(colors),
      };
    }),
  };
}

function donutParts({ parts }: Of<'parts'>, { colors }: Room): CanvasOption {
  const slots = colorSlots(parts.map((part) => part.name));
  return {
    series: [
      {
        type: 'pie',
        radius: ['56%', '88%'],
        // The list beside it has names and numbers.
        label: { show: false },
        emphasis: { ...marked(colors), scale: false },
        data: parts.map(({ name, value }, index) => {
          const slot = slots[index] ?? 0;
          const decal = patterns[slot]?.decal;
          return {
            name,
            value,
            itemStyle: {
              color: colors.series[slot] ?? colors.ink,
              borderColor: colors.surface,
              borderWidth: 2,
              ...(decal ? { decal: { ...decal, color: patternColor(colors, slot) } } : {}),
            },
          };
        }),
      },
    ],
  };
}

function cellParts(drawing: Of<'cells'>, room: Room): CanvasOption {
  const { colors, width, height } = room;
  const { columns, rows, cells, upwards } = drawing;
  const { min, max } = cellExtent(cells);
  const { low, high } = heatRamp(colors);
  const roomy =
    (width * (1 - kNamesShare)) / columns.length >= kCellTextWidthPx &&
    (height - kAxesPx) / rows.length >= kCellPx * 0.8;
  return {
    xAxis: nameAxis(columns, room, false),
    yAxis: {
      ...nameAxis(rows, room, true),
      inverse: !upwards,
      ...(upwards ? { axisLabel: { color: colors.inkSoft, hideOverlap: true } } : {}),
    },
    visualMap: {
      type: 'continuous',
      show: false,
      min,
      max: max > min ? max : min + 1,
      inRange: { color: [low, high] },
    },
    series: [
      {
        type: 'heatmap',
        data: cells.map(([column, row, value]) => ({
          value: [column, row, value],
          ...(roomy
            ? {
                label: {
                  color: readableOn(mixColors(low, high, (value - min) / (max - min || 1)), cellInks),
                },
              }
            : {}),
        })),
        label: {
          show: roomy,
          fontSize: 11,
          formatter: ({ value }) => (Array.isArray(value) ? compact(Number(value[2])) : ''),
        },
        itemStyle: { borderColor: colors.surface, borderWidth: 1 },
        emphasis: marked(colors),
      },
    ],
  };
}

function dotParts({ points, units: [across, up] }: Of<'dots'>, { colors }: Room): CanvasOption {
  return {
    xAxis: {
      ...valueAxis(colors, across, true),
      axisLine: { show: true, lineStyle: { color: colors.grid } },
    },
    yAxis: valueAxis(colors, up, true),
    series: [
      {
        type: 'scatter',
        data: points,
        symbolSize: points.length > 1000 ? 5 : 8,
        itemStyle: { color: colors.series[0] ?? colors.ink, opacity: 0.75 },
        emphasis: marked(colors),
      },
    ],
  };
}
