export { type ChosenValue, rowsBehindPath, rowsBehindSql } from './rows-behind-path';
