import type { components } from './schema.gen';

type Schemas = components['schemas'];

export type Session = Schemas['Session'];
export type Status = Schemas['Status'];
export type Part = Schemas['Part'];
export type Connection = Schemas['Connection'];
export type ConnectionState = Schemas['ConnectionState'];
export type ConnectionTest = Schemas['ConnectionTest'];
export type TopicPreview = Schemas['TopicPreview'];
export type TopicMessage = Schemas['Message'];
export type TableSchema = Schemas['TableSchema'];
export type NewConnection = Schemas['NewConnection'];
export type TopicQuestion = Schemas['PreviewTopic'];
export type MessageFormat = Schemas['MessageFormat'];
export type EvolutionPolicy = Schemas['EvolutionPolicy'];
export type ConnectionChange = Schemas['ConnectionChange'];
export type ColumnProposal = Schemas['ColumnProposals']['proposals'][number];
export type SchemaHistoryEntry = Schemas['SchemaHistoryEntry'];
export type Security = Schemas['Security'];
export type PartitionLedger = Schemas['PartitionLedger'];
export type DeadLetter = Schemas['DeadLetter'];
export type DeadLetterGroup = Schemas['DeadLetterGroup'];
export type ReplayChoice = Schemas['ReplayChoice'];
export type ReplayReport = Schemas['ReplayReport'];
export type RangeReplay = Schemas['RangeReplay'];
export type RangeReplayDiff = Schemas['RangeReplayDiff'];
export type RangeReplayWish = Schemas['RangeReplayWish'];
export type Transform = Schemas['Transform'];
export type StopAbove = Schemas['StopAbove'];
export type Table = Schemas['Table'];
export type Freshness = Schemas['Freshness'];
export type Stats = Schemas['Stats'];
export type Answer = Schemas['Answer'];
export type QueryResult = Schemas['QueryResult'];
export type Explanation = Schemas['Explanation'];
export type Term = Schemas['Term'];
export type NewTerm = Schemas['NewTerm'];
export type VerifiedAnswer = Schemas['VerifiedAnswer'];
export type NewVerifiedAnswer = Schemas['NewVerifiedAnswer'];
export type Feedback = Schemas['Feedback'];
export type NewFeedback = Schemas['NewFeedback'];
export type Asking = Schemas['Asking'];
export type Board = Schemas['Board'];
export type BoardSummary = Schemas['BoardSummary'];
export type NewBoard = Schemas['NewBoard'];
export type Panel = Schemas['Panel'];
export type SavedQuestion = Schemas['SavedQuestion'];
export type Share = Schemas['Share'];
export type Endpoint = Schemas['Endpoint'];
export type NewEndpoint = Schemas['NewEndpoint'];
export type EndpointToken = Schemas['EndpointToken'];
export type NewEndpointToken = EndpointToken & { token: string };
export type HistoryEntry = Schemas['HistoryEntry'];
export type NewHistoryEntry = Schemas['NewHistoryEntry'];
export type ExportFormat = Schemas['NewExport']['format'];
export type LiveMessageWire = Schemas['LiveMessage'];
export type LiveFreshness = NonNullable<LiveMessageWire['freshness']>[number];

/** A value of a result row as the wire carries it: 64-bit integers and decimals are strings. */
export type Cell = string | number | boolean | null | Cell[] | { [key: string]: Cell };

export interface ResultColumn {
  name: string;
  type: string;
}

/** The rows of an answer and where they come from. */
export interface ResultTable {
  columns: ResultColumn[];
  rows: Cell[][];
}
