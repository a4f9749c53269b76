"""Tables that follow their messages, on a real Kafka and a real ClickHouse: the three policies, what is widened when asked for,
and that nothing is lost or stored twice whatever ends under way."""

import json
import re
import time
import uuid

import grpc
import pytest
from harness.grpc_client import Stub, messages
from harness.postgresql import PostgreSql
from harness.ports import free_port
from harness.process import wait_until
from harness.stack import RPC_TOKEN, Service, Stack


@pytest.fixture
def names():
    """A topic and a database that no other test has."""
    word = uuid.uuid4().hex[:8]
    return f"evolving-{word}", f"evolving_{word}"


@pytest.fixture(scope="module")
def pb():
    return messages("ingest")


class Flowing:
    """A connection of a topic to the table `t`, whose messages are numbered."""

    def __init__(self, stub, pb, kafka, clickhouse, names, partitions=2, first=20, **more):
        self.stub, self.pb, self.kafka, self.clickhouse = stub, pb, kafka, clickhouse
        self.topic, database = names
        self.table = f"{database}.t"
        self.produced = 0
        kafka.create_topic(self.topic, partitions)
        self.produce(first)
        self.id = stub.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=self.topic, database=database, table="t",
            wait_ms_max=20_000, **more)).connection.id

    def produce(self, count, **fields):
        self.send([{"total": 1, **fields}] * count)

    def send(self, values):
        self.kafka.produce(self.topic, [json.dumps({"number": self.produced + i, **value}) for i, value in enumerate(values)])
        self.produced += len(values)

    def types(self):
        """By column; whether a dictionary pays is another question."""
        return {row[0]: re.sub(r"LowCardinality\((.*?\)?)\)", r"\1", row[1])
                for row in self.clickhouse.query(f"DESCRIBE TABLE {self.table}")}

    def rows(self, where="1"):
        return self.clickhouse.value(f"SELECT count() FROM {self.table} WHERE {where}")

    def await_exact(self, seconds=30):
        """Every message is a row or a dead letter, once."""
        def exact():
            ledger = self.stub.GetLedger(self.pb.GetLedgerRequest(id=self.id)).partitions
            assert all(p.duplicated == p.skipped == 0 for p in ledger), ledger
            assert sum(p.loaded + p.dead_lettered for p in ledger) == self.produced, ledger
            return True
        wait_until(exact, seconds, f"{self.produced} messages are stored once")

    def await_column(self, name, kind, seconds=30):
        wait_until(lambda: self.types().get(name) == kind, seconds, f"column {name} {kind} is there")

    def get(self):
        return self.stub.GetConnection(self.pb.GetConnectionRequest(id=self.id)).connection

    def await_state(self, state, seconds=20):
        return wait_until(lambda: (c := self.get()).state == state and c, seconds, f"the connection's state is {state}")

    def await_version(self, version, seconds=20):
        wait_until(lambda: self.get().schema.version >= version, seconds, f"the schema has version {version}")

    def update(self, **changes):
        return self.stub.UpdateConnection(self.pb.UpdateConnectionRequest(id=self.id, **changes)).connection

    def proposals(self):
        return self.stub.ListProposals(self.pb.ListProposalsRequest(id=self.id)).proposals

    def history(self):
        return self.stub.GetSchemaHistory(self.pb.GetSchemaHistoryRequest(id=self.id)).entries

    def dead_letters(self):
        return self.stub.ListDeadLetters(self.pb.ListDeadLettersRequest(id=self.id)).dead_letters


def refusal(call, *arguments, **more):
    with pytest.raises(grpc.RpcError) as error:
        call(*arguments, **more)
    return error.value.code(), error.value.details()


@pytest.fixture
def flowing(ingest, pb, kafka, clickhouse, names):
    return lambda **more: Flowing(ingest, pb, kafka, clickhouse, names, **more)


def in_column_or_overflow(flow, column, path):
    """Rows that have the field's value in the column, in _overflow, and in both."""
    keys = ", ".join(f"'{step}'" for step in path)
    return flow.clickhouse.query(
        f"SELECT countIf(c AND NOT o), countIf(o AND NOT c), countIf(c AND o) FROM (SELECT isNotNull({column}) AS c, "
        f"JSONHas(_overflow, {keys}) AS o FROM {flow.table})")[0]


