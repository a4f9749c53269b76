"""Ingest on a real Kafka and a real ClickHouse: a connection's life, garbage, time to the first row, and what people are told."""

import json
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest
import requests
from confluent_kafka.admin import AdminClient
from harness.grpc_client import Stub, messages, table_messages
from harness.process import http_ok, wait_until
from harness.stack import RPC_TOKEN, Stack


@pytest.fixture
def names():
    """A topic and a database that no other test has."""
    word = uuid.uuid4().hex[:8]
    return f"topic-{word}", f"db_{word}"


@pytest.fixture(scope="module")
def pb():
    return messages("ingest")


def brokers(pb, kafka):
    return pb.Brokers(bootstrap_servers=kafka.brokers)


def connect(ingest, pb, kafka, topic, database, wait_ms=20_000, **more):
    return ingest.CreateConnection(pb.CreateConnectionRequest(
        brokers=brokers(pb, kafka), topic=topic, database=database, table="t", wait_ms_max=wait_ms, **more)).connection


def ledger_of(ingest, pb, connection):
    return ingest.GetLedger(pb.GetLedgerRequest(id=connection.id)).partitions


def test_a_thousand_messages_of_a_new_shape_are_rows_when_connect_returns(ingest, pb, kafka, clickhouse, names):
    topic, database = names
    kafka.create_topic(topic, 3)
    kafka.produce(topic, [json.dumps({
        "order_id": str(uuid.UUID(int=number)), "ordered_at": f"2026-11-{1 + number % 20:02d}T10:00:00.{number % 1000:03d}Z",
        "total": f"{number / 7:.2f}", "paid": number % 2 == 0, "quantity": number, "ratio": number / 3,
        "ip": f"10.0.0.{number % 250}", "shipping": {"city": "Paris", "zip": f"{number:05d}"}, "tags": ["a", "b"],
        **({"coupon": "X"} if number % 3 == 0 else {}),
    }) for number in range(1000)])
    connection = connect(ingest, pb, kafka, topic, database)
    rows = clickhouse.value(f"SELECT count() FROM {database}.t")
    assert rows == 1000
    assert connection.state == pb.CONNECTION_STATE_RUNNING
    types = {row[0]: row[1] for row in clickhouse.query(f"DESCRIBE TABLE {database}.t")}
    assert types["order_id"] == "UUID"
    assert types["ordered_at"] == "DateTime64(3, 'UTC')"
    assert types["total"].startswith("Decimal(")
    assert types["paid"] == "Bool"
    assert types["quantity"] == "Int64"
    assert types["ip"] == "IPv4"
    assert "Nullable" in types["coupon"]
    assert types["_offset"] == "Int64"
    exact = clickhouse.query(f"SELECT sum(quantity), countIf(paid), countIf(coupon = 'X'), sum(total) FROM {database}.t")[0]
    assert exact[:3] == [499500, 500, 334]
    assert float(exact[3]) == pytest.approx(sum(float(f"{n / 7:.2f}") for n in range(1000)), abs=0.005)
    partitions = ledger_of(ingest, pb, connection)
    assert sum(p.loaded for p in partitions) == 1000
    assert all(p.pending == p.duplicated == p.skipped == 0 for p in partitions)


GARBAGE = [
    ("empty", b"", "empty"),
    ("blank", b" \n ", "empty"),
    ("tombstone", None, "tombstone"),
    ("not json", b"hello", "not_json"),
    ("cut off", b'{"id": 1', "not_json"),
    ("two objects", b'{"id":1,"name":"a"}{"id":2}', "not_json"),
    ("an array", b"[1,2]", "not_object"),
    ("invalid utf-8", b'{"id":1,"name":"\xff\xfe"}', "invalid_utf8"),
    ("duplicate key", b'{"id":1,"id":2,"name":"a"}', "duplicate_key"),
    ("1,000 deep", b'{"id":1,"name":"a","x":' + b"[" * 1000 + b"]" * 1000 + b"}", "too_deep"),
    ("beyond 64 bits", b'{"id":123456789012345678901234567890,"name":"a"}', "out_of_range"),
    ("NaN", b'{"id":NaN,"name":"a"}', "not_json"),
    ("wrong type", b'{"id":"one","name":"a"}', "type_mismatch"),
    ("nothing that the table has", b'{"other":1}', "missing_value"),
    ("null in a list", b'{"id":1,"name":"a","list":[1,null]}', "missing_value"),
    ("10 MB", b'{"id":1,"name":"' + b"x" * (10 << 20) + b'"}', "too_large"),
]


