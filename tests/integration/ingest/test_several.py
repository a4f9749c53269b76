"""One message, several rows: arrays of objects and objects on lines, on a real Kafka and a real ClickHouse. All objects of a message are
rows or none is, each once, whatever ends under way."""

import json
import os
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
from test_transforms import Loading, steps


@pytest.fixture(scope="module")
def pb():
    return messages("ingest")


@pytest.fixture
def names():
    """A topic and a database that no other test has."""
    word = uuid.uuid4().hex[:8]
    return f"several-{word}", f"several_{word}"


@pytest.fixture
def load(ingest, pb, kafka, clickhouse, names):
    def begin(*texts, first, **more):
        return Loading(ingest, pb, kafka, clickhouse, names, steps(pb, *texts), first=first, **more)
    return begin


def event(number, **more):
    return {"id": number, "at": f"2026-{1 + number % 3:02d}-10T00:00:00.000Z", **more}


def array(*objects):
    return json.dumps(list(objects))


def lines(*objects, end="\n"):
    return end.join(json.dumps(o) for o in objects) + end


ROWS = "SELECT _offset, _element, id FROM $t ORDER BY _offset, _element"


def test_arrays_and_lines_become_rows_beside_ordinary_messages(load, pb, ingest):
    loading = load(first=[array(event(1), event(2)), event(3), lines(event(4), event(5), end="\r\n"), array(event(6))])
    loading.send([event(7), "\n\n" + lines(event(8), event(9)), array(event(10)) + "\n", json.dumps(event(11), indent=2)])
    (partition,) = loading.await_end()
    assert (partition.loaded, partition.dead_lettered, partition.skipped) == (8, 0, 0)
    assert loading.query(ROWS) == [[0, 0, 1], [0, 1, 2], [1, 0, 3], [2, 0, 4], [2, 1, 5], [3, 0, 6], [4, 0, 7], [5, 0, 8],
                                   [5, 1, 9], [6, 0, 10], [7, 0, 11]]
    assert loading.query("SELECT type FROM system.columns WHERE database || '.' || table = '$t' AND name = '_element'") == [["UInt32"]]
    assert {row[0] for row in loading.query("SELECT DISTINCT _overflow FROM $t")} == {""}
    # What no table has is no column of it.
    kept = ingest.GetConnection(pb.GetConnectionRequest(id=loading.id)).connection
    assert [field.name for field in kept.schema.fields if field.name == "_element"] == ["_element"]


def test_a_topic_of_ordinary_messages_has_no_such_column_and_makes_dead_letters_as_before(load):
    loading = load(first=[event(n) for n in range(5)])
    loading.send([array(event(5), event(6)), lines(event(7), event(8)), array(1, 2), "[]", event(9)])
    (partition,) = loading.await_end()
    assert (partition.loaded, partition.dead_lettered, partition.skipped) == (6, 4, 0)
    letters = loading.dead_letters()
    assert {offset: letter.code for offset, letter in letters.items()} == {
        5: "not_object", 6: "not_json", 7: "not_object", 8: "not_object"}
    assert "_element" in letters[5].reason and "several" in letters[6].reason and "_element" not in letters[7].reason
    assert loading.query("SELECT count() FROM system.columns WHERE database || '.' || table = '$t' AND name = '_element'") == [[0]]


def test_one_bad_object_makes_a_dead_letter_of_its_message_which_can_be_replayed(load, pb, ingest, clickhouse):
    # Months, so that the rows of a message lie in several blocks.
    loading = load(first=[array(event(1, n=1), event(2, n=2)), array(event(3, n=3))])
    bad = [array(event(4, n=4), event(5, n=2.5), event(6, n=6)), lines(event(7, n=7), event(8, n=0.5)),
           array(event(9, n=9), 10), array(event(11, n=1))[:-1], array(event(12, n=1)).replace("}]", "},]"),
           json.dumps(event(13, n=1)) + json.dumps(event(14, n=1)), lines(event(15, n=1)) + '{"id": 16']
    loading.send([*bad, array(event(17, n=1), event(18, n=2))])
    (partition,) = loading.await_end()
    assert (partition.loaded, partition.dead_lettered) == (3, 7)
    letters = loading.dead_letters()
    assert {offset: letter.code for offset, letter in letters.items()} == {
        2: "out_of_range", 3: "out_of_range", 4: "not_object", 5: "not_json", 6: "not_json", 7: "not_json", 8: "not_json"}
    assert "offset 2, element 1 (from 0), column n (Int64)" in letters[2].reason, letters[2].reason
    assert "element 1 (from 0)" in letters[4].reason and "element 1 (from 0)" in letters[8].reason
    assert bytes(letters[2].value).decode() == bad[0]
    ingest.UpdateConnection(pb.UpdateConnectionRequest(id=loading.id, columns=[pb.ColumnChange(name="n", type="Float64")]))
    report = ingest.ReplayDeadLetters(pb.ReplayDeadLettersRequest(id=loading.id, choice=pb.DeadLetterChoice(all=True)))
    assert (report.replayed, report.kept) == (2, 5)
    (partition,) = loading.await_end()
    assert (partition.loaded, partition.dead_lettered) == (5, 5)
    assert [row for row in loading.query(ROWS) if row[0] in (2, 3)] == [[2, 0, 4], [2, 1, 5], [2, 2, 6], [3, 0, 7], [3, 1, 8]]
    again = ingest.ReplayDeadLetters(pb.ReplayDeadLettersRequest(id=loading.id, choice=pb.DeadLetterChoice(all=True)))
    assert (again.replayed, again.kept) == (0, 5)


