"""Transforms between topic and table, on a real Kafka and a real ClickHouse: what is hidden, renamed, cast and left out, what the
preview says about it, and a ledger without a gap whatever ends under way."""

import hashlib
import hmac
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

SALT = "a salt of this test"


@pytest.fixture(scope="module")
def pb():
    return messages("ingest")


@pytest.fixture
def names():
    """A topic and a database that no other test has."""
    word = uuid.uuid4().hex[:8]
    return f"transformed-{word}", f"transformed_{word}"


def hashed(value: str) -> str:
    return hmac.new(SALT.encode(), value.encode(), hashlib.sha256).hexdigest()


def steps(pb, *texts):
    """drop:a, hash:a, redact:a=text, rename:a=b, cast:a=T, filter:a OPERATOR value,value with operators as in the proto."""
    made = []
    for text in texts:
        kind, rest = text.split(":", 1)
        step = pb.Transform(kind=getattr(pb, f"TRANSFORM_KIND_{kind.upper()}"))
        if kind == "filter":
            step.field, comparison, values = (rest.split(" ", 2) + [""])[:3]
            step.condition.negated = comparison.startswith("NOT_")
            step.condition.operator = getattr(pb, f"CONDITION_OPERATOR_{comparison.removeprefix('NOT_')}")
            step.condition.values.extend(values.split(",") if values else [])
        else:
            step.field, _, more = rest.partition("=")
            setattr(step, {"rename": "to", "cast": "type"}.get(kind, "text"), more)
        made.append(step)
    return pb.Transforms(steps=made, hash_salt=SALT if any(text.startswith("hash") for text in texts) else "")


class Loading:
    """One connection of a topic to the table `t`, with the questions that tests have about it."""

    def __init__(self, stub, pb, kafka, clickhouse, names, transforms, partitions=1, first=(), **more):
        self.stub, self.pb, self.kafka, self.clickhouse = stub, pb, kafka, clickhouse
        self.topic, database = names
        self.table = f"{database}.t"
        kafka.create_topic(self.topic, partitions)
        self.send(first)
        self.connection = stub.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=self.topic, database=database, table="t",
            transforms=transforms, wait_ms_max=20_000, **more)).connection
        self.id = self.connection.id

    def send(self, values, **more):
        self.kafka.produce(self.topic, [json.dumps(v) if isinstance(v, dict) else v for v in values], **more)

    def query(self, sql):
        return self.clickhouse.query(sql.replace("$t", self.table))

    def types(self):
        return {row[0]: row[1] for row in self.query("DESCRIBE TABLE $t") if not row[0].startswith("_")}

    def ledger(self):
        return self.stub.GetLedger(self.pb.GetLedgerRequest(id=self.id)).partitions

    def await_end(self, seconds=30):
        """The ledger once all that was produced is dealt with; it has no gap, and all that is skipped was filtered."""
        end = sum(self.kafka.end_offsets(self.topic).values())

        def finished():
            ledger = self.ledger()
            return sum(p.next_offset for p in ledger) == end and ledger
        ledger = wait_until(finished, seconds, f"the ledger of {self.topic} reaches {end}")
        for p in ledger:
            assert p.loaded + p.dead_lettered + p.skipped == p.next_offset - p.start_offset, p
            assert p.skipped == p.filtered, p
            assert p.duplicated == p.pending == 0, p
        return ledger

    def dead_letters(self):
        letters = self.stub.ListDeadLetters(self.pb.ListDeadLettersRequest(id=self.id)).dead_letters
        return {letter.offset: letter for letter in letters}


@pytest.fixture
def load(ingest, pb, kafka, clickhouse, names):
    def begin(*texts, **more):
        return Loading(ingest, pb, kafka, clickhouse, names, steps(pb, *texts), **more)
    return begin


def order(number, **more):
    return {"id": number, "ts": f"2026-11-21T10:00:{number % 60:02d}.000Z", "amount": f"{number}.50",
            "status": ["paid", "draft", "void"][number % 3], "password": f"secret-{number}", "email": f"u{number % 5}@b.c",
            "customer": {"card": f"4111-{number}", "pin": number, "city": "Bern"}, **more}


