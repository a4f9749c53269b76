export {
  emptyFormat,
  type FormatForm,
  type FormatPlace,
  formatMistake,
  isPlainJson,
  messageFormat,
} from './format-form';
export { placeOfProblem } from './format-problem';
export { formatFacts } from './format-words';
export { type CarriedBytes, messageText, type PeekForm, peekForms, shortText } from './message-text';
export { emptyStart, type StartForm, startMistake, startText } from './start-form';
