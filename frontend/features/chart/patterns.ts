/** A pattern for each colour, so that groups are told apart without it; the first is plain. */
interface Pattern {
  /** For the canvas: ECharts' decal. */
  decal: { symbol: string; dashArrayX: number[] | number[][]; dashArrayY: number[]; rotation: number } | null;
  /** The same for the legend, as a CSS background over the colour. */
  background: string;
}

const stroke = 'color-mix(in srgb, var(--surface) 55%, transparent)';
const stripes = (degrees: number) =>
  `repeating-linear-gradient(${degrees}deg, transparent 0 4px, ${stroke} 4px 5.5px)`;

const lines = (rotation: number): Pattern['decal'] => ({
  symbol: 'rect',
  dashArrayX: [1, 0],
  dashArrayY: [1.5, 7],
  rotation,
});

export const patterns: Pattern[] = [
  { decal: null, background: 'none' },
  { decal: lines(-Math.PI / 4), background: stripes(45) },
  {
    decal: {
      symbol: 'circle',
      dashArrayX: [
        [3, 9],
        [0, 6, 3, 3],
      ],
      dashArrayY: [3, 3],
      rotation: 0,
    },
    background:
      'radial-gradient(color-mix(in srgb, var(--surface) 55%, transparent) 1.2px, transparent 1.6px) 0 0 / 5px 5px',
  },
  { decal: lines(Math.PI / 4), background: stripes(-45) },
  { decal: lines(0), background: stripes(0) },
  { decal: lines(Math.PI / 2), background: stripes(90) },
];
