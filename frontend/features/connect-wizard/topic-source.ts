/** What a connection reads: one topic, several by name, or all that match a pattern. */
export interface TopicSource {
  source: 'one' | 'several' | 'pattern';
  topic: string;
  topics: string[];
  pattern: string;
  /** Of several topics: "database.table" that they go into. */
  table: string;
}

export const sourceKinds = ['one', 'several', 'pattern'] as const;

export const emptySource: TopicSource = { source: 'one', topic: '', topics: [], pattern: '', table: '' };

export type SourcePlace = 'topics' | 'pattern' | 'table';

export interface SourceMistake {
  place: SourcePlace;
  key: 'topicsMissing' | 'patternMissing' | 'tableMissing';
}

/** What is missing; null when nothing is. One topic names its table itself. */
export function sourceMistake({ source, topic, topics, pattern, table }: TopicSource): SourceMistake | null {
  if (source === 'one') return topic === '' ? { place: 'topics', key: 'topicsMissing' } : null;
  if (source === 'several' && topics.length === 0) return { place: 'topics', key: 'topicsMissing' };
  if (source === 'pattern' && pattern.trim() === '') return { place: 'pattern', key: 'patternMissing' };
  return /^[^.\s]+\.[^.\s]+$/.test(table.trim()) ? null : { place: 'table', key: 'tableMissing' };
}

/** As the API takes it. */
export function sourceBody({ source, topic, topics, pattern }: TopicSource) {
  if (source === 'several') return { topics };
  return source === 'pattern' ? { topic_pattern: pattern.trim() } : { topic };
}

/** In short, for people. */
export function sourceName({ source, topic, topics, pattern }: TopicSource): string {
  if (source === 'several') return topics.join(', ');
  return source === 'pattern' ? `/${pattern.trim()}/` : topic;
}

/** One topic more or less, in the order of the list. */
export function withTopic(topics: string[], name: string, on: boolean): string[] {
  const others = topics.filter((topic) => topic !== name);
  return on ? [...others, name].sort((a, b) => a.localeCompare(b)) : others;
}

/**
 * Which of the topics a pattern means, by its whole name; null where this browser cannot tell: the brokers' side reads RE2,
 * whose few own forms are none of JavaScript's.
 */
export function matchedTopics(pattern: string, topics: string[]): string[] | null {
  try {
    const expression = new RegExp(`^(?:${pattern.trim()})$`, 'u');
    return topics.filter((topic) => !topic.startsWith('__') && expression.test(topic));
  } catch {
    return null;
  }
}
