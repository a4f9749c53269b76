"""Each row of docs/delivery.md that is not proven elsewhere: what a connection does when the world around it breaks. Which tests
prove which row stands there."""

import json
import time
import uuid

import grpc
import pytest
from confluent_kafka import Consumer, TopicPartition
from confluent_kafka.admin import AdminClient, NewPartitions
from harness.connection import Connection, ingest_behind_proxy
from harness.group_member import give_out
from harness.kafka import Kafka
from harness.process import wait_until

INSERT = b"query=INSERT"


class World(Connection):
    """A topic and a connection that loads it."""

    def __init__(self, ingest, kafka, clickhouse):
        word = uuid.uuid4().hex[:8]
        super().__init__(ingest, kafka, clickhouse, f"delivery_{word}")
        self.topic = f"delivery-{word}"
        self.admin = AdminClient({"bootstrap.servers": kafka.brokers})

    def produce(self, numbers, partition=-1):
        self.kafka.produce(self.topic, [json.dumps({"id": number}) for number in numbers], partition=partition)

    def connect(self, **more):
        self.create(self.request(topic=self.topic, **more))

    def rows(self):
        return [row[0] for row in self.clickhouse.query(f"SELECT id FROM {self.database}.t ORDER BY id")]

    def await_ids(self, wanted, what, seconds=30):
        self.await_exactly(sorted(wanted), what, seconds)


@pytest.fixture
def world(ingest, kafka, clickhouse):
    return World(ingest, kafka, clickhouse)


@pytest.fixture
def proxied(tmp_path, kafka, clickhouse):
    """A world whose ingest reaches ClickHouse through a proxy and gives an insert up after two seconds; and the proxy."""
    with ingest_behind_proxy(tmp_path, kafka, clickhouse, insert={"timeout": "2s"}) as (stub, proxy, process):
        world = World(stub, kafka, clickhouse)
        world.process = process
        yield world, proxy


def test_clickhouse_is_killed_and_comes_back(world):
    world.kafka.create_topic(world.topic, 2)
    world.produce(range(100))
    world.connect()
    world.clickhouse.kill()
    world.produce(range(100, 200))
    wait_until(lambda: world.view().state == world.pb.CONNECTION_STATE_FAILING, 20, "the connection says that it fails")
    assert world.view().last_error.message
    world.clickhouse.start()
    world.await_ids(range(200), "all is loaded when ClickHouse is back")
    wait_until(lambda: world.view().state == world.pb.CONNECTION_STATE_RUNNING, 20, "it runs again")


def test_the_broker_is_killed_and_comes_back(world):
    world.kafka.create_topic(world.topic, 2)
    world.produce(range(100))
    world.connect()
    world.kafka.kill()
    wait_until(lambda: world.view().last_error.code == "broker_unreachable", 20, "the connection names the brokers")
    world.kafka.start()
    world.produce(range(100, 200))
    world.await_ids(range(200), "all is loaded when Kafka is back")


def test_a_network_cut_between_ingest_and_clickhouse(proxied):
    world, proxy = proxied
    world.kafka.create_topic(world.topic, 2)
    world.produce(range(100))
    world.connect()
    proxy.cut()
    world.produce(range(100, 200))
    wait_until(lambda: world.view().state == world.pb.CONNECTION_STATE_FAILING, 20, "the connection says that it fails")
    proxy.mend()
    world.await_ids(range(200), "all is loaded when the network is back")


def test_a_network_that_stands_still_in_the_middle_of_an_insert(proxied):
    world, proxy = proxied
    world.kafka.create_topic(world.topic)
    world.produce(range(100))
    world.connect()
    proxy.stall()
    world.produce(range(100, 200))
    time.sleep(4)
    proxy.go_on()
    world.await_ids(range(200), "all is loaded when bytes move again")


@pytest.mark.parametrize("window", [1000, 0])
def test_an_insert_whose_answer_is_lost(proxied, window):
    """Also in a table that does not know tokens: it is asked what it holds."""
    world, proxy = proxied
    world.kafka.create_topic(world.topic, 4)
    world.produce(range(100))
    world.connect()
    world.clickhouse.query(f"ALTER TABLE {world.database}.t MODIFY SETTING non_replicated_deduplication_window = {window}")
    proxy.lose_answers(INSERT)
    world.produce(range(100, 200))
    wait_until(lambda: proxy.lost == 1, 20, "an answer is lost")
    world.await_ids(range(200), "the block is there once")


