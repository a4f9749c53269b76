import { describe, expect, it } from 'vitest';
import { emptySource, matchedTopics, sourceBody, sourceMistake, sourceName, withTopic } from './topic-source';

const several = { ...emptySource, source: 'several' as const, topics: ['eu', 'us'], table: 'shop.orders' };
const pattern = {
  ...emptySource,
  source: 'pattern' as const,
  pattern: ' shop\\.orders\\..* ',
  table: 'shop.orders',
};

describe('what a connection reads', () => {
  it('is said in one of three ways, whatever was typed for the others', () => {
    const typed = { ...several, topic: 'old', pattern: 'x' };
    expect(sourceBody({ ...typed, source: 'one' })).toEqual({ topic: 'old' });
    expect(sourceBody(typed)).toEqual({ topics: ['eu', 'us'] });
    expect(sourceBody(pattern)).toEqual({ topic_pattern: 'shop\\.orders\\..*' });
    expect([several, pattern].map(sourceName)).toEqual(['eu, us', '/shop\\.orders\\..*/']);
  });

  it('needs its topics, and a table where the topic does not name it', () => {
    expect(sourceMistake(emptySource)?.place).toBe('topics');
    expect(sourceMistake({ ...emptySource, topic: 'orders' })).toBeNull();
    expect(sourceMistake({ ...several, topics: [] })?.place).toBe('topics');
    expect(sourceMistake({ ...several, table: ' ' })?.key).toBe('tableMissing');
    expect(sourceMistake({ ...several, table: 'orders' })?.place).toBe('table');
    expect(sourceMistake({ ...pattern, pattern: '' })?.place).toBe('pattern');
    expect([several, pattern].map(sourceMistake)).toEqual([null, null]);
  });

  it('gains and loses topics', () => {
    expect(withTopic(['us'], 'eu', true)).toEqual(['eu', 'us']);
    expect(withTopic(['eu', 'us'], 'us', true)).toEqual(['eu', 'us']);
    expect(withTopic(['eu', 'us'], 'eu', false)).toEqual(['us']);
  });
});

describe('the topics that a pattern means', () => {
  const topics = ['orders.eu', 'orders.us', 'old_orders.eu', '__consumer_offsets'];

  it('are matched by their whole name, Kafka’s own never', () => {
    expect(matchedTopics('orders\\..*', topics)).toEqual(['orders.eu', 'orders.us']);
    expect(matchedTopics('.*', topics)).toHaveLength(3);
    expect(matchedTopics('orders.eu|orders', topics)).toEqual(['orders.eu']);
  });

  it('are left open where only the other side can tell', () => {
    expect(matchedTopics('(?P<x>orders).*', topics)).toBeNull();
    expect(matchedTopics('*', topics)).toBeNull();
  });
});
