"""A range of offsets is read again with the schema of now, and takes the place of the rows that it had become: exactly once, while
loading goes on. On a real Kafka and a real ClickHouse."""

import json
import threading
import time
import uuid

import grpc
import pytest
from confluent_kafka import KafkaError, KafkaException, TopicPartition
from confluent_kafka.admin import AdminClient
from harness.grpc_client import Stub, messages
from harness.process import wait_until
from harness.stack import RPC_TOKEN, Stack


def removed(admin, place):
    """Whether Kafka has removed all before `place`: what was acknowledged a moment ago may not be below the high watermark yet."""
    try:
        admin.delete_records([place])[TopicPartition(place.topic, place.partition)].result(20)
    except KafkaException as error:
        if error.args[0].code() != KafkaError.OFFSET_OUT_OF_RANGE:
            raise
        return False
    return True


@pytest.fixture(scope="module")
def pb():
    return messages("ingest")


class Ranges:
    """A connection of a topic of two partitions to the table `t`. `color` is a field without a column until paint()."""

    def __init__(self, stub, pb, kafka, clickhouse, **more):
        word = uuid.uuid4().hex[:8]
        self.stub, self.pb, self.kafka, self.clickhouse = stub, pb, kafka, clickhouse
        self.topic, self.database = f"ranges-{word}", f"ranges_{word}"
        self.table = f"{self.database}.t"
        self.produced = 0
        kafka.create_topic(self.topic, 2)
        for partition in range(2):
            self.produce([1] * 20, plain=True, partition=partition)
        self.id = stub.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=self.topic, database=self.database, table="t",
            wait_ms_max=20_000, **({"evolution_policy": pb.EVOLUTION_POLICY_REVIEW} | more))).connection.id

    def produce(self, totals, plain=False, partition=-1):
        """The numbers of the messages count on; a total that is text is the whole message. Without a partition the producer chooses, and
        a whole batch may land in one."""
        self.kafka.produce(self.topic, [
            total if isinstance(total, str) else json.dumps(
                {"number": self.produced + i, "total": total, "at": f"2026-{1 + i % 4:02d}-10T00:00:00.000Z"}
                | ({} if plain else {"color": f"c{(self.produced + i) % 5}"}))
            for i, total in enumerate(totals)], partition=partition)
        self.produced += len(totals)

    def ledger(self):
        partitions = self.stub.GetLedger(self.pb.GetLedgerRequest(id=self.id)).partitions
        assert all(p.duplicated == p.skipped == 0 for p in partitions), partitions
        assert all(p.loaded + p.dead_lettered == p.next_offset - p.start_offset for p in partitions), partitions
        return sum(p.loaded for p in partitions), sum(p.dead_lettered for p in partitions)

    def await_ledger(self, loaded, dead, seconds=30):
        wait_until(lambda: self.ledger() == (loaded, dead), seconds, f"{loaded} rows and {dead} dead letters")

    def stored(self):
        """Rows and dead letters, and how many different messages they are."""
        return self.clickhouse.query(
            f"SELECT countIf(NOT d), countIf(d), uniqExact(p, o) FROM (SELECT _partition AS p, _offset AS o, 0 AS d FROM "
            f"{self.table} UNION ALL SELECT partition, offset, 1 FROM aurora.dead_letters WHERE connection_id = '{self.id}')")[0]

    def paint(self):
        """The field gets its column; rows that are there keep it in _overflow."""
        wait_until(lambda: "color" in [p.field.name for p in self.stub.ListProposals(
            self.pb.ListProposalsRequest(id=self.id)).proposals], 30, "the column is proposed")
        self.stub.ApplyProposals(self.pb.ApplyProposalsRequest(id=self.id))

    def widen(self, kind="Float64", column="total"):
        self.stub.UpdateConnection(self.pb.UpdateConnectionRequest(
            id=self.id, columns=[self.pb.ColumnChange(name=column, type=kind)]))

    def replay(self, **wish):
        return self.stub.StartRangeReplay(self.pb.StartRangeReplayRequest(
            connection_id=self.id, **(wish or {"everything": True}))).replay

    def get(self, replay):
        return self.stub.GetRangeReplay(self.pb.GetRangeReplayRequest(connection_id=self.id, id=replay.id)).replay

    def decide(self, replay, decision):
        return self.stub.DecideRangeReplay(self.pb.DecideRangeReplayRequest(
            connection_id=self.id, id=replay.id, decision=decision)).replay

    def await_state(self, replay, state, seconds=60):
        def reached():
            now = self.get(replay)
            assert now.state != self.pb.RANGE_REPLAY_STATE_FAILED or state == now.state, now
            return now.state == state
        wait_until(reached, seconds, f"the replay is {self.pb.RangeReplayState.Name(state)}: {self.get(replay)}")
        return self.get(replay)

    def swap(self, replay):
        self.decide(replay, self.pb.RANGE_REPLAY_DECISION_SWAP)
        return self.await_state(replay, self.pb.RANGE_REPLAY_STATE_DONE)

    def tables(self):
        return [row[0] for row in self.clickhouse.query(
            f"SELECT name FROM system.tables WHERE database = '{self.database}' ORDER BY name")]

    def painted(self):
        return self.clickhouse.value(f"SELECT countIf(ifNull(color, '') = concat('c', toString(number % 5))) FROM {self.table}")


