// The home page is Query.
export { default, metadata } from './query/page';
