export { type ChartChoice, type ChartKind, chartAs, chartFor, possibleKinds } from './chart-choice';
export { LazyLinePlot } from './lazy-line-plot';
export { ResultChart } from './result-chart';
