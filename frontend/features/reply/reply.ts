import { ask, resultOf, runSql } from '@/api/queries';
import type { Answer, Freshness, ResultTable, Stats } from '@/api/types';
import { looksLikeSql } from '@/features/sql/sql-tokens';

/** What came back for a question or for SQL: one shape, so that both are shown by the same rules. */
export interface Reply {
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
}

async function replyToSql(sql: string, signal?: AbortSignal): Promise<Reply> {
  const answer = await runSql(sql, signal);
  return {
    asked: sql,
    kind: 'sql',
    status: 'answered',
    sql,
    parameters: [],
    interpretation: '',
    assumptions: [],
    confidence: null,
    generator: null,
    chart: null,
    alternatives: [],
    result: resultOf(answer),
    stats: answer.stats,
    freshness: answer.freshness,
    truncated: answer.truncated ?? false,
  };
}

async function replyToQuestion(question: string, signal?: AbortSignal): Promise<Reply> {
  const answer = await ask(question, signal);
  return {
    asked: question,
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
    result: resultOf(answer),
    stats: answer.stats,
    freshness: answer.freshness,
    truncated: answer.truncated ?? false,
  };
}

export function fetchReply(text: string, signal?: AbortSignal): Promise<Reply> {
  return looksLikeSql(text) ? replyToSql(text, signal) : replyToQuestion(text, signal);
}

const kSureMin = 0.8;
const kFairlySureMin = 0.5;

/** A word for a confidence; the number stands beside it. */
export function confidenceWord(confidence: number): 'sure' | 'fairlySure' | 'unsure' {
  if (confidence >= kSureMin) return 'sure';
  return confidence >= kFairlySureMin ? 'fairlySure' : 'unsure';
}
