/** "database.table" -> `database`.`table`: a topic's name may hold what SQL would read otherwise. */
export function quotedTable(name: string): string {
  const dot = name.indexOf('.');
  const parts = dot < 0 ? [name] : [name.slice(0, dot), name.slice(dot + 1)];
  return parts.map((part) => `\`${part.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``).join('.');
}

/** The newest rows of a connected table. */
export function newestRowsSql(table: string, rows: number): string {
  return `SELECT * FROM ${quotedTable(table)} ORDER BY _timestamp DESC LIMIT ${rows}`;
}
