"""Ingest ends itself at each step of a batch's delivery; afterwards the same messages are left out as without it.

Runs aurora-ingest-fault-points, which `./aurora test chaos` builds (ninja aurora-ingest-fault-points)."""

import json
import random
import time
import uuid

import pytest
from harness.grpc_client import Stub, messages
from harness.process import wait_until
from harness.replicas import FAULT_POINTS, PROGRAM
from harness.stack import RPC_TOKEN, Stack

POINTS = [point for point in FAULT_POINTS if point != "in_recovery"]
WITHIN_MS = 60_000
PARTITIONS = 2


@pytest.mark.timeout(600)
def test_a_process_that_ends_at_any_step_leaves_out_the_same(tmp_path, clickhouse, kafka):
    word = uuid.uuid4().hex[:8]
    topic, database = f"repeats-{word}", f"repeats_{word}"
    chance = random.Random(11)
    clock = (int(time.time()) - 10 * 3600) * 1000
    # By partition: key and timestamp of each message.
    sent = {partition: [] for partition in range(PARTITIONS)}

    def send(count):
        """Rows of three months, so that a batch becomes several blocks."""
        for partition, known in sent.items():
            events = [(chance.randrange(40), clock + len(known) * 200 + i * 200 + chance.choice([0, 0, 0, -3000, -90_000]))
                      for i in range(count)]
            kafka.produce(topic, [json.dumps({"key": key, "at": f"2026-{1 + i % 3:02d}-10T00:00:00.000Z"})
                                  for i, (key, _) in enumerate(events)], partition=partition, timestamps=[t for _, t in events])
            known += events

    def by_the_rule():
        rows, left_out = set(), set()
        for partition, events in sent.items():
            times, newest = {}, 0
            for offset, (key, timestamp) in enumerate(events):
                if any(abs(timestamp - t) <= WITHIN_MS and t >= newest - WITHIN_MS for t in times.get(key, [])):
                    left_out.add((partition, offset))
                    continue
                rows.add((partition, offset))
                times.setdefault(key, []).append(timestamp)
                newest = max(newest, timestamp)
        return rows, left_out

    kafka.create_topic(topic, PARTITIONS)
    send(100)
    stack = Stack(tmp_path, clickhouse, kafka)
    process = stack.services["ingest"].process
    process.command = [str(PROGRAM) if part.endswith("/aurora-ingest") else part for part in process.command]
    stack.start("provisioning", "schema-inference", "ingest")
    try:
        stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        pb = messages("ingest")
        connection = stub.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=topic, database=database, table="t", wait_ms_max=30_000,
            transforms=pb.Transforms(steps=[pb.Transform(kind=pb.TRANSFORM_KIND_DEDUPLICATE, by=["key"], within_ms=WITHIN_MS)]),
        )).connection.id
        for point in POINTS:
            for at_pass in (1, 2):
                assert process.stop() == 0
                process.env = {"AURORA_FAULT_POINT": point, "AURORA_FAULT_POINT_PASS": str(at_pass)}
                process.start()

                def ended():
                    """Two messages that are sent one after the other may be of one batch: the second pass wants as many as it takes."""
                    if process.running():
                        send(50)
                    return not process.running()
                wait_until(ended, 30, f"the process ends at {point}, pass {at_pass}", interval=0.3)
                process.env = {}
                process.start()
                rows, left_out = by_the_rule()

                def exact():
                    stored = clickhouse.query(f"SELECT _partition, _offset FROM {database}.t")
                    written = {(p, o) for p, first, last in clickhouse.query(
                        "SELECT partition, first_offset, last_offset FROM aurora.skipped_offsets WHERE connection_id = "
                        f"'{connection}' AND reason = 'duplicate'") for o in range(first, last + 1)}
                    return len(stored) == len(rows) and {tuple(row) for row in stored} == rows and written == left_out
                wait_until(exact, 30, f"rows and duplicates are as the rule says after {point}, pass {at_pass}")
        ledger = stub.GetLedger(pb.GetLedgerRequest(id=connection)).partitions
        assert sum(p.loaded for p in ledger) == len(rows) and sum(p.duplicates for p in ledger) == len(left_out) > 0
        assert all(p.skipped == p.duplicates and p.duplicated == p.pending == 0 for p in ledger)
    finally:
        stack.kill()