def test_an_empty_array_is_written_down_and_hides_nothing(load, clickhouse):
    loading = load(first=[array(event(1), event(2))])
    loading.send(["[]", " [ ]\n", event(3), "", "[]"])
    (partition,) = loading.await_end()
    assert (partition.loaded, partition.dead_lettered, partition.filtered) == (2, 1, 3)
    assert clickhouse.query(f"SELECT first_offset, last_offset, reason FROM aurora.skipped_offsets WHERE connection_id = '{loading.id}' "
                            "ORDER BY first_offset") == [[1, 2, "empty_list"], [5, 5, "empty_list"]]


def test_new_fields_of_any_object_become_columns(load):
    loading = load(first=[array(event(1, n=1), event(2, n=2))])
    for number in range(3, 40):
        loading.send([array(event(number, n=1), event(number, n=1, coupon="X"))])
        if "coupon" in loading.types():
            break
        time.sleep(1)
    loading.await_end()
    loading.send([lines(event(100, n=1), event(101, n=1, coupon="Y"))])
    loading.await_end()
    # A row that was decoded before the column was there has it in _overflow.
    assert loading.query("SELECT id, _element, coupon = 'Y' OR JSONExtractString(_overflow, 'coupon') = 'Y' FROM $t WHERE id = 101") == [
        [101, 1, 1]]
    # One that lacks what all others had.
    loading.send([array(event(200), event(201, n=1))])
    (partition,) = loading.await_end()
    assert partition.dead_lettered == 0
    assert loading.query("SELECT id, n IS NULL FROM $t WHERE id >= 200 ORDER BY id") == [[200, 1], [201, 0]]


def test_transforms_are_done_to_each_object(load, pb, ingest, kafka):
    first = [array(event(1, status="paid", email="a@b.c"), event(2, status="draft", email="a@b.c")),
             array(event(3, status="draft", email="a@b.c"))]
    loading = load("filter:status EQUAL paid", "redact:email=gone", "rename:id=number", first=first)
    loading.send([lines(event(4, status="draft", email="x"), event(5, status="paid", email="x")),
                  array(event(6, status="draft", email="x"), event(7, status="draft", email="x")), "[]",
                  array(event(8, status="paid", email="x"), "no object")])
    (partition,) = loading.await_end()
    assert (partition.loaded, partition.filtered, partition.dead_lettered) == (2, 3, 1)
    assert loading.query("SELECT _offset, _element, number, email FROM $t ORDER BY _offset") == [[0, 0, 1, "gone"], [2, 1, 5, "gone"]]
    preview = ingest.PreviewTopic(pb.PreviewTopicRequest(
        brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=loading.topic,
        transforms=steps(pb, "filter:status EQUAL paid", "redact:email=gone")))
    shown = {message.offset: message for message in preview.messages}
    assert [json.loads(line)["email"] for line in shown[2].transformed.decode().splitlines()] == ["gone"]
    assert shown[1].filtered and not shown[0].filtered


