import { describe, expect, it } from 'vitest';
import type { Cell, ResultTable } from '@/api/types';
import { binsOf, rasterOf } from './bins';
import { canvasHeight, canvasOption, cellInks } from './canvas-option';
import { colorSlots, kSlots } from './category-colors';
import type { ChartChoice } from './chart-choice';
import { contrast, mixColors, readableOn } from './color-mix';
import { drawingOf } from './drawing';
import { largestMark, markAt, markCount, markNumber, markText } from './marks';

const words = { rows: 'rows', measure: 'measure', value: 'value' };

function result(columns: [string, string][], rows: Cell[][]): ResultTable {
  return { columns: columns.map(([name, type]) => ({ name, type })), rows };
}

function drawn(table: ResultTable, choice: ChartChoice) {
  const drawing = drawingOf(table, choice, words);
  if (!drawing) throw new Error(`${choice.kind} is not drawn`);
  return drawing;
}

const weekdays = result(
  [
    ['day_name', 'String'],
    ['device', 'String'],
    ['orders', 'UInt64'],
  ],
  [
    ['Tuesday', 'phone', '5'],
    ['Monday', 'phone', '9'],
    ['Monday', 'desktop', '3'],
  ],
);
const by = (kind: ChartChoice['kind']): ChartChoice => ({ kind, x: 0, y: [2], series: 1 });

describe('what is drawn', () => {
  it('says numbers in the unit of their column, as a sentence and along the axes', () => {
    const table = result(
      [
        ['host', 'String'],
        ['region', 'String'],
        ['average_latency_ms', 'Float64'],
        ['sent_bytes', 'UInt64'],
        ['requests', 'UInt64'],
      ],
      [
        ['a', 'east', 1200, '4100000', '7'],
        ['b', 'east', 80, '2000', '9'],
      ],
    );
    const colors = { ink: '#000000', inkSoft: '#333333', surface: '#ffffff', grid: '#cccccc', series: [] };
    const labels = (choice: ChartChoice, axis: 'xAxis' | 'yAxis') => {
      const option = canvasOption(drawn(table, choice), colors, 800, 280)[axis];
      const { formatter } = (option as { axisLabel: { formatter: (value: number) => string } }).axisLabel;
      return formatter(1_500_000);
    };
    const said = (choice: ChartChoice) => {
      const drawing = drawn(table, choice);
      const mark = markAt(drawing, 0);
      return mark && markText(drawing, mark);
    };
    const one: ChartChoice = { kind: 'grouped', x: 0, y: [2], series: null };
    expect(said(one)).toBe('a: 1,200\u00a0ms');
    expect(labels(one, 'xAxis')).toBe('1.5M\u00a0ms');
    const split: ChartChoice = { kind: 'grouped', x: 0, y: [3], series: 1 };
    expect(said(split)).toBe('a: 4,100,000\u00a0B');
    expect(labels(split, 'xAxis')).toBe('1.5\u00a0MB');
    expect(said({ kind: 'heat', x: 0, y: [2], series: 1 })).toBe('a, east: 1,200\u00a0ms');
    expect(said({ kind: 'donut', x: 0, y: [3], series: null })).toBe('a: 4,100,000\u00a0B · 100.0 %');
    const dots: ChartChoice = { kind: 'scatter', x: 2, y: [3], series: null };
    expect(said(dots)).toBe('average latency ms 1,200\u00a0ms, sent bytes 4,100,000\u00a0B');
    expect(labels(dots, 'xAxis')).toBe('1.5M\u00a0ms');
    expect(labels(dots, 'yAxis')).toBe('1.5\u00a0MB');
    // How many there are of a number has no unit; the number has.
    expect(said({ kind: 'histogram', x: null, y: [2], series: null })).toMatch(
      /^average latency ms [\d, –]+\u00a0ms: 1$/,
    );
    // Two measures, one axis: neither unit is right for both.
    const both: ChartChoice = { kind: 'grouped', x: 0, y: [2, 3], series: null };
    expect(said(both)).toBe('a, average_latency_ms: 1,200');
    expect(labels(both, 'xAxis')).toBe('1.5M');
    expect(said({ ...both, y: [4] })).toBe('a: 7');
  });

  it('has weekdays from Monday on, and a hole where there is no row', () => {
    const drawing = drawn(weekdays, by('grouped'));
    expect(drawing).toMatchObject({
      form: 'bars',
      names: ['Monday', 'Tuesday'],
      groups: [
        { name: 'phone', values: [9, 5] },
        { name: 'desktop', values: [3, null] },
      ],
      heads: ['day name', 'device', 'orders'],
    });
  });

  it('says each mark in reading order, and finds it again on the canvas', () => {
    const drawing = drawn(weekdays, by('grouped'));
    const marks = Array.from({ length: markCount(drawing) }, (_none, at) => markAt(drawing, at));
    expect(marks.map((mark) => mark && markText(drawing, mark))).toEqual([
      'Monday, phone: 9',
      'Monday, desktop: 3',
      'Tuesday, phone: 5',
      'Tuesday, desktop: –',
    ]);
    for (const [at, mark] of marks.entries())
      expect(markNumber(drawing, mark?.series ?? -1, mark?.index ?? -1)).toBe(at);
    expect(markAt(drawing, marks.length)).toBeNull();
    expect(largestMark(drawing)?.cells).toEqual(['Monday', 'phone', '9']);
  });

  it('keeps the largest categories of too many, and says how many are left', () => {
    const rows = Array.from({ length: 40 }, (_none, at): Cell[] => [`s${at}`, at < 20 ? 'a' : 'b', at]);
    const many = result(
      [
        ['sku', 'String'],
        ['half', 'String'],
        ['n', 'UInt64'],
      ],
      rows,
    );
    const drawing = drawn(many, by('grouped'));
    if (drawing.form !== 'bars') throw new Error('not bars');
    expect(drawing.names).toHaveLength(30);
    expect(drawing.names[0]).toBe('s10');
    expect(drawing.left).toBe(10);
  });

  it('gives parts their share', () => {
    const parts = result(
      [
        ['device', 'String'],
        ['n', 'UInt8'],
      ],
      [
        ['phone', 3],
        ['desktop', 1],
      ],
    );
    const drawing = drawn(parts, { kind: 'donut', x: 0, y: [1], series: null });
    expect(markAt(drawing, 0)?.cells).toEqual(['phone', '3', '75.0 %']);
    const shares = {
      ...parts,
      columns: [
        { name: 'device', type: 'String' },
        { name: 'percent', type: 'UInt8' },
      ],
      rows: [
        ['a', 60],
        ['b', 40],
      ],
    };
    // What is a share already is not said twice.
    expect(markAt(drawn(shares, { kind: 'donut', x: 0, y: [1], series: null }), 0)?.cells).toEqual([
      'a',
      '60',
    ]);
  });

  it('draws five thousand points, and of more how many lie where', () => {
    const points = (count: number) =>
      result(
        [
          ['x', 'Float64'],
          ['y', 'Float64'],
        ],
        Array.from({ length: count }, (_none, at): Cell[] => [at % 100, at % 7]),
      );
    const choice: ChartChoice = { kind: 'scatter', x: 0, y: [1], series: null };
    expect(drawn(points(5000), choice).form).toBe('dots');
    const raster = drawn(points(5001), choice);
    if (raster.form !== 'cells') throw new Error('not cells');
    expect(raster.cells.reduce((sum, [, , count]) => sum + count, 0)).toBe(5001);
    expect(raster.heads).toEqual(['x', 'y', 'rows']);
  });

  it('is given the room that its names need', () => {
    const drawing = drawn(weekdays, by('grouped'));
    expect(canvasHeight(drawing, 10)).toBeGreaterThan(2 * 2 * 16);
    expect(canvasHeight(drawn(weekdays, { ...by('column'), series: null }), 280)).toBeGreaterThan(0);
  });
});