@pytest.fixture
def make(ingest, pb, kafka, clickhouse):
    return lambda **more: Ranges(ingest, pb, kafka, clickhouse, **more)


def refusal(call, *arguments, **more):
    with pytest.raises(grpc.RpcError) as error:
        call(*arguments, **more)
    return error.value.code(), error.value.details()


def test_everything_is_replaced_with_what_the_schema_makes_of_it_now(make, pb):
    flow = make()
    flow.produce([3] * 30 + [2.5] * 20)
    flow.await_ledger(70, 20)
    flow.paint()
    flow.widen()
    assert flow.painted() == 0
    replay = flow.replay(everything=True, target=pb.RANGE_REPLAY_TARGET_REPLACE)
    assert replay.messages == 90 and replay.shadow_table.startswith("t_replay_") and replay.made_by != ""
    done = flow.await_state(replay, pb.RANGE_REPLAY_STATE_DONE)
    assert (done.rows, done.dead_letters, done.messages_read) == (90, 0, 90)
    diff = done.diff
    assert (diff.same, diff.different, diff.only_in_shadow, diff.only_in_table) == (40, 30, 20, 0)
    assert {(column.column, column.rows) for column in diff.columns} == {("color", 30), ("_overflow", 30)}
    assert len(diff.examples) == 10
    # The letters of the range are rows, each message is there once, and nothing is left beside the table.
    assert flow.stored() == [90, 0, 90] and flow.ledger() == (90, 0) and flow.painted() == 50
    assert flow.tables() == ["t"]
    assert flow.clickhouse.value(f"SELECT count() FROM aurora.dead_letters WHERE connection_id = '{replay.id}'") == 0
    # Loading goes on.
    flow.produce([4.5] * 10)
    flow.await_ledger(100, 0)
    assert flow.painted() == 60


def test_a_shadow_is_compared_and_swapped_while_events_flow(make, pb):
    flow = make()
    flow.produce([3] * 2000)
    flow.await_ledger(2040, 0)
    flow.paint()
    stopped = threading.Event()

    def produce():
        while not stopped.is_set():
            flow.produce([7] * 50)
            time.sleep(0.05)
    producer = threading.Thread(target=produce)
    producer.start()
    # Whoever reads sees the range painted in whole or not at all, and never a row less.
    seen, wrong = set(), []

    def read():
        most = 0
        while not stopped.is_set():
            rows, painted = flow.clickhouse.query(
                f"SELECT count(), countIf(color != '' AND number BETWEEN 40 AND 2039) FROM {flow.table}")[0]
            seen.add(painted)
            if rows < most:
                wrong.append((most, rows))
            most = max(most, rows)
    reader = threading.Thread(target=read)
    reader.start()
    try:
        ends = flow.kafka.end_offsets(flow.topic)
        replay = flow.replay(everything=True)
        ready = flow.await_state(replay, pb.RANGE_REPLAY_STATE_READY)
        assert ready.messages >= 2040 and ready.messages <= sum(flow.kafka.end_offsets(flow.topic).values()), ends
        assert ready.diff.different == 2000 and ready.diff.only_in_table == ready.diff.only_in_shadow == 0
        example = ready.diff.examples[0]
        color = next(value for value in example.values if value.column == "color")
        assert not color.HasField("in_table") and color.in_shadow.startswith("c")
        assert flow.clickhouse.value(f"SELECT count() FROM {flow.database}.{ready.shadow_table}") == ready.rows
        assert seen == {0}
        flow.swap(replay)
        time.sleep(1)
    finally:
        stopped.set()
        producer.join()
        reader.join()
    assert seen == {0, 2000} and not wrong
    flow.await_ledger(flow.produced, 0)
    assert flow.stored() == [flow.produced, 0, flow.produced] and flow.tables() == ["t"]


