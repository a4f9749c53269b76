export { newestRowsSql, quotedTable } from './quoted-table';
export { locateError, type MarkedError, withFix } from './sql-error';
export { looksLikeSql } from './sql-tokens';
export { SqlView } from './sql-view';
export {
  type Chosen,
  conditionsOf,
  expressionOf,
  rowsBehind,
  type StatementParts,
  statementParts,
  withCondition,
} from './statement-parts';
export { withValues } from './with-values';
