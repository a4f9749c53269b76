export { FreshnessLine } from './freshness-line';
export { bytesText, clockText, durationText, freshnessTone, rateText } from './freshness-state';