def test_new_fields_become_columns_at_once_and_rows_from_before_keep_theirs_in_overflow(flowing, pb):
    flow = flowing()
    assert flow.get().evolution.policy == pb.EVOLUTION_POLICY_ADD
    extra = {"coupon": "SPRING", "shipping": {"city": "Paris", "box": {"weight": 2.5}}, "tags": ["a"], "nothing": None}
    flow.produce(30, **extra)
    for name, kind in [("coupon", "Nullable(String)"), ("shipping_city", "Nullable(String)"),
                       ("shipping_box_weight", "Nullable(Float64)"), ("tags", "Array(String)")]:
        flow.await_column(name, kind)
    flow.await_version(2)
    flow.produce(30, **extra)
    flow.await_exact()
    # A value is in one place, and the last ones are in their column.
    column, overflow, both = in_column_or_overflow(flow, "coupon", ["coupon"])
    assert both == 0 and column + overflow == 60 and column >= 30
    column, overflow, both = in_column_or_overflow(flow, "shipping_box_weight", ["shipping", "box", "weight"])
    assert both == 0 and column + overflow == 60 and column >= 30
    assert flow.rows(f"number >= 50 AND coupon = 'SPRING' AND shipping_city = 'Paris' AND tags = ['a']") == 30
    # Only null so far: no type follows from that.
    assert "nothing" not in flow.types()
    assert [row[0] for row in flow.clickhouse.query(f"DESCRIBE TABLE {flow.table}")][-5:] == [
        "_topic", "_partition", "_offset", "_timestamp", "_overflow"]
    # A deeper field of an object that has columns already.
    flow.produce(5, **extra | {"shipping": {"city": "Rome", "floor": 3}, "nothing": 7})
    flow.await_column("shipping_floor", "Nullable(Int64)")
    flow.await_column("nothing", "Nullable(Int64)")
    flow.await_exact()

    history = flow.history()
    assert {entry.column for entry in history} == {
        "coupon", "shipping_city", "shipping_box_weight", "tags", "shipping_floor", "nothing"}
    first = [entry for entry in history if entry.column == "coupon"][0]
    assert first.kind == pb.SCHEMA_CHANGE_KIND_ADD and first.made_by == "policy add" and first.version >= 2
    assert first.statement.startswith(f"ALTER TABLE `{flow.table.split('.')[0]}`.`t` ADD COLUMN IF NOT EXISTS `coupon` ")
    assert "Nullable(String)" in first.type and first.reason and abs(first.at.ToSeconds() - time.time()) < 300
    # From the offsets on that it names, values are in the column.
    starts = {start.partition: start.offset for start in first.starts}
    assert set(starts) == {0, 1}
    for partition, offset in starts.items():
        assert flow.rows(f"_partition = {partition} AND _offset >= {offset} AND JSONHas(_overflow, 'coupon')") == 0
        assert flow.rows(f"_partition = {partition} AND _offset < {offset} AND isNotNull(coupon)") == 0
    assert flow.get().evolution.columns_added == 6


def test_names_that_collide_differ_in_case_or_are_odd(flowing):
    flow = flowing()
    flow.produce(10, **{"Total": "big", "_offset": 9, "order id": "a", "größe": 1, "9lives": True, "x.y": "dotted",
                        "": "empty", "tab\t\"quote`": "odd"})
    flow.await_version(2)
    flow.produce(10, **{"Total": "big", "_offset": 9, "order id": "a", "größe": 1, "9lives": True, "x.y": "dotted",
                        "": "empty", "tab\t\"quote`": "odd"})
    flow.await_exact()
    types = flow.types()
    for name in ("Total_2", "_offset_2", "order_id", "gr_e", "_9lives", "x_y", "_", "tab_quote_"):
        assert name in types, sorted(types)
    assert flow.rows("number >= 30 AND Total_2 = 'big' AND _offset_2 = 9 AND order_id = 'a' AND x_y = 'dotted' AND "
                     "tab_quote_ = 'odd'") == 10


