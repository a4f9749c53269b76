"""Replays of ranges of connections that are not one message, one row, one topic: messages of several rows, several topics, and
duplicates that are left out. On a real Kafka and a real ClickHouse."""

import json
import random
import time
import uuid

import grpc
import pytest
from confluent_kafka import TopicPartition
from confluent_kafka.admin import AdminClient
from harness.grpc_client import Stub, messages
from harness.process import patience, wait_until
from harness.stack import RPC_TOKEN, Stack
from test_deduplication import Flow
from test_range_replay import Ranges, refusal
from test_several_topics import World

# Seconds after which a process is killed, each time in another step of the replay.
MOMENTS = (0.2, 0.5, 0.9, 1.4)


@pytest.fixture(scope="module")
def pb():
    return messages("ingest")


def restarted(stack):
    """Ingest, killed and begun again."""
    stack.services["ingest"].kill()
    stack.start("ingest")
    return Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)


@pytest.fixture
def own_stack(tmp_path, clickhouse, kafka):
    stack = Stack(tmp_path, clickhouse, kafka)
    stack.start("provisioning", "schema-inference", "ingest")
    yield stack
    stack.kill()


class Elements(Ranges):
    """Messages that are arrays of three objects; the first forty are one object each."""

    def __init__(self, stub, pb, kafka, clickhouse):
        super().__init__(stub, pb, kafka, clickhouse, format=pb.MessageFormat(several=pb.SEVERAL_ROWS))

    def produce_arrays(self, totals):
        """Each is the total of the middle object of a message. Months alternate, so that a message's rows lie in several parts."""
        texts = []
        for middle in totals:
            texts.append(json.dumps([
                {"number": self.produced + i, "total": middle if i == 1 else 3, "color": f"c{(self.produced + i) % 5}",
                 "at": f"2026-{1 + (self.produced + i) % 4:02d}-10T00:00:00.000Z"} for i in range(3)]))
            self.produced += 3
        for partition in (0, 1):
            self.kafka.produce(self.topic, texts[partition::2], partition=partition)

    def elements(self):
        """Rows, different ones, and messages."""
        return self.clickhouse.query(
            f"SELECT count(), uniqExact(_partition, _offset, _element), uniqExact(_partition, _offset) FROM {self.table}")[0]


def test_a_message_of_several_rows_is_replaced_in_whole(ingest, pb, kafka, clickhouse):
    flow = Elements(ingest, pb, kafka, clickhouse)
    flow.produce_arrays([3] * 50 + [2.5] * 10)
    flow.await_ledger(90, 10)
    flow.paint()
    flow.widen()
    # Somebody has removed one row of a message, and has written one that its message does not have.
    (partition, offset), = clickhouse.query(f"SELECT _partition, _offset FROM {flow.table} WHERE number = 43")
    clickhouse.query(f"DELETE FROM {flow.table} WHERE _partition = {partition} AND _offset = {offset} AND _element = 1")
    (other, at), = clickhouse.query(f"SELECT _partition, _offset FROM {flow.table} WHERE number = 46")
    clickhouse.query(f"INSERT INTO {flow.table} (number, total, _topic, _partition, _offset, _timestamp, _element) SELECT 999, 9, _topic, "
                     f"_partition, _offset, _timestamp, 7 FROM {flow.table} WHERE _partition = {other} AND _offset = {at} AND _element = 0")
    planned = flow.replay(everything=True, plan_only=True)
    assert planned.messages == 100 and planned.topic == flow.topic and not planned.notes
    replay = flow.replay()
    ready = flow.await_state(replay, pb.RANGE_REPLAY_STATE_READY)
    assert (ready.rows, ready.dead_letters) == (40 + 180, 0)
    diff = ready.diff
    assert (diff.same, diff.different, diff.only_in_shadow, diff.only_in_table) == (40, 149, 31, 1)
    assert all(example.HasField("element") for example in diff.examples)
    flow.swap(replay)
    assert flow.elements() == [220, 220, 100] and flow.painted() == 180 and flow.tables() == ["t"]
    assert clickhouse.query(f"SELECT _element, number FROM {flow.table} WHERE _partition = {partition} AND _offset = {offset} "
                            "ORDER BY _element") == [[0, 43], [1, 44], [2, 45]]
    assert flow.ledger() == (100, 0)
    flow.produce_arrays([3] * 5)
    flow.await_ledger(105, 0)


