"""Formats beyond JSON objects: CSV, raw text, and what a schema registry describes, from a real Kafka into a real ClickHouse."""

import datetime
import decimal
import io
import json
import time
import uuid

import fastavro
import grpc
import pytest
from confluent_kafka.admin import AdminClient
from harness.authority import Authority
from harness.grpc_client import messages
from harness.process import wait_until
from harness.schema_registry import SchemaRegistry, framed


@pytest.fixture(scope="module")
def pb():
    return messages("ingest")


@pytest.fixture
def names():
    """A topic and a database that no other test has."""
    word = uuid.uuid4().hex[:8]
    return f"topic-{word}", f"db_{word}"


@pytest.fixture
def registry():
    server = SchemaRegistry(user="reader", password="registry-secret").start()
    yield server
    server.stop()


class Loading:
    """One connection with the questions that tests have about it."""

    def __init__(self, ingest, pb, kafka, clickhouse, names, message_format, topic=None, table="t", **more):
        self.ingest, self.pb, self.clickhouse, self.table = ingest, pb, clickhouse, table
        self.topic, self.database = topic or names[0], names[1]
        self.connection = ingest.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=self.topic, database=self.database, table=table,
            format=message_format, wait_ms_max=20_000, **more)).connection

    def query(self, sql):
        return self.clickhouse.query(sql.replace("$t", f"{self.database}.{self.table}"))

    def types(self):
        return {row[0]: row[1] for row in self.query("DESCRIBE TABLE $t") if not row[0].startswith("_")}

    def await_offset(self, offset, seconds=20):
        def finished():
            ledger = self.ingest.GetLedger(self.pb.GetLedgerRequest(id=self.connection.id)).partitions
            return sum(p.next_offset for p in ledger) == offset and ledger
        ledger = wait_until(finished, seconds, f"the ledger reaches {offset}")
        assert all(p.duplicated == p.pending == 0 for p in ledger)
        return ledger

    def await_column(self, name):
        """Until messages are read with a column for a new field; values of before are in _overflow."""
        def begun():
            history = self.ingest.GetSchemaHistory(self.pb.GetSchemaHistoryRequest(id=self.connection.id)).entries
            return any(entry.column == name and entry.starts for entry in history)
        wait_until(begun, 30, f"rows have a column {name}")

    def now(self):
        return self.ingest.GetConnection(self.pb.GetConnectionRequest(id=self.connection.id)).connection

    def dead_letters(self):
        letters = self.ingest.ListDeadLetters(self.pb.ListDeadLettersRequest(id=self.connection.id)).dead_letters
        return {letter.offset: letter for letter in letters}


@pytest.fixture
def load(ingest, pb, kafka, clickhouse, names):
    return lambda message_format, **more: Loading(ingest, pb, kafka, clickhouse, names, message_format, **more)


def registry_of(pb, registry, password="registry-secret", **more):
    return pb.SchemaRegistry(url=registry.url, username="reader", password=password, **more)


def avro(schema, value) -> bytes:
    out = io.BytesIO()
    fastavro.schemaless_writer(out, fastavro.parse_schema(schema), value)
    return out.getvalue()