def test_batches_of_several_partitions_travel_together(world):
    world.kafka.create_topic(world.topic, 4)
    world.produce(range(4))
    world.connect()
    world.clickhouse.query(f"SYSTEM STOP MERGES {world.database}.t")
    before = world.clickhouse.value(f"SELECT uniqExact(_part) FROM {world.database}.t")
    for wave in range(1, 6):
        world.pause()
        for partition in range(4):
            world.produce([4 * wave + partition], partition)
        world.resume()
        world.await_ids(range(4 * wave + 4), "the wave is there")
    # Twenty batches. Partitions whose first messages come a moment later travel by themselves.
    assert world.clickhouse.value(f"SELECT uniqExact(_part) FROM {world.database}.t") - before <= 12


def test_an_insert_of_several_partitions_that_arrives_after_its_process_was_killed(proxied):
    """Those who take the partitions over insert the rows one by one, and the table drops what comes then."""
    world, proxy = proxied
    world.kafka.create_topic(world.topic, 4)
    world.produce(range(100))
    world.connect()
    proxy.hold(INSERT)
    for partition in range(4):
        world.produce(range(100 + 25 * partition, 125 + 25 * partition), partition)
    wait_until(lambda: proxy.held == 1, 20, "an insert is under way")
    world.process.kill()
    world.process.start()
    world.await_ids(range(200), "the rows are there")
    proxy.release()
    time.sleep(1)
    world.await_ids(range(200), "the late insert adds nothing")
    assert all(p.duplicated == 0 for p in world.settled_ledger())


@pytest.mark.parametrize("partitions", [1, 4])
def test_a_slow_insert_that_succeeds_after_its_client_gave_up(proxied, partitions):
    world, proxy = proxied
    world.kafka.create_topic(world.topic, partitions)
    world.produce(range(100))
    world.connect()
    proxy.hold(INSERT)
    world.produce(range(100, 200))
    wait_until(lambda: proxy.held == 1, 20, "an insert is under way")
    # Given up after two seconds, and inserted by another call.
    world.await_ids(range(200), "the rows are there")
    proxy.release()
    time.sleep(1)
    world.await_ids(range(200), "the late insert adds nothing")
    assert all(p.duplicated == 0 for p in world.settled_ledger())


def test_transactions_of_producers(world):
    """Messages of an aborted transaction are none; markers take offsets; batches of several producers lie between each other."""
    world.kafka.create_topic(world.topic)
    producers = [world.kafka.producer(**{"transactional.id": f"{world.topic}-{n}", "compression.type": codec})
                 for n, codec in enumerate(("lz4", "none"))]
    for producer in producers:
        producer.init_transactions(20)
    wanted = []
    for turn in range(6):
        for producer in producers:
            producer.begin_transaction()
        for part in range(3):
            for n, producer in enumerate(producers):
                ids = range(turn * 1000 + part * 100 + n * 10, turn * 1000 + part * 100 + n * 10 + 10)
                for number in ids:
                    producer.produce(world.topic, json.dumps({"id": number}), partition=0)
                producer.flush(20)
                wanted += ids if (turn + n) % 2 == 0 else []
        for n, producer in enumerate(producers):
            if (turn + n) % 2 == 0:
                producer.commit_transaction(20)
            else:
                producer.abort_transaction(20)
        if turn == 2:
            world.connect()
    world.await_ids(wanted, "what was committed is loaded")
    (partition,) = world.settled_ledger()
    assert partition.loaded == len(wanted) == 180
    assert partition.skipped == 6 * 2 + 180, "a marker for each transaction, and what was aborted"
    assert partition.duplicated == partition.dead_lettered == 0


