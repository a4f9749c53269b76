export { newestRowsSql, quotedTable } from './quoted-table';
export { locateError, type MarkedError, withFix } from './sql-error';
export { looksLikeSql } from './sql-tokens';
export { SqlView } from './sql-view';
export { withValues } from './with-values';