def test_frozen_tables_keep_new_fields_in_overflow_until_the_policy_is_another(flowing, pb):
    flow = flowing(evolution_policy=pb.EVOLUTION_POLICY_FREEZE)
    before = flow.types()
    flow.produce(30, coupon="X")
    flow.await_exact()
    time.sleep(1.5)
    assert flow.types() == before and not flow.history() and not flow.proposals()
    assert flow.rows("JSONExtractString(_overflow, 'coupon') = 'X'") == 30
    assert flow.update(evolution_policy=pb.EVOLUTION_POLICY_ADD).evolution.policy == pb.EVOLUTION_POLICY_ADD
    flow.produce(30, coupon="X")
    flow.await_column("coupon", "Nullable(String)")
    flow.await_exact()
    assert in_column_or_overflow(flow, "coupon", ["coupon"])[2] == 0


def test_under_review_a_person_decides(flowing, pb):
    flow = flowing(evolution_policy=pb.EVOLUTION_POLICY_REVIEW)
    before = flow.types()
    flow.produce(20, coupon="X", debug={"level": 3}, trace="t")
    proposals = wait_until(lambda: len(p := flow.proposals()) == 3 and p, 20, "columns are proposed")
    assert [p.field.name for p in proposals] == ["coupon", "debug_level", "trace"]
    assert "ADD COLUMN IF NOT EXISTS `coupon`" in proposals[0].statement and proposals[0].reason
    assert flow.types() == before and flow.get().evolution.open_proposals == 3
    code, said = refusal(flow.stub.ApplyProposals, pb.ApplyProposalsRequest(id=flow.id, columns=["coupon", "nowhere"]))
    assert code == grpc.StatusCode.NOT_FOUND and "nowhere" in said
    assert flow.types() == before

    left = flow.stub.RejectProposals(pb.RejectProposalsRequest(id=flow.id, columns=["trace"])).proposals
    assert [(p.field.name, p.rejected) for p in left] == [("coupon", False), ("debug_level", False), ("trace", True)]
    flow.stub.ApplyProposals(pb.ApplyProposalsRequest(id=flow.id, columns=["coupon"]))
    assert flow.types()["coupon"] == "Nullable(String)"
    flow.produce(20, coupon="Y", debug={"level": 4}, trace="t")
    flow.await_exact()
    assert flow.rows("coupon = 'Y'") == 20
    assert flow.rows("JSONHas(_overflow, 'debug', 'level')") == 40
    assert [p.field.name for p in flow.proposals()] == ["debug_level", "trace"]
    (entry,) = flow.history()
    assert entry.column == "coupon" and entry.made_by == "test"
    # What was rejected is not added by another policy either; what was only proposed is.
    flow.update(evolution_policy=pb.EVOLUTION_POLICY_ADD)
    flow.produce(20, coupon="Z", debug={"level": 5}, trace="t")
    flow.await_column("debug_level", "Nullable(Int64)")
    flow.await_exact()
    assert "trace" not in flow.types()
    assert [(p.field.name, p.rejected) for p in flow.proposals()] == [("trace", True)]


def test_a_topic_whose_keys_are_data_makes_no_columns_of_them(flowing):
    flow = flowing()
    flow.send([{"total": 1, str(uuid.uuid4()): number, "real": "field"} for number in range(3000)])
    flow.await_column("real", "Nullable(String)")
    flow.send([{"total": 1, str(uuid.uuid4()): number, "real": "field"} for number in range(3000)])
    flow.await_exact()
    time.sleep(3)
    assert len(flow.types()) < 15, sorted(flow.types())
    assert flow.rows("number >= 20 AND _overflow = ''") == 0


