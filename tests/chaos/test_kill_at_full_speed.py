"""kill -9 while a filled topic is loaded as fast as the machine can: of ingest again and again, of ClickHouse and the broker once
each. In the end every offset is in the table once."""

import json
import os
import time

import pytest
from harness.clickhouse import ClickHouse
from harness.exactly_once import wrongly_stored
from harness.grpc_client import Stub, messages
from harness.kafka import Kafka
from harness.process import wait_until
from harness.stack import RPC_TOKEN, Stack

EVENTS = int(os.environ.get("AURORA_CHAOS_EVENTS", "2000000"))
PARTITIONS = 4
# Rows between two kills: a batch of each partition and some of the next.
ROWS_PER_LIFE = 150_000


def fill(kafka, topic):
    kafka.create_topic(topic, PARTITIONS)
    producer = kafka.producer(**{"compression.type": "lz4", "linger.ms": 50, "queue.buffering.max.messages": 500_000})
    more = "x" * 120
    for number in range(EVENTS):
        value = json.dumps({"id": number, "at": 1_780_000_000_000 + number, "state": f"s{number % 50}", "total": number / 4, "more": more})
        while True:
            try:
                producer.produce(topic, value, partition=number % PARTITIONS)
                break
            except BufferError:
                producer.poll(0.05)
    assert producer.flush(120) == 0


@pytest.mark.timeout(900)
def test_nothing_is_lost_or_doubled_at_full_speed(tmp_path):
    kafka, clickhouse = Kafka(tmp_path / "kafka").start(), ClickHouse(tmp_path / "clickhouse").start()
    stack = Stack(tmp_path / "stack", clickhouse, kafka)
    pb = messages("ingest")
    try:
        fill(kafka, "events")
        stack.start("provisioning", "schema-inference", "ingest")
        process = stack.services["ingest"].process
        stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        stub.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic="events", database="chaos", table="t"))
        stub.close()

        def rows():
            return clickhouse.value("SELECT count() FROM chaos.t")

        begun, lives, known = time.monotonic(), 0, 0
        others = {2: clickhouse, 4: kafka}
        while known < EVENTS - 2 * ROWS_PER_LIFE:
            wait_until(lambda: rows() >= known + ROWS_PER_LIFE, 60, f"rows after {known}", 0.005)
            known = rows()
            process.kill()
            lives += 1
            if (other := others.pop(lives, None)) is not None:
                other.kill()
                other.start()
            process.start()
        wait_until(lambda: rows() >= EVENTS, 120, "all is loaded", 0.1)
        seconds = time.monotonic() - begun
        assert not wrongly_stored(clickhouse.query, kafka.brokers, "events", "chaos.t")
        assert rows() == EVENTS
        print(f"{EVENTS:,} events in {seconds:.0f} s, ingest killed {lives} times, ClickHouse and Kafka once each: each offset once")
        assert lives >= 4
    finally:
        stack.kill()
        clickhouse.kill()
        kafka.kill()
