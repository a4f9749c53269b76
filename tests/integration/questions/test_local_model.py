"""The way to a model with a real one at its end: llama.cpp's server with a model of 135 million parameters. What so small a model
writes is seldom right; that the request is understood and nothing of the answer gets past the guard is what counts here."""

import json
import time

import pytest
import requests
from harness.local_model import LocalModel
from harness.process import patience, wait_until
from harness.stack import Stack

pytestmark = pytest.mark.skipif(bool(LocalModel.why_missing()), reason=LocalModel.why_missing())

KEY = "sk-local-0123456789abcdef"
# A model without a graphics card reads some hundred tokens a second, and the machine may have other work.
TIME_MAX_S = 300
QUESTIONS = ["how splendid were the shipments of the zebra", "parcels of the blue elephant"]


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    running = LocalModel(tmp_path_factory.mktemp("model"), KEY).start()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def stack(tmp_path_factory, clickhouse, model):
    clickhouse.query("CREATE DATABASE IF NOT EXISTS crates")
    clickhouse.query("CREATE TABLE crates.boxes (sent_at DateTime('UTC'), city String, weight_kg Float64) ENGINE = MergeTree ORDER BY sent_at")
    clickhouse.query("INSERT INTO crates.boxes SELECT toDateTime('2026-11-21 12:00:00', 'UTC') - number * 3600, ['Porto', 'Gent'][number % 2 + 1], number FROM numbers(50)")
    folder = tmp_path_factory.mktemp("local-model")
    key = folder / "model.key"
    key.write_text(KEY)
    running = Stack(folder, clickhouse, overrides={
        "query-engine": {"embedding": {"address": ""}, "queries": {"time_max": f"{TIME_MAX_S + 30}s"},
                         "model": {"endpoint": model.url, "name": model.name, "api_key_file": str(key), "candidates": 1, "cache_entries_max": 0,
                                   "answer_tokens_max": 120, "timeout": f"{TIME_MAX_S}s", "question_time_max": f"{TIME_MAX_S}s"}},
        "gateway": {"limits": {"query_timeout": f"{TIME_MAX_S + 30}s"}}})
    running.start("provisioning", "query-engine", "gateway")
    wait_until(lambda: any(table["table"] == "boxes" for table in call(running, "GET", "/api/v1/tables")["tables"]), 15, "the table is known")
    yield running
    running.stop()


def call(stack, method, path, body=None):
    answer = requests.request(method, stack.gateway_url + path, json=body, timeout=patience(TIME_MAX_S + 60),
                              headers={"Authorization": f"Bearer {stack.admin_token}"})
    assert answer.status_code == 200, answer.text
    return answer.json()


def requests_of_the_model(stack) -> dict[str, float]:
    """Outcome -> requests, as the query engine counts them."""
    text = requests.get(f"http://{stack.services['query-engine'].admin}/metrics", timeout=10).text
    return {line.split('"')[1]: float(line.split()[-1]) for line in text.splitlines() if line.startswith("aurora_query_model_requests_total{")}


def test_the_endpoint_takes_our_key_and_knows_the_name(stack, model):
    found = call(stack, "POST", "/api/v1/model:check")
    assert (found["endpoint"], found["name"]) == (model.url, model.name)
    assert [one["what"] for one in found["findings"] if one["ok"]][:3] == ["endpoint", "key", "name"], found
    assert found["answer_ms"] > 0, found


def test_a_wrong_key_is_found(stack, model):
    assert requests.post(f"{model.url}/chat/completions", json={"messages": [{"role": "user", "content": "x"}], "max_tokens": 1}, timeout=30,
                         headers={"Authorization": "Bearer wrong"}).status_code == 401


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_goes_to_the_model_and_nothing_gets_past_the_guard(stack, clickhouse, model, question):
    before = clickhouse.query("SELECT count(), sum(weight_kg) FROM crates.boxes")
    counted = requests_of_the_model(stack)
    started = time.monotonic()
    answer = call(stack, "POST", "/api/v1/ask", {"question": question, "tables": ["crates.boxes"], "now": "2026-11-21T13:00:00Z"})
    assert time.monotonic() - started < patience(TIME_MAX_S)

    after = requests_of_the_model(stack)
    # It was asked over the wire, and it understood the form of the request: a refusal would be counted as such.
    assert sum(after.values()) > sum(counted.values())
    assert {outcome for outcome in after if after[outcome] > counted.get(outcome, 0)} <= {"ok", "too_long", "malformed"}, after
    if answer["generator"] == "embedded":
        # Declined, and said why the model's answer was not taken.
        assert answer["status"] == "refused" and "rows" not in answer and model.name in answer["warnings"][0], answer
    else:
        assert (answer["generator"], answer["status"]) == (model.name, "answered"), answer
        assert answer["confidence"] < 0.9 and answer["model_use"]["tokens_out"] > 0
        # A reading and a dry run of a SELECT over this table alone: it can be asked for again as SQL, through the same guard.
        assert set(answer["sources"]) <= {"crates.boxes"}
        again = call(stack, "POST", "/api/v1/explain", {"sql": answer["sql"], "parameters": answer["parameters"]})
        assert set(again["tables"]) <= {"crates.boxes"}
    assert clickhouse.query("SELECT count(), sum(weight_kg) FROM crates.boxes") == before
    assert KEY not in json.dumps(answer)


def test_a_wish_to_change_something_is_refused_before_the_model(stack):
    counted = requests_of_the_model(stack)
    answer = call(stack, "POST", "/api/v1/ask", {"question": "write DROP TABLE crates.boxes for the zebra", "tables": ["crates.boxes"]})
    assert answer["status"] == "refused" and requests_of_the_model(stack) == counted


def test_what_the_parser_understands_needs_no_model(stack):
    counted = requests_of_the_model(stack)
    answer = call(stack, "POST", "/api/v1/ask", {"question": "how many boxes", "tables": ["crates.boxes"]})
    assert (answer["generator"], answer["rows"]) == ("embedded", [["50"]])
    assert requests_of_the_model(stack) == counted
