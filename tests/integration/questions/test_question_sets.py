"""The questions of tests/nl against their golds: what was reached once is not lost (tests/nl/floors.json, one line a schema)."""

import json
import sys

import pytest
import requests

from harness.grpc_client import Stub, messages
from harness.process import PROJECT, wait_until
from harness.stack import RPC_TOKEN, Stack

sys.path.insert(0, str(PROJECT))

from bench.answers_compared import matches  # noqa: E402
from bench.nl import statements  # noqa: E402

SET = PROJECT / "tests" / "nl"
QUESTIONS = [json.loads(line) for line in (SET / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
BY_ID = {question["id"]: question for question in QUESTIONS}
FLOORS = json.loads((SET / "floors.json").read_text(encoding="utf-8"))
# Of the answers that are said to be this sure, at least this share is right.
SURE, SURE_RIGHT_MIN = 0.9, 0.95
OUTCOMES: list[tuple[float, str]] = []


@pytest.fixture(scope="module")
def engine(tmp_path_factory, clickhouse):
    for path in sorted(SET.glob("*/dataset.sql")):
        for statement in statements(path.read_text(encoding="utf-8")):
            clickhouse.query(statement)
    services = Stack(tmp_path_factory.mktemp("question-sets"), clickhouse)
    services.start("provisioning", "query-engine")
    stub = Stub("query", services.addresses["query-engine"], RPC_TOKEN, timeout=60)
    request = messages("query")

    def known():
        tables = stub.ListTables(request.ListTablesRequest()).tables
        mine = [table for table in tables if table.database in FLOORS]
        return len({table.database for table in mine}) == len(FLOORS) and all(any(c.values for c in table.columns) for table in mine)

    wait_until(known, 240, "all tables and their values are known")
    yield stub
    stub.close()
    services.stop()


def ask(stub, question, conversation=""):
    """The reading, and its rows under their names."""
    request = messages("query").AskRequest(question=question["question"], conversation_id=conversation, tables=question["tables"],
                                           format=messages("query").RESULT_FORMAT_JSON_ROWS)
    request.now.FromJsonString(question["now"])
    reading, names, data = None, [], b""
    for part in stub.Ask(request):
        if part.WhichOneof("part") == "reading":
            reading = part.reading
        elif part.WhichOneof("part") == "started":
            names = [column.name for column in part.started.columns]
        elif part.WhichOneof("part") == "data":
            data += part.data
    return reading, {"names": names, "rows": [json.loads(line) for line in data.decode().splitlines()]}


def conversation_of(stub, question):
    if "after" not in question:
        return ""
    before = BY_ID[question["after"]]
    return ask(stub, before, conversation_of(stub, before))[0].conversation_id


def gold(clickhouse, sql):
    answer = requests.post(clickhouse.url, params={"default_format": "JSONCompact"}, data=sql.encode(), timeout=60,
                           auth=("aurora_admin", clickhouse.passwords["admin"]))
    assert answer.status_code == 200, f"a gold does not run: {sql}\n{answer.text}"
    table = answer.json()
    return {"names": [column["name"] for column in table["meta"]], "rows": table["data"]}


def outcome(stub, clickhouse, question):
    reading, table = ask(stub, question, conversation_of(stub, question))
    answered = reading.status == messages("query").ASK_STATUS_ANSWERED
    if question["expect"] == "refuse":
        return reading.confidence, "wrong" if answered else "correct"
    if not answered:
        return reading.confidence, "declined"
    right = any(matches(question, i, gold(clickhouse, sql), table) for i, sql in enumerate(question["gold"]))
    return reading.confidence, "correct" if right else "wrong"


@pytest.mark.parametrize("schema", sorted(FLOORS))
def test_what_was_reached_is_kept(engine, clickhouse, schema):
    results = [(question["id"], *outcome(engine, clickhouse, question)) for question in QUESTIONS if question["schema"] == schema]
    OUTCOMES.extend((confidence, result) for _, confidence, result in results)
    not_right = [f"{name}: {result}" for name, _, result in results if result != "correct"]
    assert len(results) == FLOORS[schema]["questions"]
    assert len(results) - len(not_right) >= FLOORS[schema]["correct_min"], not_right
    assert sum(result == "wrong" for _, _, result in results) <= FLOORS[schema]["wrong_max"], not_right


def test_confidence_is_earned():
    sure = [result for confidence, result in OUTCOMES if confidence >= SURE and result != "declined"]
    if not sure:
        pytest.skip("asked alone: no schema's questions were asked before")
    assert sure.count("correct") >= SURE_RIGHT_MIN * len(sure), f"{sure.count('correct')} of {len(sure)}"
