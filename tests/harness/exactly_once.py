"""Is every offset that the broker has given out stored once, in the table or in the dead letters?"""

from confluent_kafka import Consumer, TopicPartition


def end_offsets(brokers: str, topic: str) -> dict[int, int]:
    """The offset after the newest, by partition."""
    consumer = Consumer({"bootstrap.servers": brokers, "group.id": "harness"})
    try:
        partitions = consumer.list_topics(topic, timeout=10).topics[topic].partitions
        return {p: consumer.get_watermark_offsets(TopicPartition(topic, p), timeout=10)[1] for p in partitions}
    finally:
        consumer.close()


def wrongly_stored(query, brokers: str, topic: str, table: str) -> dict[int, dict]:
    """Partitions with an offset that is missing or stored more than once. query(sql): rows with numbers, asked as an
    administrator."""
    wrong = {}
    for partition, end in end_offsets(brokers, topic).items():
        total, distinct, newest = query(
            f"SELECT count(), uniqExact(o), max(o) FROM (SELECT _offset AS o FROM {table} WHERE _topic = '{topic}' AND "
            f"_partition = {partition} UNION ALL SELECT offset FROM aurora.dead_letters WHERE topic = '{topic}' AND "
            f"partition = {partition})")[0]
        if (total, distinct, newest) != (end, end, max(end - 1, 0)):
            wrong[partition] = {"end": end, "stored": total, "distinct": distinct, "newest": newest}
    return wrong
