"""The peer inside the server: ClickHouse's own Kafka engine with a materialized view into a MergeTree table.

In the same ClickHouse build as Aurora's contender, with as many consumers and as large blocks as it takes to be quick here.
The consumer's CPU time is the server's own, so only the sum of everything can be compared.
"""

from tests.harness.clickhouse import ClickHouse
from tests.harness.process import wait_until

COLUMNS = ("id Int64, at Int64, customer Int64, state LowCardinality(String), channel LowCardinality(String), "
           "device LowCardinality(String), product String, quantity Int64, price Decimal(18, 2), total Decimal(18, 2), "
           "discount Bool, score Float64, note LowCardinality(String)")
POLL_SECONDS = 0.25


def create(clickhouse: ClickHouse, brokers: str, topic: str, number: int, partitions: int, flush_ms: int) -> str:
    """The table that the events arrive in."""
    table = f"bench.engine_{number}"
    clickhouse.query(f"CREATE TABLE {table} ({COLUMNS.replace('at Int64', 'at DateTime64(3)')}, _topic LowCardinality(String), "
                     "_partition Int32, _offset Int64, _timestamp DateTime64(3)) "
                     "ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (device, channel, at)")
    clickhouse.query(
        f"CREATE TABLE bench.engine_source_{number} ({COLUMNS}) ENGINE = Kafka SETTINGS kafka_broker_list = '{brokers}', "
        f"kafka_topic_list = '{topic}', kafka_group_name = 'engine-{number}', kafka_format = 'JSONEachRow', "
        f"kafka_num_consumers = {min(partitions, 2)}, kafka_thread_per_consumer = 1, kafka_max_block_size = 65536, "
        f"kafka_poll_max_batch_size = 65536, kafka_flush_interval_ms = {flush_ms}")
    clickhouse.query(
        f"CREATE MATERIALIZED VIEW bench.engine_view_{number} TO {table} AS SELECT * EXCEPT at, "
        "fromUnixTimestamp64Milli(at) AS at, _topic, toInt32(_partition) AS _partition, toInt64(_offset) AS _offset, "
        f"ifNull(_timestamp_ms, toDateTime64(0, 3)) AS _timestamp FROM bench.engine_source_{number}")
    return table


def drop(clickhouse: ClickHouse, number: int) -> None:
    for name in ("engine_view", "engine_source", "engine"):
        clickhouse.query(f"DROP TABLE bench.{name}_{number}")


def wait_for(clickhouse: ClickHouse, table: str, count: int) -> None:
    wait_until(lambda: clickhouse.value(f"SELECT count() FROM {table}") >= count, 600, "the Kafka engine has every event",
               POLL_SECONDS)
