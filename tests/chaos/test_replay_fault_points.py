"""Ingest ends itself, or stands still, at each step of a replay of dead letters, and what comes afterwards is exact.

Runs aurora-ingest-fault-points, which `./aurora test chaos` builds (ninja aurora-ingest-fault-points)."""

import json
import os
import signal
import threading
import uuid

import grpc
import pytest
from harness.grpc_client import Stub, messages
from harness.process import wait_until
from harness.replicas import PROGRAM, Replicas, stands_still, start_with_fault
from harness.stack import RPC_TOKEN, Stack

POINTS = [("replay_announced", 1), ("replay_before_insert", 1), ("replay_before_insert", 2), ("replay_after_insert", 1),
          ("replay_after_insert", 3), ("replay_after_rewrite", 1), ("replay_before_delete", 1), ("replay_after_delete", 1)]
GOOD, DEAD, STUBBORN = 60, 90, 10


class Connected:
    """A topic of two partitions whose columns a0, a1, ... are whole numbers until they are widened."""

    def __init__(self, clickhouse, kafka):
        word = uuid.uuid4().hex[:8]
        self.clickhouse, self.kafka, self.pb = clickhouse, kafka, messages("ingest")
        self.topic, self.database = f"replay-faults-{word}", f"replay_faults_{word}"
        self.table = f"{self.database}.t"
        kafka.create_topic(self.topic, 2)
        self.send(GOOD, lambda i: {f"a{n}": 1 for n in range(len(POINTS))})
        self.produced = GOOD

    def send(self, count, more):
        # Of three months, so that a chunk becomes several blocks.
        self.kafka.produce(self.topic, [json.dumps(more(i) | {"z": 1, "at": f"2026-{1 + i % 3:02d}-10T00:00:00.000Z"} | (
            {"z": "x"} if more(i).get("stubborn") else {})) for i in range(count)])

    def connect(self, stub, **more):
        self.id = stub.CreateConnection(self.pb.CreateConnectionRequest(
            brokers=self.pb.Brokers(bootstrap_servers=self.kafka.brokers), topic=self.topic, database=self.database, table="t",
            evolution_policy=self.pb.EVOLUTION_POLICY_FREEZE, wait_ms_max=30_000, **more)).connection.id

    def set_aside(self, stub, number):
        """Dead letters because of one column; ten of them because of another one, too."""
        def message(i):
            return {f"a{n}": 2.5 if n == number else 1 for n in range(len(POINTS))} | {"stubborn": i < STUBBORN}
        before = self.letters()
        self.send(DEAD, message)
        self.produced += DEAD
        wait_until(lambda: self.letters() == before + DEAD, 30, "they are set aside")
        stub.UpdateConnection(self.pb.UpdateConnectionRequest(
            id=self.id, columns=[self.pb.ColumnChange(name=f"a{number}", type="Float64")]))

    def letters(self):
        return self.clickhouse.value(f"SELECT count() FROM aurora.dead_letters WHERE connection_id = '{self.id}'")

    def replay(self, stub):
        return stub.ReplayDeadLetters(self.pb.ReplayDeadLettersRequest(id=self.id, choice=self.pb.DeadLetterChoice(all=True)),
                                      timeout=60)

    def check_ledger(self, stub):
        partitions = stub.GetLedger(self.pb.GetLedgerRequest(id=self.id)).partitions
        assert all(p.duplicated == p.skipped == 0 for p in partitions), partitions
        assert sum(p.loaded + p.dead_lettered for p in partitions) == self.produced, partitions

    def stored_once(self):
        return self.clickhouse.query(
            f"SELECT count(), uniqExact(p, o) FROM (SELECT _partition AS p, _offset AS o FROM {self.table} UNION ALL SELECT "
            f"partition, offset FROM aurora.dead_letters WHERE connection_id = '{self.id}')") == [[self.produced, self.produced]]


@pytest.mark.timeout(600)
def test_a_process_that_ends_at_any_step_of_a_replay_leaves_each_message_once(tmp_path, clickhouse, kafka):
    stack = Stack(tmp_path, clickhouse, kafka)
    process = stack.services["ingest"].process
    process.command = [str(PROGRAM) if part.endswith("/aurora-ingest") else part for part in process.command]
    stack.start("provisioning", "schema-inference", "ingest")
    try:
        stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        flow = Connected(clickhouse, kafka)
        flow.connect(stub)
        for number, (point, at_pass) in enumerate(POINTS):
            flow.set_aside(stub, number)
            assert process.stop() == 0
            process.env = {"AURORA_FAULT_POINT": point, "AURORA_FAULT_POINT_PASS": str(at_pass)}
            process.start()
            with pytest.raises(grpc.RpcError):
                flow.replay(stub)
            wait_until(lambda: not process.running(), 10, f"the process ends at {point}, pass {at_pass}")
            process.env = {}
            process.start()
            # At once, whatever is left of the replay; and by itself it settles.
            flow.check_ledger(stub)
            wait_until(flow.stored_once, 20, f"each message is there once after {point}, pass {at_pass}")
            flow.check_ledger(stub)
            flow.replay(stub)
            assert flow.stored_once()
            assert flow.letters() == STUBBORN * (number + 1)
            flow.check_ledger(stub)
        reasons = clickhouse.query(f"SELECT DISTINCT code, position(reason, 'column z') > 0 FROM aurora.dead_letters WHERE "
                                   f"connection_id = '{flow.id}'")
        assert len(reasons) == 1 and reasons[0][1] == 1
    finally:
        stack.kill()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("point", ["replay_after_skipped", "replay_before_delete"])
