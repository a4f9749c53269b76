"""Messages that repeat a key within a window are left out, the same ones whatever ends under way: on a real Kafka and a real
ClickHouse, against a second evaluation of the rule from the messages alone."""

import json
import os
import random
import subprocess
import time
import uuid

import grpc
import pytest
import requests
from confluent_kafka.admin import AdminClient
from harness.gateway_client import ADMIN, Api
from harness.grpc_client import Stub, messages
from harness.openapi_contract import Contract
from harness.process import PREFIX, wait_until
from harness.stack import RPC_TOKEN, Stack

HOUR_MS = 3_600_000


@pytest.fixture(scope="module")
def pb():
    return messages("ingest")


def duplicates_of(events, within_ms):
    """Numbers of the events, (key, timestamp) in the order of one partition, that the rule leaves out. None and "" are no keys."""
    left_out, rows, newest = [], {}, 0
    for number, (key, timestamp) in enumerate(events):
        if key and any(abs(timestamp - t) <= within_ms and t >= newest - within_ms for t in rows.get(key, [])):
            left_out.append(number)
            continue
        rows.setdefault(key, []).append(timestamp)
        newest = max(newest, timestamp)
    return left_out


class Flow:
    """A connection that deduplicates, of a topic to the table `t`."""

    def __init__(self, stub, pb, kafka, clickhouse, by=("key",), within_ms=HOUR_MS, partitions=1, hours_ago=20, **more):
        word = uuid.uuid4().hex[:8]
        self.stub, self.pb, self.kafka, self.clickhouse = stub, pb, kafka, clickhouse
        self.topic, self.database = f"repeated-{word}", f"repeated_{word}"
        self.table = f"{self.database}.t"
        self.within_ms = within_ms
        # By partition: key and timestamp of each message, in order.
        self.sent = {partition: [] for partition in range(partitions)}
        # Of the past, so that tests can go on from there.
        self.clock = (int(time.time()) - hours_ago * 3600) * 1000
        kafka.create_topic(self.topic, partitions)
        self.send([(f"first-{p}", 0) for p in range(partitions)], partition=None)
        self.transforms = pb.Transforms(steps=[
            pb.Transform(kind=pb.TRANSFORM_KIND_DEDUPLICATE, by=by, within_ms=within_ms)])
        self.connect(**more)

    def connect(self, **more):
        self.id = self.stub.CreateConnection(self.pb.CreateConnectionRequest(
            brokers=self.pb.Brokers(bootstrap_servers=self.kafka.brokers), topic=self.topic, database=self.database, table="t",
            transforms=self.transforms, wait_ms_max=20_000, **more)).connection.id

    def send(self, events, partition=0):
        """(key, seconds behind the flow's clock) each; partition None: one each."""
        for place in [partition] if partition is not None else list(self.sent):
            mine = events if partition is not None else [events[place]]
            stamped = [(key, self.clock + int(seconds * 1000)) for key, seconds in mine]
            first = len(self.sent[place])
            self.sent[place] += stamped
            self.kafka.produce(
                self.topic, [json.dumps({"key": key, "n": first + i, "at": f"2026-0{1 + i % 3}-10T00:00:00Z"})
                             for i, (key, _) in enumerate(stamped)],
                partition=place, timestamps=[timestamp for _, timestamp in stamped])

    def ledger(self):
        return self.stub.GetLedger(self.pb.GetLedgerRequest(id=self.id)).partitions

    def view(self):
        return self.stub.GetConnection(self.pb.GetConnectionRequest(id=self.id)).connection

    def await_end(self, seconds=30):
        """The ledger once all is dealt with; all that is skipped was left out as a duplicate."""
        end = sum(self.kafka.end_offsets(self.topic).values())

        def finished():
            partitions = self.ledger()
            return sum(p.next_offset for p in partitions) == end and partitions
        partitions = wait_until(finished, seconds, f"the ledger of {self.topic} reaches {end}")
        for p in partitions:
            assert p.loaded + p.dead_lettered + p.skipped == p.next_offset - p.start_offset, p
            assert p.skipped == p.duplicates + p.filtered and p.duplicated == p.pending == 0, p
        return partitions

    def rows(self):
        return {(p, o) for p, o in self.clickhouse.query(f"SELECT _partition, _offset FROM {self.table}")}

    def written(self):
        return {(p, o) for p, first, last in self.clickhouse.query(
            f"SELECT partition, first_offset, last_offset FROM aurora.skipped_offsets WHERE connection_id = '{self.id}' AND "
            "reason = 'duplicate'") for o in range(first, last + 1)}

    def check_against_the_rule(self):
        wanted = {(p, o) for p, events in self.sent.items() for o in duplicates_of(events, self.within_ms)}
        everything = {(p, o) for p, events in self.sent.items() for o in range(len(events))}
        assert self.rows() == everything - wanted
        assert self.written() == wanted
        assert self.clickhouse.value(f"SELECT count() FROM {self.table}") == len(everything - wanted)
        return wanted