def test_rows_of_a_message_that_kafka_has_removed_stay_together(ingest, pb, kafka, clickhouse):
    flow = Elements(ingest, pb, kafka, clickhouse)
    flow.produce_arrays([3] * 60)
    flow.await_ledger(100, 0)
    flow.paint()
    end = kafka.end_offsets(flow.topic)[0]
    # Kept: its answers die with it.
    admin = AdminClient({"bootstrap.servers": kafka.brokers})
    admin.delete_records([TopicPartition(flow.topic, 0, end - 5)])[
        TopicPartition(flow.topic, 0)].result(patience(20))
    rows = "SELECT _offset, _element, number FROM %s WHERE _partition = 0 AND _offset < " + f"{end - 5} ORDER BY _offset, _element"
    before = clickhouse.query(rows % flow.table)
    assert len(before) > 60
    replay = flow.replay(everything=True, missing=pb.MISSING_ROWS_KEEP)
    ready = flow.await_state(replay, pb.RANGE_REPLAY_STATE_READY)
    shadow = f"{flow.database}.{ready.shadow_table}"
    assert ready.rows == 220 and ready.diff.only_in_table == ready.diff.only_in_shadow == 0
    assert clickhouse.query(rows % shadow) == before
    # As a copy that was cut short between two parts leaves it: a message has some of its rows.
    several = clickhouse.value(f"SELECT min(_offset) FROM {shadow} WHERE _partition = 0 AND _element = 2")
    clickhouse.query(f"DELETE FROM {shadow} WHERE _partition = 0 AND _offset = {several} AND _element > 0")
    flow.swap(replay)
    assert clickhouse.query(rows % flow.table) == before
    assert flow.elements() == [220, 220, 100] and flow.ledger() == (100, 0) and flow.tables() == ["t"]
    replay = flow.replay(everything=True, missing=pb.MISSING_ROWS_DROP, target=pb.RANGE_REPLAY_TARGET_REPLACE)
    done = flow.await_state(replay, pb.RANGE_REPLAY_STATE_DONE)
    assert done.diff.only_in_table == len(before) and flow.elements()[0] == 220 - len(before)


def test_messages_of_several_rows_when_the_process_is_killed(own_stack, kafka, clickhouse, pb):
    flow = Elements(Stub("ingest", own_stack.addresses["ingest"], RPC_TOKEN), pb, kafka, clickhouse)
    flow.produce_arrays([3] * 40_000)
    flow.await_ledger(40_040, 0, 90)
    flow.paint()
    replay = flow.replay(everything=True, target=pb.RANGE_REPLAY_TARGET_REPLACE)
    for pause in MOMENTS:
        time.sleep(pause)
        flow.stub = restarted(own_stack)
    flow.await_state(replay, pb.RANGE_REPLAY_STATE_DONE, 90)
    assert flow.elements() == [120_040, 120_040, 40_040] and flow.painted() == 120_000 and flow.tables() == ["t"]
    flow.await_ledger(40_040, 0)


@pytest.fixture
def world(ingest, kafka, clickhouse):
    world = World(ingest, kafka, clickhouse)
    yield world
    if world.id:
        ingest.DeleteConnection(world.pb.DeleteConnectionRequest(id=world.id))


def replay_topic(world, topic=None, **more):
    request = world.pb.StartRangeReplayRequest(connection_id=world.id, target=world.pb.RANGE_REPLAY_TARGET_REPLACE, **(
        more or {"everything": True}))
    if topic is not None:
        request.topic = world.name(topic)
    return world.ingest.StartRangeReplay(request).replay


def await_done(world, replay):
    def done():
        now = world.ingest.GetRangeReplay(world.pb.GetRangeReplayRequest(connection_id=world.id, id=replay.id)).replay
        assert now.state != world.pb.RANGE_REPLAY_STATE_FAILED, now
        return now.state == world.pb.RANGE_REPLAY_STATE_DONE and now
    return wait_until(done, 60, "the rows are swapped")


