export {
  askingKey,
  askingOf,
  canFollow,
  lastText,
  type QueryAddress,
  queryPath,
  replyKey,
  upTo,
  withReading,
  withTurn,
} from './asking';
export { useAddress } from './use-address';
