"""Ingest ends itself at each step of a schema change, and what comes after the restart is exact.

Runs aurora-ingest-fault-points, which `./aurora test chaos` builds (ninja aurora-ingest-fault-points)."""

import json
import uuid

import pytest
from harness.grpc_client import Stub, messages
from harness.process import PREFIX, wait_until
from harness.stack import RPC_TOKEN, Stack

POINTS = ["before_alter", "after_alter", "after_schema"]
PROGRAM = PREFIX / "bin" / "aurora-ingest-fault-points"


@pytest.mark.timeout(600)
def test_a_process_that_ends_at_any_step_of_a_change_leaves_table_and_schema_in_agreement(tmp_path, clickhouse, kafka):
    word = uuid.uuid4().hex[:8]
    topic, database = f"evolving-faults-{word}", f"evolving_faults_{word}"
    kafka.create_topic(topic, 2)
    kafka.produce(topic, [json.dumps({"number": number}) for number in range(100)])
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
        produced = 100
        for point in POINTS:
            assert process.stop() == 0
            process.env = {"AURORA_FAULT_POINT": point}
            process.start()
            kafka.produce(topic, [json.dumps({"number": produced + i, point: i}) for i in range(200)])
            produced += 200
            wait_until(lambda: not process.running(), 30, f"the process ends at {point}")
            process.env = {}
            process.start()

            def changed():
                kafka.produce(topic, [json.dumps({"number": changed.produced, point: 1})])
                changed.produced += 1
                fields = stub.GetConnection(pb.GetConnectionRequest(id=connection)).connection.schema.fields
                return point in {field.name for field in fields}
            changed.produced = produced
            wait_until(changed, 40, f"the column comes after {point}", interval=0.5)
            produced = changed.produced
            wait_until(lambda: clickhouse.query(f"SELECT count(), uniqExact(number) FROM {database}.t") == [[produced, produced]],
                       30, f"{produced} messages are rows once after {point}")
            both = clickhouse.value(f"SELECT countIf(isNotNull({point}) = JSONHas(_overflow, '{point}')) FROM {database}.t "
                                    f"WHERE number >= {produced} - 200")
            assert both == 0
        history = stub.GetSchemaHistory(pb.GetSchemaHistoryRequest(id=connection)).entries
        assert [entry.column for entry in reversed(history)] == POINTS
        assert all(p.duplicated == p.skipped == 0 for p in stub.GetLedger(pb.GetLedgerRequest(id=connection)).partitions)
    finally:
        stack.kill()
