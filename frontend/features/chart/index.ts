export { type ChartChoice, type ChartKind, chartFor, possibleKinds } from './chart-choice';
export { LazyLinePlot } from './lazy-line-plot';
export { ResultChart } from './result-chart';
