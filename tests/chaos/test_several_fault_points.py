"""Ingest ends itself at each step of delivery, and of a replay, of messages whose rows lie in several blocks: what comes after the restart
is exact, and a message is there whole or not at all.

Runs aurora-ingest-fault-points, which `./aurora test chaos` builds (ninja aurora-ingest-fault-points)."""

import json
import uuid

import grpc
import pytest
from harness.grpc_client import Stub, messages
from harness.process import wait_until
from harness.replicas import FAULT_POINTS, PROGRAM
from harness.stack import RPC_TOKEN, Stack

POINTS = [point for point in FAULT_POINTS if point != "in_recovery"]
REPLAY_POINTS = [("replay_announced", 1), ("replay_before_insert", 1), ("replay_before_insert", 2), ("replay_before_insert", 3),
                 ("replay_after_insert", 1), ("replay_after_insert", 2), ("replay_before_delete", 1), ("replay_after_delete", 1)]
# Objects of a message, each of another month.
OBJECTS = 3


def array(number, **more):
    return json.dumps([{"number": OBJECTS * number + i, "at": f"2026-{1 + i:02d}-10T00:00:00.000Z", **more} for i in range(OBJECTS)])


@pytest.fixture
def stack(tmp_path, clickhouse, kafka):
    stack = Stack(tmp_path, clickhouse, kafka)
    process = stack.services["ingest"].process
    process.command = [str(PROGRAM) if part.endswith("/aurora-ingest") else part for part in process.command]
    stack.start("provisioning", "schema-inference", "ingest")
    yield stack
    stack.kill()


class Connected:
    def __init__(self, stack, clickhouse, kafka, first):
        word = uuid.uuid4().hex[:8]
        self.clickhouse, self.kafka, self.pb = clickhouse, kafka, messages("ingest")
        self.topic, self.table = f"several-faults-{word}", f"several_faults_{word}.t"
        self.stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        self.produced = 0
        kafka.create_topic(self.topic, 2)
        self.send(first)
        self.id = self.stub.CreateConnection(self.pb.CreateConnectionRequest(
            brokers=self.pb.Brokers(bootstrap_servers=kafka.brokers), topic=self.topic, database=self.table[:-2], table="t",
            evolution_policy=self.pb.EVOLUTION_POLICY_FREEZE, wait_ms_max=30_000)).connection.id

    def send(self, values):
        self.kafka.produce(self.topic, values)
        self.produced += len(values)

    def letters(self):
        return self.clickhouse.value(f"SELECT count() FROM aurora.dead_letters WHERE connection_id = '{self.id}'")

    def exact(self):
        """Each offset is a whole message in the table or a dead letter, once; from the tables alone."""
        return self.clickhouse.query(
            f"SELECT count(), countIf(rows = {OBJECTS} AND objects = {OBJECTS} AND letters = 0 OR rows = 0 AND letters = 1) FROM (SELECT "
            f"p, o, countIf(e >= 0) AS rows, uniqExactIf(e, e >= 0) AS objects, countIf(e < 0) AS letters FROM (SELECT _partition AS p, "
            f"_offset AS o, toInt64(_element) AS e FROM {self.table} UNION ALL SELECT partition, offset, -1 FROM aurora.dead_letters "
            f"WHERE connection_id = '{self.id}') GROUP BY p, o)") == [[self.produced, self.produced]]

    def check_ledger(self):
        partitions = self.stub.GetLedger(self.pb.GetLedgerRequest(id=self.id)).partitions
        assert sum(p.loaded + p.dead_lettered for p in partitions) == self.produced, partitions
        assert all(p.duplicated == p.skipped == p.pending == 0 for p in partitions), partitions


def end_at(process, point, at_pass):
    assert process.stop() == 0
    process.env = {"AURORA_FAULT_POINT": point, "AURORA_FAULT_POINT_PASS": str(at_pass)}
    process.start()


def begin_again(process, point):
    wait_until(lambda: not process.running(), 30, f"the process ends at {point}")
    process.env = {}
    process.start()


@pytest.mark.timeout(600)
def test_a_process_that_ends_at_any_step_leaves_no_message_in_part(stack, clickhouse, kafka):
    process = stack.services["ingest"].process
    flow = Connected(stack, clickhouse, kafka, [array(n) for n in range(100)])
    for point in POINTS:
        for at_pass in (1, 2):
            end_at(process, point, at_pass)
            for _ in range(2):
                flow.send(["not json" if n % 50 == 49 else array(n) for n in range(flow.produced, flow.produced + 100)])
            begin_again(process, point)
            wait_until(flow.exact, 30, f"each message is there once and whole after {point}, pass {at_pass}")
    flow.check_ledger()


@pytest.mark.timeout(600)
def test_a_process_that_ends_at_any_step_of_a_replay_leaves_no_message_in_part(stack, clickhouse, kafka):
    process = stack.services["ingest"].process
    good = {f"a{n}": 1 for n in range(len(REPLAY_POINTS))}
    flow = Connected(stack, clickhouse, kafka, [array(n, **good) for n in range(50)])
    for number, (point, at_pass) in enumerate(REPLAY_POINTS):
        flow.send([array(n, **{**good, f"a{number}": 2.5}) for n in range(30)])
        wait_until(lambda: flow.letters() == 30, 30, "they are set aside")
        flow.stub.UpdateConnection(flow.pb.UpdateConnectionRequest(
            id=flow.id, columns=[flow.pb.ColumnChange(name=f"a{number}", type="Float64")]))
        end_at(process, point, at_pass)
        with pytest.raises(grpc.RpcError):
            flow.stub.ReplayDeadLetters(flow.pb.ReplayDeadLettersRequest(id=flow.id, choice=flow.pb.DeadLetterChoice(all=True)), timeout=60)
        begin_again(process, point)
        # By itself it settles.
        wait_until(flow.exact, 20, f"each message is there once and whole after {point}, pass {at_pass}")
        flow.check_ledger()
        flow.stub.ReplayDeadLetters(flow.pb.ReplayDeadLettersRequest(id=flow.id, choice=flow.pb.DeadLetterChoice(all=True)), timeout=60)
        assert flow.exact() and flow.letters() == 0
        flow.check_ledger()
