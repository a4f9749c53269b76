"""Dead letters become rows once what kept them out was changed: exactly once, whatever ends in between and whoever calls at the
same time. On a real Kafka and a real ClickHouse."""

import json
import threading
import uuid

import grpc
import pytest
from harness.grpc_client import Stub, messages
from harness.process import wait_until
from harness.stack import RPC_TOKEN, Stack


@pytest.fixture(scope="module")
def pb():
    return messages("ingest")


class Letters:
    """A connection of a topic of two partitions to the table `t`; values of `total` that are no whole numbers are dead letters
    until the column is wider."""

    def __init__(self, stub, pb, kafka, clickhouse, **more):
        word = uuid.uuid4().hex[:8]
        self.stub, self.pb, self.kafka, self.clickhouse = stub, pb, kafka, clickhouse
        self.topic, database = f"replayed-{word}", f"replayed_{word}"
        self.table = f"{database}.t"
        self.produced = 0
        kafka.create_topic(self.topic, 2)
        self.produce([1] * 40)
        self.id = stub.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=self.topic, database=database, table="t",
            wait_ms_max=20_000, **more)).connection.id

    def produce(self, totals):
        """The numbers of the messages count on; a total that is text is the whole message."""
        self.kafka.produce(self.topic, [
            total if isinstance(total, str) else json.dumps(
                {"number": self.produced + i, "total": total, "at": f"2026-{1 + i % 4:02d}-10T00:00:00.000Z"})
            for i, total in enumerate(totals)])
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

    def widen(self, kind="Float64", column="total"):
        self.stub.UpdateConnection(self.pb.UpdateConnectionRequest(
            id=self.id, columns=[self.pb.ColumnChange(name=column, type=kind)]))

    def replay(self, page="", **choice):
        return self.stub.ReplayDeadLetters(self.pb.ReplayDeadLettersRequest(
            id=self.id, page=page, choice=self.pb.DeadLetterChoice(**choice)))

    def letters(self):
        return self.clickhouse.query(
            "SELECT partition, offset, code, reason, value, toUnixTimestamp64Milli(timestamp) FROM aurora.dead_letters "
            f"WHERE connection_id = '{self.id}' ORDER BY partition, offset")


@pytest.fixture
def make(ingest, pb, kafka, clickhouse):
    return lambda **more: Letters(ingest, pb, kafka, clickhouse, **more)


def refusal(call, *arguments, **more):
    with pytest.raises(grpc.RpcError) as error:
        call(*arguments, **more)
    return error.value.code(), error.value.details()


def test_dead_letters_become_rows_with_their_own_coordinates_once_the_column_is_wider(make):
    flow = make()
    flow.produce([2.5] * 30 + ["not json"] * 5)
    flow.await_ledger(40, 35)
    before = {(letter[0], letter[1], letter[5]) for letter in flow.letters() if letter[2] != "not_json"}
    # Nothing has changed: all of them stay, and say what is wrong.
    report = flow.replay(all=True)
    assert (report.replayed, report.kept, report.left, report.next_page) == (0, 35, 0, "")
    assert {example.code for example in report.examples} <= {"type_mismatch", "out_of_range", "not_json"}
    assert len(report.examples) == 10 and flow.stored() == [40, 35, 75]
    flow.widen()
    report = flow.replay(all=True)
    assert (report.replayed, report.kept, report.left) == (30, 5, 0)
    assert flow.ledger() == (70, 5) and flow.stored() == [70, 5, 75]
    rows = flow.clickhouse.query(f"SELECT _partition, _offset, toUnixTimestamp64Milli(_timestamp), total, _topic, number FROM {flow.table} "
                                 "WHERE total = 2.5")
    assert {(row[0], row[1], row[2]) for row in rows} == before
    assert {row[4] for row in rows} == {flow.topic} and sorted(row[5] for row in rows) == list(range(40, 70))
    # Loading goes on behind it, and another replay finds nothing to do.
    flow.produce([3.5] * 20)
    flow.await_ledger(90, 5)
    assert flow.replay(all=True).replayed == 0 and flow.stored() == [90, 5, 95]


