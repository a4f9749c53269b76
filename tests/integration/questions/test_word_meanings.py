"""Words that no table knows: what they are taken for by the real model's vectors, and which of them may go aside. Real ClickHouse."""

import pytest
from harness.clickhouse import ClickHouse
from harness.grpc_client import Stub, messages
from harness.process import wait_until
from harness.stack import RPC_TOKEN, Stack

NOW = "2026-11-21T13:30:00Z"
TABLES = [
    "CREATE DATABASE IF NOT EXISTS slopes",
    """CREATE TABLE IF NOT EXISTS slopes.passes (sold_at DateTime64(3, 'UTC'), age_group LowCardinality(String) COMMENT 'child = up to 12 years, adult',
    state LowCardinality(String), price_eur Float64) ENGINE = MergeTree ORDER BY sold_at""",
    """INSERT INTO slopes.passes SELECT toDateTime64('2026-11-21 13:00:00', 3, 'UTC') - toIntervalMinute(number * 30), ['child', 'adult', 'adult'][number % 3 + 1],
    ['refunded', 'valid', 'valid', 'valid'][number % 4 + 1], 20 + number FROM numbers(48)""",
]


@pytest.fixture(scope="module", name="clickhouse")
def few_tables(tmp_path_factory):
    """One of its own: among the tables of all other tests the words of these would be embedded after minutes."""
    one = ClickHouse(tmp_path_factory.mktemp("word-meanings-clickhouse"))
    one.start()
    for statement in TABLES:
        one.query(statement)
    yield one
    one.stop()


def ask(stub, question):
    request = messages("query").AskRequest(question=question, tables=["slopes.passes"])
    request.now.FromJsonString(NOW)
    return next(part.reading for part in stub.Ask(request) if part.WhichOneof("part") == "reading")


def answered(reading):
    return reading.status == messages("query").ASK_STATUS_ANSWERED


def values(reading):
    return {parameter.value for parameter in reading.parameters}


@pytest.fixture(scope="module")
def stub(tmp_path_factory, clickhouse):
    services = Stack(tmp_path_factory.mktemp("word-meanings"), clickhouse).start("provisioning", "embedding", "query-engine")
    client = Stub("query", services.addresses["query-engine"], RPC_TOKEN)
    # Vectors come a moment after the tables.
    wait_until(lambda: answered(ask(client, "number of gizmos refunded this week")), 120, "words are known by their vectors")
    yield client
    client.close()
    services.stop()


def test_what_only_says_what_the_rows_are_goes_aside_and_is_told(stub):
    reading = ask(stub, "number of gizmos refunded this week")
    assert "refunded" in values(reading) and reading.confidence < 0.9
    assert [one.words for one in reading.assumptions if one.id == "left_aside"] == ["gizmos"]


@pytest.mark.parametrize("question", ["number of kids refunded this week", "share of youngsters that were refunded this week"])
def test_a_word_that_something_may_be_meant_by_is_not_left_out(stub, question):
    reading = ask(stub, question)
    assert not answered(reading) or "child" in values(reading), reading.sql


def test_without_vectors_nothing_goes_aside(tmp_path, clickhouse):
    services = Stack(tmp_path / "without", clickhouse).start("provisioning", "query-engine")
    client = Stub("query", services.addresses["query-engine"], RPC_TOKEN)
    try:
        wait_until(lambda: answered(ask(client, "number of refunded passes this week")), 60, "the table is known")
        reading = ask(client, "number of gizmos refunded this week")
        assert not answered(reading) and '"gizmos"' in reading.interpretation
        # What it comes to without the word is offered, and is answered when it is asked.
        reading = ask(client, "number of Zorbed passes by age group this week")
        assert not answered(reading), reading.sql
        nearest = reading.alternatives[0]
        assert (nearest.question, nearest.sql != "", nearest.reason.startswith("without Zorbed: number of rows")) == ("number of passes by age group this week", True, True)
        assert answered(ask(client, nearest.question))
        # "more than 7" says something, whatever "zorbs" are.
        assert all(not one.sql for one in ask(client, "number of passes with more than 7 zorbs by age group this week").alternatives)
    finally:
        client.close()
        services.stop()
