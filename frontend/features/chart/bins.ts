/** Bins of a histogram: `edges` has one entry more than `counts`. */
export interface Bins {
  edges: number[];
  counts: number[];
}

const kBinsMax = 30;

/** A step of 1, 2 or 5 times a power of ten that is at least `width`. */
function roundStep(width: number): number {
  const power = 10 ** Math.floor(Math.log10(width));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= width * (1 - 1e-9)) ?? 10;
  return step * power;
}

/** Which step a number falls into; 0.3 / 0.1 is a little less than 3, and yet means 3. */
function stepOf(value: number, step: number): number {
  return Math.floor(value / step + 1e-9);
}

/** Without the noise of adding fractions: 0.30000000000000004 is 0.3. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}

/** Round edges over all numbers, as many bins as their count bears (square root), at most thirty. */
export function binsOf(numbers: number[], binsMax = kBinsMax): Bins {
  if (numbers.length === 0) return { edges: [], counts: [] };
  const low = numbers.reduce((a, b) => Math.min(a, b));
  const high = numbers.reduce((a, b) => Math.max(a, b));
  if (low === high) return { edges: [low, low + 1], counts: [numbers.length] };
  const wanted = Math.max(1, Math.min(binsMax - 2, Math.ceil(Math.sqrt(numbers.length))));
  const raw = (high - low) / wanted;
  // Whole numbers have no bins between them.
  const step = numbers.every(Number.isInteger) ? Math.max(1, roundStep(raw)) : roundStep(raw);
  const first = stepOf(low, step);
  const count = stepOf(high, step) - first + 1;
  const counts = new Array<number>(count).fill(0);
  for (const number of numbers) {
    const at = Math.min(count - 1, Math.max(0, stepOf(number, step) - first));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return {
    edges: Array.from({ length: count + 1 }, (_none, index) => clean((first + index) * step)),
    counts,
  };
}

/** How many points lie in each cell of a raster; [column, row, count], without empty cells. */
export interface Raster {
  x: Bins;
  y: Bins;
  cells: [number, number, number][];
}

const kRasterColumnsMax = 40;
const kRasterRowsMax = 24;

function binAt({ edges, counts }: Bins, value: number): number {
  const first = edges[0] ?? 0;
  const step = (edges[1] ?? 1) - first;
  return Math.min(counts.length - 1, Math.max(0, stepOf(value - first, step)));
}

export function rasterOf(points: [number, number][]): Raster {
  const x = binsOf(
    points.map(([value]) => value),
    kRasterColumnsMax,
  );
  const y = binsOf(
    points.map(([, value]) => value),
    kRasterRowsMax,
  );
  const counts = new Map<number, number>();
  for (const [left, up] of points) {
    const key = binAt(x, left) * y.counts.length + binAt(y, up);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return {
    x,
    y,
    cells: [...counts].map(([key, count]) => [
      Math.floor(key / y.counts.length),
      key % y.counts.length,
      count,
    ]),
  };
}