ALL = ("filter:status NOT_IN draft,void", "drop:password", "drop:customer.pin", "rename:ts=created_at",
       "cast:amount=Decimal(18,2)", "redact:customer.card", "hash:email", "rename:customer=buyer")


def test_the_preview_shows_what_transforms_make_of_real_messages(ingest, pb, kafka, names):
    topic, database = names
    kafka.create_topic(topic)
    kafka.produce(topic, [json.dumps(order(n)) for n in range(90)] + ["no json"])
    preview = ingest.PreviewTopic(pb.PreviewTopicRequest(
        brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=topic, database=database, transforms=steps(pb, *ALL)))
    assert preview.sampled == 91 and preview.filtered == 60
    assert {r.reason: r.count for r in preview.rejected} == {"not_json": 1}
    fields = {field.name: field for field in preview.schema.fields if not field.name.startswith("_")}
    assert set(fields) == {"id", "created_at", "amount", "status", "email", "buyer_card", "buyer_city"}
    assert list(fields["created_at"].path) == ["ts"] and list(fields["buyer_city"].path) == ["customer", "city"]
    assert fields["amount"].type == "Decimal(18, 2)" and fields["created_at"].type.startswith("DateTime64")
    assert "created_at" in preview.create_table_sql and "password" not in preview.create_table_sql
    by_offset = {message.offset: message for message in preview.messages}
    kept, left_out, garbage = by_offset[87], by_offset[88], by_offset[90]
    assert json.loads(kept.value) == order(87)
    assert json.loads(kept.transformed) == {
        "id": 87, "created_at": order(87)["ts"], "amount": "87.50", "status": "paid", "email": hashed("u2@b.c"),
        "buyer": {"card": "[redacted]", "city": "Bern"}}
    assert left_out.filtered and not left_out.transformed and not kept.filtered
    assert not garbage.filtered and not garbage.transformed
    # Without transforms nothing is added.
    plain = ingest.PreviewTopic(pb.PreviewTopicRequest(brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=topic))
    assert plain.filtered == 0 and not any(message.transformed for message in plain.messages)


def test_rows_are_what_the_transforms_say_and_the_ledger_counts_what_is_left_out(load, pb, ingest, clickhouse):
    loading = load(*ALL, first=[order(n) for n in range(90)])
    loading.send([order(n) for n in range(90, 300)])
    # A new field beside dropped ones, text that no cast takes, and no message at all.
    loading.send([order(300, customer={"card": 1, "pin": 2, "city": "X", "more": {"pin": 3}}, note="n"),
                  order(303, amount="many"), b'{"status": "draft"', b'{"status":"draft","id":01}', None])
    (partition,) = loading.await_end()
    assert (partition.loaded, partition.filtered, partition.dead_lettered) == (101, 200, 4)
    letters = loading.dead_letters()
    assert {offset: letter.code for offset, letter in letters.items()} == {
        301: "type_mismatch", 302: "not_json", 303: "not_json", 304: "tombstone"}
    assert "column amount (Decimal(18, 2))" in letters[301].reason
    assert loading.types()["amount"] == "Decimal(18, 2)"
    assert loading.query("SELECT count(), sum(id), toString(sum(amount)), groupUniqArray(status), groupUniqArray(buyer_card), "
                         "uniqExact(email) FROM $t WHERE id < 300") == [
        [100, sum(range(0, 300, 3)), f"{sum(range(0, 300, 3)) + 50}", ["paid"], ["[redacted]"], 5]]
    assert loading.query("SELECT email, toString(created_at) FROM $t WHERE id = 3") == [
        [hashed("u3@b.c"), "2026-11-21 10:00:03.000"]]
    # Nothing that was to be hidden is anywhere in the table, whatever column it might be in.
    everything = json.dumps(loading.query("SELECT * FROM $t"))
    for hidden in ("secret-", "4111", "@b.c"):
        assert hidden not in everything
    # What the connection is, it stays, but for its secret.
    kept = ingest.GetConnection(pb.GetConnectionRequest(id=loading.id)).connection
    assert [step.field for step in kept.transforms.steps] == [
        "status", "password", "customer.pin", "ts", "amount", "customer.card", "email", "customer"]
    assert SALT not in str(kept) and not kept.transforms.hash_salt


