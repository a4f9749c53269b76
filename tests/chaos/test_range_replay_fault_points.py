"""Ingest ends itself, or stands still, at each step of a replay of a range, and what comes afterwards is exact.

Runs aurora-ingest-fault-points, which `./aurora test chaos` builds (ninja aurora-ingest-fault-points)."""

import json
import os
import signal
import uuid

import grpc
import pytest
from confluent_kafka import TopicPartition
from confluent_kafka.admin import AdminClient
from harness.grpc_client import Stub, messages
from harness.process import patience, wait_until
from harness.replicas import PROGRAM, Replicas, stands_still, start_with_fault
from harness.stack import RPC_TOKEN, Stack

POINTS = [("range_planned", 1), ("range_shadow_made", 1), ("range_before_insert", 2), ("range_after_insert", 1),
          ("range_after_insert", 3), ("range_after_progress", 1), ("range_missing_kept", 1), ("range_copy_announced", 1),
          ("range_fenced", 1), ("range_filling", 1), ("range_filling", 2), ("range_filling", 3), ("range_before_exchange", 1),
          ("range_after_exchange", 1), ("range_letters_settled", 1), ("range_before_end", 1)]
GOOD, DEAD, MORE = 300, 20, 30


class Connected:
    """A topic of two partitions. Numbers below GOOD are rows whose `color` has no column before paint(), and there are dead letters."""

    def __init__(self, clickhouse, kafka):
        word = uuid.uuid4().hex[:8]
        self.clickhouse, self.kafka, self.pb = clickhouse, kafka, messages("ingest")
        self.topic, self.database = f"range-faults-{word}", f"range_faults_{word}"
        self.table = f"{self.database}.t"
        self.produced = 0
        kafka.create_topic(self.topic, 2)

    def send(self, count, broken=0, color=True):
        # Of three months, so that a batch becomes several blocks.
        self.kafka.produce(self.topic, ["not json"] * broken + [json.dumps(
            {"number": self.produced + i, "at": f"2026-{1 + i % 3:02d}-10T00:00:00.000Z"} | ({"color": "red"} if color else {}))
            for i in range(count)])
        self.produced += count + broken

    def connect(self, stub):
        self.send(10, color=False)
        self.id = stub.CreateConnection(self.pb.CreateConnectionRequest(
            brokers=self.pb.Brokers(bootstrap_servers=self.kafka.brokers), topic=self.topic, database=self.database, table="t",
            evolution_policy=self.pb.EVOLUTION_POLICY_REVIEW, wait_ms_max=30_000)).connection.id
        self.send(GOOD, DEAD)
        wait_until(lambda: self.counts(stub) == (10 + GOOD, DEAD, 0, 0), 60, "all of it is loaded")
        wait_until(lambda: stub.ListProposals(self.pb.ListProposalsRequest(id=self.id)).proposals, 30, "a column is proposed")
        stub.ApplyProposals(self.pb.ApplyProposalsRequest(id=self.id))

    def counts(self, stub):
        partitions = stub.GetLedger(self.pb.GetLedgerRequest(id=self.id)).partitions
        assert all(p.duplicated == p.skipped == 0 for p in partitions), partitions
        return tuple(sum(getattr(p, name) for p in partitions) for name in ("loaded", "dead_lettered", "skipped", "pending"))

    def unpaint(self):
        """As if the column had come after the rows: the next replay has something to mend."""
        self.clickhouse.query(f"ALTER TABLE {self.table} UPDATE color = NULL WHERE true SETTINGS mutations_sync = 2")

    def painted(self):
        return self.clickhouse.value(f"SELECT countIf(color = 'red') FROM {self.table}")

    def replay(self, stub, **more):
        return stub.StartRangeReplay(self.pb.StartRangeReplayRequest(
            connection_id=self.id, everything=True, target=self.pb.RANGE_REPLAY_TARGET_REPLACE, **more)).replay

    def newest(self, stub):
        return stub.ListRangeReplays(self.pb.ListRangeReplaysRequest(connection_id=self.id)).replays[0]

    def await_done(self, stub, replay, seconds=90):
        def state():
            now = stub.GetRangeReplay(self.pb.GetRangeReplayRequest(connection_id=self.id, id=replay.id)).replay
            assert now.state not in (self.pb.RANGE_REPLAY_STATE_FAILED, self.pb.RANGE_REPLAY_STATE_READY), now
            return now.state
        wait_until(lambda: state() == self.pb.RANGE_REPLAY_STATE_DONE, seconds, "the replay is done")

    def stored(self):
        """Rows, dead letters, and how many different messages they are."""
        return self.clickhouse.query(
            f"SELECT countIf(NOT d), countIf(d), uniqExact(p, o) FROM (SELECT _partition AS p, _offset AS o, 0 AS d FROM "
            f"{self.table} UNION ALL SELECT partition, offset, 1 FROM aurora.dead_letters WHERE connection_id = '{self.id}')")[0]

    def leftovers(self):
        tables = self.clickhouse.value(f"SELECT count() FROM system.tables WHERE database = '{self.database}'") - 1
        fences = "aurora_swap_" in self.clickhouse.value(f"SHOW CREATE TABLE {self.table}")
        return tables + fences + self.clickhouse.value("SELECT count() FROM aurora.dead_letters WHERE startsWith(connection_id, 'r-')")

    def check(self, stub, dead):
        rows = self.produced - dead
        wait_until(lambda: self.counts(stub) == (rows, dead, 0, 0), 60, f"{rows} rows and {dead} dead letters in the ledger")
        assert self.stored() == [rows, dead, self.produced]


