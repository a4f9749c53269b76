import type { Table } from '@/api/types';

export interface NamedChoice {
  label: string;
  /** What it is, beside it: a type, a count of rows. */
  detail: string;
  kind: 'table' | 'column' | 'function' | 'value' | 'keyword';
  /** Higher comes first among equally good matches. */
  boost: number;
}

// The ones that a person asks for; the engine knows many more, and takes them.
const functions =
  `count sum avg min max any uniq uniqExact quantile quantiles median argMin argMax groupArray topK
  countIf sumIf avgIf toDate toDateTime toDateTime64 toStartOfMinute toStartOfFiveMinutes toStartOfHour toStartOfDay
  toStartOfWeek toStartOfMonth toStartOfInterval toHour toDayOfWeek now today yesterday dateDiff formatDateTime toString
  toInt64 toFloat64 toDecimal64 toUInt64 round floor ceil abs if multiIf coalesce ifNull nullIf length lower upper
  substring concat splitByChar replaceAll extract match like ilike position startsWith endsWith JSONExtractString
  arrayJoin has mapKeys mapValues rowNumberInAllBlocks lagInFrame leadInFrame row_number rank`.split(/\s+/);

const keywords =
  `SELECT FROM WHERE GROUP BY ORDER HAVING LIMIT OFFSET WITH AS AND OR NOT IN IS NULL BETWEEN LIKE ILIKE
  CASE WHEN THEN ELSE END DISTINCT JOIN LEFT RIGHT INNER FULL CROSS ASOF ON USING UNION ALL PREWHERE FINAL INTERVAL ASC
  DESC FILL STEP OVER PARTITION`.split(/\s+/);

const fixed: NamedChoice[] = [
  ...functions.map((label): NamedChoice => ({ label, detail: '', kind: 'function', boost: -1 })),
  ...keywords.map((label): NamedChoice => ({ label, detail: '', kind: 'keyword', boost: 0 })),
];

const fullName = (table: Table) => `${table.database}.${table.table}`;

/** Tables that the statement names already: their columns come first. */
export function tablesIn(sql: string, tables: Table[]): Table[] {
  return tables.filter((table) => {
    const plain = sql.replaceAll('`', '');
    return new RegExp(`(?<![\\w.])${fullName(table).replaceAll('.', '\\.')}(?!\\w)`).test(plain);
  });
}

function columnsOf(tables: Table[], boost: number): NamedChoice[] {
  const seen = new Set<string>();
  return tables.flatMap((table) =>
    table.columns.flatMap((column): NamedChoice[] => {
      if (seen.has(column.name)) return [];
      seen.add(column.name);
      return [{ label: column.name, detail: column.type, kind: 'column', boost }];
    }),
  );
}

/** `state = '` offers the values of that column, where it has few. */
function valueChoices(before: string, tables: Table[]): NamedChoice[] | null {
  const open = /([\w]+)\s*(?:=|!=|<>|IN\s*\((?:\s*'[^']*'\s*,)*)\s*'([^']*)$/i.exec(before);
  if (!open) return null;
  const column = tables.flatMap((table) => table.columns).find((one) => one.name === open[1]);
  return (column?.values ?? []).map((label) => ({
    label,
    detail: column?.type ?? '',
    kind: 'value',
    boost: 2,
  }));
}

export interface Completion {
  /** Character where the word to be replaced begins. */
  from: number;
  choices: NamedChoice[];
}

/**
 * What may stand at `at`: values inside quotes, columns after "table.", else columns of the tables that the statement
 * names, tables, functions and keywords. Null where nothing should be offered.
 */
export function completeSql(sql: string, at: number, tables: Table[], asked: boolean): Completion | null {
  const before = sql.slice(0, at);
  const named = tablesIn(sql, tables);
  const values = valueChoices(before, named.length > 0 ? named : tables);
  if (values) return { from: before.lastIndexOf("'") + 1, choices: values };
  // Inside any other quotes, and in comments, a name means nothing.
  if ((before.replace(/'(?:[^'\\]|\\.)*'/g, '').match(/'/g) ?? []).length % 2 === 1) return null;
  if (/--[^\n]*$/.test(before)) return null;
  const word = /[\w.`]*$/.exec(before)?.[0] ?? '';
  if (word === '' && !asked) return null;
  const from = at - word.length;
  const dotted = /^(.*)\.(\w*)$/.exec(word.replaceAll('`', ''));
  if (dotted) {
    const table = tables.find((one) => fullName(one) === dotted[1] || one.table === dotted[1]);
    if (table) return { from: at - (dotted[2] ?? '').length, choices: columnsOf([table], 3) };
  }
  const afterFrom = /\b(?:from|join)\s+[\w.`]*$/i.test(before);
  const tableChoices = tables.map(
    (table): NamedChoice => ({
      label: fullName(table),
      detail: `${table.rows}`,
      kind: 'table',
      boost: afterFrom ? 4 : 1,
    }),
  );
  if (afterFrom) return { from, choices: tableChoices };
  return {
    from,
    choices: [...columnsOf(named.length > 0 ? named : tables, 3), ...tableChoices, ...fixed],
  };
}