@pytest.mark.parametrize("named", [True, False])
def test_a_range_is_one_topics_of_several(world, named):
    world.make("eu", "us")
    # The same partitions, offsets and keys in both.
    for topic in ("eu", "us"):
        world.produce(topic, range(20), total=1)
    world.connect(*(("eu", "us") if named else ()), **({} if named else {"topic_pattern": world.pattern}))
    for topic in ("eu", "us"):
        world.produce(topic, range(20, 23), total=0.5)
    wait_until(lambda: [(p.loaded, p.dead_lettered) for p in world.ledger()] == [(20, 3)] * 2, 30, "both are loaded")
    table = f"{world.database}.t"
    world.clickhouse.query(f"ALTER TABLE {table} UPDATE total = 7 WHERE true SETTINGS mutations_sync = 2")
    world.ingest.UpdateConnection(world.pb.UpdateConnectionRequest(
        id=world.id, columns=[world.pb.ColumnChange(name="total", type="Float64")]))
    code, said = refusal(replay_topic, world)
    assert code == grpc.StatusCode.INVALID_ARGUMENT and f"one of: {world.name('eu')}, {world.name('us')}" in said, said
    code, said = refusal(replay_topic, world, "mars")
    assert code == grpc.StatusCode.INVALID_ARGUMENT and world.name("mars") in said and world.name("us") in said, said
    replay = replay_topic(world, "eu")
    assert replay.topic == world.name("eu") and replay.messages == 23
    done = await_done(world, replay)
    assert done.rows == 23 and done.topic == world.name("eu")
    assert world.clickhouse.query(f"SELECT countIf(total = 7), count(), uniqExact(_offset) FROM {table} WHERE _topic = '{world.name('eu')}'"
                                  ) == [[0, 23, 23]]
    # Nothing of the other topic has changed, also not its dead letters.
    others = world.clickhouse.query(f"SELECT countIf(total = 7), count() FROM {table} WHERE _topic = '{world.name('us')}'")
    assert others == [[20, 20]]
    assert [(p.loaded, p.dead_lettered, p.duplicated, p.skipped) for p in world.ledger()] == [
        (23, 0, 0, 0), (20, 3, 0, 0)]
    span = world.pb.OffsetSpan(partition=0, **{"from": 5, "to": 8})
    await_done(world, replay_topic(world, "us", spans=[span]))
    assert world.clickhouse.query(f"SELECT min(_offset), max(_offset), count() FROM {table} WHERE _topic = '{world.name('us')}' AND total != 7"
                                  ) == [[5, 7, 3]]
    code, said = refusal(replay_topic, world, "us", spans=[world.pb.OffsetSpan(partition=0, **{"from": 5, "to": 80})])
    assert code == grpc.StatusCode.FAILED_PRECONDITION and world.name("us") in said and "end it at 23" in said, said


def test_the_only_topic_of_a_pattern_need_not_be_named(world):
    world.make("eu")
    world.produce("eu", range(5))
    world.connect(topic_pattern=world.pattern)
    world.await_rows({"eu": range(5)}, "it is loaded")
    assert await_done(world, replay_topic(world)).topic == world.name("eu")
    world.await_rows({"eu": range(5)}, "each once")


class Duplicates(Flow):
    """A connection that deduplicates, whose ranges are replayed."""

    def replay(self, **wish):
        return self.stub.StartRangeReplay(self.pb.StartRangeReplayRequest(
            connection_id=self.id, **({"target": self.pb.RANGE_REPLAY_TARGET_REPLACE} | (wish or {"everything": True})))).replay

    def span(self, first, behind, partition=0):
        return {"spans": [self.pb.OffsetSpan(partition=partition, **{"from": first, "to": behind})]}

    def get(self, replay):
        return self.stub.GetRangeReplay(self.pb.GetRangeReplayRequest(connection_id=self.id, id=replay.id)).replay

    def await_done(self, replay, seconds=60):
        def done():
            now = self.get(replay)
            assert now.state != self.pb.RANGE_REPLAY_STATE_FAILED, now
            return now.state == self.pb.RANGE_REPLAY_STATE_DONE and now
        return wait_until(done, seconds, f"the rows are swapped: {self.get(replay)}")

    def spoil(self):
        self.clickhouse.query(f"ALTER TABLE {self.table} UPDATE n = -1 WHERE true SETTINGS mutations_sync = 2")


@pytest.fixture
def flow(ingest, pb, kafka, clickhouse):
    return lambda **more: Duplicates(ingest, pb, kafka, clickhouse, **more)