def test_garbage_lands_in_dead_letters_and_the_stream_goes_on(ingest, pb, kafka, clickhouse, names):
    topic, database = names
    kafka.create_topic(topic, 1, **{"max.message.bytes": 20 << 20})
    kafka.produce(topic, [json.dumps({"id": number, "name": f"n{number}", "list": [number]}) for number in range(100)])
    connection = connect(ingest, pb, kafka, topic, database)
    values = []
    for _, value, _ in GARBAGE:
        values += [value, json.dumps({"id": 1000, "name": "good"})]
    values += [b'\xef\xbb\xbf{"id":2000,"name":"bom"}',
               b'{"id":2001,"name":"big number elsewhere","other":123456789012345678901234567890,"deep":{"a":[1,2]}}']
    kafka.produce(topic, values, partition=0)
    total = 100 + len(values)

    def finished():
        (partition,) = ledger_of(ingest, pb, connection)
        return partition.next_offset == total and partition
    partition = wait_until(finished, 20, "the ledger reaches the end")
    assert partition.loaded == 100 + len(GARBAGE) + 2
    assert partition.dead_lettered == len(GARBAGE)
    assert partition.skipped == partition.duplicated == 0
    assert clickhouse.value(f"SELECT count() FROM {database}.t WHERE name = 'good'") == len(GARBAGE)
    assert clickhouse.value(f"SELECT name FROM {database}.t WHERE id = 2000") == "bom"
    assert json.loads(clickhouse.value(f"SELECT _overflow FROM {database}.t WHERE id = 2001")) == {
        "other": 123456789012345678901234567890, "deep": {"a": [1, 2]}}

    page, letters = "", []
    while True:
        answer = ingest.ListDeadLetters(pb.ListDeadLettersRequest(id=connection.id, limit=5, page=page))
        letters += answer.dead_letters
        page = answer.next_page
        if not page:
            break
    by_offset = {letter.offset: letter for letter in letters}
    assert len(letters) == len(by_offset) == len(GARBAGE)
    for index, (what, value, code) in enumerate(GARBAGE):
        letter = by_offset[100 + 2 * index]
        assert letter.code == code, what
        assert f"topic {topic}, partition 0, offset {letter.offset}" in letter.reason
        assert letter.value_bytes == len(value or b"")
        assert letter.value == (value or b"")[:64 << 10]
    whole = clickhouse.value(f"SELECT max(length(value)) FROM aurora.dead_letters WHERE connection_id = '{connection.id}'")
    assert whole == max(len(value or b"") for _, value, _ in GARBAGE)


