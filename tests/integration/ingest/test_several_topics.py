"""One connection that reads several topics, or all that match a pattern, into one table: each message once, whatever its topic,
and no topic stands in another one's way."""

import json
import time
import uuid

import grpc
import pytest
from harness.connection import Connection, ingest_behind_proxy
from harness.process import wait_until

INSERT = b"query=INSERT"


class World(Connection):
    """Topics whose names begin alike, and a connection of some of them."""

    def __init__(self, ingest, kafka, clickhouse):
        self.word = uuid.uuid4().hex[:8]
        super().__init__(ingest, kafka, clickhouse, f"several_{self.word}")
        self.pattern = f"several\\.{self.word}\\..*"

    def name(self, topic):
        return f"several.{self.word}.{topic}"

    def make(self, *topics, partitions=1):
        for topic in topics:
            self.kafka.create_topic(self.name(topic), partitions)

    def produce(self, topic, numbers, partition=-1, **more):
        self.kafka.produce(self.name(topic), [json.dumps({"id": number} | more) for number in numbers], partition=partition)

    def request(self, topics=(), **more):
        return super().request(topics=[self.name(topic) for topic in topics], **more)

    def connect(self, *topics, **more):
        return self.create(self.request(topics, **more))

    def states(self):
        names = dict(self.pb.TopicState.items())
        words = {value: name.removeprefix("TOPIC_STATE_").lower() for name, value in names.items()}
        return {topic.name.rsplit(".", 1)[1]: words[topic.state] for topic in self.view().topics}

    def rows(self):
        """(topic, id), sorted."""
        prefix = len(self.name("")) + 1
        return sorted(tuple(row) for row in self.clickhouse.query(
            f"SELECT substring(_topic, {prefix}), id FROM {self.database}.t"))

    def await_rows(self, wanted, what, seconds=30):
        """wanted: topic -> ids."""
        self.await_exactly(sorted((topic, number) for topic, numbers in wanted.items() for number in numbers), what, seconds)


@pytest.fixture
def world(ingest, kafka, clickhouse):
    world = World(ingest, kafka, clickhouse)
    yield world
    if world.id:
        ingest.DeleteConnection(world.pb.DeleteConnectionRequest(id=world.id))


@pytest.fixture
def proxied(tmp_path, kafka, clickhouse):
    """A world whose ingest reaches ClickHouse through a proxy, and the proxy."""
    with ingest_behind_proxy(tmp_path, kafka, clickhouse, session_timeout="2s", insert={"timeout": "5s"}) as (stub, proxy, process):
        world = World(stub, kafka, clickhouse)
        world.process = process
        yield world, proxy


def test_two_topics_of_different_shape_become_one_table(world):
    """Fields of both have columns, what a topic lacks is NULL; what fits neither is a dead letter of its topic."""
    world.make("eu", "us", partitions=2)
    world.produce("eu", range(50), vat=0.2)
    world.produce("us", range(100, 130), state="NY")
    connection = world.connect("us", "eu")
    assert connection.topic == "" and connection.topic_pattern == ""
    assert [topic.name for topic in connection.topics] == [world.name("eu"), world.name("us")]
    world.await_rows({"eu": range(50), "us": range(100, 130)}, "rows of both topics")
    counted = world.clickhouse.query(
        f"SELECT count(vat), count(state), countIf(vat IS NULL AND state IS NULL) FROM {world.database}.t")
    assert [list(row) for row in counted] == [[50, 30, 0]]
    world.kafka.produce(world.name("us"), ["not json"] * 3)
    world.produce("eu", range(50, 60), vat=0.2)
    wait_until(lambda: sum(p.dead_lettered for p in world.ledger()) == 3, 20, "what does not fit is set aside")
    world.await_rows({"eu": range(60), "us": range(100, 130)}, "and nothing waits for it")
    ledger = world.settled_ledger()
    assert [(p.topic, p.partition) for p in ledger] == [(world.name(t), p) for t in ("eu", "us") for p in (0, 1)]
    by_topic = {}
    for p in ledger:
        sums = by_topic.setdefault(p.topic.rsplit(".", 1)[1], [0, 0, 0, 0])
        for i, number in enumerate((p.loaded, p.dead_lettered, p.skipped, p.duplicated)):
            sums[i] += number
    assert by_topic == {"eu": [60, 0, 0, 0], "us": [30, 3, 0, 0]}
    letters = world.ingest.ListDeadLetters(world.pb.ListDeadLettersRequest(id=world.id, limit=2))
    more = world.ingest.ListDeadLetters(world.pb.ListDeadLettersRequest(id=world.id, page=letters.next_page))
    assert [letter.topic for letter in [*letters.dead_letters, *more.dead_letters]] == [world.name("us")] * 3


