"""A replica stands still at a step of a batch's delivery, another one takes over, and the first wakes up and goes on as if nothing
had been. The table does not know tokens here, so that nothing but the group's consent keeps a late insert away."""

import json
import os
import signal
import time
import uuid

import pytest
from harness.grpc_client import Stub, messages
from harness.process import wait_until
from harness.replicas import FAULT_POINTS, Replicas, stands_still, start_with_fault
from harness.stack import RPC_TOKEN, Stack

POINTS = [point for point in FAULT_POINTS if point != "in_recovery"]


@pytest.mark.timeout(600)
def test_a_replica_that_wakes_up_inserts_nothing_that_is_not_its_own_any_more(tmp_path, clickhouse, kafka):
    word = uuid.uuid4().hex[:8]
    topic, database = f"zombie-{word}", f"zombie_{word}"
    kafka.create_topic(topic)
    produced = 0

    def produce(count):
        nonlocal produced
        kafka.produce(topic, [json.dumps({"number": number, "at": f"2026-{1 + number % 3:02d}-10T00:00:00.000Z"})
                              for number in range(produced, produced + count)])
        produced += count

    def await_exact(what):
        def exact():
            return clickhouse.query(f"SELECT count(), uniqExact(number) FROM {database}.t") == [[produced, produced]]
        wait_until(exact, 60, f"{what}: {produced} rows")

    produce(100)
    stack = Stack(tmp_path, clickhouse, kafka).start("provisioning", "schema-inference")
    replicas = Replicas(stack, session_timeout="2s")
    pb = messages("ingest")
    try:
        replicas.first.start()
        stub = Stub("ingest", replicas.first.address, RPC_TOKEN)
        stub.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=topic, database=database, table="t", wait_ms_max=20_000))
        clickhouse.query(f"ALTER TABLE {database}.t MODIFY SETTING non_replicated_deduplication_window = 0")
        for point in POINTS:
            replicas.kill()
            start_with_fault(replicas.first, point, 1, "stop")
            zombie = replicas.first.process.pid
            wait_until(replicas.first.is_ready, 20, "the replica runs")
            produce(100)
            wait_until(lambda: stands_still(zombie), 30, f"the replica stands still at {point}")
            replicas.second.start()
            produce(100)
            await_exact(f"the other one has taken over from {point}")
            os.kill(zombie, signal.SIGCONT)
            produce(100)
            await_exact(f"after the zombie of {point} woke up")
            time.sleep(2)
            await_exact(f"and a moment later ({point})")
    finally:
        replicas.kill()
        stack.kill()