def test_beyond_its_limits_a_table_gets_no_more_columns_and_the_connection_says_so(tmp_path, pb, kafka, clickhouse, names):
    stack = Stack(tmp_path, clickhouse, kafka, {"ingest": {"evolution": {"columns_max": 4}}})
    stack.start("provisioning", "schema-inference", "ingest")
    try:
        stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        flow = Flowing(stub, pb, kafka, clickhouse, names)

        def warned():
            flow.produce(1, **{f"field_{flow.produced % 7}": 1})
            return flow.get().warnings
        warnings = wait_until(warned, 60, "a warning", interval=0.2)
        assert warnings[0].code == "column_limit" and flow.table in warnings[0].message
        assert "evolution.columns_max" in warnings[0].message
        flow.produce(3, field_9=9)
        flow.await_exact()
        assert len([name for name in flow.types() if name.startswith("field_")]) == 4
        connection = flow.get()
        assert connection.state == pb.CONNECTION_STATE_RUNNING
        assert (connection.evolution.columns_added, connection.evolution.columns_max) == (4, 4)
    finally:
        stack.stop()


def test_a_process_that_is_killed_around_a_change_loses_nothing_and_stores_nothing_twice(tmp_path, pb, kafka, clickhouse, names):
    stack = Stack(tmp_path, clickhouse, kafka).start("provisioning", "schema-inference", "ingest")
    process = stack.services["ingest"].process
    try:
        stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        flow = Flowing(stub, pb, kafka, clickhouse, names, partitions=3)
        rounds = 8
        for number in range(rounds):
            flow.produce(300, **{f"field_{number}": number})
            # Gathering takes a quarter of a second, then come the plan, the statement and the new consumers.
            time.sleep(0.2 + number * 0.12)
            process.kill()
            flow.produce(100, **{f"field_{number}": number})
            process.start()
        flow.await_exact(60)
        last = f"field_{rounds - 1}"
        flow.await_column(last, "Nullable(Int64)", 60)
        flow.produce(10, **{last: rounds - 1})
        flow.await_exact()
        types = flow.types()
        for number in range(rounds):
            column = f"field_{number}"
            expected = 400 + (10 if column == last else 0)
            if column not in types:
                assert flow.rows(f"JSONExtractInt(_overflow, '{column}') = {number} AND JSONHas(_overflow, '{column}')") == expected
                continue
            stored = in_column_or_overflow(flow, column, [column])
            assert stored[0] + stored[1] == expected and stored[2] == 0, (column, stored)
        # Columns and history agree, also where the process ended between the two.
        known = {field.name for field in flow.get().schema.fields}
        assert {entry.column for entry in flow.history()} == {name for name in known if name.startswith("field_")}
    finally:
        stack.kill()


def test_two_replicas_change_one_table(tmp_path, pb, kafka, clickhouse, names):
    """On PostgreSQL, as several replicas have it."""
    database = PostgreSql(tmp_path).start()
    database.sql("CREATE DATABASE ingest")
    state = {"url": database.url("ingest"), "password_file": str(database.password_file)}
    stack = Stack(tmp_path / "stack", clickhouse, kafka, {"ingest": {"state": state}})
    stack.start("provisioning", "schema-inference", "ingest")
    config = stack.config_of("ingest")
    address = f"127.0.0.1:{free_port()}"
    config["grpc"] = {**config["grpc"], "listen": address}
    config["instance_file"] = str(tmp_path / "second.instance")
    second = Service("ingest", tmp_path / "second", config).start()
    try:
        flow = Flowing(Stub("ingest", stack.addresses["ingest"], RPC_TOKEN), pb, kafka, clickhouse, names, partitions=4)
        other = Stub("ingest", address, RPC_TOKEN)

        def partitions_of(stub):
            connection = stub.GetConnection(pb.GetConnectionRequest(id=flow.id)).connection
            return len(connection.progress.partitions)
        wait_until(lambda: partitions_of(other) > 0 and partitions_of(flow.stub) > 0, 30, "both have partitions")
        # The same and different fields at once, on partitions of both.
        flow.send([{"total": 1, "common": number, f"field_{number % 4}": "x"} for number in range(400)])
        for column in ("common", "field_0", "field_1", "field_2", "field_3"):
            wait_until(lambda: column in flow.types(), 30, f"{column} is there")

        def agreed():
            versions = {s.GetConnection(pb.GetConnectionRequest(id=flow.id)).connection.schema.version
                        for s in (flow.stub, other)}
            fields = {field.name for field in other.GetConnection(pb.GetConnectionRequest(id=flow.id)).connection.schema.fields}
            return len(versions) == 1 and {"common", "field_0", "field_1", "field_2", "field_3"} <= fields
        wait_until(agreed, 30, "both replicas know the same schema")
        sent = [400]

        def go_to_the_column():
            """What both say is in the state; each loads by it as soon as it has read that."""
            before = in_column_or_overflow(flow, "common", ["common"])[0]
            flow.send([{"total": 1, "common": number, f"field_{number % 4}": "x"} for number in range(400)])
            flow.await_exact()
            sent[0] += 400
            return in_column_or_overflow(flow, "common", ["common"])[0] == before + 400
        wait_until(go_to_the_column, 30, "all rows of both replicas are in the column")
        stored = in_column_or_overflow(flow, "common", ["common"])
        assert stored[2] == 0 and stored[0] + stored[1] == sent[0]
        assert not [name for name in flow.types() if name.endswith("_2") and name != "field_2"]
        # A policy that one is told is the other's too.
        flow.update(evolution_policy=pb.EVOLUTION_POLICY_FREEZE)
        wait_until(lambda: other.GetConnection(pb.GetConnectionRequest(id=flow.id)).connection.evolution.policy ==
                   pb.EVOLUTION_POLICY_FREEZE, 10, "the other replica follows")
    finally:
        second.stop()
        stack.stop()
        database.destroy()