def test_a_message_without_what_all_before_it_had_is_a_row_all_the_same(ingest, pb, kafka, clickhouse, names):
    topic, database = names
    kafka.create_topic(topic, 2)

    def event(number, **changes):
        whole = {"id": number, "at": "2026-11-21T10:00:00Z", "state": "CA" if number % 2 else "NY", "total": number / 4,
                 "currency": "EUR", "paid": True, **changes}
        return json.dumps({key: value for key, value in whole.items() if value != "absent"})

    kafka.produce(topic, [event(number) for number in range(300)])
    connection = connect(ingest, pb, kafka, topic, database)
    before = {row[0]: row[1] for row in clickhouse.query(f"DESCRIBE TABLE {database}.t")}
    assert not any("Nullable" in kind for kind in before.values())
    kafka.produce(topic, [event(300, total="absent"), event(301), event(302, total=None, paid="absent"),
                          event(303, currency="absent"), event(304, state="absent"), event(305, at="absent"), event(306)])
    wait_until(lambda: sum(p.next_offset for p in ledger_of(ingest, pb, connection)) == 307, 30, "all are read")
    types = {row[0]: row[1] for row in clickhouse.query(f"DESCRIBE TABLE {database}.t")}
    assert {name for name, kind in types.items() if "Nullable" in kind} == {"total", "paid", "currency"}
    # Absent is NULL, not 0 or false; in the sorting key, which takes no NULL, it is the empty text.
    assert clickhouse.query(f"SELECT id, total, paid, currency, state FROM {database}.t WHERE id >= 300 ORDER BY id") == [
        [300, None, True, "EUR", "NY"], [301, 75.25, True, "EUR", "CA"], [302, None, None, "EUR", "NY"],
        [303, 75.75, True, None, "CA"], [304, 76, True, "EUR", ""], [306, 76.5, True, "EUR", "NY"]]
    # Rows from before have kept their values.
    assert clickhouse.query(f"SELECT count(), sum(total), countIf(paid) FROM {database}.t WHERE id < 300") == [[300, 11212.5, 300]]
    # Without the time of the table's key it is no event of this table.
    (letter,) = ingest.ListDeadLetters(pb.ListDeadLettersRequest(id=connection.id)).dead_letters
    assert letter.code == "missing_value" and "column at" in letter.reason
    assert all(p.duplicated == p.skipped == p.pending == 0 for p in ledger_of(ingest, pb, connection))


def test_an_empty_topic_waits_for_its_first_messages(ingest, pb, kafka, clickhouse, names):
    topic, database = names
    kafka.create_topic(topic)
    connection = connect(ingest, pb, kafka, topic, database)
    assert connection.state == pb.CONNECTION_STATE_WAITING
    kafka.produce(topic, [json.dumps({"id": 1})])
    wait_until(lambda: clickhouse.value(f"SELECT count() FROM {database}.t") == 1, 10, "the first message is a row")


def test_a_topic_of_messages_that_cannot_be_rows_says_so_once_and_waits_for_better_ones(ingest, pb, kafka, clickhouse, names):
    topic, database = names
    kafka.create_topic(topic)
    kafka.produce(topic, ['{"a": 1, "a": 2}'] * 20 + ["{}"] * 5)
    connection = connect(ingest, pb, kafka, topic, database)
    assert connection.state == pb.CONNECTION_STATE_WAITING
    assert "objects without fields: 5, rejected: 20 duplicate_key" in connection.last_error.message
    time.sleep(2.5)  # It has looked again.
    later = ingest.GetConnection(pb.GetConnectionRequest(id=connection.id)).connection
    assert (later.state, later.last_error) == (pb.CONNECTION_STATE_WAITING, connection.last_error)

    kafka.produce(topic, [json.dumps({"id": 1})])
    wait_until(lambda: clickhouse.value(f"SELECT countIf(id = 1) FROM {database}.t") == 1, 10, "the first that can be one is a row")
    # Rows of a batch are seen a moment before its dead letters: when the ledger has counted it, all is there.
    wait_until(lambda: sum(p.next_offset for p in ledger_of(ingest, pb, connection)) == 26, 10, "all are read")
    letters = ingest.ListDeadLetters(pb.ListDeadLettersRequest(id=connection.id)).dead_letters
    assert [letter.code for letter in letters] == ["duplicate_key"] * 20


