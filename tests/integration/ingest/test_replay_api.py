"""Replaying dead letters, and stopping above a share of them, by the REST API and the command line, held to the OpenAPI file."""

import json
import os
import subprocess
import uuid

import pytest
import requests
from harness.aurora import EXIT_USAGE
from harness.gateway_client import Api
from harness.openapi_contract import Contract
from harness.process import PREFIX, wait_until


@pytest.fixture(scope="module")
def api(stack):
    return Api(stack.gateway_url, Contract(requests.get(stack.gateway_url + "/api/openapi.json", timeout=10).json()))


@pytest.fixture
def cli(stack):
    environment = os.environ | {"AURORA_URL": stack.gateway_url, "AURORA_TOKEN": stack.admin_token}

    def run(*arguments, check=0):
        result = subprocess.run([PREFIX / "bin" / "aurora", *arguments], env=environment, capture_output=True, text=True,
                                stdin=subprocess.DEVNULL, timeout=120)
        assert result.returncode == check, f"{arguments}: {result.returncode}\n{result.stdout}\n{result.stderr}"
        # How far a long call is goes to stderr: a program that reads the JSON never sees it.
        return result.stdout if "--json" in arguments else result.stdout + result.stderr
    return run


def messages(first, totals):
    return [total if isinstance(total, str) else json.dumps({"number": first + i, "total": total})
            for i, total in enumerate(totals)]


def test_by_rest_and_by_command_line(api, cli, kafka, clickhouse):
    topic = f"replay-api-{uuid.uuid4().hex[:8]}"
    kafka.create_topic(topic, 1)
    kafka.produce(topic, messages(0, [1] * 20))
    cli("connect", "--brokers", kafka.brokers, "--topic", topic, "--stop-above", "50%", "--stop-window", "100", "--yes")
    connection = next(c for c in api.get("/api/v1/connections").json()["connections"] if c["topic"] == topic)
    assert connection["stop_above"] == {"share": 0.5, "window": 100}
    target = f"/api/v1/connections/{connection['id']}"
    kafka.produce(topic, messages(20, [2.5] * 10 + ["not json"] * 3))

    def ledger():
        (partition,) = api.get(target + "/ledger").json()["partitions"]
        assert partition["duplicated"] == partition["skipped"] == 0
        return partition["loaded"], partition["dead_lettered"], partition["pending"]
    wait_until(lambda: ledger() == (20, 13, 0), 30, "thirteen are set aside")

    first = api.get(target + "/dead-letters").json()["dead_letters"][-1]
    place = {"partition": first["partition"], "offset": first["offset"]}
    report = api.post(target + "/dead-letters:replay", {"offsets": [place]}).json()
    assert (report["replayed"], report["kept"], report["left"], report["next_page"]) == (0, 1, 0, None)
    assert report["examples"][0]["offset"] == first["offset"] and "total" in report["examples"][0]["reason"]
    cli("alter", topic, "--type", "total=Float64")
    assert api.post(target + "/dead-letters:replay", {"offsets": [place]}).json()["replayed"] == 1
    assert "5 are rows now" not in cli("dead-letters", topic, "--replay", "--offset", f"0:{first['offset']}")
    second = f"0:{first['offset'] + 1}"
    assert "1 is a row now, 0 still do not fit" in cli("dead-letters", topic, "--replay", "--offset", second)
    assert ledger() == (22, 11, 0)
    said = cli("dead-letters", topic, "--replay", "--all")
    assert "8 are rows now, 3 still do not fit" in said and "not_json" in said
    assert json.loads(cli("dead-letters", topic, "--replay", "--reason", "not_json", "--json"))["kept"] == 3
    assert "no dead letter is chosen" in cli("dead-letters", topic, "--replay", "--reason", "no such words")
    assert ledger() == (30, 3, 0)
    table = connection["table"]
    assert clickhouse.query(f"SELECT count(), uniqExact(_offset), countIf(total = 2.5) FROM {table}") == [[30, 30, 10]]

    # What it says about itself, and what it refuses.
    assert "--replay" in cli("dead-letters", "--help")
    assert "--all" in cli("dead-letters", topic, "--replay", check=EXIT_USAGE)
    assert "--replay" in cli("dead-letters", topic, "--all", check=EXIT_USAGE)
    assert "partition:offset" in cli("dead-letters", topic, "--replay", "--offset", "seven", check=EXIT_USAGE)
    for wrong in ({}, {"all": True, "reason": "x"}, {"offsets": []}, {"all": True, "page": "nonsense"}):
        refused = api.post(target + "/dead-letters:replay", wrong)
        assert refused.status_code == 400 and refused.json()["detail"], refused.text
    assert api.post("/api/v1/connections/c-unknown/dead-letters:replay", {"all": True}).status_code == 404

    # Above the share it stops and says so everywhere, and goes on when it is resumed.
    kafka.produce(topic, messages(33, ["no json"] * 200))
    stopped = wait_until(lambda: (c := api.get(target).json())["state"] == "stopped" and c, 5, "it has stopped")
    assert stopped["last_error"]["code"] == "too_many_dead_letters" and "resume" in stopped["last_error"]["message"]
    before = ledger()
    assert before[0] == 30 and before[2] > 0 and sum(before) == 233
    assert "did not fit" in cli("connections")
    assert "off" in cli("alter", "--help")
    assert cli("alter", topic, "--stop-above", "7", check=EXIT_USAGE).count("share") >= 1
    cli("alter", topic, "--stop-above", "off")
    assert api.get(target).json()["stop_above"] is None
    cli("resume", topic)
    wait_until(lambda: ledger() == (30, 203, 0), 20, "without a rule all are set aside")
    assert api.call("PATCH", target, {"stop_above": {"share": 0.25}}).json()["stop_above"] == {"share": 0.25, "window": 1000}
    assert api.call("PATCH", target, {"stop_above": {"share": 2}}).status_code == 400