def test_a_value_that_does_not_fit_is_a_dead_letter_until_a_person_widens_the_column(flowing, pb):
    flow = flowing()
    flow.send([{"total": 2.5}, {"total": "many"}, {"total": 3}])
    flow.await_exact()
    letters = {letter.code: letter.reason for letter in flow.dead_letters()}
    assert set(letters) == {"out_of_range", "type_mismatch"}
    for reason in letters.values():
        assert "column total (Int64)" in reason and "wider type" in reason
    changed = flow.update(columns=[pb.ColumnChange(name="total", type="Float64")])
    assert {field.name: field.type for field in changed.schema.fields}["total"] == "Float64"
    assert flow.types()["total"] == "Float64"
    flow.send([{"total": 2.5}, {"total": "many"}])
    flow.await_exact()
    assert flow.rows("total = 2.5") == 1 and flow.rows("total = 1") == 20
    flow.update(columns=[pb.ColumnChange(name="total", type="String")])
    flow.send([{"total": 2.5}, {"total": "many"}])
    flow.await_exact()
    assert flow.rows("total = 'many'") == 1 and flow.rows("total = '2.5'") == 2
    assert [(entry.kind, entry.type, entry.made_by) for entry in flow.history()] == [
        (pb.SCHEMA_CHANGE_KIND_WIDEN, "String", "test"), (pb.SCHEMA_CHANGE_KIND_WIDEN, "Float64", "test")]
    for name, kind, wanted, words in [
            ("total", "Int64", grpc.StatusCode.INVALID_ARGUMENT, "without losing values"),
            ("total", "Float65", grpc.StatusCode.INVALID_ARGUMENT, "column total"),
            ("nowhere", "String", grpc.StatusCode.INVALID_ARGUMENT, "no column nowhere"),
            ("_offset", "String", grpc.StatusCode.FAILED_PRECONDITION, "Aurora itself")]:
        code, said = refusal(flow.update, columns=[pb.ColumnChange(name=name, type=kind)])
        assert code == wanted and words in said, said


def test_absent_values_have_their_place_in_the_history_too(flowing, pb):
    flow = flowing(first=20)
    flow.kafka.produce(flow.topic, [json.dumps({"number": flow.produced})])
    flow.produced += 1
    flow.await_exact()
    (entry,) = flow.history()
    assert (entry.kind, entry.column, entry.type, entry.made_by) == (
        pb.SCHEMA_CHANGE_KIND_NULLABLE, "total", "Nullable(Int64)", "absent value")
    assert "MODIFY COLUMN `total` Nullable(Int64)" in entry.statement and len(entry.starts) == 2


