export { entryText } from './entry-text';
export { HistoryPanel } from './history-panel';
export { noteOf, worthNoting } from './note';
export { SavedPanel } from './saved-panel';