def test_only_an_editor_replays(api, stack, kafka):
    token = api.post("/api/v1/tokens", {"name": f"looks-{uuid.uuid4().hex[:8]}", "role": "viewer", "expires_in_s": 3600}).json()["token"]
    viewer = Api(stack.gateway_url, api.contract, token)
    assert viewer.post("/api/v1/connections/c-any/dead-letters:replay", {"all": True}).status_code == 403


def test_a_range_by_rest_and_by_command_line(api, cli, kafka, clickhouse):
    topic = f"range-api-{uuid.uuid4().hex[:8]}"
    kafka.create_topic(topic, 1)
    kafka.produce(topic, messages(0, [1] * 20 + [2.5] * 5))
    cli("connect", "--brokers", kafka.brokers, "--topic", topic, "--yes")
    connection = next(c for c in api.get("/api/v1/connections").json()["connections"] if c["topic"] == topic)
    target = f"/api/v1/connections/{connection['id']}"

    def ledger():
        (partition,) = api.get(target + "/ledger").json()["partitions"]
        return partition["loaded"], partition["dead_lettered"], partition["duplicated"], partition["pending"]
    wait_until(lambda: sum(ledger()) == 25 and ledger()[3] == 0, 30, "all of it is loaded")
    dead = ledger()[1]
    clickhouse.query(f"ALTER TABLE {connection['table']} UPDATE total = 7 WHERE number < 5 SETTINGS mutations_sync = 2")

    assert "would read 25 messages" in cli("replay", topic, "--all", "--plan")
    said = cli("replay", topic, "--all")
    assert "25 of 25 messages read" in said and "5 differ" in said and "total" in said and "--swap" in said, said
    replay = json.loads(cli("replay", topic, "--list", "--json"))["replays"][0]
    assert replay["state"] == "ready" and replay["diff"]["columns"] == [{"column": "total", "rows": 5}]
    assert {value["in_table"] for row in replay["diff"]["examples"] for value in row["values"]} == {"7"}
    rows = clickhouse.value(f"SELECT count() FROM {replay['shadow_table']}")
    assert rows == 25 - dead
    assert api.get(f"{target}/replays/{replay['id']}").json() == replay
    assert "open" in cli("replay", topic, "--all", check=1)
    assert "done" in cli("replay", topic, "--swap")
    assert clickhouse.value(f"SELECT countIf(total = 7) FROM {connection['table']}") == 0
    assert ledger() == (25 - dead, dead, 0, 0)
    done = json.loads(cli("replay", topic, "--offsets", "0:0-10", "--target", "replace", "--json"))
    assert done["state"] == "done" and done["messages"] == 10 and done["offsets"][0]["to"] == 10
    replay = json.loads(cli("replay", topic, "--offsets", "0:0-10", "--json"))
    assert "discarded" in cli("replay", topic, "--discard")
    assert replay["id"] in cli("replay", topic, "--list")

    # What it says about itself, and what it refuses.
    assert "--discard" in cli("replay", "--help")
    assert "--all" in cli("replay", topic, check=EXIT_USAGE)
    assert "partition:from-to" in cli("replay", topic, "--offsets", "0:7", check=EXIT_USAGE)
    for wrong in ({}, {"all": True, "since": "2026-11-21T14:00:00Z"}, {"offsets": []}, {"all": True, "target": "table"}):
        refused = api.post(target + ":replay", wrong)
        assert refused.status_code == 400 and refused.json()["detail"], refused.text
    refused = api.post(target + ":replay", {"offsets": [{"partition": 0, "from": 0, "to": 26}]})
    assert refused.status_code == 409 and "end it at 25" in refused.json()["detail"]