def start_with_points(tmp_path, clickhouse, kafka):
    """A stack whose ingest has the fault points, and that process."""
    stack = Stack(tmp_path, clickhouse, kafka)
    process = stack.services["ingest"].process
    process.command = [str(PROGRAM) if part.endswith("/aurora-ingest") else part for part in process.command]
    stack.start("provisioning", "schema-inference", "ingest")
    return stack, process


def replay_until(flow, stub, process, point, at_pass, **more):
    """Begins a replay, which ends the process at the point. None: before it was told that it has begun."""
    assert process.stop() == 0
    process.env = {"AURORA_FAULT_POINT": point, "AURORA_FAULT_POINT_PASS": str(at_pass)}
    process.start()
    try:
        replay = flow.replay(stub, **more)
    except grpc.RpcError:
        replay = None
    wait_until(lambda: not process.running(), 60, f"the process ends at {point}, pass {at_pass}")
    return replay


@pytest.mark.timeout(1200)
def test_a_process_that_ends_at_any_step_of_a_replay_leaves_each_message_once(tmp_path, clickhouse, kafka):
    stack, process = start_with_points(tmp_path, clickhouse, kafka)
    try:
        stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        flow = Connected(clickhouse, kafka)
        flow.connect(stub)
        dead = DEAD
        for point, at_pass in POINTS:
            flow.unpaint()
            red = flow.produced - dead - 10
            replay = replay_until(flow, stub, process, point, at_pass)
            # Loading has more to do when it comes back, in the middle of the replay.
            flow.send(MORE, 1)
            dead += 1
            process.env = {}
            process.start()
            flow.await_done(stub, replay or flow.newest(stub))
            flow.check(stub, dead)
            assert flow.painted() == red + MORE, (point, at_pass)
            assert flow.leftovers() == 0, (point, at_pass)
    finally:
        stack.kill()


