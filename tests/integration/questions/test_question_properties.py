"""Questions made of parts at random, answered by the query engine and, row by row, by the few lines below: both must say the same."""

import json
import random
from collections import defaultdict
from datetime import datetime, timedelta, timezone
from statistics import fmean

import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from harness.grpc_client import Stub, messages
from harness.process import wait_until
from harness.stack import RPC_TOKEN, Stack

# A Thursday.
NOW = datetime(2026, 11, 19, 16, 20, tzinfo=timezone.utc)
TODAY = NOW.replace(hour=0, minute=0)
ROWS = 3000
QUESTIONS = 120
GARAGES, KINDS, STATUSES = ["Riverside", "Hilltop", "Airport"], ["brakes", "tyres", "engine"], ["done", "waiting", "cancelled"]

# What may be counted or computed: the words, and the value of some rows.
MEASURES = {
    "how many repairs": len,
    "number of different mechanics": lambda rows: len({row["mechanic_id"] for row in rows}),
    "average duration": lambda rows: fmean(row["duration_min"] for row in rows),
    "total parts weight": lambda rows: sum(row["parts_weight_kg"] for row in rows),
    "maximum duration": lambda rows: max(row["duration_min"] for row in rows),
    "on how many days were there repairs": lambda rows: len({row["started_at"].date() for row in rows}),
}
FILTERS = {
    **{f"at {garage}": (lambda row, garage=garage: row["garage"] == garage) for garage in GARAGES},
    "that were cancelled": lambda row: row["status"] == "cancelled",
    "with a duration over 60 minutes": lambda row: row["duration_min"] > 60,
    "in Riverside or Airport": lambda row: row["garage"] in ("Riverside", "Airport"),
    "not at Hilltop": lambda row: row["garage"] != "Hilltop",
}
MONDAY = TODAY - timedelta(days=3)
WINDOWS = {
    "yesterday": (TODAY - timedelta(days=1), TODAY),
    "this week": (MONDAY, NOW),
    "last week": (MONDAY - timedelta(days=7), MONDAY),
    "in the last 48 hours": (NOW - timedelta(hours=48), NOW),
    "between the 3rd and the 9th": (datetime(2026, 11, 3, tzinfo=timezone.utc), datetime(2026, 11, 10, tzinfo=timezone.utc)),
    "since Monday": (MONDAY, NOW),
}
GROUPS = {
    "by garage": lambda row: row["garage"],
    "by status": lambda row: row["status"],
    "per day": lambda row: row["started_at"].strftime("%Y-%m-%d"),
    "by hour of the day": lambda row: row["started_at"].hour,
}


@pytest.fixture(scope="module")
def rows():
    chance = random.Random(7)
    return [{
        "repair_id": number, "started_at": NOW - timedelta(seconds=2 + chance.randrange(21 * 86400)), "garage": chance.choice(GARAGES),
        "kind": chance.choice(KINDS), "mechanic_id": chance.randrange(40), "status": chance.choice(STATUSES),
        "duration_min": chance.randrange(5, 180), "parts_weight_kg": chance.randrange(1, 90)} for number in range(ROWS)]


@pytest.fixture(scope="module")
def ask(tmp_path_factory, clickhouse, rows):
    clickhouse.query("CREATE DATABASE garage")
    clickhouse.query("""CREATE TABLE garage.repairs (repair_id UInt32, started_at DateTime('UTC'), garage LowCardinality(String),
        kind LowCardinality(String), mechanic_id UInt16, status LowCardinality(String), duration_min UInt16, parts_weight_kg UInt16)
        ENGINE = MergeTree ORDER BY started_at""")
    lines = "\n".join(json.dumps(row | {"started_at": row["started_at"].strftime("%Y-%m-%d %H:%M:%S")}) for row in rows)
    clickhouse.query(f"INSERT INTO garage.repairs FORMAT JSONEachRow {lines}")
    services = Stack(tmp_path_factory.mktemp("question-properties"), clickhouse)
    services.start("provisioning", "query-engine")
    stub = Stub("query", services.addresses["query-engine"], RPC_TOKEN)
    api = messages("query")

    def sampled():
        # Fifty tables at a time, and the sets of other tests have more.
        stub.RefreshTables(api.RefreshTablesRequest())
        return any(t.database == "garage" and t.table == "repairs" and any(c.values for c in t.columns) for t in stub.ListTables(api.ListTablesRequest()).tables)

    wait_until(sampled, 60, "the table and its values are known")
    clock = Timestamp()
    clock.FromDatetime(NOW)

    def run(question):
        reading, data = None, b""
        for response in stub.Ask(api.AskRequest(question=question, now=clock, tables=["garage.repairs"])):
            part = response.WhichOneof("part")
            if part == "reading":
                reading = response.reading
            elif part == "data":
                data += response.data
        return reading, [json.loads(line) for line in data.decode().splitlines()]

    yield run
    stub.close()
    services.stop()
    clickhouse.query("DROP DATABASE garage")