@pytest.fixture
def flow(ingest, pb, kafka, clickhouse):
    return lambda **more: Flow(ingest, pb, kafka, clickhouse, **more)


def test_of_equal_keys_within_the_window_the_first_becomes_a_row(flow):
    loading = flow(within_ms=60_000)
    loading.send([("a", 0), ("a", 10), ("b", 10), ("a", 60), ("a", 61), ("a", 100), ("b", 71), (None, 71), (None, 71), ("", 71),
                  ("", 71)])
    (partition,) = loading.await_end()
    assert loading.check_against_the_rule() == {(0, 2), (0, 4), (0, 6)}
    assert (partition.loaded, partition.duplicates, partition.filtered) == (9, 3, 0)


def test_a_key_of_several_columns_goes_by_what_the_table_stores(ingest, ingest_stack, pb, kafka, clickhouse):
    """Filtered, renamed, cast and hashed before: 7 and "7" are one number."""
    word = uuid.uuid4().hex[:8]
    topic, database = f"repeated-{word}", f"repeated_{word}"
    kafka.create_topic(topic)
    kafka.produce(topic, [json.dumps(message) for message in (
        {"id": 7, "mail": "m", "state": "x"}, {"id": "7", "mail": "m", "state": "x"}, {"id": 7, "mail": "o", "state": "x"},
        {"id": 8, "mail": "m", "state": "draft"}, {"id": 8, "mail": "m", "state": "x"}, {"id": "many", "mail": "m", "state": "x"})])
    kind = pb.TransformKind.Value
    identity = ingest.CreateConnection(pb.CreateConnectionRequest(
        brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=topic, database=database, table="t", wait_ms_max=20_000,
        transforms=pb.Transforms(hash_salt="a salt of this test", steps=[
            pb.Transform(kind=kind("TRANSFORM_KIND_FILTER"), field="state", condition=pb.Condition(
                operator=pb.CONDITION_OPERATOR_EQUAL, values=["draft"], negated=True)),
            pb.Transform(kind=kind("TRANSFORM_KIND_RENAME"), field="id", to="number"),
            pb.Transform(kind=kind("TRANSFORM_KIND_CAST"), field="number", type="Int32"),
            pb.Transform(kind=kind("TRANSFORM_KIND_DEDUPLICATE"), by=["number", "mail"], within_ms=HOUR_MS),
            pb.Transform(kind=kind("TRANSFORM_KIND_HASH"), field="mail")]))).connection.id

    def finished():
        (partition,) = ingest.GetLedger(pb.GetLedgerRequest(id=identity)).partitions
        return partition.next_offset == 6 and partition
    partition = wait_until(finished, 30, "all is dealt with")
    assert (partition.loaded, partition.duplicates, partition.filtered, partition.dead_lettered) == (3, 1, 1, 1)
    assert clickhouse.query(f"SELECT number, _offset FROM {database}.t ORDER BY _offset") == [[7, 0], [7, 2], [8, 4]]
    metrics = requests.get(f"http://{ingest_stack.services['ingest'].admin}/metrics", timeout=5).text
    counted = {line.rpartition(" ")[0]: line.rpartition(" ")[2] for line in metrics.splitlines() if identity in line}
    for reason in ("filter", "duplicate"):
        (name,) = [n for n in counted if n.startswith("aurora_ingest_skipped_messages_total") and f'reason="{reason}"' in n]
        assert counted[name] == "1", counted