def test_pause_resume_delete_and_connect_again(ingest, pb, kafka, clickhouse, names):
    topic, database = names
    kafka.create_topic(topic, 2)
    kafka.produce(topic, [json.dumps({"id": number}) for number in range(50)])
    connection = connect(ingest, pb, kafka, topic, database)
    with pytest.raises(grpc.RpcError) as error:
        connect(ingest, pb, kafka, topic, database)
    assert error.value.code() == grpc.StatusCode.ALREADY_EXISTS

    paused = ingest.PauseConnection(pb.PauseConnectionRequest(id=connection.id)).connection
    assert paused.state == pb.CONNECTION_STATE_PAUSED
    kafka.produce(topic, [json.dumps({"id": number}) for number in range(50, 80)])
    time.sleep(1)
    assert clickhouse.value(f"SELECT count() FROM {database}.t") == 50
    ingest.ResumeConnection(pb.ResumeConnectionRequest(id=connection.id))
    wait_until(lambda: clickhouse.value(f"SELECT count() FROM {database}.t") == 80, 10, "reading goes on")

    message = ingest.DeleteConnection(pb.DeleteConnectionRequest(id=connection.id)).message
    assert f"{database}.t (80 rows) stays" in message
    groups = AdminClient({"bootstrap.servers": kafka.brokers}).list_consumer_groups().result(10).valid
    assert f"aurora-{connection.id}" not in {group.group_id for group in groups}
    with pytest.raises(grpc.RpcError) as error:
        ingest.GetConnection(pb.GetConnectionRequest(id=connection.id))
    assert error.value.code() == grpc.StatusCode.NOT_FOUND
    # A table that holds the topic's rows goes on behind them.
    kafka.produce(topic, [json.dumps({"id": number}) for number in range(80, 90)])
    again = connect(ingest, pb, kafka, topic, database)
    assert clickhouse.query(f"SELECT count(), uniqExact(id) FROM {database}.t") == [[90, 90]]
    ingest.DeleteConnection(pb.DeleteConnectionRequest(id=again.id, drop_table=True))
    assert clickhouse.value(f"SELECT count() FROM system.tables WHERE database = '{database}'") == 0


def test_start_at_the_end_or_at_a_time(ingest, pb, kafka, clickhouse, names):
    topic, database = names
    kafka.create_topic(topic)
    kafka.produce(topic, [json.dumps({"id": number}) for number in range(20)])
    connect(ingest, pb, kafka, topic, database, start=pb.StartPosition(latest=True))
    kafka.produce(topic, [json.dumps({"id": 100})])
    wait_until(lambda: clickhouse.query(f"SELECT id FROM {database}.t") == [[100]], 10, "only the new message is loaded")

    time.sleep(0.05)
    start = pb.StartPosition()
    start.time.FromMilliseconds(int(time.time() * 1000))
    kafka.produce(topic, [json.dumps({"id": 200})])
    connect(ingest, pb, kafka, topic, database + "_time", start=start)
    assert clickhouse.query(f"SELECT id FROM {database}_time.t") == [[200]]


def test_an_edited_schema_is_kept_and_a_table_that_does_not_fit_is_named(ingest, pb, kafka, clickhouse, names):
    topic, database = names
    kafka.create_topic(topic)
    kafka.produce(topic, [json.dumps({"id": number, "note": "x"}) for number in range(10)])
    preview = ingest.PreviewTopic(pb.PreviewTopicRequest(brokers=brokers(pb, kafka), topic=topic, database=database, table="t"))
    assert preview.sampled == 10 and len(preview.messages) == 10
    assert "CREATE TABLE" in preview.create_table_sql
    schema = preview.schema
    next(field for field in schema.fields if field.name == "id").type = "UInt32"
    connection = ingest.CreateConnection(pb.CreateConnectionRequest(
        brokers=brokers(pb, kafka), topic=topic, schema=schema, wait_ms_max=20_000)).connection
    types = {row[0]: row[1] for row in clickhouse.query(f"DESCRIBE TABLE {database}.t")}
    assert types["id"] == "UInt32"
    assert clickhouse.value(f"SELECT count() FROM {database}.t") == 10
    ingest.DeleteConnection(pb.DeleteConnectionRequest(id=connection.id))
    next(field for field in schema.fields if field.name == "id").type = "String"
    with pytest.raises(grpc.RpcError) as error:
        ingest.CreateConnection(pb.CreateConnectionRequest(brokers=brokers(pb, kafka), topic=topic, schema=schema))
    assert error.value.code() == grpc.StatusCode.FAILED_PRECONDITION
    assert "id is UInt32 instead of String" in error.value.details()