def test_columns_follow_new_fields_under_their_new_names_and_dropped_ones_never_come_back(load, pb):
    loading = load("drop:password", "rename:ts=created_at", "cast:score=Float64", "hash:phone", first=[{"id": 1}, {"id": 2}])
    assert set(loading.types()) == {"id"}
    for number in range(3, 40):
        loading.send([{"id": number, "password": "secret", "ts": "2026-11-21T10:00:00Z", "score": "1.5", "phone": "0800"}])
        if {"created_at", "score", "phone"} <= set(loading.types()):
            break
        time.sleep(1)
    loading.await_end()
    loading.send([{"id": 100, "password": {"any": "secret"}, "ts": "2026-11-21T10:00:00Z", "score": "2.5", "phone": "0800"}])

    def arrived():
        return loading.query("SELECT toString(created_at), score, phone, _overflow FROM $t WHERE id = 100")
    # Rows that were decoded before the columns were there have them in _overflow.
    (row,) = wait_until(arrived, 20, "the message arrives")
    types = loading.types()
    assert set(types) == {"id", "created_at", "score", "phone"}, types
    assert types["score"] == "Nullable(Float64)"
    if row[0] is not None:
        assert row[0].startswith("2026-11-21 10:00:00") and row[1] == 2.5 and row[2] == hashed("0800") and row[3] == ""
    assert "secret" not in json.dumps(loading.query("SELECT * FROM $t"))
    assert "0800" not in json.dumps(loading.query("SELECT * FROM $t"))


def test_transforms_stand_behind_csv_and_debezium(load, pb, ingest, kafka, clickhouse):
    loading = load("filter:amount GREATER 10", "redact:email=gone", "rename:at=seen_at", "drop:pin",
                   first=[f"{n},{n},u{n}@b.c,2026-11-21T10:00:00Z,secret" for n in range(30)],
                   format=pb.MessageFormat(kind=pb.FORMAT_KIND_CSV,
                                           csv=pb.CsvOptions(columns=["id", "amount", "email", "at", "pin"])))
    (partition,) = loading.await_end()
    assert (partition.loaded, partition.filtered) == (19, 11)
    assert set(loading.types()) == {"id", "amount", "email", "seen_at"}
    assert loading.query("SELECT min(amount), groupUniqArray(email) FROM $t") == [[11, ["gone"]]]

    word = uuid.uuid4().hex[:8]
    states = Loading(ingest, pb, kafka, clickhouse, (f"changes-{word}", f"changes_{word}"),
                     steps(pb, "hash:email", "rename:email=person", "drop:pin"),
                     format=pb.MessageFormat(envelope=pb.ENVELOPE_DEBEZIUM))
    keys = [json.dumps({"email": f"u{n % 2}@b.c"}) for n in range(4)]
    states.send([{"op": "c" if n < 2 else "u", "after": {"email": f"u{n % 2}@b.c", "n": n, "pin": 1},
                  "source": {"ts_ms": 1000 + n}} for n in range(4)], keys=keys)
    wait_until(lambda: sum(p.next_offset for p in states.ledger()) == 4, 30, "changes are loaded")
    assert sorted(states.query("SELECT person, n FROM $t FINAL")) == sorted([[hashed("u0@b.c"), 2], [hashed("u1@b.c"), 3]])
    assert "pin" not in states.types()