def test_several_topics_by_rest_and_by_command_line(api, cli, kafka, clickhouse):
    """Wherever a message is named, so is its topic."""
    word = uuid.uuid4().hex[:8]
    eu, us = f"{word}.eu", f"{word}.us"
    for topic in (eu, us):
        kafka.create_topic(topic, 1)
        kafka.produce(topic, messages(0, [1] * 5))
    cli("connect", "--brokers", kafka.brokers, "--topic", eu, "--topic", us, "--table", f"several_{word}.t", "--yes")
    connection = next(c for c in api.get("/api/v1/connections").json()["connections"] if c["table"] == f"several_{word}.t")
    target, table = f"/api/v1/connections/{connection['id']}", connection["table"]
    for topic in (eu, us):
        kafka.produce(topic, messages(5, [2.5]))

    def ledger():
        partitions = api.get(target + "/ledger").json()["partitions"]
        return {p["topic"]: (p["loaded"], p["dead_lettered"], p["pending"]) for p in partitions}
    wait_until(lambda: ledger() == {eu: (5, 1, 0), us: (5, 1, 0)}, 30, "both are loaded")
    lines = cli("ledger", table, "--format", "csv").splitlines()
    assert lines[0].startswith("connection,partition,") and lines[0].endswith(",topic"), lines
    assert sorted(line.rsplit(",", 1)[1] for line in lines[1:3]) == [eu, us]
    assert eu in cli("ledger", table) and us in cli("dead-letters", table)

    cli("alter", table, "--type", "total=Float64")
    refused = cli("dead-letters", table, "--replay", "--offset", "0:5", check=2)
    assert "several topics" in refused, refused
    assert "1 is a row now" in cli("dead-letters", table, "--replay", "--offset", f"{us}:0:5")
    wait_until(lambda: ledger() == {eu: (5, 1, 0), us: (6, 0, 0)}, 10, "the one that was named is a row")

    refused = cli("replay", table, "--all", "--plan", check=2)
    assert f"one of: {eu}, {us}" in refused, refused
    assert f"would read 6 messages of topic {eu} again" in cli("replay", table, "--topic", eu, "--all", "--plan")
    done = json.loads(cli("replay", table, "--topic", eu, "--offsets", "0:0-6", "--target", "replace", "--json"))
    assert (done["state"], done["topic"], done["rows"], done["notes"]) == ("done", eu, 6, [])
    assert eu in cli("replay", table, "--list")
    wait_until(lambda: ledger() == {eu: (6, 0, 0), us: (6, 0, 0)}, 10, "the range's dead letter is a row")
    for body, detail in [({"all": True}, "give `topic`"), ({"all": True, "topic": "mars"}, "does not read topic mars"),
                         ({"all": True, "topic": ""}, "give `topic`"), ({"all": True, "topic": 7}, "topic")]:
        refused = api.post(target + ":replay", body)
        assert refused.status_code == 400 and detail in refused.json()["detail"], refused.text