def test_killed_again_and_again_it_leaves_out_the_same(tmp_path, kafka, clickhouse, pb):
    stack = Stack(tmp_path / "stack", clickhouse, kafka)
    stack.start("provisioning", "schema-inference", "ingest")
    service = stack.services["ingest"]
    chance = random.Random(7)
    try:
        loading = Flow(Stub("ingest", stack.addresses["ingest"], RPC_TOKEN), pb, kafka, clickhouse, partitions=3, within_ms=60_000,
                       batch=pb.BatchBounds(rows_max=300, delay_ms_max=20))
        for round_number in range(7):
            for partition in range(3):
                # Mostly in order, some far off.
                loading.send([(f"k{chance.randrange(60)}" if chance.random() > 0.02 else None,
                               round_number * 40 + i / 50 + chance.choice([0, 0, 0, -5, -70]))
                              for i in range(2000)], partition=partition)
            # At another moment of its work each time.
            time.sleep(0.05 * round_number)
            service.kill()
            service.start()
            loading.stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        ledger = loading.await_end(120)
        wanted = loading.check_against_the_rule()
        assert len(wanted) > 20_000 and sum(p.duplicates for p in ledger) == len(wanted)
    finally:
        stack.stop()


def test_it_goes_on_the_same_when_the_group_has_forgotten_its_offsets(flow, kafka, pb):
    """All is read again; what are rows is known from the table, and the rest is decided about once more."""
    loading = flow(partitions=2)
    for partition in (0, 1):
        loading.send([(f"k{i % 40}", i) for i in range(300)], partition=partition)
    before = sorted((p.partition, p.loaded, p.duplicates) for p in loading.await_end())
    assert [p[2] for p in before] == [260, 260]
    loading.stub.PauseConnection(pb.PauseConnectionRequest(id=loading.id))
    admin, group = AdminClient({"bootstrap.servers": kafka.brokers}), f"aurora-{loading.id}"
    wait_until(lambda: admin.delete_consumer_groups([group])[group].result(10) is None, 20, "the group is gone")
    loading.send([(f"k{i}", 400) for i in range(50)])
    loading.stub.ResumeConnection(pb.ResumeConnectionRequest(id=loading.id))
    loading.await_end()
    loading.check_against_the_rule()


def test_a_connection_that_is_made_anew_knows_the_rows_of_its_table(flow, pb):
    loading = flow()
    loading.send([("a", 1), ("b", 2)])
    loading.await_end()
    loading.stub.DeleteConnection(pb.DeleteConnectionRequest(id=loading.id))
    loading.send([("a", 3), ("c", 4)])
    loading.connect()
    wait_until(lambda: sum(p.next_offset for p in loading.ledger()) == 5, 30, "the rest is dealt with")
    assert loading.rows() == {(0, 0), (0, 1), (0, 2), (0, 4)} and loading.written() == {(0, 3)}


def test_a_topic_that_is_made_anew_begins_with_empty_windows(flow, kafka, pb):
    """Rows of the earlier topic have the same keys and offsets; neither now nor after a restart do they count."""
    loading = flow()
    loading.send([(f"k{i}", i) for i in range(30)])
    loading.await_end()
    admin = AdminClient({"bootstrap.servers": kafka.brokers})
    admin.delete_topics([loading.topic])[loading.topic].result(20)
    wait_until(lambda: loading.topic not in admin.list_topics(timeout=10).topics, 20, "the topic is gone")
    kafka.create_topic(loading.topic)
    loading.clock += 60_000
    loading.sent = {0: []}
    loading.send([("k1", 0), ("k2", 1), ("k1", 2), *((f"new-{i}", 3) for i in range(10))])

    def dealt_with(end):
        def finished():
            (partition,) = loading.ledger()
            return partition.next_offset == end and partition
        return wait_until(finished, 60, f"the new topic is read up to {end}")
    assert dealt_with(13).duplicates == 1
    loading.stub.PauseConnection(pb.PauseConnectionRequest(id=loading.id))
    # k5 is a key of the earlier topic only, whose row has an offset that this one has passed; k2 is one of both.
    loading.send([("k5", 4), ("k2", 5), ("k5", 6)])
    loading.stub.ResumeConnection(pb.ResumeConnectionRequest(id=loading.id))
    partition = dealt_with(16)
    assert (partition.duplicates, partition.duplicated) == (3, 0)
    assert loading.written() == {(0, 2), (0, 14), (0, 15)}