def test_a_compacted_topic_and_a_start_in_the_middle_of_a_batch(world):
    world.kafka.create_topic(world.topic, **{"cleanup.policy": "compact", "segment.ms": 100,
                                             "min.cleanable.dirty.ratio": 0.01, "max.compaction.lag.ms": 100})
    def produce(numbers):
        world.kafka.produce(world.topic, [json.dumps({"id": n, "text": "t" * 100}) for n in numbers],
                            keys=[str(n % 50) if n % 3 else f"own-{n}" for n in numbers])
        time.sleep(0.2)
    for begin in range(0, 900, 300):
        produce(range(begin, begin + 300))

    def left():
        consumer = Consumer({"bootstrap.servers": world.kafka.brokers, "group.id": "looks"})
        consumer.assign([TopicPartition(world.topic, 0, 0)])
        found = []
        while not found or found[-1].offset() < 899:
            found += consumer.consume(1000, 1)
        consumer.close()
        return [message.offset() for message in found]
    wait_until(lambda: len(left()) < 600, 60, "the broker compacts the topic", interval=1)
    begin = left()[37]
    world.connect(start=world.pb.StartPosition(offsets=world.pb.PartitionOffsets(offsets={0: begin})))
    produce(range(900, 1000))
    # Read before or after the next compaction: the newest of each key stays.
    newest = {(str(n % 50) if n % 3 else f"own-{n}"): n for n in range(1000)}
    wait_until(lambda: set(n for n in newest.values() if n >= begin) <= set(world.rows()), 30, "what is left is loaded")
    ids = world.rows()
    assert len(ids) == len(set(ids)) and min(ids) >= begin
    (partition,) = world.settled_ledger()
    assert partition.duplicated == partition.dead_lettered == 0
    assert partition.loaded == len(ids)
    assert partition.loaded + partition.skipped == 1000 - begin


def test_partitions_are_added_to_the_topic(world):
    world.kafka.create_topic(world.topic, 1)
    world.produce(range(50))
    world.connect(start=world.pb.StartPosition(latest=True))
    world.admin.create_partitions([NewPartitions(world.topic, 3)])[world.topic].result(20)
    for partition in range(3):
        wait_until(lambda: world.produce([100 + partition], partition) is None, 20, "the new partition takes messages")
    world.await_ids([100, 101, 102], "the new partitions are read from their beginning", 60)
    assert [p.start_offset for p in world.ledger()] == [50, 0, 0]


def test_partitions_that_belong_to_no_member(world, ingest_stack):
    """As when all replicas are killed between the two steps of a rebalance and come back: what they get is less than everything."""
    world.kafka.create_topic(world.topic, 4)
    world.produce(range(40))
    world.connect()
    world.await_ids(range(40), "the connection loads")
    world.pause()
    instance = (ingest_stack.folder / "ingest.key.instance").read_text().strip() + "-0"
    give_out(world.kafka.port, f"aurora-{world.id}", world.topic, {instance: [2, 3]})
    for partition in range(4):
        world.produce([100 + partition], partition)
    world.resume()
    world.await_ids([*range(40), 102, 103], "what the member was given is loaded, and no more")
    world.await_ids([*range(40), *range(100, 104)], "the partitions are given out anew", 60)
    error = world.view().last_error
    assert error.code == "partitions_unowned"
    assert f"aurora-{world.id}" in error.message and f"topic {world.topic}, partition 0; topic {world.topic}, partition 1" in error.message
    assert all((p.pending, p.duplicated) == (0, 0) for p in world.settled_ledger())
    assert world.view().state == world.pb.CONNECTION_STATE_RUNNING


def remake(world, partitions=1):
    world.kafka.delete_topic(world.topic)
    wait_until(lambda: world.kafka.create_topic(world.topic, partitions) is None, 30, "the topic can be made again")


@pytest.mark.parametrize("produced", [30, 300])
def test_a_topic_is_deleted_and_made_anew(world, produced):
    """With fewer messages than before, and with more: then the client alone would read on in the middle."""
    world.kafka.create_topic(world.topic)
    world.produce(range(100))
    world.connect()
    remake(world)
    world.produce(range(1000, 1000 + produced))
    wanted = [*range(100), *range(1000, 1000 + produced)]
    world.await_ids(wanted, "rows of the old topic stay, all of the new one come", 60)
    world.produce([5000])
    world.await_ids([*wanted, 5000], "and loading goes on", 60)
    (partition,) = world.settled_ledger()
    assert (partition.start_offset, partition.next_offset) == (0, produced + 1)
    assert partition.duplicated == partition.skipped == 0


def test_a_topic_is_made_anew_while_the_connection_pauses(world):
    world.kafka.create_topic(world.topic)
    world.produce(range(20))
    # From its end: an offset that means nothing in the new topic.
    world.connect(start=world.pb.StartPosition(latest=True))
    world.produce(range(20, 40))
    world.await_ids(range(20, 40), "what came after the connection was made is loaded")
    world.pause()
    remake(world)
    world.produce(range(1000, 1100))
    world.resume()
    world.await_ids([*range(20, 40), *range(1000, 1100)], "the new topic is read from its beginning")