def test_the_preview_proposes_what_the_messages_show_or_what_is_asked_for(ingest, pb, kafka, names):
    topic, database = names
    kafka.create_topic(topic)

    def preview(several=pb.SEVERAL_UNSPECIFIED, **more):
        return ingest.PreviewTopic(pb.PreviewTopicRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=topic, database=database,
            format=pb.MessageFormat(several=several, **more)))

    def columns(answer):
        return {field.name: field.type for field in answer.schema.fields}
    kafka.produce(topic, [json.dumps(event(1)), "[]", array(1, 2), '{"id":1}{"id":2}', json.dumps(event(2), indent=1)])
    assert "_element" not in columns(preview())
    assert columns(preview(pb.SEVERAL_ROWS))["_element"] == "UInt32"
    kafka.produce(topic, [lines(event(3), event(4, more="x"))])
    shown = preview()
    assert columns(shown)["_element"] == "UInt32" and "`_element` UInt32" in shown.create_table_sql and "more" in columns(shown)
    assert any("_element" in reason for reason in shown.reasons)
    never = preview(pb.SEVERAL_NEVER)
    assert "_element" not in columns(never) and "more" not in columns(never)
    for refused in ({"kind": pb.FORMAT_KIND_RAW}, {"envelope": pb.ENVELOPE_DEBEZIUM}):
        with pytest.raises(grpc.RpcError) as error:
            preview(pb.SEVERAL_ROWS, **refused)
        assert error.value.code() == grpc.StatusCode.INVALID_ARGUMENT and "one message is one row" in error.value.details()


def test_a_table_of_an_earlier_version_goes_on_and_takes_such_messages_once_it_has_the_column(load, pb, ingest, kafka, clickhouse, names):
    loading = load(first=[event(1), event(2)])
    loading.await_end()

    def again(several=pb.SEVERAL_UNSPECIFIED):
        ingest.DeleteConnection(pb.DeleteConnectionRequest(id=loading.id))
        loading.id = ingest.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=names[0], database=names[1], table="t",
            format=pb.MessageFormat(several=several), wait_ms_max=20_000)).connection.id
    loading.send([array(event(3), event(4))])
    again()
    wait_until(lambda: sum(p.next_offset for p in loading.ledger()) == 3, 20, "all is read")
    assert loading.query("SELECT groupArray(id) FROM (SELECT id FROM $t ORDER BY id)") == [[[1, 2]]]
    with pytest.raises(grpc.RpcError) as error:
        again(pb.SEVERAL_ROWS)
    assert error.value.code() == grpc.StatusCode.FAILED_PRECONDITION
    assert f"ALTER TABLE {loading.table} ADD COLUMN _element UInt32" in error.value.details()
    clickhouse.query(f"ALTER TABLE {loading.table} ADD COLUMN _element UInt32")
    loading.id = ingest.CreateConnection(pb.CreateConnectionRequest(
        brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=names[0], database=names[1], table="t", wait_ms_max=20_000)).connection.id
    loading.send([array(event(5), event(6))])
    wait_until(lambda: sum(p.next_offset for p in loading.ledger()) == 4, 20, "all is read")
    assert loading.query(ROWS) == [[0, 0, 1], [1, 0, 2], [2, 0, 3], [2, 1, 4], [3, 0, 5], [3, 1, 6]]


def test_a_message_may_hold_as_many_objects_as_its_bound_says(load):
    loading = load(first=[array(event(1), event(2))])
    loading.send(["[" + ",".join(['{"id":1,"at":"2026-01-10T00:00:00Z"}'] * count) + "]" for count in (65_536, 65_537)])
    (partition,) = loading.await_end(60)
    assert (partition.loaded, partition.dead_lettered) == (2, 1)
    assert loading.query("SELECT count(), uniqExact(_element), max(_element) FROM $t WHERE _offset = 1") == [[65_536, 65_536, 65_535]]
    assert loading.dead_letters()[2].code == "too_many_elements"


def test_a_group_that_has_forgotten_its_offsets_inserts_no_object_again(load, kafka, pb, ingest):
    loading = load(partitions=2, first=[array(*(event(n * 10 + i) for i in range(n % 7))) for n in range(1, 300)])
    before = sorted((p.partition, p.loaded, p.filtered) for p in loading.await_end())
    rows = loading.query("SELECT count(), sum(id) FROM $t")
    ingest.PauseConnection(pb.PauseConnectionRequest(id=loading.id))
    admin, group = AdminClient({"bootstrap.servers": kafka.brokers}), f"aurora-{loading.id}"
    wait_until(lambda: admin.delete_consumer_groups([group])[group].result(10) is None, 20, "the group is gone")
    ingest.ResumeConnection(pb.ResumeConnectionRequest(id=loading.id))
    assert sorted((p.partition, p.loaded, p.filtered) for p in loading.await_end()) == before
    assert loading.query("SELECT count(), sum(id) FROM $t") == rows