def test_only_the_offsets_of_the_range_are_replaced(make, pb):
    flow = make()
    # Messages whose field has no column yet, at the offsets of the range in any case.
    flow.produce([3] * 100, partition=0)
    flow.produce([3] * 100, partition=1)
    flow.await_ledger(240, 0)
    flow.paint()
    flow.stub.PauseConnection(pb.PauseConnectionRequest(id=flow.id))
    # Also of a connection that is paused, which stays so.
    replay = flow.replay(spans=[pb.OffsetSpan(partition=0, **{"from": 50, "to": 70})])
    ready = flow.await_state(replay, pb.RANGE_REPLAY_STATE_READY)
    assert (ready.messages, ready.rows, ready.diff.different) == (20, 20, 20)
    flow.swap(replay)
    assert flow.clickhouse.query(f"SELECT _partition, min(_offset), max(_offset), count() FROM {flow.table} WHERE color != '' "
                                 "GROUP BY _partition") == [[0, 50, 69, 20]]
    assert flow.stored() == [240, 0, 240]
    view = flow.stub.GetConnection(pb.GetConnectionRequest(id=flow.id)).connection
    assert view.state == pb.CONNECTION_STATE_PAUSED
    flow.stub.ResumeConnection(pb.ResumeConnectionRequest(id=flow.id))
    flow.produce([4] * 10)
    flow.await_ledger(250, 0)


def test_a_span_of_time(make, pb):
    flow = make()
    flow.produce([3] * 20)
    flow.await_ledger(60, 0)
    flow.paint()
    times = [row[0] for row in flow.clickhouse.query(f"SELECT toUnixTimestamp64Milli(_timestamp) FROM {flow.table} "
                                                     "WHERE number >= 40 ORDER BY 1")]
    wish = pb.StartRangeReplayRequest(connection_id=flow.id)
    wish.since.FromMilliseconds(times[0])
    replay = flow.stub.StartRangeReplay(wish).replay
    flow.await_state(replay, pb.RANGE_REPLAY_STATE_READY)
    flow.swap(replay)
    assert flow.painted() == 20 and flow.stored() == [60, 0, 60]


def test_what_is_discarded_leaves_nothing(make, pb):
    flow = make()
    flow.produce(["not json"] * 5 + [2.5] * 5)
    flow.await_ledger(40, 10)
    before = flow.stored()
    replay = flow.replay()
    ready = flow.await_state(replay, pb.RANGE_REPLAY_STATE_READY)
    assert (ready.rows, ready.dead_letters) == (40, 10)
    code, said = refusal(flow.replay)
    assert code == grpc.StatusCode.FAILED_PRECONDITION and "discard" in said
    flow.decide(replay, pb.RANGE_REPLAY_DECISION_DISCARD)
    flow.await_state(replay, pb.RANGE_REPLAY_STATE_DISCARDED)
    assert flow.stored() == before and flow.tables() == ["t"]
    assert flow.clickhouse.value(f"SELECT count() FROM aurora.dead_letters WHERE connection_id = '{replay.id}'") == 0
    code, said = refusal(flow.decide, replay, pb.RANGE_REPLAY_DECISION_SWAP)
    assert code == grpc.StatusCode.FAILED_PRECONDITION and "ended" in said
    listed = flow.stub.ListRangeReplays(pb.ListRangeReplaysRequest(connection_id=flow.id)).replays
    assert [entry.id for entry in listed] == [replay.id]
    # Another one may begin.
    flow.await_state(flow.replay(), pb.RANGE_REPLAY_STATE_READY)


