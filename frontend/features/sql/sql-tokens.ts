export type SqlTokenKind = 'keyword' | 'string' | 'number' | 'comment' | 'name' | 'parameter' | 'other';

export interface SqlToken {
  kind: SqlTokenKind;
  text: string;
}

const keywords = new Set(
  `select from where group by order having limit offset with as and or not in is null between like ilike case when
   then else end distinct join left right inner outer full cross asof any all on using union except intersect prewhere
   final sample interval asc desc fill step over partition rows range array global true false settings format rollup
   totals explain`.split(/\s+/),
);

const pattern =
  /(--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^'\\]|\\.|'')*'?)|(\{\w+:[^}]*\})|(\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b)|("(?:[^"\\]|\\.)*"?|`(?:[^`\\]|\\.)*`?|[A-Za-z_]\w*)|(\s+|.)/giy;

/** Splits SQL for colouring. Shows, never judges: what is valid is for the engine to say. */
export function sqlTokens(sql: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(sql); match; match = pattern.exec(sql)) {
    const [text, comment, string, parameter, number, name] = match;
    let kind: SqlTokenKind = 'other';
    if (comment !== undefined) kind = 'comment';
    else if (string !== undefined) kind = 'string';
    else if (parameter !== undefined) kind = 'parameter';
    else if (number !== undefined) kind = 'number';
    else if (name !== undefined) kind = keywords.has(name.toLowerCase()) ? 'keyword' : 'name';
    const last = tokens.at(-1);
    if (last && last.kind === kind && kind === 'other') last.text += text;
    else tokens.push({ kind, text });
  }
  return tokens;
}

/** One box takes both: what starts as a statement is one. */
export function looksLikeSql(text: string): boolean {
  return /^\s*(?:(?:--[^\n]*\n|\/\*[\s\S]*?\*\/)\s*)*(?:select\s|with\s+[\w"`]+\s*(?:\(|as\b)|with\s*\()/i.test(
    text,
  );
}
