import type { Answer } from '@/api/types';
import { emptyTerm, type TermForm } from '@/features/glossary/term-form';
import type { Reply } from '@/features/reply';
import { conditionsOf, expressionOf, type StatementParts, statementParts } from '@/features/sql';

type Assumption = Answer['assumptions'][number];

const kTermWordsMax = 6;
// Of one number, taken from a column.
const measureIds = /^(?:money|unit|how_long|aggregate_\w+)$/;
const aggregate = /\b(?:sum|avg|median|min|max|count|uniq|quantile)\w*\s*(?:\([^()]*\)\s*)?\(/i;

const quotedText = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Values in the place of parameters, as a definition writes them: it takes neither parameters nor casts. */
function withPlainValues(sql: string, parameters: Answer['parameters']): string {
  return parameters.reduce((text, { name, type, value }) => {
    const plain = /^(?:U?Int|Float|Decimal)/.test(type) ? value : quotedText(value);
    return text.replace(new RegExp(`\\{\\s*${name}\\s*:[^}]*\\}`, 'g'), () => plain);
  }, sql);
}

/** Whether it names this column; a function of the same name is none. */
const mentions = (sql: string, column: string) =>
  new RegExp(`(?<![\\w.])\`?${column}\`?(?!\\w|\\s*\\()`).test(sql);

/** The one number of the statement that the reading is about, without its name; '' where that cannot be told. */
function measureOf({ items }: StatementParts, { id, reading }: Assumption): string {
  const column = /^aggregate_(\w+)$/.exec(id)?.[1];
  const words = column ? [column] : (reading.match(/\w+/g) ?? []);
  const numbers = items.map(expressionOf).filter((item) => aggregate.test(item));
  const named = numbers.filter((item) => words.some((word) => mentions(item, word)));
  const found = named.length > 0 ? named : numbers;
  return found.length === 1 ? (found[0] ?? '') : '';
}

function filterOf({ where }: StatementParts, column: string): string {
  const found = conditionsOf(where).filter((condition) => mentions(condition, column));
  return found.length === 1 ? (found[0] ?? '') : '';
}

/**
 * The term that an assumption would be as a definition, as far as the answer's SQL tells; a person completes it and the
 * gateway checks it. Null where the reading is none that words alone can mean (a time, a follow-up), or is defined already.
 */
export function definitionOf(assumption: Assumption, reply: Reply): TermForm | null {
  const { id, source } = assumption;
  const term = assumption.words.trim();
  if (term === '' || term.split(/\s+/).length > kTermWordsMax || /\d/.test(term)) return null;
  if (source === 'definition' || reply.kind !== 'question') return null;
  const parts = statementParts(reply.sql);
  const [only] = reply.sources;
  const table = parts?.table ?? (reply.sources.length === 1 && only ? only : '');
  const plain = (sql: string) => withPlainValues(sql, reply.parameters);
  if (measureIds.test(id))
    return { term, kind: 'measure', table, definition: parts ? plain(measureOf(parts, assumption)) : '' };
  const filtered = /^filter_(\w+)$/.exec(id)?.[1];
  if (filtered)
    return { term, kind: 'filter', table, definition: parts ? plain(filterOf(parts, filtered)) : '' };
  const column = /^column_(\w+)$/.exec(id)?.[1];
  if (column) return { ...emptyTerm, term, kind: 'synonym', definition: column.replaceAll('_', ' ').trim() };
  return null;
}
