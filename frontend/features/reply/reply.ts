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
  result: ResultTable;
  stats: Stats | undefined;
  freshness: Freshness | undefined;
  truncated: boolean;
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

async function replyToSql(
  asking: Asking,
  sql: string,
  signal: AbortSignal | undefined,
  parameters: Answer['parameters'],
): Promise<Reply> {
  return {
    asking,
    asked: sql,
    kind: 'sql',
    status: 'answered',
    sql,
    parameters,
    interpretation: '',
    assumptions: [],
    confidence: null,
    generator: null,
    chart: null,
    alternatives: [],
    ...resultParts(await runSql(sql, signal, { parameters })),
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
async function replyToQuestion(asking: Asking, signal?: AbortSignal): Promise<Reply> {
  let conversation = '';
  for (const turn of asking.turns.slice(0, -1)) {
    const read = await ask({ ...questionOf(turn, asking.now, conversation), execute: false }, signal);
    conversation = read.conversation_id;
  }
  const last = asking.turns.at(-1) ?? { text: '' };
  const answer = await ask(questionOf(last, asking.now, conversation), signal);
  return {
    asking,
    asked: last.text,
    kind: 'question',
    status: answer.status,
    sql: answer.sql,
    parameters: answer.parameters,
    interpretation: answer.interpretation,
    assumptions: answer.assumptions,
    confidence: answer.confidence,
    generator: answer.generator,
    chart: answer.chart,
    alternatives: answer.alternatives,
    ...resultParts(answer),
  };
}

/** `parameters` are the values that SQL may ask for. */
export function fetchReply(
  asking: Asking,
  signal?: AbortSignal,
  parameters: Answer['parameters'] = [],
): Promise<Reply> {
  const text = asking.turns.at(-1)?.text ?? '';
  return looksLikeSql(text) ? replyToSql(asking, text, signal, parameters) : replyToQuestion(asking, signal);
}

const kSureMin = 0.8;
const kFairlySureMin = 0.5;

/** A word for a confidence; the number stands beside it. */
export function confidenceWord(confidence: number): 'sure' | 'fairlySure' | 'unsure' {
  if (confidence >= kSureMin) return 'sure';
  return confidence >= kFairlySureMin ? 'fairlySure' : 'unsure';
}
