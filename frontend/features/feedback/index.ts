export { VerdictBar } from './verdict';