@pytest.mark.timeout(300)
def test_rows_of_messages_that_kafka_has_removed_are_whole_wherever_their_copy_ends(tmp_path, clickhouse, kafka):
    """Three rows a message, in several parts: none is lost and none is there twice."""
    stack, process = start_with_points(tmp_path, clickhouse, kafka)
    try:
        stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        flow = Connected(clickhouse, kafka)
        kafka.produce(flow.topic, [json.dumps([{"number": 3 * i + k, "at": f"2026-{1 + k:02d}-10T00:00:00.000Z"} for k in range(3)])
                                   for i in range(200)], partition=0)
        flow.produced = 200
        flow.id = stub.CreateConnection(flow.pb.CreateConnectionRequest(
            brokers=flow.pb.Brokers(bootstrap_servers=kafka.brokers), topic=flow.topic, database=flow.database, table="t",
            format=flow.pb.MessageFormat(several=flow.pb.SEVERAL_ROWS), wait_ms_max=30_000)).connection.id
        wait_until(lambda: flow.counts(stub) == (200, 0, 0, 0), 60, "all of it is loaded")
        removed = TopicPartition(flow.topic, 0, 150)
        # Kept: its answers die with it.
        admin = AdminClient({"bootstrap.servers": kafka.brokers})
        admin.delete_records([removed])[TopicPartition(flow.topic, 0)].result(patience(20))
        rows = f"SELECT _offset, _element, number FROM {flow.table} ORDER BY _offset, _element"
        before = clickhouse.query(rows)
        assert len(before) == 600
        for point in ("range_missing_listed", "range_missing_kept"):
            replay = replay_until(flow, stub, process, point, 1, missing=flow.pb.MISSING_ROWS_KEEP)
            process.env = {}
            process.start()
            flow.await_done(stub, replay or flow.newest(stub))
            assert clickhouse.query(rows) == before, point
            assert flow.leftovers() == 0, point
    finally:
        stack.kill()


@pytest.mark.timeout(300)
def test_what_was_left_out_stays_written_down_wherever_the_end_of_a_replay_ends(tmp_path, clickhouse, kafka):
    """The ledger says of every message without a row that it is a duplicate."""
    stack, process = start_with_points(tmp_path, clickhouse, kafka)
    try:
        stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        flow = Connected(clickhouse, kafka)
        kafka.produce(flow.topic, [json.dumps({"key": f"k{i % 90}", "at": f"2026-{1 + i % 3:02d}-10T00:00:00.000Z"})
                                   for i in range(150)], partition=0)
        flow.id = stub.CreateConnection(flow.pb.CreateConnectionRequest(
            brokers=flow.pb.Brokers(bootstrap_servers=kafka.brokers), topic=flow.topic, database=flow.database, table="t",
            transforms=flow.pb.Transforms(steps=[flow.pb.Transform(
                kind=flow.pb.TRANSFORM_KIND_DEDUPLICATE, by=["key"], within_ms=3_600_000)]), wait_ms_max=30_000)).connection.id

        def counts():
            partitions = stub.GetLedger(flow.pb.GetLedgerRequest(id=flow.id)).partitions
            return [sum(getattr(p, name) for p in partitions) for name in ("loaded", "skipped", "duplicates")]
        wait_until(lambda: counts() == [90, 60, 60], 60, "all of it is loaded or left out")
        for point in ("range_after_exchange", "range_skipped_removed", "range_letters_settled", "range_before_end"):
            replay = replay_until(flow, stub, process, point, 1)
            process.env = {}
            process.start()
            flow.await_done(stub, replay or flow.newest(stub))
            assert counts() == [90, 60, 60], point
            assert flow.leftovers() == 0, point
    finally:
        stack.kill()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("point", ["range_before_insert", "range_fenced", "range_before_exchange"])
def test_a_process_that_stands_still_in_a_replay_does_no_harm_when_it_wakes_up(tmp_path, clickhouse, kafka, point):
    stack = Stack(tmp_path, clickhouse, kafka)
    stack.start("provisioning", "schema-inference")
    replicas = Replicas(stack)
    start_with_fault(replicas.first, point, 1, "stop")
    replicas.first.process.wait_ready()
    try:
        first = Stub("ingest", replicas.first.address, RPC_TOKEN)
        flow = Connected(clickhouse, kafka)
        flow.connect(first)
        flow.unpaint()
        replay = flow.replay(first)
        wait_until(lambda: stands_still(replicas.first.process.pid), 60, f"the first stands still at {point}")
        replicas.second.start()
        second = Stub("ingest", replicas.second.address, RPC_TOKEN)
        flow.await_done(second, replay)
        flow.send(MORE, 1)
        flow.check(second, DEAD + 1)
        os.kill(replicas.first.process.pid, signal.SIGCONT)
        flow.send(MORE, 1)
        flow.check(second, DEAD + 2)
        wait_until(lambda: flow.leftovers() == 0, 30, "what the sleeper has made is gone")
        flow.check(second, DEAD + 2)
        assert flow.painted() == GOOD + 2 * MORE
    finally:
        replicas.kill()
        stack.kill()