def test_a_replayed_letter_is_left_out_when_a_row_has_its_key(flow, clickhouse, pb, kafka):
    loading = flow(by=("n",))
    bad = [json.dumps({"key": "k", "n": n, "at": "never"}) for n in (100, 200, 200)]
    kafka.produce(loading.topic, bad, timestamps=[loading.clock + 1000] * 3)
    kafka.produce(loading.topic, [json.dumps({"key": "k", "n": 100, "at": "2026-01-10T00:00:00Z"})], timestamps=[loading.clock + 2000])
    wait_until(lambda: sum(p.next_offset for p in loading.ledger()) == 5, 30, "all is dealt with")
    (partition,) = loading.ledger()
    # A letter keeps nobody out.
    assert (partition.loaded, partition.dead_lettered, partition.duplicates) == (2, 3, 0)
    clickhouse.query("ALTER TABLE aurora.dead_letters UPDATE value = replaceOne(value, 'never', '2026-01-10T00:00:00Z') WHERE "
                     f"connection_id = '{loading.id}' SETTINGS mutations_sync = 1")
    report = loading.stub.ReplayDeadLetters(pb.ReplayDeadLettersRequest(id=loading.id, choice=pb.DeadLetterChoice(all=True)))
    assert (report.replayed, report.kept, report.skipped, report.left) == (1, 0, 2, 0), report
    (partition,) = loading.ledger()
    assert (partition.loaded, partition.dead_lettered, partition.duplicates, partition.skipped) == (3, 0, 2, 2)
    assert loading.written() == {(0, 1), (0, 3)} and clickhouse.value(f"SELECT uniqExact(n) = count() FROM {loading.table}") == 1


def test_late_messages_become_rows_and_the_connection_says_so(flow):
    loading = flow(within_ms=60_000)
    loading.send([("a", 0), ("b", 3000), ("a", 1), ("a", 1)])
    (partition,) = loading.await_end()
    assert (partition.loaded, partition.duplicates) == (5, 0)
    warning = wait_until(lambda: [w for w in loading.view().warnings if w.code == "late_for_deduplication"], 20, "a warning")[0]
    assert "2 messages" in warning.message and "window of deduplicate" in warning.message


def test_what_cannot_be_deduplicated_is_refused_with_the_remedy(ingest, pb, kafka, clickhouse):
    word = uuid.uuid4().hex[:8]
    topic, database = f"repeated-{word}", f"repeated_{word}"
    kafka.create_topic(topic)
    kafka.produce(topic, [json.dumps({"key": "k", "n": 1, "x": 1.5})])

    def refusal(by, within_ms=HOUR_MS, table="t", **more):
        with pytest.raises(grpc.RpcError) as error:
            ingest.CreateConnection(pb.CreateConnectionRequest(
                brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=topic, database=database, table=table, wait_ms_max=1000,
                transforms=pb.Transforms(steps=[pb.Transform(kind=pb.TRANSFORM_KIND_DEDUPLICATE, by=by, within_ms=within_ms)]), **more))
        return error.value.details()
    assert "no column that is filled from field order_id" in refusal(["order_id"])
    assert "which makes no key; cast it to String" in refusal(["x"])
    assert "the window is 1s to 24h" in refusal(["key"], 25 * HOUR_MS)
    assert "it takes 1 to 10 fields" in refusal([])
    assert "keeps the latest state" in refusal(["key"], format=pb.MessageFormat(envelope=pb.ENVELOPE_DEBEZIUM))
    # From here on Aurora may use the database.
    ingest.CreateConnection(pb.CreateConnectionRequest(
        brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=topic, database=database, table="plain", wait_ms_max=10_000))
    own = "_topic LowCardinality(String), _partition Int32, _offset Int64, _timestamp DateTime64(3, 'UTC'), _overflow String"
    made = f"CREATE TABLE {database}.%s (key String, n Int64, x Float64, {own}) ENGINE = %s ORDER BY key %s"
    clickhouse.query(made % ("short", "MergeTree", "TTL toDateTime(_timestamp) + INTERVAL 1 HOUR"))
    assert "removes rows after 1h" in refusal(["key"], table="short")
    clickhouse.query(made % ("merged", "ReplacingMergeTree", ""))
    assert "is a ReplacingMergeTree, whose rows may vanish" in refusal(["key"], table="merged")