def test_batches_and_policy_are_changed_and_stay_over_a_restart(tmp_path, pb, kafka, clickhouse, names):
    stack = Stack(tmp_path, clickhouse, kafka).start("provisioning", "schema-inference", "ingest")
    try:
        stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        flow = Flowing(stub, pb, kafka, clickhouse, names, batch=pb.BatchBounds(bytes_max=1 << 20))
        flow.update(batch=pb.BatchChange(rows_max=7), evolution_policy=pb.EVOLUTION_POLICY_REVIEW)
        flow.produce(100)
        flow.await_exact()
        assert stack.services["ingest"].process.stop() == 0
        stack.services["ingest"].start()
        connection = flow.get()
        assert (connection.batch.rows_max, connection.batch.bytes_max) == (7, 1 << 20)
        assert connection.evolution.policy == pb.EVOLUTION_POLICY_REVIEW
        assert flow.update(batch=pb.BatchChange(rows_max=0)).batch.rows_max == 0
        flow.produce(100)
        flow.await_exact()
        code, said = refusal(stub.UpdateConnection, pb.UpdateConnectionRequest(id="c-unknown"))
        assert code == grpc.StatusCode.NOT_FOUND and "c-unknown" in said
    finally:
        stack.stop()


def test_a_table_that_somebody_else_changes_is_named_and_loading_goes_on_when_it_fits_again(flowing, pb, clickhouse):
    flow = flowing()
    clickhouse.query(f"ALTER TABLE {flow.table} DROP COLUMN total")
    flow.produce(10)
    error = flow.await_state(pb.CONNECTION_STATE_FAILING).last_error
    assert flow.table in error.message and "total" in error.message
    clickhouse.query(f"ALTER TABLE {flow.table} ADD COLUMN total Int64 AFTER number")
    flow.await_exact()
    flow.await_state(pb.CONNECTION_STATE_RUNNING)
    # Narrower than the schema: the server would cut values without a word.
    clickhouse.query(f"ALTER TABLE {flow.table} MODIFY COLUMN total Int8")

    def failing():
        flow.produce(1)
        return flow.get().state == pb.CONNECTION_STATE_FAILING
    wait_until(failing, 30, "it says so", interval=0.5)
    assert "total is Int8 instead of Int64" in flow.get().last_error.message
    # Wider than the schema: the schema follows.
    clickhouse.query(f"ALTER TABLE {flow.table} MODIFY COLUMN total Float64")
    flow.await_exact()
    flow.send([{"total": 2.5}])
    flow.await_exact()
    assert flow.rows("total = 2.5") == 1
    assert flow.history()[0].made_by == "somebody else"


def test_a_column_of_somebody_else_is_not_filled_by_accident(flowing, clickhouse):
    flow = flowing()
    clickhouse.query(f"ALTER TABLE {flow.table} ADD COLUMN note DateTime DEFAULT now(), ADD COLUMN twice Int64 ALIAS total * 2")
    flow.produce(10, note="text", twice=1)
    flow.await_column("note_2", "Nullable(String)")
    flow.await_column("twice_2", "Nullable(Int64)")
    flow.await_version(2)
    flow.produce(10, note="text", twice=1)
    flow.await_exact()
    assert flow.rows("number >= 30 AND note_2 = 'text' AND twice_2 = 1 AND twice = 2") == 10
    assert not flow.dead_letters()


def test_without_schema_inference_loading_goes_on_and_the_fields_come_later(tmp_path, pb, kafka, clickhouse, names):
    stack = Stack(tmp_path, clickhouse, kafka).start("provisioning", "schema-inference", "ingest")
    try:
        stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        flow = Flowing(stub, pb, kafka, clickhouse, names)
        assert stack.services["schema-inference"].process.stop() == 0
        flow.produce(20, coupon="X")
        flow.await_exact()
        warnings = wait_until(lambda: flow.get().warnings, 20, "a warning")
        assert warnings[0].code == "evolution_unavailable" and "schema inference" in warnings[0].message
        stack.services["schema-inference"].start()

        def added():
            flow.produce(1, coupon="X")
            return "coupon" in flow.types()
        wait_until(added, 60, "the column comes", interval=1)
        flow.await_exact()
        wait_until(lambda: not flow.get().warnings, 20, "the warning goes")
    finally:
        stack.stop()
