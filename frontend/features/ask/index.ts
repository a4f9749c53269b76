export { QueryPage } from './query-page';
export { Suggestions } from './suggestions';