describe('bins', () => {
  it('have round edges and lose no number', () => {
    const numbers = Array.from({ length: 100 }, (_none, at) => at * 1.37 - 20);
    const { edges, counts } = binsOf(numbers);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(100);
    expect(edges).toHaveLength(counts.length + 1);
    expect(edges[0]).toBe(-20);
    expect(counts.length).toBeLessThanOrEqual(30);
  });

  it('of whole numbers are whole', () => {
    expect(binsOf([1, 2, 2, 3]).edges.every(Number.isInteger)).toBe(true);
    expect(binsOf([0.1, 0.2, 0.3]).edges).toEqual([0.1, 0.2, 0.3, 0.4]);
  });

  it('take equal numbers and none', () => {
    expect(binsOf([5, 5])).toEqual({ edges: [5, 6], counts: [2] });
    expect(binsOf([])).toEqual({ edges: [], counts: [] });
    expect(rasterOf([]).cells).toEqual([]);
  });
});

describe('colours', () => {
  it('are mixed whether written long or short', () => {
    expect(mixColors('#fff', '#000000', 0.5)).toBe('#808080');
  });

  it('stay with a name, and are all different while there are enough', () => {
    const states = ['CA', 'TX', 'NY', 'FL', 'WA', 'IL'];
    expect(new Set(colorSlots(states)).size).toBe(kSlots);
    expect(colorSlots(['CA'])[0]).toBe(colorSlots(['CA', 'TX'])[0]);
    expect(colorSlots([...states, 'OH'])).toHaveLength(7);
  });

  it.each([
    ['light', { surface: '#ffffff', high: '#0b8577' }],
    ['dark', { surface: '#0d1826', high: '#34d8ab' }],
  ])('numbers on a heat map can be read in the %s theme', (_name, { surface, high }) => {
    for (let share = 0; share <= 1; share += 0.05) {
      const ground = mixColors(mixColors(surface, high, 0.14), high, share);
      expect(contrast(ground, readableOn(ground, cellInks))).toBeGreaterThanOrEqual(4.5);
    }
  });
});

describe('the canvas', () => {
  const colors = {
    ink: '#000000',
    inkSoft: '#444444',
    surface: '#ffffff',
    grid: '#dddddd',
    series: ['#111111', '#222222', '#333333', '#444444', '#555555', '#666666'],
  };

  it('writes numbers into cells only where there is room for them', () => {
    const heat = drawn(weekdays, by('heat'));
    const label = (width: number) => JSON.stringify(canvasOption(heat, colors, width, 280).series);
    expect(label(800)).toContain('"show":true');
    expect(label(120)).not.toContain('"show":true');
  });
});
