"""Ingest ends itself at each step of a batch's delivery, and what comes after the restart is exact.

Runs aurora-ingest-fault-points, which `./aurora test chaos` builds (ninja aurora-ingest-fault-points)."""

import json
import uuid

import pytest
from harness.grpc_client import Stub, messages
from harness.process import wait_until
from harness.replicas import FAULT_POINTS, PROGRAM
from harness.stack import RPC_TOKEN, Stack

# Recovery has only something to do after the others: the seeded test ends it there.
POINTS = [point for point in FAULT_POINTS if point != "in_recovery"]


def events(first, last):
    """Rows of three months, so that a batch becomes several blocks; one of fifty malformed."""
    for number in range(first, last):
        yield "not json" if number % 50 == 49 else json.dumps(
            {"number": number, "at": f"2026-{1 + number % 3:02d}-10T00:00:00.000Z"})


@pytest.mark.timeout(600)
def test_a_process_that_ends_at_any_step_leaves_nothing_behind(tmp_path, clickhouse, kafka):
    word = uuid.uuid4().hex[:8]
    topic, database = f"faults-{word}", f"faults_{word}"
    kafka.create_topic(topic, 2)
    kafka.produce(topic, events(0, 300))
    stack = Stack(tmp_path, clickhouse, kafka)
    process = stack.services["ingest"].process
    process.command = [str(PROGRAM) if part.endswith("/aurora-ingest") else part for part in process.command]
    stack.start("provisioning", "schema-inference", "ingest")
    try:
        stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        pb = messages("ingest")
        connection = stub.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=topic, database=database, table="t",
            wait_ms_max=30_000)).connection.id
        produced = 300
        for point in POINTS:
            for at_pass in (1, 2):
                assert process.stop() == 0
                process.env = {"AURORA_FAULT_POINT": point, "AURORA_FAULT_POINT_PASS": str(at_pass)}
                process.start()

                def ended():
                    """Two messages that are sent one after the other may be of one batch: the second pass wants as many as it takes."""
                    nonlocal produced
                    if process.running():
                        kafka.produce(topic, events(produced, produced + 200))
                        produced += 200
                    return not process.running()
                wait_until(ended, 30, f"the process ends at {point}, pass {at_pass}", interval=0.3)
                process.env = {}
                process.start()

                def exact():
                    return clickhouse.query(
                        f"SELECT count(), uniqExact(p, o) FROM (SELECT _partition AS p, _offset AS o FROM {database}.t UNION ALL "
                        f"SELECT partition, offset FROM aurora.dead_letters WHERE topic = '{topic}')") == [[produced, produced]]
                wait_until(exact, 30, f"{produced} offsets are stored once after {point}, pass {at_pass}")
        ledger = stub.GetLedger(pb.GetLedgerRequest(id=connection)).partitions
        assert sum(p.loaded + p.dead_lettered for p in ledger) == produced
        assert all(p.duplicated == p.skipped == p.pending == 0 for p in ledger)
    finally:
        stack.kill()