def test_transforms_hide_in_a_replay_what_they_hide_in_loading(make, pb):
    """A dead letter keeps its message as it came; the row that it becomes must not."""
    kinds = {"pin": pb.TRANSFORM_KIND_DROP, "card": pb.TRANSFORM_KIND_REDACT, "mail": pb.TRANSFORM_KIND_HASH}
    flow = make(transforms=pb.Transforms(steps=[pb.Transform(kind=kind, field=field, text="***" if field == "card" else "")
                                                for field, kind in kinds.items()], hash_salt="a salt of this test"))
    hidden = {"pin": "pass-1234", "card": "4111-1111", "mail": "a@example.com", "nested": {"pin": "kept"}}
    for total in (1, 2.5):
        flow.produce([json.dumps({"number": flow.produced, "total": total, "at": "2026-01-10T00:00:00.000Z", **hidden})])
    flow.await_ledger(41, 1)
    flow.widen()
    assert flow.replay(all=True).replayed == 1
    wait_until(lambda: flow.ledger() == (42, 0), 20, "the dead letter is a row")

    def everything(condition):
        return flow.clickhouse.query(f"SELECT * EXCEPT (number, total, _partition, _offset, _timestamp) FROM {flow.table} WHERE {condition}")

    loaded, replayed = everything("total = 1 AND number = 40"), everything("total = 2.5")
    for text in ("pass-1234", "4111-1111", "a@example.com"):
        assert text not in str(replayed) and text not in str(loaded)
    # Columns of new fields may have come between the two.
    shown = flow.clickhouse.value(f"SELECT toString(tuple(*)) FROM {flow.table} WHERE total = 2.5")
    assert "***" in shown and "kept" in shown


def test_one_offset_or_one_reason(make, pb):
    flow = make()
    flow.produce([2.5] * 10 + ["not json"] * 4)
    flow.await_ledger(40, 14)
    flow.widen()
    partition, offset = next((letter[0], letter[1]) for letter in flow.letters() if letter[2] != "not_json")
    report = flow.replay(places=[pb.DeadLetterPlace(partition=partition, offset=offset)])
    assert (report.replayed, report.kept, report.left) == (1, 0, 0)
    assert flow.ledger() == (41, 13)
    code = next(letter[2] for letter in flow.letters() if letter[2] != "not_json")
    assert flow.replay(reason="not_json").kept == 4
    assert flow.replay(reason="column nobody has").kept == 0
    report = flow.replay(reason=code if partition % 2 else "column total")
    assert (report.replayed, report.kept, report.left) == (9, 0, 0)
    assert flow.ledger() == (50, 4) and flow.stored() == [50, 4, 54]


def test_letters_are_counted_by_cause_and_a_group_is_looked_at_and_replayed_by_its_reason(make, pb):
    flow = make()
    flow.produce([2.5] * 10 + ["not json"] * 4)
    flow.kafka.produce(flow.topic, [json.dumps({"number": "x", "total": 1, "at": "2026-01-10T00:00:00.000Z"})] * 3,
                       headers=[("trace", b"a1"), ("raw", b"\xff")])
    flow.await_ledger(40, 17)
    answer = flow.stub.ListDeadLetterGroups(pb.ListDeadLetterGroupsRequest(id=flow.id))
    assert answer.total == 17
    assert [(group.column, group.count) for group in answer.groups] == [("total", 10), ("", 4), ("number", 3)], answer
    assert all(group.reason in group.example and group.oldest.seconds <= group.newest.seconds for group in answer.groups)
    total, broken, number = answer.groups

    def listed(reason):
        return flow.stub.ListDeadLetters(pb.ListDeadLettersRequest(id=flow.id, reason=reason, limit=100)).dead_letters

    assert [len(listed(group.reason)) for group in answer.groups] == [10, 4, 3] and len(listed("")) == 17
    assert {(h.name, h.value) for h in listed(number.reason)[0].headers} == {(b"trace", b"a1"), (b"raw", b"\xff")}
    assert not listed(broken.reason)[0].headers
    flow.widen()
    report = flow.replay(reason=total.reason)
    assert (report.replayed, report.kept, report.left) == (10, 0, 0)
    assert flow.ledger() == (50, 7) and [g.count for g in flow.stub.ListDeadLetterGroups(
        pb.ListDeadLetterGroupsRequest(id=flow.id)).groups] == [4, 3]