def test_dead_letters_of_the_range_are_rows_or_stay(make, pb):
    flow = make()
    flow.produce([2.5] * 12 + ["not json"] * 6)
    flow.await_ledger(40, 18)
    flow.widen()
    replay = flow.replay()
    ready = flow.await_state(replay, pb.RANGE_REPLAY_STATE_READY)
    assert (ready.rows, ready.dead_letters, ready.diff.only_in_shadow) == (52, 6, 12)
    # Of a replay that is not swapped the ledger knows nothing.
    assert flow.ledger() == (40, 18)
    # A dead letter that becomes a row meanwhile is there once after the swap, too.
    flow.stub.ReplayDeadLetters(pb.ReplayDeadLettersRequest(id=flow.id, choice=pb.DeadLetterChoice(all=True)))
    assert flow.ledger() == (52, 6)
    flow.swap(replay)
    assert flow.stored() == [52, 6, 58] and flow.ledger() == (52, 6)


def test_a_row_that_does_not_fit_any_more_becomes_a_dead_letter(make, pb):
    """Rows that somebody has written by hand into the range, and messages that the shadow refuses."""
    flow = make()
    flow.produce([3] * 10)
    flow.await_ledger(50, 0)
    flow.produce(["not json"] * 2)
    flow.await_ledger(50, 2)
    flow.clickhouse.query(f"INSERT INTO {flow.table} (number, total, _topic, _partition, _offset, _timestamp) SELECT 99, 9, topic, partition, "
                          f"offset, timestamp FROM aurora.dead_letters WHERE connection_id = '{flow.id}'")
    flow.clickhouse.query(f"DELETE FROM aurora.dead_letters WHERE connection_id = '{flow.id}'")
    assert flow.ledger() == (52, 0)
    replay = flow.replay(everything=True, target=pb.RANGE_REPLAY_TARGET_REPLACE)
    done = flow.await_state(replay, pb.RANGE_REPLAY_STATE_DONE)
    assert done.diff.only_in_table == 2
    assert flow.stored() == [50, 2, 52] and flow.ledger() == (50, 2)


def test_rows_whose_messages_kafka_has_removed(make, pb):
    flow = make()
    flow.produce([3] * 100)
    flow.await_ledger(140, 0)
    flow.paint()
    admin = AdminClient({"bootstrap.servers": flow.kafka.brokers})
    place = TopicPartition(flow.topic, 0, 30)
    wait_until(lambda: removed(admin, place), 20, "the messages are removed")
    code, said = refusal(flow.replay)
    assert code == grpc.StatusCode.FAILED_PRECONDITION and "partition 0: 0 to 29" in said and "keep" in said
    before = flow.clickhouse.query(f"SELECT * FROM {flow.table} WHERE _partition = 0 AND _offset < 30 ORDER BY _offset")
    assert len(before) == 30
    planned = flow.replay(everything=True, missing=pb.MISSING_ROWS_KEEP, plan_only=True)
    assert planned.messages == 110 and planned.id == "" and planned.spans[0].first == 30
    replay = flow.replay(everything=True, missing=pb.MISSING_ROWS_KEEP)
    ready = flow.await_state(replay, pb.RANGE_REPLAY_STATE_READY)
    assert ready.rows == 140 and ready.diff.only_in_table == 0
    flow.swap(replay)
    assert flow.clickhouse.query(f"SELECT * FROM {flow.table} WHERE _partition = 0 AND _offset < 30 ORDER BY _offset") == before
    assert flow.stored() == [140, 0, 140] and flow.ledger() == (140, 0)
    replay = flow.replay(everything=True, missing=pb.MISSING_ROWS_DROP)
    ready = flow.await_state(replay, pb.RANGE_REPLAY_STATE_READY)
    assert ready.rows == 110 and ready.diff.only_in_table == 30
    flow.swap(replay)
    assert flow.stored() == [110, 0, 110]


def test_a_filter_stays_right_in_the_ledger(make, pb):
    flow = make(transforms=pb.Transforms(steps=[pb.Transform(
        kind=pb.TRANSFORM_KIND_FILTER, field="number",
        condition=pb.Condition(operator=pb.CONDITION_OPERATOR_LESS, values=["60"]))]))
    flow.produce([3] * 100)

    def counts():
        partitions = flow.stub.GetLedger(pb.GetLedgerRequest(id=flow.id)).partitions
        return tuple(sum(getattr(p, name) for p in partitions) for name in ("loaded", "filtered", "skipped", "duplicated", "pending"))
    wait_until(lambda: counts() == (60, 80, 80, 0, 0), 30, "the filter has left out 80")
    flow.paint()
    replay = flow.replay(everything=True, target=pb.RANGE_REPLAY_TARGET_REPLACE)
    done = flow.await_state(replay, pb.RANGE_REPLAY_STATE_DONE)
    assert (done.rows, done.filtered) == (60, 80)
    assert counts() == (60, 80, 80, 0, 0) and flow.painted() == 20