def test_a_ttl_that_comes_later_stops_loading_and_says_why(flow, clickhouse):
    loading = flow(within_ms=2 * HOUR_MS, hours_ago=0)
    clickhouse.query(f"ALTER TABLE {loading.table} MODIFY TTL toDateTime(_timestamp) + INTERVAL 1 HOUR SETTINGS mutations_sync = 1, "
                     "materialize_ttl_after_modify = 0")
    # It is looked at between two batches.
    def told():
        loading.send([("a", 5)])
        error = loading.view().last_error
        return "removes rows after 1h" in error.message
    wait_until(told, 30, "the connection says what is wrong")
    clickhouse.query(f"ALTER TABLE {loading.table} REMOVE TTL")
    loading.await_end(60)


@pytest.fixture(scope="module")
def api(stack):
    return Api(stack.gateway_url, Contract(requests.get(stack.gateway_url + "/api/openapi.json", timeout=10).json()))


def test_deduplication_in_the_rest_api_and_on_the_command_line(stack, api, kafka):
    topic = f"repeated-{uuid.uuid4().hex[:8]}"
    kafka.create_topic(topic, 2)
    for partition in (0, 1):
        kafka.produce(topic, [json.dumps({"order_id": f"o{n % 5}", "n": n}) for n in range(20)], partition=partition)
    table = f"shop.{topic.replace('-', '_')}"
    body = {"brokers": kafka.brokers, "topic": topic, "table": table, "transforms": [
        {"kind": "deduplicate", "by": ["order_id"], "within": "1h"}]}
    preview = api.post("/api/v1/connections/preview", body).json()
    assert preview["duplicates"] == 30 and preview["sampled"] == 40 and preview["filtered"] == 0
    shown = {(message["partition"], message["offset"]): message for message in preview["messages"]}
    assert "duplicate" not in shown[0, 4] and shown[0, 4]["transformed"]
    assert shown[1, 5]["duplicate"] is True and "transformed" not in shown[1, 5]
    assert any("5 keys of the sample lie in several partitions" in reason for reason in preview["reasons"]), preview["reasons"]
    for wrong, where in (({"by": ["a"]}, "within"), ({"within": "1h"}, "by"), ({"by": ["a"], "within": "soon"}, "within"),
                         ({"by": ["a"], "within": "1h", "field": "a"}, "field")):
        refused = api.post("/api/v1/connections/preview", {**body, "transforms": [{"kind": "deduplicate", **wrong}]})
        assert refused.status_code == 400 and "transforms[0]" in refused.text and where in refused.text, refused.text

    def aurora(*arguments, check=0):
        done = subprocess.run([PREFIX / "bin" / "aurora", *arguments], capture_output=True, text=True, timeout=60,
                              env={**os.environ, "AURORA_URL": stack.gateway_url, "AURORA_TOKEN": ADMIN})
        assert done.returncode == check, done.stdout + done.stderr
        return done
    connect = ("connect", "--brokers", kafka.brokers, "--topic", topic, "--table", table, "--yes")
    aurora(*connect, "--json", "--transform", "deduplicate:order_id within 1h")
    listed = next(c for c in json.loads(aurora("connections", "--json").stdout)["connections"] if c["topic"] == topic)
    assert listed["transforms"] == body["transforms"]

    def figures():
        partitions = json.loads(aurora("ledger", topic, "--json").stdout)["partitions"]
        return [(p["loaded"], p["skipped"], p["duplicates"], p["duplicated"]) for p in partitions]
    wait_until(lambda: figures() == [(5, 15, 15, 0)] * 2, 30, "the ledger tells the duplicates")
    assert "duplicates" in aurora("ledger", topic).stdout
    assert api.get(f"/api/v1/connections/{listed['id']}/ledger").json()["partitions"][0]["duplicates"] == 15
    assert "deduplicate:FIELD" in aurora("connect", "--help").stdout
    assert "deduplicate:FIELD,FIELD within 1h" in aurora(*connect, "--transform", "deduplicate:a", check=2).stderr
    aurora("disconnect", topic, "--drop-table")