def test_killed_again_and_again_each_object_is_there_once(tmp_path, kafka, clickhouse, pb, names):
    stack = Stack(tmp_path / "stack", clickhouse, kafka)
    stack.start("provisioning", "schema-inference", "ingest")
    stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
    service = stack.services["ingest"]

    def message(n):
        """Four ids of three months; of fifty messages one is bad, one empty, some are lines and some alone."""
        objects = [event(4 * n + i) for i in range(4)]
        if n % 50 == 49:
            return array(*objects[:3], {"id": "x", "at": "2026-01-01T00:00:00Z"})
        if n % 50 == 48:
            return "[]"
        if n % 5 == 3:
            return objects[0]
        return lines(*objects) if n % 2 else array(*objects)
    try:
        loading = Loading(stub, pb, kafka, clickhouse, names, steps(pb), partitions=3, first=[message(n) for n in range(40)],
                          batch=pb.BatchBounds(rows_max=500, delay_ms_max=20))
        produced = 40
        for round_number in range(6):
            loading.send([message(n) for n in range(produced, produced + 3000)])
            produced += 3000
            # At another moment of its work each time.
            time.sleep(0.05 * round_number)
            service.kill()
            service.start()
            loading.stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        ledger = loading.await_end(120)
        bad = [n for n in range(produced) if n % 50 == 49]
        empty = [n for n in range(produced) if n % 50 == 48]
        single = [n for n in range(produced) if n % 5 == 3 and n % 50 not in (48, 49)]
        whole = [n for n in range(produced) if n % 5 != 3 and n % 50 not in (48, 49)]
        assert sum(p.dead_lettered for p in ledger) == len(bad)
        assert sum(p.filtered for p in ledger) == len(empty)
        assert sum(p.loaded for p in ledger) == len(single) + len(whole)
        # From the table alone.
        ids = [4 * n for n in single] + [4 * n + i for n in whole for i in range(4)]
        assert loading.query("SELECT count(), uniqExact(id), sum(id), uniqExact(_partition, _offset, _element) FROM $t") == [
            [len(ids), len(ids), sum(ids), len(ids)]]
    finally:
        stack.stop()


@pytest.fixture(scope="module")
def api(stack):
    return Api(stack.gateway_url, Contract(requests.get(stack.gateway_url + "/api/openapi.json", timeout=10).json()))


def test_several_in_the_rest_api_and_on_the_command_line(stack, api, kafka):
    topic = f"several-{uuid.uuid4().hex[:8]}"
    kafka.create_topic(topic)
    kafka.produce(topic, [array(event(1), event(2)), lines(event(3), event(4))])
    table = f"shop.{topic.replace('-', '_')}"
    body = {"brokers": kafka.brokers, "topic": topic, "table": table}
    preview = api.post("/api/v1/connections/preview", body).json()
    assert "_element" in [field["name"] for field in preview["schema"]["fields"]]
    wrong = api.post("/api/v1/connections/preview", {**body, "format": {"kind": "raw", "several": "rows"}})
    assert wrong.status_code == 400 and "one message is one row" in wrong.text
    made = api.post("/api/v1/connections", {**body, "format": {"kind": "json", "several": "rows"}, "wait_ms_max": 20000})
    assert made.status_code == 201, made.text
    assert made.json()["format"] == {"kind": "json", "envelope": "none", "several": "rows"}
    (partition,) = api.get(f"/api/v1/connections/{made.json()['id']}/ledger").json()["partitions"]
    assert (partition["loaded"], partition["duplicated"]) == (2, 0)
    api.call("DELETE", f"/api/v1/connections/{made.json()['id']}?drop_table=true")

    def aurora(*arguments, check=0):
        done = subprocess.run([PREFIX / "bin" / "aurora", *arguments], capture_output=True, text=True, timeout=60,
                              env={**os.environ, "AURORA_URL": stack.gateway_url, "AURORA_TOKEN": ADMIN})
        assert done.returncode == check, done.stdout + done.stderr
        return done
    assert "--several" in aurora("connect", "--help").stdout
    connect = ("connect", "--brokers", kafka.brokers, "--topic", topic, "--table", table, "--yes", "--json")
    never = json.loads(aurora(*connect, "--several", "never", check=0).stdout)
    assert never["format"]["several"] == "never"
    aurora("disconnect", topic, "--drop-table")
    auto = json.loads(aurora(*connect).stdout)
    assert auto["format"]["several"] == "auto"
    assert json.loads(aurora("ledger", topic, "--json").stdout)["partitions"][0]["loaded"] == 2
    aurora("disconnect", topic, "--drop-table")