def test_a_preview_looks_at_the_samples_of_all_topics(world):
    world.make("eu", "us", "empty")
    world.produce("eu", range(5), vat=0.2)
    world.produce("us", range(5), state="NY")
    preview = world.ingest.PreviewTopic(world.pb.PreviewTopicRequest(
        brokers=world.pb.Brokers(bootstrap_servers=world.kafka.brokers), topic_pattern=world.pattern, table="t"))
    assert list(preview.topics) == [world.name(topic) for topic in ("empty", "eu", "us")]
    assert preview.sampled == 10
    assert {message.topic for message in preview.messages} == {world.name("eu"), world.name("us")}
    assert {"id", "vat", "state"} <= {field.name for field in preview.schema.fields}


def test_a_topic_that_matches_later_is_read_from_its_beginning(world):
    world.make("eu")
    world.produce("eu", range(100))
    connection = world.connect(topic_pattern=world.pattern, start=world.pb.StartPosition(latest=True))
    assert connection.topic_pattern == world.pattern
    world.make("us", partitions=2)
    world.produce("us", range(500))
    world.produce("eu", range(100, 120))
    begin = time.monotonic()
    # Of the first one what came since, of the later one all.
    world.await_rows({"eu": range(100, 120), "us": range(500)}, "the new topic is read while the other flows")
    assert time.monotonic() - begin < 30
    assert world.states() == {"eu": "readable", "us": "readable"}
    world.produce("us", range(500, 510))
    world.await_rows({"eu": range(100, 120), "us": range(510)}, "and read on")
    assert [(p.topic.rsplit(".", 1)[1], p.start_offset) for p in world.settled_ledger()] == [("eu", 100), ("us", 0), ("us", 0)]


def test_a_pattern_may_wait_for_its_first_topic(world):
    world.connect(topic_pattern=world.pattern, wait_ms_max=0)
    wait_until(lambda: world.view().state == world.pb.CONNECTION_STATE_WAITING, 20, "it waits")
    world.make("eu")
    world.produce("eu", range(10))
    world.await_rows({"eu": range(10)}, "it begins with the first topic")


def test_a_topic_that_is_deleted_does_not_stop_the_others(world):
    world.make("eu", "us", partitions=2)
    world.produce("eu", range(50))
    world.produce("us", range(30))
    world.connect("eu", "us")
    world.await_rows({"eu": range(50), "us": range(30)}, "both are loaded")
    world.kafka.delete_topic(world.name("us"))
    world.produce("eu", range(50, 80))
    world.await_rows({"eu": range(80), "us": range(30)}, "the other flows on, and rows of the deleted one stay")
    wait_until(lambda: world.states() == {"eu": "readable", "us": "missing"}, 20, "it is told which one is gone")
    warnings = [warning for warning in world.view().warnings if warning.code == "topic_unknown"]
    assert len(warnings) == 1 and world.name("us") in warnings[0].message
    world.produce("eu", range(80, 90))
    world.await_rows({"eu": range(90), "us": range(30)}, "and goes on flowing")
    assert {p.topic for p in world.settled_ledger()} == {world.name("eu")}
    wait_until(lambda: world.make("us") is None, 30, "the topic can be made again")
    world.produce("us", range(1000, 1040))
    world.await_rows({"eu": range(90), "us": [*range(30), *range(1000, 1040)]}, "one that comes back is read from its beginning", 60)
    wait_until(lambda: world.states() == {"eu": "readable", "us": "readable"}, 20, "and is told to be there")
    assert not [warning for warning in world.view().warnings if warning.code == "topic_unknown"]


def test_start_at_offsets_names_the_topic(world):
    world.make("eu", "us")
    world.produce("eu", range(20))
    world.produce("us", range(20))

    def start(topic, offset):
        place = world.pb.TopicOffset(topic=topic, partition=0, offset=offset)
        return world.pb.StartPosition(offsets=world.pb.PartitionOffsets(topic_offsets=[place]))
    for wrong, words in [(start(world.name("us"), 21), "offset 21"), (start("elsewhere", 0), "does not read this topic"),
                         (world.pb.StartPosition(offsets=world.pb.PartitionOffsets(offsets={0: 5})), "say which one is meant")]:
        with pytest.raises(grpc.RpcError) as error:
            world.connect("eu", "us", start=wrong)
        assert error.value.code() == grpc.StatusCode.INVALID_ARGUMENT and words in error.value.details()
    world.connect("eu", "us", start=start(world.name("us"), 15))
    world.await_rows({"eu": range(20), "us": range(15, 20)}, "the other begins at its oldest")