def test_what_is_wrong_with_a_cluster_is_named(ingest, pb, kafka):
    def diagnose(servers, topic="", **security):
        return ingest.TestConnection(pb.TestConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=servers, security=pb.Security(**security)), topic=topic))

    good = diagnose(kafka.brokers)
    assert good.reachable and all(layer.ok for layer in good.layers)
    sasl = {"protocol": pb.SECURITY_PROTOCOL_SASL_PLAINTEXT, "sasl_mechanism": pb.SASL_MECHANISM_PLAIN}
    assert diagnose(kafka.sasl_brokers, username=kafka.sasl_user, password=kafka.sasl_password, **sasl).reachable
    for answer, layer in [
            (diagnose("no-such-host.invalid:9092"), pb.LAYER_DNS),
            (diagnose("127.0.0.1:1"), pb.LAYER_TCP),
            (diagnose(kafka.brokers, protocol=pb.SECURITY_PROTOCOL_SSL), pb.LAYER_TLS),
            (diagnose(kafka.sasl_brokers, username=kafka.sasl_user, password="wrong", **sasl), pb.LAYER_SASL),
            (diagnose(kafka.sasl_brokers), pb.LAYER_SASL),
            (diagnose(kafka.brokers, topic="no-such-topic"), pb.LAYER_TOPIC)]:
        assert not answer.reachable
        failed = answer.layers[-1]
        assert failed.layer == layer and not failed.ok, answer
        assert failed.message and failed.remedy
        assert "wrong" not in failed.message


def test_a_password_is_not_given_back_and_not_stored_in_the_clear(ingest, ingest_stack, pb, kafka, clickhouse, names):
    topic, database = names
    kafka.create_topic(topic)
    kafka.produce(topic, [json.dumps({"id": 1})])
    security = pb.Security(protocol=pb.SECURITY_PROTOCOL_SASL_PLAINTEXT, sasl_mechanism=pb.SASL_MECHANISM_PLAIN,
                           username=kafka.sasl_user, password=kafka.sasl_password)
    created = ingest.CreateConnection(pb.CreateConnectionRequest(
        brokers=pb.Brokers(bootstrap_servers=kafka.sasl_brokers, security=security), topic=topic, database=database,
        table="t", wait_ms_max=20_000)).connection
    assert clickhouse.value(f"SELECT count() FROM {database}.t") == 1
    assert created.brokers.security.password == ""
    assert created.brokers.security.username == kafka.sasl_user
    secret = kafka.sasl_password.encode()
    for path in ingest_stack.folder.glob("ingest.db*"):
        assert secret not in path.read_bytes().replace(b"rpc-", b"")
    assert secret not in ingest_stack.services["ingest"].process.log_path.read_bytes()


def test_bad_requests_are_refused_with_a_reason(ingest, pb, kafka, names):
    topic, database = names
    for request, code in [
            (pb.CreateConnectionRequest(brokers=pb.Brokers(bootstrap_servers=""), topic=topic), grpc.StatusCode.INVALID_ARGUMENT),
            (pb.CreateConnectionRequest(brokers=brokers(pb, kafka), topic="no such topic"), grpc.StatusCode.INVALID_ARGUMENT),
            (pb.CreateConnectionRequest(brokers=brokers(pb, kafka), topic=topic), grpc.StatusCode.NOT_FOUND)]:
        with pytest.raises(grpc.RpcError) as error:
            ingest.CreateConnection(request)
        assert error.value.code() == code, error.value.details()
        assert error.value.details()