def test_a_message_that_still_does_not_fit_keeps_its_bytes_and_gets_its_new_reason(make):
    flow = make()
    flow.kafka.produce(flow.topic, [json.dumps({"number": "x", "total": 2.5, "at": "2026-01-10T00:00:00.000Z", "note": "ünï"})] * 6)
    flow.produced += 6
    flow.await_ledger(40, 6)
    before = flow.letters()
    assert all("column number" in letter[3] for letter in before)
    flow.widen("String", "number")
    report = flow.replay(all=True)
    assert (report.replayed, report.kept, report.left) == (0, 6, 0)
    after = flow.letters()
    assert [(*letter[:2], *letter[4:]) for letter in after] == [(*letter[:2], *letter[4:]) for letter in before]
    assert all("column total" in letter[3] and "column number" not in letter[3] for letter in after), after
    assert flow.ledger() == (40, 6) and flow.stored() == [40, 6, 46]
    flow.widen()
    assert flow.replay(all=True).replayed == 6
    assert flow.ledger() == (46, 0) and flow.stored() == [46, 0, 46]


def test_a_dead_letter_without_a_value_makes_the_column_nullable_as_loading_would(make):
    flow = make()
    flow.kafka.produce(flow.topic, [json.dumps({"number": "x", "at": "2026-01-10T00:00:00.000Z"})] * 3)
    flow.await_ledger(40, 3)
    flow.widen("String", "number")
    assert flow.replay(all=True).replayed == 3
    assert flow.ledger() == (43, 0)
    assert flow.clickhouse.value(f"SELECT countIf(isNull(total)) FROM {flow.table}") == 3


def test_a_dead_letter_that_a_filter_leaves_out_now_is_skipped_and_written_down(make, pb):
    keep = pb.Transform(kind=pb.TRANSFORM_KIND_FILTER, field="number",
                        condition=pb.Condition(operator=pb.CONDITION_OPERATOR_LESS, values=["1000"]))
    flow = make(transforms=pb.Transforms(steps=[keep]))
    flow.produce([2.5] * 6)
    flow.await_ledger(40, 6)
    # As if nothing had been known about these before, such as the schema that they are written in.
    flow.clickhouse.query("ALTER TABLE aurora.dead_letters UPDATE value = replaceRegexpOne(value, '\"number\": 4[01]', '\"number\": 4000') "
                          f"WHERE connection_id = '{flow.id}' SETTINGS mutations_sync = 1")
    flow.widen()
    report = flow.replay(all=True)
    assert (report.replayed, report.kept, report.skipped, report.left) == (4, 0, 2, 0)
    partitions = flow.stub.GetLedger(pb.GetLedgerRequest(id=flow.id)).partitions
    assert sum(p.skipped for p in partitions) == sum(p.filtered for p in partitions) == 2, partitions
    assert all(p.loaded + p.skipped == p.next_offset - p.start_offset for p in partitions), partitions
    assert sum(p.loaded for p in partitions) == 44 and all(p.dead_lettered == p.duplicated == 0 for p in partitions)
    assert flow.replay(all=True).skipped == 0