def repeated(random_source, count, keys):
    """Keys with repetitions, some far enough apart to be rows again, a few out of order."""
    return [(f"k{random_source.randrange(keys)}", i * 20 + random_source.randrange(-300, 300)) for i in range(count)]


def test_duplicates_are_told_by_the_rows_before_the_range(flow):
    loading = flow(within_ms=600_000, partitions=2, hours_ago=40)
    source = random.Random(4)
    for partition in (0, 1):
        loading.send(repeated(source, 400, 25), partition=partition)
    loading.await_end()
    left_out = loading.check_against_the_rule()
    assert 100 < len(left_out) < 700
    loading.spoil()
    planned = loading.replay(plan_only=True, **loading.span(150, 300))
    assert "not judged again (partition 0: 300 to 400)" in planned.notes[0], planned.notes
    done = loading.await_done(loading.replay(**loading.span(150, 300)))
    inside = {o for p, o in left_out if p == 0 and 150 <= o < 300}
    assert (done.rows, done.duplicates, done.filtered) == (150 - len(inside), len(inside), 0)
    assert done.diff.only_in_table == done.diff.only_in_shadow == 0 and done.diff.different == done.rows
    loading.await_end()
    assert loading.check_against_the_rule() == left_out
    assert loading.clickhouse.query(f"SELECT min(_offset), max(_offset) < 300, count() FROM {loading.table} WHERE n >= 0"
                                    )[0][1:] == [1, 150 - len(inside)]
    everything = loading.replay(everything=True, plan_only=True)
    assert "loaded while the replay is open" in everything.notes[0]
    loading.await_done(loading.replay())
    loading.await_end()
    assert loading.check_against_the_rule() == left_out
    assert loading.clickhouse.value(f"SELECT countIf(n < 0) FROM {loading.table}") == 0
    # Loading goes on by the rows that are there now.
    loading.send(repeated(source, 100, 25))
    loading.await_end()
    loading.check_against_the_rule()


def test_what_was_a_duplicate_may_be_a_row_and_the_other_way_round(flow, kafka, clickhouse, pb):
    """A first message that did not fit becomes a row; one that somebody has deleted leaves its place to the next one."""
    loading = flow()
    loading.send([("a", 1), ("b", 2), ("c", 3)])
    # Offset 4: the first of its key, a dead letter, so that offset 5 becomes a row.
    for n in (4.5, 5):
        loading.sent[0].append(("d", loading.clock + 4000))
        kafka.produce(loading.topic, [json.dumps({"key": "d", "n": n, "at": "2026-01-10T00:00:00Z"})], partition=0,
                      timestamps=[loading.clock + 4000])
    loading.send([("a", 6), ("b", 7), ("c", 8), ("d", 9)])

    def counts():
        (partition,) = loading.ledger()
        return partition.loaded, partition.dead_lettered, partition.duplicates, partition.skipped, partition.duplicated, partition.pending
    wait_until(lambda: sum(counts()[:3]) == 10 and counts()[5] == 0, 30, "all is dealt with")
    assert counts() == (5, 1, 4, 4, 0, 0) and loading.written() == {(0, o) for o in (6, 7, 8, 9)}
    # `b` at offset 2 goes by hand: of offsets 6 to 9, which are one range, the middle one becomes a row.
    clickhouse.query(f"DELETE FROM {loading.table} WHERE _offset = 2")
    loading.await_done(loading.replay(**loading.span(7, 8)))
    assert loading.rows() == {(0, o) for o in (0, 1, 3, 5, 7)} and loading.written() == {(0, o) for o in (6, 8, 9)}
    assert counts() == (5, 1, 3, 4, 0, 0)
    loading.stub.UpdateConnection(pb.UpdateConnectionRequest(id=loading.id, columns=[pb.ColumnChange(name="n", type="Float64")]))
    done = loading.await_done(loading.replay())
    assert (done.rows, done.dead_letters, done.duplicates) == (5, 0, 5)
    # Read from the beginning it is what the messages alone say; the dead letter is a row, and the row behind it left out.
    loading.check_against_the_rule()
    loading.await_end()
    assert counts() == (5, 0, 5, 5, 0, 0)