def test_records_of_csv_are_rows_with_the_types_that_their_values_have(load, pb, ingest, kafka, names):
    topic, _ = names
    kafka.create_topic(topic)
    kafka.produce(topic, [f'{n};2026-11-21T10:{n % 60:02d}:00Z;{n / 4};"say ""{n}"", twice";{n:05d};{"x" if n % 2 else ""}'
                          for n in range(200)])
    form = pb.MessageFormat(kind=pb.FORMAT_KIND_CSV, csv=pb.CsvOptions(
        delimiter=";", columns=["id", "at", "price", "note", "zip", "maybe"]))
    preview = ingest.PreviewTopic(pb.PreviewTopicRequest(brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=topic,
                                                         format=form))
    assert [field.name for field in preview.schema.fields][:3] == ["id", "at", "price"]
    loading = load(form)
    types = loading.types()
    assert types["id"] == "Int64" and types["at"].startswith("DateTime64") and "String" in types["zip"]
    assert "Nullable" in types["maybe"]
    assert loading.query("SELECT count(), sum(id), sum(price), countIf(maybe = 'x') FROM $t")[0][:2] == [200, 19900]
    assert loading.query("SELECT note, zip FROM $t WHERE id = 7") == [['say "7", twice', "00007"]]
    kafka.produce(topic, ['1;"never closed', "a\nb", "", '500;2026-11-22T00:00:00Z;1;n;z;x;more'])
    (partition,) = loading.await_offset(204)
    assert partition.loaded == 201 and partition.dead_lettered == 3
    letters = loading.dead_letters()
    assert letters[200].code == "not_csv" and "value 2: a quote is never closed" in letters[200].reason
    assert letters[200].value == b'1;"never closed'
    assert letters[201].code == "not_csv" and letters[202].code == "empty"
    assert json.loads(loading.query("SELECT _overflow FROM $t WHERE id = 500")[0][0]) == {"column7": "more"}
    # What a connection is, it stays over a restart: the format is told.
    kept = loading.now().format
    assert kept.kind == pb.FORMAT_KIND_CSV and kept.csv.delimiter == ";" and list(kept.csv.columns)[0] == "id"


def test_raw_text_is_one_column_whatever_it_looks_like(load, pb, kafka, names):
    topic, _ = names
    values = ["2026-11-21", '{"a": 1}', "plain", "", "17", "two\nlines"]
    kafka.create_topic(topic)
    kafka.produce(topic, [*values, b"\xff\xfe", None])
    loading = load(pb.MessageFormat(kind=pb.FORMAT_KIND_RAW))
    assert loading.types() == {"value": "String"}
    (partition,) = loading.await_offset(8)
    assert [row[0] for row in loading.query("SELECT value FROM $t ORDER BY _offset")] == values
    assert partition.dead_lettered == 2
    assert {letter.code for letter in loading.dead_letters().values()} == {"invalid_utf8", "tombstone"}