def test_what_cannot_be_one_connection_is_refused_with_the_remedy(world):
    world.make("eu", "us")
    world.produce("eu", range(3))
    for request, code, words in [
            (world.request(("eu", "us"), table=""), "INVALID_ARGUMENT", "say which table"),
            (world.request(("eu", "eu")), "INVALID_ARGUMENT", "named twice"),
            (world.request(("eu",), topic_pattern=world.pattern), "INVALID_ARGUMENT", "not by both"),
            (world.request(topic_pattern="*orders"), "INVALID_ARGUMENT", "write .*"),
            (world.request(), "INVALID_ARGUMENT", "say which topics"),
            (world.request(("eu", "never")), "NOT_FOUND", "never")]:
        with pytest.raises(grpc.RpcError) as error:
            world.ingest.CreateConnection(request)
        assert error.value.code().name == code and words in error.value.details(), error.value.details()
    world.connect("eu", "us")
    # A row comes into a table once: no second connection of a topic to it, under whatever name.
    for request in [world.request(("us",)), world.request(topic_pattern=world.pattern)]:
        with pytest.raises(grpc.RpcError) as error:
            world.ingest.CreateConnection(request)
        assert error.value.code() == grpc.StatusCode.ALREADY_EXISTS


def test_dead_letters_of_several_topics_are_replayed(world):
    """Both topics have one at the same partition and offset."""
    world.make("eu", "us")
    for topic in ("eu", "us"):
        world.produce(topic, range(5))
    world.connect("eu", "us")
    for topic in ("eu", "us"):
        world.produce(topic, [5.5, 6.5])
    wait_until(lambda: sum(p.dead_lettered for p in world.ledger()) == 4, 20, "they are set aside")
    world.ingest.UpdateConnection(world.pb.UpdateConnectionRequest(
        id=world.id, columns=[world.pb.ColumnChange(name="id", type="Float64")]))

    def replay(**choice):
        return world.ingest.ReplayDeadLetters(world.pb.ReplayDeadLettersRequest(
            id=world.id, choice=world.pb.DeadLetterChoice(**choice)))
    with pytest.raises(grpc.RpcError) as error:
        replay(places=[world.pb.DeadLetterPlace(partition=0, offset=5)])
    assert error.value.code() == grpc.StatusCode.INVALID_ARGUMENT and "say which one" in error.value.details()
    assert replay(places=[world.pb.DeadLetterPlace(topic=world.name("us"), partition=0, offset=5)]).replayed == 1
    world.await_rows({"eu": range(5), "us": [*range(5), 5.5]}, "the one that was meant")
    report = replay(all=True)
    assert (report.replayed, report.kept, report.left) == (3, 0, 0)
    world.await_rows({"eu": [*range(5), 5.5, 6.5], "us": [*range(5), 5.5, 6.5]}, "and the others")
    assert [(p.loaded, p.dead_lettered, p.duplicated) for p in world.settled_ledger()] == [(7, 0, 0), (7, 0, 0)]


def test_batches_of_several_topics_travel_together(world):
    world.make("eu", "us", "asia", "africa")
    topics = ("eu", "us", "asia", "africa")
    for topic in topics:
        world.produce(topic, [0])
    world.connect(*topics)
    world.clickhouse.query(f"SYSTEM STOP MERGES {world.database}.t")

    def parts():
        return world.clickhouse.value(f"SELECT uniqExact(_part) FROM {world.database}.t")
    before = parts()
    for wave in range(1, 6):
        world.ingest.PauseConnection(world.pb.PauseConnectionRequest(id=world.id))
        for topic in topics:
            world.produce(topic, [wave])
        world.ingest.ResumeConnection(world.pb.ResumeConnectionRequest(id=world.id))
        world.await_rows({topic: range(wave + 1) for topic in topics}, "the wave is there")
    # Twenty batches. Topics whose first messages come a moment later travel by themselves.
    assert parts() - before <= 12


@pytest.mark.parametrize("arrives", ["never", "later"])
def test_an_insert_of_two_topics_whose_process_was_killed(proxied, arrives):
    """What travelled together comes back topic by topic, and what is still on its way adds nothing."""
    world, proxy = proxied
    world.make("eu", "us", partitions=2)
    world.produce("eu", range(20))
    world.produce("us", range(20))
    world.connect("eu", "us")
    proxy.hold(INSERT)
    for partition in (0, 1):
        world.produce("eu", range(20 + 10 * partition, 30 + 10 * partition), partition)
        world.produce("us", range(20 + 10 * partition, 30 + 10 * partition), partition)
    wait_until(lambda: proxy.held >= 1, 20, "an insert is under way")
    world.process.kill()
    if arrives == "never":
        proxy.cut()
        proxy.release()
        proxy.mend()
    world.process.start()
    world.await_rows({"eu": range(40), "us": range(40)}, "the rows are there", 60)
    proxy.release()
    time.sleep(1)
    world.await_rows({"eu": range(40), "us": range(40)}, "a late insert adds nothing")
    assert all(p.duplicated == 0 and p.skipped == 0 for p in world.settled_ledger())