def test_connections_survive_a_restart_and_failures_say_why(tmp_path, pb, kafka, clickhouse, names):
    topic, database = names
    kafka.create_topic(topic, 2)
    kafka.produce(topic, [json.dumps({"id": number}) for number in range(10)])
    stack = Stack(tmp_path, clickhouse, kafka).start("provisioning", "schema-inference", "ingest")
    try:
        stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        connection = connect(stub, pb, kafka, topic, database)
        assert stack.services["ingest"].process.stop() == 0
        kafka.produce(topic, [json.dumps({"id": number}) for number in range(10, 20)])
        stack.services["ingest"].start()
        wait_until(lambda: clickhouse.query(f"SELECT count(), uniqExact(id) FROM {database}.t") == [[20, 20]], 10,
                   "the rest is loaded after the restart")
        # The table vanishes under it: the connection says so within 5 s, and goes on when it is back.
        clickhouse.query(f"RENAME TABLE {database}.t TO {database}.hidden")
        kafka.produce(topic, [json.dumps({"id": number}) for number in range(20, 30)])

        def state():
            return stub.GetConnection(pb.GetConnectionRequest(id=connection.id)).connection
        wait_until(lambda: state().state == pb.CONNECTION_STATE_FAILING, 5, "it says that it fails")
        error = state().last_error
        assert error.code and f"{database}.t" in error.message
        clickhouse.query(f"RENAME TABLE {database}.hidden TO {database}.t")
        wait_until(lambda: clickhouse.query(f"SELECT count(), uniqExact(id) FROM {database}.t") == [[30, 30]], 10,
                   "the rest is loaded when the table is back")
        wait_until(lambda: state().state == pb.CONNECTION_STATE_RUNNING, 5, "it runs again")
        metrics = requests.get(f"http://{stack.services['ingest'].admin}/metrics", timeout=5).text
        for name in ("aurora_ingest_rows_written_total", "aurora_ingest_batches_total", "aurora_ingest_lag_messages",
                     "aurora_ingest_errors_total", "aurora_ingest_retries_total", "aurora_ingest_delivery_duration_seconds_bucket"):
            assert name in metrics
        assert http_ok(f"http://{stack.services['ingest'].admin}/healthz")
    finally:
        stack.stop()


def test_many_connections_at_once(ingest, pb, kafka, clickhouse, names):
    topic, database = names
    topics = [f"{topic}-{index}" for index in range(5)]
    for name in topics:
        kafka.create_topic(name)
        kafka.produce(name, [json.dumps({"id": number}) for number in range(100)])
    ids = [ingest.CreateConnection(pb.CreateConnectionRequest(
        brokers=brokers(pb, kafka), topic=name, database=database)).connection.id for name in topics]
    listed = {connection.id for connection in ingest.ListConnections(pb.ListConnectionsRequest()).connections}
    assert set(ids) <= listed
    for name in topics:
        table = name.replace("-", "_")
        wait_until(lambda: clickhouse.value(f"SELECT count() FROM {database}.{table}") == 100, 15, f"{name} is loaded")


def test_schema_messages_are_known(pb):
    assert table_messages().TableSchema(database="a").database == "a"


def test_connections_that_are_deleted_while_they_join_their_groups_go_at_once(ingest, pb, kafka, names):
    """Deleted at once, a consumer leaves a group whose assignment is still on its way."""
    topic, database = names
    kafka.create_topic(topic, 3)
    kafka.produce(topic, [json.dumps({"a": number}) for number in range(10)])

    def pass_by(number):
        connection = ingest.CreateConnection(pb.CreateConnectionRequest(
            brokers=brokers(pb, kafka), topic=topic, database=database, table=f"t{number}")).connection
        ingest.DeleteConnection(pb.DeleteConnectionRequest(id=connection.id))
        return connection.id

    with ThreadPoolExecutor(8) as pool:
        gone = set(pool.map(pass_by, range(16)))
    assert not gone & {one.id for one in ingest.ListConnections(pb.ListConnectionsRequest()).connections}