def test_what_does_not_go_together_is_named_with_its_remedy(load, pb, ingest, kafka, names):
    def refusal(*texts, **more):
        with pytest.raises(grpc.RpcError) as error:
            ingest.PreviewTopic(pb.PreviewTopicRequest(brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=names[0],
                                                       transforms=steps(pb, *texts), **more))
        assert error.value.code() == grpc.StatusCode.INVALID_ARGUMENT
        return error.value.details()
    kafka.create_topic(names[0])
    assert "transform 2 (hash:email): the field is dropped by an earlier transform" in refusal("drop:email", "hash:email")
    assert "transform 1: " in refusal("cast:a=Money")
    assert "filter in the question instead" in refusal("filter:a EXISTS", format=pb.MessageFormat(envelope=pb.ENVELOPE_DEBEZIUM))
    assert "leave one of the two out" in refusal("rename:a=b", "drop:b")
    # A name that messages have already.
    kafka.produce(names[0], ['{"a":1,"b":2}'])
    with pytest.raises(grpc.RpcError) as error:
        ingest.PreviewTopic(pb.PreviewTopicRequest(brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=names[0],
                                                   transforms=steps(pb, "rename:a=b")))
    assert "has a field b of its own" in error.value.details() and "choose another name" in error.value.details()
    # All of them are left out: nothing can be proposed from that.
    assert "filters leave out all of the 1 messages" in refusal("filter:a EQUAL 7")


def test_a_filter_goes_on_where_it_was_when_the_group_has_forgotten_its_offsets(load, kafka, pb, ingest):
    """What is read again in other batches is written down again in other ranges; each offset counts once."""
    loading = load("filter:id NOT_IN 3,4,5,9", partitions=2, first=[{"id": n % 10} for n in range(500)])
    before = sorted((p.partition, p.loaded, p.filtered) for p in loading.await_end())
    assert sum(p[2] for p in before) == 200
    ingest.PauseConnection(pb.PauseConnectionRequest(id=loading.id))
    admin, group = AdminClient({"bootstrap.servers": kafka.brokers}), f"aurora-{loading.id}"
    wait_until(lambda: admin.delete_consumer_groups([group])[group].result(10) is None, 20, "the group is gone")
    loading.send([{"id": 9}] * 50, partition=0)
    ingest.ResumeConnection(pb.ResumeConnectionRequest(id=loading.id))
    after = sorted((p.partition, p.loaded, p.filtered) for p in loading.await_end())
    assert [p[1] for p in after] == [p[1] for p in before]
    assert sum(p[2] for p in after) == 250


def test_killed_again_and_again_a_filtering_connection_leaves_no_gap(tmp_path, kafka, clickhouse, pb, names):
    stack = Stack(tmp_path / "stack", clickhouse, kafka)
    stack.start("provisioning", "schema-inference", "ingest")
    stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
    service = stack.services["ingest"]
    try:
        loading = Loading(stub, pb, kafka, clickhouse, names, steps(pb, "filter:n GREATER_OR_EQUAL 3", "hash:who", "drop:pin"),
                          partitions=3, first=[{"n": n % 7, "id": n, "who": "w", "pin": 1} for n in range(70)],
                          batch=pb.BatchBounds(rows_max=500, delay_ms_max=20))
        produced = 70
        for round_number in range(8):
            loading.send([{"n": n % 7, "id": n, "who": f"w{n}", "pin": n} if n % 50 else "no json"
                          for n in range(produced, produced + 7000)])
            produced += 7000
            # At another moment of its work each time.
            time.sleep(0.03 * round_number)
            service.kill()
            service.start()
            stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
            loading.stub = stub
        ledger = loading.await_end(120)
        bad = [n for n in range(70, produced) if n % 50 == 0]
        kept = [n for n in range(produced) if n % 7 >= 3 and not (n >= 70 and n % 50 == 0)]
        assert sum(p.dead_lettered for p in ledger) == len(bad)
        assert sum(p.loaded for p in ledger) == len(kept)
        assert sum(p.filtered for p in ledger) == produced - len(kept) - len(bad)
        # From the table alone.
        assert loading.query("SELECT count(), uniqExact(id), sum(id), uniqExact(_partition, _offset) FROM $t") == [
            [len(kept), len(kept), sum(kept), len(kept)]]
        # The very offsets that are neither rows nor dead letters are written down, and no others.
        end = kafka.end_offsets(loading.topic)
        stored = {(p, o) for p, o in loading.query("SELECT _partition, _offset FROM $t")} | {
            (p, o) for p, o in loading.query(f"SELECT partition, offset FROM aurora.dead_letters WHERE connection_id = '{loading.id}'")}
        written = {(p, o) for p, first, last in loading.query(
            f"SELECT partition, first_offset, last_offset FROM aurora.skipped_offsets WHERE connection_id = '{loading.id}'")
            for o in range(first, last + 1)}
        assert written == {(p, o) for p in end for o in range(end[p])} - stored
    finally:
        stack.stop()


