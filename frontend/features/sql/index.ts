export { newestRowsSql, quotedTable } from './quoted-table';
export { looksLikeSql } from './sql-tokens';
export { SqlView } from './sql-view';