def test_a_dead_letter_that_is_a_duplicate_now_is_none_any_more(flow, kafka, pb):
    loading = flow()
    loading.send([("a", 1)])
    loading.sent[0].append(("a", loading.clock + 2000))
    kafka.produce(loading.topic, [json.dumps({"key": "a", "n": 2.5, "at": "2026-01-10T00:00:00Z"})], partition=0,
                  timestamps=[loading.clock + 2000])
    wait_until(lambda: loading.ledger()[0].dead_lettered == 1, 30, "it does not fit")
    loading.stub.UpdateConnection(pb.UpdateConnectionRequest(id=loading.id, columns=[pb.ColumnChange(name="n", type="Float64")]))
    loading.await_done(loading.replay())
    loading.await_end()
    (partition,) = loading.ledger()
    assert (partition.loaded, partition.dead_lettered, partition.duplicates) == (2, 0, 1)
    loading.check_against_the_rule()


def test_rows_whose_messages_kafka_does_not_give_count_as_long_as_they_stay(flow, kafka, clickhouse, pb):
    loading = flow(partitions=1)
    loading.send([(f"k{i}", i) for i in range(20)])
    producer = kafka.producer(**{"transactional.id": uuid.uuid4().hex})
    producer.init_transactions(20)
    producer.begin_transaction()
    producer.produce(loading.topic, json.dumps({"key": "t", "n": 21, "at": "2026-01-10T00:00:00Z"}), partition=0,
                     timestamp=loading.clock + 30_000)
    producer.commit_transaction(20)
    # Offset 22 is the transaction's mark. What stands there in the table is nobody's message, and stays.
    loading.sent[0] += [("t", loading.clock + 30_000), (None, loading.clock + 30_000)]
    loading.send([("k1", 40), ("mark", 41), ("new", 42)])
    wait_until(lambda: loading.ledger()[0].next_offset == 26 and loading.ledger()[0].pending == 0, 30, "all is dealt with")
    columns = "key, n, at, _topic, _partition, _timestamp"
    clickhouse.query(f"INSERT INTO {loading.table} ({columns}, _offset) SELECT 'mark', {columns.removeprefix('key, ')}, 22 FROM "
                     f"{loading.table} WHERE _offset = 21")
    # Kept: its answers die with it.
    admin = AdminClient({"bootstrap.servers": kafka.brokers})
    admin.delete_records([TopicPartition(loading.topic, 0, 10)])[
        TopicPartition(loading.topic, 0)].result(patience(20))
    done = loading.await_done(loading.replay(everything=True, missing=pb.MISSING_ROWS_KEEP,
                                             target=pb.RANGE_REPLAY_TARGET_REPLACE))
    # k1 (offset 23) repeats a row that Kafka has removed, and `mark` (24) the row in the gap.
    assert done.duplicates == 2 and loading.written() == {(0, 23), (0, 24)}
    assert loading.rows() == {(0, o) for o in (*range(23), 25)}
    done = loading.await_done(loading.replay(everything=True, missing=pb.MISSING_ROWS_DROP,
                                             target=pb.RANGE_REPLAY_TARGET_REPLACE))
    assert done.duplicates == 0 and loading.rows() == {(0, o) for o in (*range(10, 22), 23, 24, 25)}


def test_the_same_is_left_out_when_the_process_is_killed_in_the_middle(own_stack, kafka, clickhouse, pb):
    loading = Duplicates(Stub("ingest", own_stack.addresses["ingest"], RPC_TOKEN), pb, kafka, clickhouse, within_ms=600_000, hours_ago=23)
    source = random.Random(7)
    loading.send([(f"k{source.randrange(20_000)}", i / 2 + source.randrange(-100, 100)) for i in range(60_000)])
    loading.await_end(90)
    left_out = loading.check_against_the_rule()
    assert len(left_out) > 1000
    loading.spoil()
    replay = loading.replay(**loading.span(20_000, 60_000))
    for pause in MOMENTS:
        time.sleep(pause)
        loading.stub = restarted(own_stack)
    loading.await_done(replay, 120)
    loading.await_end()
    assert loading.check_against_the_rule() == left_out
    inside = 40_000 - len([o for _, o in left_out if 20_000 <= o < 60_000])
    assert loading.clickhouse.value(f"SELECT countIf(n >= 0) FROM {loading.table}") == inside
