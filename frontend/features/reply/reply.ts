import { ask, type Question, resultOf, runSql } from '@/api/queries';
import type { Answer, Asking, Freshness, QueryResult, ResultTable, Stats } from '@/api/types';
import { looksLikeSql } from '@/features/sql/sql-tokens';

/** What came back for a question or for SQL: one shape, so that both are shown by the same rules. */
export interface Reply {
  asking: Asking;
  /** The last turn's words or SQL. */
  asked: string;
  kind: 'question' | 'sql';
  status: Answer['status'];
  sql: string;
  parameters: Answer['parameters'];
  interpretation: string;
  assumptions: Answer['assumptions'];
  /** Null where nothing had to be read into words: SQL means what it says. */
  confidence: number | null;
  generator: string | null;
  chart: Answer['chart'];
  alternatives: Answer['alternatives'];
  /** For feedback; empty for SQL. */
  answerId: string;
  /** Who checked this SQL before; null where it was made for this question. */
  verified: Answer['verified'];
  /** What people taught and this answer rests on. */
  used: Answer['used'];
  /** "database.table" that it rests on, where the engine says so. */
  sources: string[];
  /** What to know about how it came to be. */
  warnings: string[];
  /** What a language model took for it; undefined where none answered. */
  modelUse: Answer['model_use'];
  result: ResultTable;
  stats: Stats | undefined;
  freshness: Freshness | undefined;
  truncated: boolean;
  /** False where it was to be narrowed and could not be: these are all rows. */
  narrowed: boolean;
  /** When it came, milliseconds since 1970. */
  at: number;
}

function resultParts(answer: QueryResult | Answer) {
  return {
    result: resultOf(answer),
    stats: answer.stats,
    freshness: answer.freshness,
    truncated: answer.truncated ?? false,
    at: Date.now(),
  };
}

/** A statement over fewer rows than the one that was asked. */
export interface Narrowed {
  sql: string;
  parameters: Answer['parameters'];
}

export interface ReplyOptions {
  signal?: AbortSignal | undefined;
  /** The values that SQL may ask for. */
  parameters?: Answer['parameters'];
  /** Narrows a statement, its own or the one that a question was read as; null where it cannot. */
  narrow?: ((sql: string, parameters: Answer['parameters']) => Narrowed | null) | undefined;
}

async function replyToSql(asking: Asking, sql: string, options: ReplyOptions): Promise<Reply> {
  const { signal, parameters = [], narrow } = options;
  const fewer = narrow?.(sql, parameters) ?? null;
  const run = fewer ?? { sql, parameters };
  return {
    asking,
    asked: sql,
    kind: 'sql',
    status: 'answered',
    ...run,
    interpretation: '',
    assumptions: [],
    confidence: null,
    generator: null,
    chart: null,
    alternatives: [],
    answerId: '',
    verified: null,
    used: [],
    sources: [],
    warnings: [],
    modelUse: undefined,
    narrowed: narrow === undefined || fewer !== null,
    ...resultParts(await runSql(run.sql, signal, { parameters: run.parameters })),
  };
}

type Turn = Asking['turns'][number];

function questionOf({ text, readings }: Turn, now: Asking['now'], conversation: string): Question {
  return {
    question: text,
    ...(conversation === '' ? {} : { conversation_id: conversation }),
    ...(now ? { now } : {}),
    ...(readings && Object.keys(readings).length > 0 ? { readings } : {}),
  };
}

/**
 * Every turn is read anew and only the last one runs: the query engine forgets a conversation after a while, the
 * address and whatever was kept of it do not.
 */
async function replyToQuestion(asking: Asking, { signal, narrow }: ReplyOptions): Promise<Reply> {
  let conversation = '';
  for (const turn of asking.turns.slice(0, -1)) {
    const read = await ask({ ...questionOf(turn, asking.now, conversation), execute: false }, signal);
    conversation = read.conversation_id;
  }
  const last = asking.turns.at(-1) ?? { text: '' };
  const question = questionOf(last, asking.now, conversation);
  // Narrowed, it is read first and then run as the statement that it is read as.
  const answer = await ask(narrow ? { ...question, execute: false } : question, signal);
  const read = { sql: answer.sql, parameters: answer.parameters };
  const fewer = narrow && answer.status === 'answered' ? narrow(read.sql, read.parameters) : null;
  const run = fewer ?? read;
  const result =
    narrow && answer.status === 'answered'
      ? await runSql(run.sql, signal, { parameters: run.parameters })
      : answer;
  return {
    asking,
    asked: last.text,
    kind: 'question',
    status: answer.status,
    ...run,
    interpretation: answer.interpretation,
    assumptions: answer.assumptions,
    confidence: answer.confidence,
    generator: answer.generator,
    chart: answer.chart,
    alternatives: answer.alternatives,
    answerId: answer.answer_id,
    verified: answer.verified,
    used: answer.used,
    sources: answer.sources,
    warnings: answer.warnings ?? [],
    modelUse: answer.model_use,
    narrowed: narrow === undefined || fewer !== null,
    ...resultParts(result),
  };
}

export function fetchReply(asking: Asking, options: ReplyOptions = {}): Promise<Reply> {
  const text = asking.turns.at(-1)?.text ?? '';
  return looksLikeSql(text) ? replyToSql(asking, text, options) : replyToQuestion(asking, options);
}

const kSureMin = 0.8;
const kFairlySureMin = 0.5;

/** A word for a confidence; the number stands beside it. */
export function confidenceWord(confidence: number): 'sure' | 'fairlySure' | 'unsure' {
  if (confidence >= kSureMin) return 'sure';
  return confidence >= kFairlySureMin ? 'fairlySure' : 'unsure';
}
