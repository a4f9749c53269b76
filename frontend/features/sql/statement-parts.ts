import { type SqlToken, sqlTokens } from './sql-tokens';

/** A SELECT over one table, taken apart; every part as it stands in the statement. */
export interface StatementParts {
  items: string[];
  /** "database.table", without quotes. */
  table: string;
  from: string;
  /** Without the word WHERE; '' for none. */
  where: string;
  /** GROUP BY and all that follows. */
  rest: string;
}

const clauses = ['select', 'from', 'where', 'rest'] as const;
type Clause = (typeof clauses)[number];

const restWords = new Set(['group', 'having', 'order', 'limit', 'offset', 'settings', 'format']);
// What makes more of a statement than one table read once.
const unionWords = new Set(['union', 'except', 'intersect']);
const otherWords = new Set('with join array prewhere sample window qualify distinct'.split(' '));

/** The next clause that a word on the outermost level begins; null where it begins none. */
function begins(word: string): Clause | null {
  if (word === 'select' || word === 'from' || word === 'where') return word;
  return restWords.has(word) ? 'rest' : null;
}

/** The top-level parts of a list, at its commas. */
function splitList(tokens: SqlToken[]): string[] {
  const items = [''];
  let depth = 0;
  for (const { kind, text } of tokens) {
    for (const piece of kind === 'other' ? text : [text]) {
      if ('([{'.includes(piece) && piece.length === 1) depth += 1;
      if (')]}'.includes(piece) && piece.length === 1) depth -= 1;
      if (piece === ',' && depth === 0) items.push('');
      else items[items.length - 1] += piece;
    }
  }
  return items.map((item) => item.trim()).filter((item) => item !== '');
}

const unquoted = (name: string) => name.replace(/^[`"](.*)[`"]$/s, '$1').replaceAll(/\\(.)/gs, '$1');
const joined = (tokens: SqlToken[]) => tokens.map((token) => token.text).join('');

/** Null for whatever is more than one SELECT over one named table: nothing is guessed about it. */
export function statementParts(sql: string): StatementParts | null {
  const parts: Record<Clause, SqlToken[]> = { select: [], from: [], where: [], rest: [] };
  let at: Clause | null = null;
  let depth = 0;
  for (const token of sqlTokens(sql.trim().replace(/;\s*$/, ''))) {
    if (token.kind === 'comment') continue;
    if (token.kind === 'other')
      for (const character of token.text) depth += character === '(' ? 1 : character === ')' ? -1 : 0;
    const word = token.text.toLowerCase();
    if (depth === 0 && (token.kind === 'keyword' || token.kind === 'name')) {
      // In the rest WITH is that of FILL or TOTALS.
      if (unionWords.has(word) || (at !== 'rest' && otherWords.has(word))) return null;
      const next = begins(word);
      if (next !== null && at !== 'rest') {
        if (clauses.indexOf(next) <= (at === null ? -1 : clauses.indexOf(at))) return null;
        at = next;
        if (next === 'rest') parts.rest.push(token);
        continue;
      }
    }
    if (at === null) {
      if (token.text.trim() !== '') return null;
    } else parts[at].push(token);
  }
  const from = joined(parts.from).trim();
  const name = /^((?:`[^`]+`|"[^"]+"|\w+)(?:\.(?:`[^`]+`|"[^"]+"|\w+))?)(?:\s+(?:as\s+)?\w+)?$/i.exec(from);
  if (!name || depth !== 0) return null;
  const table =
    (name[1] ?? '')
      .match(/`[^`]+`|"[^"]+"|\w+/g)
      ?.map(unquoted)
      .join('.') ?? '';
  return {
    items: splitList(parts.select),
    table,
    from,
    where: joined(parts.where).trim(),
    rest: joined(parts.rest).trim(),
  };
}

/**
 * The conditions that a WHERE joins by AND; one where it is anything else (OR, BETWEEN), because its parts mean nothing
 * alone.
 */
export function conditionsOf(where: string): string[] {
  const conditions = [''];
  let depth = 0;
  for (const { kind, text } of sqlTokens(where)) {
    if (kind === 'other')
      for (const character of text)
        depth += '([{'.includes(character) ? 1 : ')]}'.includes(character) ? -1 : 0;
    const word = text.toLowerCase();
    if (depth === 0 && (word === 'or' || word === 'between')) return [where.trim()];
    if (depth === 0 && word === 'and') conditions.push('');
    else conditions[conditions.length - 1] += text;
  }
  return conditions.map((condition) => condition.trim()).filter((condition) => condition !== '');
}

function whereOf(conditions: string[]): string {
  const all = conditions.filter((condition) => condition !== '');
  // OR binds weaker than AND: each stands in brackets where there are several.
  const words = all.length > 1 ? all.map((condition) => `(${condition})`) : all;
  return words.length === 0 ? '' : ` WHERE ${words.join(' AND ')}`;
}

/** The same statement over fewer rows. */
export function withCondition(parts: StatementParts, condition: string): string {
  const rest = parts.rest === '' ? '' : ` ${parts.rest}`;
  return `SELECT ${parts.items.join(', ')} FROM ${parts.from}${whereOf([parts.where, condition])}${rest}`;
}

const kRowsBehind = 100;

/** One value of a result that is looked behind: its place in the select list, and its text (null: no value). */
export interface Chosen {
  item: number;
  value: string | null;
}

/** A part of a select list without its name. */
export function expressionOf(item: string): string {
  return item.replace(/\s+as\s+(?:`[^`]+`|"[^"]+"|\w+)$/is, '');
}

const quotedText = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** The rows that a result was made of, or those behind one of its values; newest first where the table has a time. */
export function rowsBehind(parts: StatementParts, chosen: Chosen[] = [], time: string | null = null): string {
  const conditions = chosen.map(({ item, value }) => {
    const expression = expressionOf(parts.items[item] ?? '');
    return value === null ? `(${expression}) IS NULL` : `toString(${expression}) = ${quotedText(value)}`;
  });
  const order = time === null ? '' : ` ORDER BY \`${time.replaceAll('`', '\\`')}\` DESC`;
  return `SELECT * FROM ${parts.from}${whereOf([parts.where, ...conditions])}${order} LIMIT ${kRowsBehind}`;
}