ORDER = {"type": "record", "name": "Order", "namespace": "shop", "fields": [
    {"name": "id", "type": "long"},
    {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
    {"name": "total", "type": {"type": "bytes", "logicalType": "decimal", "precision": 10, "scale": 2}},
    {"name": "day", "type": {"type": "int", "logicalType": "date"}},
    {"name": "key", "type": {"type": "string", "logicalType": "uuid"}},
    {"name": "note", "type": ["null", "string"]}]}


def order(number, **more):
    return {"id": number, "at": datetime.datetime(2026, 11, 21, 10, 0, number % 60, 123_000, tzinfo=datetime.timezone.utc),
            "total": decimal.Decimal(number) / 4, "day": datetime.date(2026, 11, 21), "key": uuid.UUID(int=number),
            "note": "x" if number % 2 else None, **more}


def test_avro_of_several_versions_with_references_through_a_registry_that_wants_a_password(load, pb, kafka, names, registry):
    topic, _ = names
    money = {"type": "record", "name": "Money", "namespace": "common", "fields": [
        {"name": "currency", "type": "string"}, {"name": "cents", "type": "long"}]}
    newer = {**ORDER, "fields": [*ORDER["fields"], {"name": "fee", "type": "common.Money"}]}
    first = registry.register(f"{topic}-value", ORDER)
    registry.register("common.Money", money)
    second = registry.register(f"{topic}-value", newer, references=[
        {"name": "common.Money", "subject": "common.Money", "version": 1}])
    whole = {**ORDER, "fields": [*ORDER["fields"], {"name": "fee", "type": money}]}
    old = [framed(first, avro(ORDER, order(n))) for n in range(100)]
    new = [framed(second, avro(whole, order(n, fee={"currency": "EUR", "cents": n}))) for n in range(100, 200)]
    kafka.create_topic(topic)
    kafka.produce(topic, [message for pair in zip(old, new) for message in pair])
    loading = load(pb.MessageFormat(kind=pb.FORMAT_KIND_AVRO, registry=registry_of(pb, registry)))
    types = loading.types()
    assert types["id"] == "Int64" and types["at"] == "DateTime64(3, 'UTC')" and types["total"].startswith("Decimal(")
    assert types["day"].startswith("Date") and types["key"] == "UUID"
    loading.await_offset(200)
    assert loading.query("SELECT count(), sum(id), toString(sum(total)), countIf(note = 'x'), sum(fee_cents) FROM $t") == [
        [200, 19900, "4975", 100, sum(range(100, 200))]]
    assert loading.query("SELECT toString(at), toString(total), toString(day), toString(key) FROM $t WHERE id = 7") == [
        ["2026-11-21 10:00:07.123", "1.75", "2026-11-21", str(uuid.UUID(int=7))]]
    # Each schema is asked for a few times (preview, loading), not for each message.
    assert len(registry.asked) < 20

    kafka.produce(topic, [framed(9999, b"\x02"), framed(first, b"\xff\xff"), b'{"id": 1}', framed(first, avro(ORDER, order(500)))])
    (partition,) = loading.await_offset(204)
    assert partition.loaded == 201 and partition.dead_lettered == 3
    letters = loading.dead_letters()
    assert letters[200].code == "schema_unknown"
    assert "schema id 9999" in letters[200].reason and "register it there" in letters[200].reason
    assert letters[201].code == "schema_mismatch" and f"schema id {first} at byte" in letters[201].reason
    assert letters[202].code == "schema_mismatch"
    # The password is never sent back.
    kept = loading.now().format
    assert kept.registry.username == "reader" and kept.registry.password == ""
    assert "registry-secret" not in str(loading.now())


def test_a_registry_that_is_away_makes_no_dead_letter_and_loading_goes_on_by_itself(load, pb, kafka, names, registry):
    topic, _ = names
    first = registry.register(f"{topic}-value", ORDER)
    kafka.create_topic(topic)
    kafka.produce(topic, [framed(first, avro(ORDER, order(n))) for n in range(10)])
    loading = load(pb.MessageFormat(kind=pb.FORMAT_KIND_AVRO, registry=registry_of(pb, registry)))
    loading.await_offset(10)
    newer = {**ORDER, "fields": [*ORDER["fields"], {"name": "more", "type": "string"}]}
    second = registry.register(f"{topic}-value", newer)
    registry.stop()
    begin = time.monotonic()
    kafka.produce(topic, [framed(second, avro(newer, order(n, more="m"))) for n in range(10, 20)])

    def failing():
        connection = loading.now()
        return connection.state == pb.CONNECTION_STATE_FAILING and connection.last_error
    error = wait_until(failing, 10, "the connection is failing")
    assert error.code == "registry_unreachable" and registry.url in error.message
    print(f"failing after {time.monotonic() - begin:.1f} s")
    time.sleep(2)
    assert loading.now().state == pb.CONNECTION_STATE_FAILING
    assert loading.query("SELECT count() FROM $t") == [[10]]
    registry.start()
    loading.await_offset(20, 30)
    assert loading.query("SELECT count(), uniqExact(id) FROM $t") == [[20, 20]]
    assert loading.dead_letters() == {}
    wait_until(lambda: loading.now().state == pb.CONNECTION_STATE_RUNNING, 10, "the connection runs again")


def test_what_is_wrong_with_a_registry_is_named(load, pb, kafka, names, registry, tmp_path):
    topic, _ = names
    number = registry.register(f"{topic}-value", ORDER)
    kafka.create_topic(topic)
    kafka.produce(topic, [framed(number, avro(ORDER, order(1)))])

    def refused(**form):
        with pytest.raises(grpc.RpcError) as error:
            load(pb.MessageFormat(kind=pb.FORMAT_KIND_AVRO, **form))
        return error.value.details()
    assert "needs the URL of a schema registry" in refused()
    assert "refuses the user and password" in refused(registry=registry_of(pb, registry, password="wrong"))
    assert "wrong" not in refused(registry=registry_of(pb, registry, password="wrong"))
    assert "cannot be reached" in refused(registry=pb.SchemaRegistry(url="http://127.0.0.1:1"))
    assert "is not an address" in refused(registry=pb.SchemaRegistry(url="registry"))


def test_a_registry_behind_tls_is_trusted_by_its_own_authority(load, pb, kafka, names, tmp_path):
    topic, _ = names
    authority = Authority(tmp_path, "registry-ca")
    secure = SchemaRegistry(user="reader", password="registry-secret",
                            certificate=authority.issue("registry", "IP:127.0.0.1")).start()
    try:
        number = secure.register(f"{topic}-value", ORDER)
        kafka.create_topic(topic)
        kafka.produce(topic, [framed(number, avro(ORDER, order(n))) for n in range(5)])
        with pytest.raises(grpc.RpcError) as error:
            load(pb.MessageFormat(kind=pb.FORMAT_KIND_AVRO, registry=registry_of(pb, secure)))
        assert "cannot be reached" in error.value.details()
        loading = load(pb.MessageFormat(kind=pb.FORMAT_KIND_AVRO, registry=registry_of(
            pb, secure, ca_certificate=authority.certificate.read_text())))
        loading.await_offset(5)
    finally:
        secure.stop()


PROTO = """syntax = "proto3";
package shop;
import "google/protobuf/timestamp.proto";
import "common/money.proto";
message Other { string a = 1; }
message Order {
  int64 id = 1;
  google.protobuf.Timestamp at = 2;
  enum State { NEW = 0; PAID = 1; }
  State state = 3;
  common.Money price = 4;
  optional string note = 5;
  message Line { string sku = 1; int32 pieces = 2; }
  repeated Line lines = 6;
}
"""
MONEY = 'syntax = "proto3"; package common; message Money { string currency = 1; int64 cents = 2; }'


@pytest.fixture(scope="module")
def order_messages(tmp_path_factory):
    """Google's own Python for PROTO."""
    import importlib
    import sys

    from grpc_tools import protoc
    folder = tmp_path_factory.mktemp("protobuf")
    (folder / "common").mkdir()
    (folder / "formats_order.proto").write_text(PROTO)
    (folder / "common" / "money.proto").write_text(MONEY)
    include = importlib.resources.files("grpc_tools") / "_proto"
    assert protoc.main(["protoc", f"-I{folder}", f"-I{include}", f"--python_out={folder}", "formats_order.proto",
                        "common/money.proto"]) == 0
    sys.path.insert(0, str(folder))
    return importlib.import_module("formats_order_pb2")


def test_protobuf_with_imports_and_the_indexes_of_its_type(load, pb, kafka, names, registry, order_messages):
    topic, _ = names
    registry.register("money", MONEY, "PROTOBUF")
    number = registry.register(f"{topic}-value", PROTO, "PROTOBUF", references=[
        {"name": "common/money.proto", "subject": "money", "version": 1}])

    def message(n):
        order = order_messages.Order(id=2**53 + n, state=n % 2, price={"currency": "EUR", "cents": n},
                                     lines=[{"sku": "a", "pieces": n}])
        order.at.FromMilliseconds(1_795_255_200_123 + n)
        if n % 2:
            order.note = "x"
        # The second type of the file: one index, 1, as zigzag varints.
        return framed(number, b"\x02\x02" + order.SerializeToString())
    kafka.create_topic(topic)
    kafka.produce(topic, [message(n) for n in range(100)])
    loading = load(pb.MessageFormat(kind=pb.FORMAT_KIND_PROTOBUF, registry=registry_of(pb, registry)))
    loading.await_offset(100)
    types = loading.types()
    assert types["id"] == "Int64" and types["at"] == "DateTime64(3, 'UTC')" and types["price_cents"] == "Int64"
    assert loading.query("SELECT count(), min(id), countIf(state = 'PAID'), countIf(note IS NULL), sum(price_cents) FROM $t"
                         ) == [[100, 2**53, 50, 50, 4950]]
    kafka.produce(topic, [framed(number, b"\x02\x02\x08"), framed(number, b"\x02\x0a\x08\x01"), message(500)])
    (partition,) = loading.await_offset(103)
    assert partition.dead_lettered == 2
    letters = loading.dead_letters()
    assert letters[100].code == letters[101].code == "schema_mismatch"
    assert "its bytes are no shop.Order" in letters[100].reason and "no message type" in letters[101].reason


def test_json_schema_is_the_json_behind_the_frame(load, pb, kafka, names, registry):
    topic, _ = names
    number = registry.register(f"{topic}-value", '{"type": "object"}', "JSON")
    kafka.create_topic(topic)
    kafka.produce(topic, [framed(number, json.dumps({"id": n, "name": f"n{n}"}).encode()) for n in range(20)])
    loading = load(pb.MessageFormat(kind=pb.FORMAT_KIND_JSON_SCHEMA, registry=registry_of(pb, registry)))
    kafka.produce(topic, [framed(4711, b'{"id": 1}'), b'{"id": 1}'])
    (partition,) = loading.await_offset(22)
    assert partition.loaded == 20
    assert [letter.code for _, letter in sorted(loading.dead_letters().items())] == ["schema_unknown", "schema_mismatch"]


def change(op, number, before=None, after=None, at=None, wrapped=False):
    """Key and value of one of Debezium's envelopes."""
    at = at or 1_795_255_200_000 + number
    envelope = {"before": before, "after": after, "op": op, "ts_ms": at + 5,
                "source": {"connector": "postgresql", "ts_ms": at, "db": "shop", "table": "orders", "lsn": number}}
    row = after or before
    key = {"id": row["id"]}
    if wrapped:
        key, envelope = ({"schema": {"type": "struct", "fields": []}, "payload": part} for part in (key, envelope))
    return json.dumps(key), json.dumps(envelope)


@pytest.mark.parametrize("wrapped", [False, True], ids=["bare", "with its schema"])
def test_changes_of_another_database_are_the_latest_state_of_its_rows(load, pb, kafka, names, wrapped):
    topic, _ = names

    def row(number, state):
        return {"id": number, "state": state, "total": number / 4}
    changes = [change("r", n, after=row(n, "new"), wrapped=wrapped) for n in range(100)]
    # All in one millisecond: insert, update, delete; and an insert again of a row that was deleted.
    changes += [change(op, n, before, after, at=1_795_255_300_000, wrapped=wrapped) for n in (200, 201) for op, before, after in [
        ("c", None, row(n, "new")), ("u", row(n, "new"), row(n, "paid")), ("d", row(n, "paid"), None)]]
    changes += [change("c", 201, after=row(201, "again"), at=1_795_255_300_000, wrapped=wrapped)]
    changes += [change("u", 500, row(n, "new"), row(n, "paid"), wrapped=wrapped) for n in range(50)]
    changes += [change("d", 501, row(n, "paid"), None, wrapped=wrapped) for n in range(10)]
    kafka.create_topic(topic)
    kafka.produce(topic, [value for _, value in changes], keys=[key for key, _ in changes])
    loading = load(pb.MessageFormat(envelope=pb.ENVELOPE_DEBEZIUM))
    (partition,) = loading.await_offset(len(changes))
    assert partition.dead_lettered == 0
    engine, order = loading.clickhouse.query("SELECT engine_full, sorting_key FROM system.tables WHERE "
                                             f"database = '{loading.database}' AND name = 't'")[0]
    assert engine.replace("`", "").startswith("ReplacingMergeTree(_version, _deleted)") and order.strip("()`") == "id"
    final = "SELECT count(), countIf(state = 'paid'), countIf(state = 'again'), min(id) FROM $t FINAL"
    assert loading.query(final) == [[91, 40, 1, 10]]
    # Also when deletes come with nothing but the key, and with the tombstones behind them.
    deletes = [change("d", 600, {"id": n}, None, wrapped=wrapped) for n in range(10, 20)]
    kafka.produce(topic, [value for key, value in deletes] + [None] * 10, keys=[key for key, value in deletes] * 2)
    (partition,) = loading.await_offset(len(changes) + 20, 30)
    assert loading.query(final) == [[81, 30, 1, 20]]
    # A change that Debezium sends again, late, does not bring an old state back.
    key, value = change("u", 0, row(30, "new"), row(30, "old"), wrapped=wrapped)
    kafka.produce(topic, [value, '{"op": "t"}', '{"id": 1}'], keys=[key, key, key])
    (partition,) = loading.await_offset(len(changes) + 23)
    assert loading.query("SELECT state FROM $t FINAL WHERE id = 30") == [["paid"]]
    assert {letter.code for letter in loading.dead_letters().values()} == {"not_change"}
    # Merging changes nothing.
    loading.query("OPTIMIZE TABLE $t FINAL")
    assert loading.query(final) == [[81, 30, 1, 20]]


def test_a_table_of_latest_states_is_read_again_without_harm_when_the_group_has_forgotten_its_offsets(load, pb, kafka, names):
    topic, _ = names

    def produce(changes):
        kafka.produce(topic, [value for _, value in changes], keys=[key for key, _ in changes])
    kafka.create_topic(topic)
    produce([change("c", n, after={"id": n, "state": "new"}) for n in range(100)])
    produce([change("u", 100 + n, after={"id": n, "state": "paid"}) for n in range(50)])
    loading = load(pb.MessageFormat(envelope=pb.ENVELOPE_DEBEZIUM))
    loading.await_offset(150)
    loading.query("OPTIMIZE TABLE $t FINAL")
    assert loading.query("SELECT count() FROM $t") == [[100]]
    loading.ingest.PauseConnection(pb.PauseConnectionRequest(id=loading.connection.id))
    admin, group = AdminClient({"bootstrap.servers": kafka.brokers}), loading.connection.consumer_group
    wait_until(lambda: admin.delete_consumer_groups([group])[group].result(10) is None, 20, "the group is gone")
    # In the same block as their replaced inserts, so that ClickHouse keeps one row of each at once.
    produce([change("u", 200 + n, after={"id": n, "state": "sent"}) for n in range(10)])
    loading.ingest.ResumeConnection(pb.ResumeConnectionRequest(id=loading.connection.id))
    (partition,) = loading.await_offset(160)
    assert partition.dead_lettered == 0
    states = "SELECT countIf(state = 'new'), countIf(state = 'paid'), countIf(state = 'sent') FROM $t FINAL"
    assert loading.query(states) == [[50, 40, 10]]
    loading.query("OPTIMIZE TABLE $t FINAL")
    assert loading.query(states) == [[50, 40, 10]]
    assert loading.now().state == pb.CONNECTION_STATE_RUNNING and not loading.now().last_error.code


def test_changes_in_avro_with_keys_in_avro(load, pb, kafka, names, registry):
    topic, _ = names
    row = {"type": "record", "name": "Value", "namespace": "orders", "fields": [
        {"name": "id", "type": "long"}, {"name": "state", "type": ["null", "string"]},
        {"name": "at", "type": {"type": "long", "connect.name": "io.debezium.time.MicroTimestamp"}}]}
    envelope = {"type": "record", "name": "Envelope", "namespace": "orders", "fields": [
        {"name": "before", "type": ["null", row]}, {"name": "after", "type": ["null", "Value"]},
        {"name": "op", "type": "string"}, {"name": "ts_ms", "type": ["null", "long"]}]}
    key = {"type": "record", "name": "Key", "namespace": "orders", "fields": [{"name": "id", "type": "long"}]}
    value_id, key_id = registry.register(f"{topic}-value", envelope), registry.register(f"{topic}-key", key)

    def produce(op, before, after, at):
        number = (before or after)["id"]
        kafka.produce(topic, [framed(value_id, avro(envelope, {"before": before, "after": after, "op": op, "ts_ms": at}))],
                      keys=[framed(key_id, avro(key, {"id": number}))])
    rows = [{"id": n, "state": "new", "at": 1_795_255_200_123_456} for n in range(3)]
    kafka.create_topic(topic)
    for entry in rows:
        produce("c", None, entry, 1)
    loading = load(pb.MessageFormat(kind=pb.FORMAT_KIND_AVRO, envelope=pb.ENVELOPE_DEBEZIUM, registry=registry_of(pb, registry)))
    produce("u", rows[1], {**rows[1], "state": "paid"}, 2)
    produce("d", rows[2], None, 3)
    loading.await_offset(5)
    assert loading.query("SELECT id, state, toString(at) FROM $t FINAL ORDER BY id") == [
        [0, "new", "2026-11-21 10:00:00.123456"], [1, "paid", "2026-11-21 10:00:00.123456"]]


def test_fields_that_come_later_become_columns_in_avro_and_in_a_table_of_latest_states(load, pb, kafka, names, registry):
    topic, _ = names
    kafka.create_topic(topic)
    kafka.produce(topic, [framed(registry.register(f"{topic}-value", ORDER), avro(ORDER, order(n))) for n in range(10)])
    loading = load(pb.MessageFormat(kind=pb.FORMAT_KIND_AVRO, registry=registry_of(pb, registry)))
    newer = {**ORDER, "fields": [*ORDER["fields"], {"name": "coupon", "type": "string"}]}
    newer_id = registry.register(f"{topic}-value", newer)
    kafka.produce(topic, [framed(newer_id, avro(newer, order(n, coupon="SPRING"))) for n in range(10, 20)])
    loading.await_column("coupon")
    kafka.produce(topic, [framed(newer_id, avro(newer, order(n, coupon="SPRING"))) for n in range(20, 30)])
    (partition,) = loading.await_offset(30)
    assert partition.loaded == 30
    assert loading.types()["coupon"] == "Nullable(String)"
    assert loading.query("SELECT countIf(coupon = 'SPRING') + countIf(JSONExtractString(_overflow, 'coupon') = 'SPRING'), "
                         "countIf(id >= 20 AND coupon = 'SPRING') FROM $t") == [[20, 10]]

    topic = f"{topic}-changes"
    kafka.create_topic(topic)

    def produce(changes):
        kafka.produce(topic, [value for _, value in changes], keys=[key for key, _ in changes])
    produce([change("c", n, after={"id": n, "state": "new"}) for n in range(10)])
    states = load(pb.MessageFormat(envelope=pb.ENVELOPE_DEBEZIUM), topic=topic, table="states")
    produce([change("u", 100 + n, after={"id": n, "state": "paid", "paid_by": "card"}) for n in range(5)])
    states.await_column("paid_by")
    produce([change("u", 200 + n, after={"id": n, "state": "sent", "paid_by": "cash"}) for n in range(3)])
    (partition,) = states.await_offset(18)
    assert partition.dead_lettered == 0
    assert states.query("SELECT count(), countIf(state = 'sent' AND paid_by = 'cash'), countIf(state = 'paid') "
                        "FROM $t FINAL") == [[10, 3, 2]]
    # What the engine needs of the version cannot be changed by hand.
    with pytest.raises(grpc.RpcError) as refused:
        states.ingest.UpdateConnection(pb.UpdateConnectionRequest(id=states.connection.id, columns=[
            pb.ColumnChange(name="_version", type="String")]))
    assert "version" in refused.value.details() and "ClickHouse does not change" in refused.value.details()


@pytest.mark.parametrize("codec", ["zstd", "lz4", "snappy", "gzip"])
def test_topics_compressed_with_any_codec_arrive(load, pb, kafka, names, codec):
    topic, _ = names
    kafka.create_topic(topic)
    producer = kafka.producer(**{"compression.type": codec})
    for number in range(500):
        producer.produce(topic, json.dumps({"id": number, "text": "the same text again and again"}))
    assert producer.flush(30) == 0
    loading = load(pb.MessageFormat())
    loading.await_offset(500)
    assert loading.query("SELECT count(), sum(id) FROM $t") == [[500, 124750]]