@pytest.fixture(scope="module")
def api(stack):
    return Api(stack.gateway_url, Contract(requests.get(stack.gateway_url + "/api/openapi.json", timeout=10).json()))


def test_transforms_in_the_rest_api_and_on_the_command_line(stack, api, kafka, tmp_path):
    topic = f"transformed-{uuid.uuid4().hex[:8]}"
    kafka.create_topic(topic)
    kafka.produce(topic, [json.dumps(order(n)) for n in range(30)])
    table = f"shop.{topic.replace('-', '_')}"
    body = {"brokers": kafka.brokers, "topic": topic, "table": table, "hash_salt": SALT, "transforms": [
        {"kind": "filter", "field": "status", "operator": "not in", "values": ["draft"]},
        {"kind": "drop", "field": "password"}, {"kind": "hash", "field": "email"},
        {"kind": "redact", "field": "customer.card", "text": "gone"}]}
    preview = api.post("/api/v1/connections/preview", body).json()
    assert preview["filtered"] == 10 and preview["sampled"] == 30
    shown = {message["offset"]: message for message in preview["messages"]}
    assert json.loads(shown[0]["transformed"])["email"] == hashed("u0@b.c") and shown[1]["filtered"] is True
    refused = api.post("/api/v1/connections/preview", {**body, "transforms": [{"kind": "cast", "field": "a"}]})
    assert refused.status_code == 400 and "transforms[0]" in refused.text
    made = api.post("/api/v1/connections", {**body, "wait_ms_max": 20000})
    assert made.status_code == 201, made.text
    identity = made.json()["id"]
    assert made.json()["transforms"] == body["transforms"] and SALT not in made.text
    (partition,) = api.get(f"/api/v1/connections/{identity}/ledger").json()["partitions"]
    assert (partition["loaded"], partition["skipped"], partition["filtered"]) == (20, 10, 10)
    api.call("DELETE", f"/api/v1/connections/{identity}?drop_table=true")

    def aurora(*arguments, check=0):
        done = subprocess.run([PREFIX / "bin" / "aurora", *arguments], capture_output=True, text=True, timeout=60,
                              env={**os.environ, "AURORA_URL": stack.gateway_url, "AURORA_TOKEN": ADMIN})
        assert done.returncode == check, done.stdout + done.stderr
        return done
    salt = tmp_path / "salt"
    salt.write_text(SALT + "\n")
    connect = ("connect", "--brokers", kafka.brokers, "--topic", topic, "--table", table, "--yes")
    aurora(*connect, "--json", "--transform", "drop:password", "--transform", "hash:email", "--transform", "filter:status=paid",
           "--transform", "rename:ts=created_at", "--transform", "cast:amount=Decimal(18,2)", "--hash-salt-file", str(salt))
    listed = next(c for c in json.loads(aurora("connections", "--json").stdout)["connections"] if c["topic"] == topic)
    assert listed["transforms"][2] == {"kind": "filter", "field": "status", "operator": "=", "values": ["paid"]}
    columns = {field["name"]: field["type"] for field in listed["schema"]["fields"]}
    assert columns["created_at"].startswith("DateTime64") and columns["amount"] == "Decimal(18, 2)" and "password" not in columns
    ledger = json.loads(aurora("ledger", topic, "--json").stdout)["partitions"][0]
    assert (ledger["loaded"], ledger["filtered"]) == (10, 20)
    assert "filtered" in aurora("ledger", topic).stdout
    wrong = aurora(*connect, "--transform", "explode:a", check=2)
    assert "write drop:FIELD" in wrong.stderr
    aurora("disconnect", topic, "--drop-table")