def test_messages_are_removed_before_they_were_read(world):
    world.kafka.create_topic(world.topic)
    world.produce(range(100))
    world.connect()
    world.pause()
    world.produce(range(100, 150))
    world.admin.delete_records([TopicPartition(world.topic, 0, 140)])[TopicPartition(world.topic, 0)].result(20)
    world.resume()
    world.await_ids([*range(100), *range(140, 150)], "what is left is loaded")
    error = world.view().last_error
    assert error.code == "messages_expired"
    assert "offsets 100 to 139" in error.message and "retention" in error.message
    (partition,) = world.settled_ledger()
    assert (partition.loaded, partition.skipped, partition.duplicated) == (110, 40, 0)
    assert world.view().state == world.pb.CONNECTION_STATE_RUNNING


def test_the_group_has_forgotten_its_offsets(world):
    """Brokers forget the offsets of a group that nobody used for a week: the table knows what it holds."""
    world.kafka.create_topic(world.topic, 2)
    world.produce(range(200))
    world.connect()
    world.kafka.produce(world.topic, ["not json"] * 5)
    wait_until(lambda: sum(p.dead_lettered for p in world.ledger()) == 5, 20, "dead letters are set aside")
    world.pause()
    group = f"aurora-{world.id}"
    wait_until(lambda: world.admin.delete_consumer_groups([group])[group].result(10) is None, 20, "the group is gone")
    world.produce(range(200, 250))
    world.resume()
    world.await_ids(range(250), "only the new messages are added")
    assert sum(p.dead_lettered for p in world.ledger()) == 5
    letters = world.clickhouse.value(f"SELECT count() FROM aurora.dead_letters WHERE topic = '{world.topic}'")
    assert letters == 5


def test_the_brokers_lose_messages_that_were_read(tmp_path, ingest, clickhouse):
    """Power fails on a broker without replicas: its newest messages are gone, and others get their offsets."""
    kafka = Kafka(tmp_path / "kafka").start()
    world = World(ingest, kafka, clickhouse)
    try:
        kafka.create_topic(world.topic)
        for first in range(0, 100, 10):
            world.produce(range(first, first + 10))
        world.connect()
        kafka.kill()
        folder = kafka.folder / "data" / f"{world.topic}-0"
        log = folder / ("0" * 20 + ".log")
        with open(log, "r+b") as file:
            file.truncate(int(log.stat().st_size * 0.75))
        for index in [*folder.glob("*.index"), *folder.glob("*.timeindex"), *folder.glob("*.snapshot")]:
            index.unlink()
        (kafka.folder / "data" / ".kafka_cleanshutdown").unlink(missing_ok=True)
        checkpoint = kafka.folder / "data" / "recovery-point-offset-checkpoint"
        checkpoint.unlink(missing_ok=True)
        kafka.start()
        end = kafka.end_offsets(world.topic)[0]
        assert 0 < end < 100
        wait_until(lambda: world.view().last_error.code == "messages_lost", 40, "it is said")
        world.produce(range(1000, 1020))
        world.await_ids([*range(100), *range(1000, 1020)], "nothing is loaded twice, and what is new is loaded")
        ingest.DeleteConnection(world.pb.DeleteConnectionRequest(id=world.id))
    finally:
        kafka.kill()


def test_start_at_an_offset_of_each_partition(world):
    world.kafka.create_topic(world.topic, 2)
    world.produce(range(20), partition=0)
    world.produce(range(100, 120), partition=1)
    start = world.pb.StartPosition(offsets=world.pb.PartitionOffsets(offsets={0: 15}))
    world.connect(start=start)
    world.await_ids([*range(15, 20), *range(100, 120)], "partition 0 begins where it was told, the other at its oldest")
    for offsets, words in [({2: 0}, "no such partition"), ({0: 21}, "offset 21")]:
        other = World(world.ingest, world.kafka, world.clickhouse)
        other.topic = world.topic
        with pytest.raises(grpc.RpcError, match=words):
            other.connect(start=world.pb.StartPosition(offsets=world.pb.PartitionOffsets(offsets=offsets)))