def test_what_a_replay_left_out_before_its_process_ended_is_no_dead_letter_afterwards(tmp_path, clickhouse, kafka, point):
    stack = Stack(tmp_path, clickhouse, kafka)
    process = stack.services["ingest"].process
    process.command = [str(PROGRAM) if part.endswith("/aurora-ingest") else part for part in process.command]
    process.env = {"AURORA_FAULT_POINT": point, "AURORA_FAULT_POINT_PASS": "1"}
    stack.start("provisioning", "schema-inference", "ingest")
    try:
        stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        flow = Connected(clickhouse, kafka)
        keep = flow.pb.Transform(kind=flow.pb.TRANSFORM_KIND_FILTER, field="a1", condition=flow.pb.Condition(
            operator=flow.pb.CONDITION_OPERATOR_LESS, values=["1000"]))
        flow.connect(stub, transforms=flow.pb.Transforms(steps=[keep]))
        flow.set_aside(stub, 0)
        # As if nothing had been known about these before, such as the schema that they are written in.
        clickhouse.query("ALTER TABLE aurora.dead_letters UPDATE value = replaceOne(value, '\"a1\": 1,', '\"a1\": 4000,') WHERE "
                         f"connection_id = '{flow.id}' AND offset % 4 = 0 SETTINGS mutations_sync = 1")
        with pytest.raises(grpc.RpcError):
            flow.replay(stub)
        wait_until(lambda: not process.running(), 10, f"the process ends at {point}")
        process.env = {}
        process.start()

        def counts():
            partitions = stub.GetLedger(flow.pb.GetLedgerRequest(id=flow.id)).partitions
            return [sum(getattr(p, name) for p in partitions) for name in ("loaded", "filtered", "dead_lettered", "pending")]
        # Nobody replays: what was cut short is settled by itself.
        wait_until(lambda: sum(counts()) == flow.produced, 20, "each message is counted once")
        flow.replay(stub)
        loaded, filtered, dead, pending = counts()
        assert loaded + filtered + dead == flow.produced and pending == 0 and filtered > 0 and dead == flow.letters() <= STUBBORN
    finally:
        stack.kill()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("point", ["replay_announced", "replay_before_insert", "replay_before_delete"])
def test_a_process_that_stands_still_in_a_replay_does_no_harm_when_it_wakes_up(tmp_path, clickhouse, kafka, point):
    stack = Stack(tmp_path, clickhouse, kafka)
    stack.start("provisioning", "schema-inference")
    replicas = Replicas(stack)
    start_with_fault(replicas.first, point, 1, "stop")
    replicas.first.process.wait_ready()
    replicas.second.start()
    try:
        first, second = (Stub("ingest", service.address, RPC_TOKEN) for service in replicas.services)
        flow = Connected(clickhouse, kafka)
        flow.connect(second)
        flow.set_aside(second, 0)
        wait_until(lambda: len(first.ListConnections(flow.pb.ListConnectionsRequest()).connections) == 1, 20, "both know it")
        refused = []

        def call():
            try:
                flow.replay(first)
            except grpc.RpcError as error:
                refused.append(error.code())
        sleeper = threading.Thread(target=call)
        sleeper.start()
        wait_until(lambda: stands_still(replicas.first.process.pid), 20, f"the first stands still at {point}")
        report = flow.replay(second)
        # A signal may let another step pass before it stops the process.
        assert report.kept == STUBBORN and report.replayed <= DEAD - STUBBORN, report
        assert flow.letters() == STUBBORN and flow.stored_once()
        os.kill(replicas.first.process.pid, signal.SIGCONT)
        sleeper.join()
        # What the sleeper did last is not known to anyone but the tables.
        assert flow.letters() == STUBBORN and flow.stored_once()
        wait_until(flow.stored_once, 5, "still once")
        flow.check_ledger(second)
    finally:
        replicas.kill()
        stack.kill()