def test_what_cannot_be_is_refused_in_words(make, pb):
    flow = make()
    flow.await_ledger(40, 0)
    end = flow.kafka.end_offsets(flow.topic)[0]

    def span(partition, first, last):
        return {"spans": [pb.OffsetSpan(partition=partition, **{"from": first, "to": last})]}
    invalid, unmet = grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.FAILED_PRECONDITION
    for wish, code, words in [
            ({"plan_only": True}, invalid, "which messages"),
            (span(0, 0, 1) | {"everything": True}, invalid, "by one of"),
            (span(7, 0, 1), invalid, "no such partition"),
            (span(0, 5, 5), invalid, "ends behind its beginning"),
            ({"everything": True, "topic": "no-such"}, invalid, f"one of: {flow.topic}"),
            (span(0, 0, end + 5), unmet, f"end it at {end}")]:
        got, said = refusal(flow.replay, **wish)
        assert got == code and words in said, said
    request = pb.StartRangeReplayRequest(connection_id="c-nobody", everything=True)
    assert refusal(flow.stub.StartRangeReplay, request)[0] == grpc.StatusCode.NOT_FOUND
    request = pb.GetRangeReplayRequest(connection_id=flow.id, id="r-nobody")
    assert refusal(flow.stub.GetRangeReplay, request)[0] == grpc.StatusCode.NOT_FOUND


def test_a_connection_that_is_deleted_ends_its_replay(make, pb):
    flow = make()
    replay = flow.replay()
    flow.await_state(replay, pb.RANGE_REPLAY_STATE_READY)
    assert len(flow.tables()) == 2
    flow.stub.DeleteConnection(pb.DeleteConnectionRequest(id=flow.id))
    wait_until(lambda: flow.tables() == ["t"], 30, "the shadow is gone")
    assert flow.clickhouse.value(f"SELECT count() FROM {flow.table}") == 40


def test_columns_that_come_while_a_shadow_waits(make, pb):
    flow = make()
    flow.produce([3] * 20)
    flow.await_ledger(60, 0)
    replay = flow.replay()
    flow.await_state(replay, pb.RANGE_REPLAY_STATE_READY)
    flow.paint()
    flow.widen()
    flow.swap(replay)
    assert flow.stored() == [60, 0, 60]
    flow.produce([2.5] * 10)
    flow.await_ledger(70, 0)
    # The shadow was read before there was the column.
    assert flow.painted() == 10


def test_another_process_goes_on_when_the_first_one_is_killed(tmp_path, clickhouse, kafka, pb):
    """Two ingest processes with one control-plane database, as replicas are."""
    first = Stack(tmp_path / "one", clickhouse, kafka)
    state = first.config_of("ingest")["state"]
    second = Stack(tmp_path / "two", clickhouse, kafka, {"ingest": {
        "state": state, "instance_file": f"{tmp_path}/two.instance",
        "schema_inference": first._peer("schema-inference"), "provisioning": first._peer("provisioning")}})
    first.start("provisioning", "schema-inference", "ingest")
    second.start("ingest")
    try:
        flow = Ranges(Stub("ingest", first.addresses["ingest"], RPC_TOKEN), pb, kafka, clickhouse)
        flow.produce([3] * 60_000)
        flow.await_ledger(60_040, 0, 60)
        flow.paint()
        replay = flow.replay(everything=True, target=pb.RANGE_REPLAY_TARGET_REPLACE)
        first.services["ingest"].kill()
        flow.stub = Stub("ingest", second.addresses["ingest"], RPC_TOKEN)
        wait_until(lambda: len(flow.stub.ListConnections(pb.ListConnectionsRequest()).connections) == 1, 20, "it is known")
        flow.await_state(replay, pb.RANGE_REPLAY_STATE_DONE, 90)
        assert flow.stored() == [60_040, 0, 60_040] and flow.painted() == 60_000
        flow.await_ledger(60_040, 0)
    finally:
        second.kill()
        first.kill()