def questions():
    """Each with what selects its rows, what groups them, and what is computed of a group."""
    chance = random.Random(11)
    for _ in range(QUESTIONS):
        measure, window = chance.choice(list(MEASURES)), chance.choice([*WINDOWS, None])
        filtered, grouped = chance.choice([*FILTERS, None]), chance.choice([*GROUPS, None])
        if grouped == "per day" and window == "in the last 48 hours":
            continue  # read as whole days
        if grouped == "per day" and measure.startswith("on how many days"):
            continue  # of each day there is one
        noun = "" if measure.startswith(("how many", "on how many")) else "of repairs"
        if measure.startswith("number"):
            noun = "for repairs"
        yield " ".join(part for part in (measure, noun, filtered, window, grouped) if part), (measure, filtered, window, grouped)


def expected(rows, measure, filtered, window, grouped):
    wanted = [row for row in rows if (filtered is None or FILTERS[filtered](row)) and
              (window is None or WINDOWS[window][0] <= row["started_at"] < WINDOWS[window][1])]
    if grouped is None:
        return {(): MEASURES[measure](wanted)}
    groups = defaultdict(list)
    for row in wanted:
        groups[(GROUPS[grouped](row),)].append(row)
    return {key: MEASURES[measure](members) for key, members in groups.items()}


def test_an_answer_is_what_counting_by_hand_gives(ask, rows):
    asked = answered = 0
    wrong, declined = [], []
    for question, parts in questions():
        asked += 1
        reading, result = ask(question)
        if reading.status != messages("query").ASK_STATUS_ANSWERED:
            declined.append(f"{question}: {reading.interpretation}")
            continue
        answered += 1
        right = expected(rows, *parts)
        # Days without a row may be missing or 0.
        got = {tuple(row[:-1]): float(row[-1]) for row in result if row[-1] is not None}
        got = {key: value for key, value in got.items() if key in right or value != 0}
        same = got.keys() == right.keys() and all(abs(got[key] - right[key]) <= 1e-6 * max(1, abs(right[key])) for key in right)
        if not same:
            wrong.append(f"{question}\n  {' '.join(reading.sql.split())}\n  {sorted(got.items(), key=str)[:2]} instead of {sorted(right.items(), key=str)[:2]}")
    assert not wrong, "\n".join(wrong)
    assert asked >= QUESTIONS * 0.9 and answered >= asked * 0.95, "\n".join([f"only {answered} of {asked} were answered", *declined[:10]])


def test_the_first_of_each_group_are_those_that_counting_by_hand_gives(ask, rows):
    for words, (start, end) in WINDOWS.items():
        weights = defaultdict(int)
        for row in rows:
            if start <= row["started_at"] < end:
                weights[row["garage"], row["kind"]] += row["parts_weight_kg"]
        for many in (1, 2):
            right = {}
            for garage in GARAGES:
                kinds = sorted(((weight, kind) for (where, kind), weight in weights.items() if where == garage), reverse=True)
                right |= {frozenset((garage, kind)): weight for weight, kind in kinds[:many]}
            reading, result = ask(f"top {many} kinds per garage by total parts weight {words}")
            assert {frozenset(row[:-1]): int(row[-1]) for row in result} == right, reading.sql


def test_groups_chosen_by_an_average_or_a_share_are_those_that_counting_by_hand_gives(ask, rows):
    for words, (start, end) in WINDOWS.items():
        whose = defaultdict(list)
        for row in rows:
            if start <= row["started_at"] < end:
                whose[row["mechanic_id"]].append(row)
        conditions = {
            "with an average duration above 90 minutes": lambda own: fmean(row["duration_min"] for row in own) > 90,
            "whose average parts weight is below 45 kg": lambda own: fmean(row["parts_weight_kg"] for row in own) < 45,
            "where more than 33 % of repairs were cancelled": lambda own: sum(row["status"] == "cancelled" for row in own) / len(own) > 0.33,
            "with more than 20 repairs": lambda own: len(own) > 20,
        }
        for condition, holds in conditions.items():
            right = {mechanic for mechanic, own in whose.items() if holds(own)}
            reading, result = ask(f"mechanics {condition} {words}")
            assert {row[0] for row in result} == right, (condition, words, reading.interpretation, reading.sql)
