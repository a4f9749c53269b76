export {
  askingKey,
  askingOf,
  canFollow,
  lastText,
  type QueryAddress,
  queryPath,
  upTo,
  withReading,
  withTurn,
} from './asking';
export { useAddress } from './use-address';