def test_calls_at_the_same_time_make_each_row_once(make):
    flow = make()
    flow.produce([2.5] * 2000)
    flow.await_ledger(40, 2000)
    flow.widen()
    reports, failures = [], []

    def call():
        try:
            reports.append(flow.replay(all=True))
        except grpc.RpcError as error:
            failures.append(error)
    threads = [threading.Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        # Also while it is under way.
        flow.ledger()
    assert not failures and sum(report.replayed for report in reports) == 2000
    assert flow.ledger() == (2040, 0) and flow.stored() == [2040, 0, 2040]


def test_a_replay_of_many_goes_on_from_page_to_page(make):
    flow = make()
    flow.produce(["no"] * 12_000)
    flow.await_ledger(40, 12_000, 60)
    report = flow.replay(all=True)
    kept = report.kept
    while report.next_page:
        assert report.left > 0
        report = flow.replay(all=True, page=report.next_page)
        kept += report.kept
    assert kept == 12_000 and report.left == 0
    assert flow.stored() == [40, 12_000, 12_040]


def test_what_cannot_be_is_refused_in_words(make, pb):
    flow = make()
    code, said = refusal(flow.replay)
    assert code == grpc.StatusCode.INVALID_ARGUMENT and "which dead letters" in said
    code, said = refusal(flow.replay, all=True, reason="not_json")
    assert code == grpc.StatusCode.INVALID_ARGUMENT
    code, said = refusal(flow.replay, page="nonsense", all=True)
    assert code == grpc.StatusCode.INVALID_ARGUMENT and "page" in said
    request = pb.ReplayDeadLettersRequest(id="c-nobody", choice=pb.DeadLetterChoice(all=True))
    assert refusal(flow.stub.ReplayDeadLetters, request)[0] == grpc.StatusCode.NOT_FOUND


def test_rows_that_were_replayed_and_removed_by_hand_can_be_replayed_again(make):
    flow = make()
    flow.produce([2.5] * 4)
    flow.await_ledger(40, 4)
    flow.clickhouse.query(f"CREATE TABLE {flow.table}_letters ENGINE = Memory AS SELECT * FROM aurora.dead_letters "
                          f"WHERE connection_id = '{flow.id}'")
    flow.widen()
    assert flow.replay(all=True).replayed == 4
    flow.clickhouse.query(f"DELETE FROM {flow.table} WHERE total = 2.5")
    flow.clickhouse.query(f"INSERT INTO aurora.dead_letters SELECT * FROM {flow.table}_letters")
    # The table still knows the tokens of the first time.
    assert flow.replay(all=True).replayed == 4
    assert flow.stored() == [44, 0, 44]


def test_two_processes_share_the_work_of_one_connection(tmp_path, clickhouse, kafka, pb):
    """Two ingest processes with one control-plane database, as replicas are."""
    first = Stack(tmp_path / "one", clickhouse, kafka)
    state = first.config_of("ingest")["state"]
    second = Stack(tmp_path / "two", clickhouse, kafka, {"ingest": {
        "state": state, "instance_file": f"{tmp_path}/two.instance",
        "schema_inference": first._peer("schema-inference"), "provisioning": first._peer("provisioning")}})
    first.start("provisioning", "schema-inference", "ingest")
    second.start("ingest")
    stubs = [Stub("ingest", stack.addresses["ingest"], RPC_TOKEN) for stack in (first, second)]
    try:
        flow = Letters(stubs[0], pb, kafka, clickhouse)
        flow.produce([2.5] * 3000)
        flow.await_ledger(40, 3000)
        wait_until(lambda: len(stubs[1].ListConnections(pb.ListConnectionsRequest()).connections) == 1, 20, "both know it")
        flow.widen()
        request = pb.ReplayDeadLettersRequest(id=flow.id, choice=pb.DeadLetterChoice(all=True))
        reports = []
        threads = [threading.Thread(target=lambda stub=stub: reports.append(stub.ReplayDeadLetters(request))) for stub in stubs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sum(report.replayed for report in reports) == 3000, reports
        assert flow.ledger() == (3040, 0) and flow.stored() == [3040, 0, 3040]
    finally:
        second.kill()
        first.kill()