def test_two_replicas_share_several_topics(tmp_path, world, kafka, clickhouse, ingest_stack):
    """A second process takes a part of the partitions, and gives them back when it is killed."""
    from harness.ports import free_port
    from harness.stack import Service

    world.make("eu", "us", partitions=4)
    world.produce("eu", range(100))
    world.connect(topic_pattern=world.pattern)
    config = ingest_stack.config_of("ingest")
    config["grpc"] = config["grpc"] | {"listen": f"127.0.0.1:{free_port()}"}
    config["instance_file"] = f"{tmp_path}/second.instance"
    second = Service("ingest", tmp_path / "second", config)
    second.start()
    try:
        wait_until(lambda: len(world.view().progress.partitions) < 8, 30, "the second one has some of the partitions")
        world.make("asia", partitions=2)
        for topic in ("eu", "us", "asia"):
            world.produce(topic, range(1000, 1200))
        wanted = {"eu": [*range(100), *range(1000, 1200)], "us": range(1000, 1200), "asia": range(1000, 1200)}
        world.await_rows(wanted, "both load, and both read the topic that came up", 60)
        second.kill()
        for topic in ("eu", "us", "asia"):
            world.produce(topic, range(2000, 2100))
        world.await_rows({topic: [*ids, *range(2000, 2100)] for topic, ids in wanted.items()}, "one goes on alone", 60)
    finally:
        second.kill()
    assert all(p.duplicated == 0 and p.pending == 0 for p in world.settled_ledger())


def deduplicating(pb):
    return pb.Transforms(steps=[pb.Transform(kind=pb.TRANSFORM_KIND_DEDUPLICATE, by=["id"], within_ms=3_600_000)])


def test_keys_of_two_topics_are_not_compared(world):
    """Both have the same keys at the same partition and offsets, also when the windows are built anew from the table, and when
    dead letters are replayed."""
    world.make("eu", "us")
    for topic in ("eu", "us"):
        world.produce(topic, [1, 2, 1], total=1)
    world.connect("eu", "us", transforms=deduplicating(world.pb))
    world.await_rows({"eu": [1, 2], "us": [1, 2]}, "each topic has its own keys")
    world.ingest.PauseConnection(world.pb.PauseConnectionRequest(id=world.id))
    world.produce("eu", [2, 4])
    world.produce("us", [3, 1, 3])
    world.ingest.ResumeConnection(world.pb.ResumeConnectionRequest(id=world.id))
    world.await_rows({"eu": [1, 2, 4], "us": [1, 2, 3]}, "and keeps them")
    for topic in ("eu", "us"):
        world.produce(topic, [5], total=1.5)
    wait_until(lambda: sum(p.dead_lettered for p in world.ledger()) == 2, 20, "they are set aside")
    world.ingest.UpdateConnection(world.pb.UpdateConnectionRequest(
        id=world.id, columns=[world.pb.ColumnChange(name="total", type="Float64")]))
    report = world.ingest.ReplayDeadLetters(world.pb.ReplayDeadLettersRequest(
        id=world.id, choice=world.pb.DeadLetterChoice(all=True)))
    assert (report.replayed, report.kept, report.left) == (2, 0, 0)
    world.await_rows({"eu": [1, 2, 4, 5], "us": [1, 2, 3, 5]}, "a letter is no duplicate of the other topic's row")
    assert [(p.loaded, p.duplicates, p.duplicated, p.dead_lettered) for p in world.settled_ledger()] == [
        (4, 2, 0, 0), (4, 3, 0, 0)]


def test_messages_of_several_rows_in_several_topics(world):
    world.make("eu", "us")
    for topic, start in (("eu", 0), ("us", 10)):
        world.kafka.produce(world.name(topic), [json.dumps([{"id": start}, {"id": start + 1}]), "[]", json.dumps({"id": start + 2})])
    world.connect("eu", "us", format=world.pb.MessageFormat(several=world.pb.SEVERAL_ROWS))
    world.await_rows({"eu": range(3), "us": range(10, 13)}, "each object is a row")
    elements = world.clickhouse.query(f"SELECT _offset, _element, count() FROM {world.database}.t GROUP BY ALL ORDER BY ALL")
    assert [tuple(row) for row in elements] == [(0, 0, 2), (0, 1, 2), (2, 0, 2)]
    assert [(p.loaded, p.filtered, p.duplicated) for p in world.settled_ledger()] == [(2, 1, 0), (2, 1, 0)]
