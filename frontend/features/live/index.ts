export { kRateWindowSeconds, type RatePoint } from './event-rate';
export { useConnection, useConnections, useStatus } from './live-connections';
export { LiveProvider, useEventRates, useLive } from './live-provider';
