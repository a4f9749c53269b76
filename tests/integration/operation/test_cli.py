"""The command line against a whole Aurora that `aurora up` has started: real Kafka, real ClickHouse, all services."""

import csv
import json
import os
import re
import signal
import subprocess
import time
import uuid

import pytest
from confluent_kafka import Producer
from harness.aurora import AURORA, EXIT_IN_USE, EXIT_NOT_RUNNING, EXIT_REFUSED, EXIT_USAGE, Aurora, alive
from harness.process import patience, wait_until

# Ten on a machine that has nothing else to do.
BACK_SECONDS = float(os.environ.get("AURORA_TEST_BACK_SECONDS", "30"))


@pytest.fixture(scope="module")
def aurora(tmp_path_factory):
    stack = Aurora(tmp_path_factory.mktemp("aurora"))
    stack.up()
    yield stack
    stack.down()


def test_up_prints_link_and_questions(aurora):
    # A second look at the same: up is refused while it runs, with one message.
    second = aurora.up(check=EXIT_IN_USE)
    assert "already runs on this data" in second.stdout + second.stderr
    assert len((second.stdout + second.stderr).strip().splitlines()) == 1
    link = aurora.run("link").stdout.strip()
    assert re.fullmatch(rf"http://127\.0\.0\.1:{aurora.port}/sign-in#t=\S+", link)


def test_status_names_every_process(aurora):
    parts = aurora.parts()
    assert set(parts) == {"embedded-clickhouse", "kafka", "provisioning", "schema-inference", "embedding", "query-engine",
                          "ingest", "gateway", "demo-events"}
    # On a busy machine a part may be unready for a moment (Kafka's heartbeats come late).
    wait_until(lambda: all(part["state"] == "up" for part in aurora.parts().values()), 30, "all parts are up")
    for part in parts.values():
        assert alive(part["pid"])
        assert set(part) >= {"name", "state", "pid", "address", "version", "uptime_s", "restarts"}
    connections = aurora.json("status")["connections"]
    assert {connection["table"] for connection in connections} >= {"shop.orders", "shop.clicks", "shop.payments", "shop.logs"}


def test_status_of_an_aurora_on_another_machine(aurora, tmp_path):
    def status(*arguments, **more):
        environment = {**aurora.environment, "HOME": str(tmp_path), **more}
        return subprocess.run([AURORA, "status", *arguments], env=environment, cwd=tmp_path, timeout=patience(60),
                              stdin=subprocess.DEVNULL, capture_output=True, text=True)

    here = {name: value for name, value in aurora.env().items() if name.startswith("AURORA_")}
    answer = status("--json", **here)
    assert answer.returncode == 0, answer.stderr
    there = json.loads(answer.stdout)
    assert there["url"] == here["AURORA_URL"]
    assert {"gateway", "ingest", "query-engine", "embedding"} <= {part["name"] for part in there["parts"]}
    assert {connection["table"] for connection in there["connections"]} >= {"shop.orders"}
    text = status(**here).stdout
    assert f"127.0.0.1:{aurora.port}" in text and "shop.orders" in text
    # Without it: the one on this machine, which is not there.
    assert status().returncode == EXIT_NOT_RUNNING
    nobody = status(**here | {"AURORA_TOKEN": "wrong"})
    assert nobody.returncode == EXIT_REFUSED
    assert len(nobody.stderr.strip().splitlines()) == 1


def test_the_doctor_looks_at_the_aurora_that_is_named(aurora, tmp_path):
    def doctor(**more):
        return subprocess.run([AURORA, "doctor", "--json"], env={**aurora.environment, "HOME": str(tmp_path), **more}, cwd=tmp_path,
                              timeout=patience(90), stdin=subprocess.DEVNULL, capture_output=True, text=True)

    there = {name: value for name, value in aurora.env().items() if name.startswith("AURORA_")}
    findings = {finding["what"]: finding for finding in json.loads(doctor(**there).stdout)["findings"]}
    assert any(what.startswith("query-engine on ") for what in findings)
    assert any(what.endswith("into shop.orders") for what in findings)
    # Nothing of this machine, which has another Aurora or none.
    assert not any(what.startswith(("Java", "data directory", "ports")) for what in findings)
    nobody = doctor(**there | {"AURORA_TOKEN": "wrong"})
    assert nobody.returncode == 1
    assert [finding["ok"] for finding in json.loads(nobody.stdout)["findings"]] == [False]


def test_the_answer_equals_a_count_in_clickhouse(aurora):
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - 60))

    def counted() -> int:
        return int(aurora.clickhouse(
            f"WITH parseDateTimeBestEffort('{now}') AS now SELECT count() FROM shop.orders "
            "WHERE state = 'CA' AND ordered_at >= toStartOfWeek(now, 1, 'UTC') AND ordered_at < now"))

    before = counted()
    answer = aurora.json("ask", "--now", now, "How many orders did we get from California this week?")
    assert answer["status"] == "answered"
    # Orders that come late may arrive in between.
    assert before <= int(answer["rows"][0][0]) <= counted()
    text = aurora.run("ask", "How many orders did we get from California this week?").stdout
    assert "SQL" in text and "reading" in text


def test_what_is_declined_has_its_own_exit_status(aurora):
    assert aurora.run("ask", "Please delete all orders", check=EXIT_REFUSED).stdout.startswith("declined")
    refused = aurora.run("sql", "SELECT * FROM url('http://x', CSV)", check=EXIT_REFUSED)
    assert refused.stderr.startswith("aurora: ")
    assert aurora.run("sql", "SELECT nonsense FROM shop.orders", check=None).returncode not in (0, EXIT_NOT_RUNNING)


def test_sql_in_every_form(aurora):
    table = aurora.run("sql", "SELECT 1 AS one, 'x' AS two").stdout
    assert "one" in table and "x" in table
    assert aurora.json("sql", "SELECT 1 AS one")["rows"] == [[1]]
    text = aurora.run("sql", "--format", "csv", "SELECT number FROM numbers(1000)").stdout
    assert len(text.strip().splitlines()) == 1001
    lines = aurora.run("sql", "--format", "ndjson", "SELECT 1 AS a").stdout.strip().splitlines()
    assert [json.loads(line) for line in lines] == [{"a": 1}]


def test_connect_a_new_topic_of_a_foreign_client(aurora):
    topic = f"visits-{uuid.uuid4().hex[:8]}"
    producer = Producer({"bootstrap.servers": aurora.env()["KAFKA_BROKERS"]})
    for number in range(1000):
        producer.produce(topic, json.dumps({"id": number, "at": "2026-11-21T10:00:00.123Z", "name": f"n{number % 7}",
                                            "price": 12.5, "nested": {"ok": True}}).encode())
    assert producer.flush(30) == 0
    made = aurora.json("connect", "--brokers", aurora.env()["KAFKA_BROKERS"], "--topic", topic, "--table", "shop.visits")
    assert made["table"] == "shop.visits"
    assert {column["name"] for column in made["columns"]} >= {"id", "at", "name", "price", "nested_ok"}
    assert aurora.clickhouse("SELECT count() FROM shop.visits") == "1000"
    ledger = aurora.json("ledger", topic)["partitions"]
    assert sum(partition["loaded"] for partition in ledger) == 1000
    assert all(partition["duplicated"] == 0 for partition in ledger)
    kept = list(csv.DictReader(aurora.run("ledger", topic, "--format", "csv").stdout.splitlines()))
    assert [int(row["loaded"]) for row in kept] == [partition["loaded"] for partition in ledger]
    lines = aurora.run("ledger", topic, "--format", "ndjson").stdout.splitlines()
    assert [json.loads(line)["loaded"] for line in lines] == [partition["loaded"] for partition in ledger]
    aurora.run("alter", topic, "--evolution", "review", "--type", "price=String")
    (change,) = aurora.json("schema-history", topic)["entries"]
    assert change["column"] == "price" and "MODIFY COLUMN `price` String" in change["statement"]
    assert "MODIFY COLUMN" in aurora.run("schema-history", topic).stdout
    assert "no proposals" in aurora.run("proposals", topic).stdout
    assert "without losing values" in aurora.run("alter", topic, "--type", "price=Int8", check=EXIT_USAGE).stderr
    assert "nothing to change" in aurora.run("alter", topic, check=EXIT_USAGE).stderr
    aurora.run("pause", topic)
    assert [c["state"] for c in aurora.json("connections")["connections"] if c["topic"] == topic] == ["paused"]
    aurora.run("resume", topic)
    aurora.run("disconnect", topic, "--drop-table")
    assert aurora.clickhouse("EXISTS TABLE shop.visits") == "0"


def test_what_a_waiting_connection_waits_for_is_said_wherever_one_looks(aurora):
    brokers, topic = aurora.env()["KAFKA_BROKERS"], f"twice-{uuid.uuid4().hex[:8]}"
    producer = Producer({"bootstrap.servers": brokers})
    for _ in range(10):
        producer.produce(topic, '{"a": 1, "a": 2}')
    producer.flush()
    for command in (("connect", "--brokers", brokers, "--topic", topic, "--table", "shop.twice", "--yes"), ("connections",)):
        said = aurora.run(*command).stdout
        assert f"topic {topic}: no JSON object with fields" in said and "empty" not in said
    assert "10 duplicate_key" in aurora.run("doctor", check=1).stdout
    # A table that was made: no reasons are at hand, so no column for them.
    producer.produce(topic, json.dumps({f"c{number}": number for number in range(120)}))
    producer.flush()
    aurora.run("disconnect", "shop.twice")
    made = aurora.run("connect", "--brokers", brokers, "--topic", topic, "--table", "shop.twice", "--yes").stdout
    assert re.search(r"^column +type$", made, re.M) and re.search(r"^and \d+ columns more; --json names all$", made, re.M)
    aurora.run("disconnect", "shop.twice", "--drop-table")


def test_connect_several_topics_as_one_table(aurora):
    word = uuid.uuid4().hex[:8]
    topics = [f"orders.{word}.{land}" for land in ("eu", "us")]
    brokers = aurora.env()["KAFKA_BROKERS"]
    producer = Producer({"bootstrap.servers": brokers})
    for topic in topics:
        for number in range(50):
            producer.produce(topic, json.dumps({"id": number}).encode())
    assert producer.flush(30) == 0
    assert "--topic-pattern" in aurora.run("connect", "--brokers", brokers, check=EXIT_USAGE).stderr
    assert "say which table" in aurora.run("connect", "--brokers", brokers, "--topic", *topics, check=EXIT_USAGE).stderr
    made = aurora.json("connect", "--brokers", brokers, "--topic", *topics, "--table", "shop.several")
    assert [topic["name"] for topic in made["topics"]] == topics
    assert aurora.clickhouse("SELECT count(), uniqExact(_topic) FROM shop.several").split() == ["100", "2"]
    assert ", ".join(topics) in aurora.run("connections").stdout
    # Either topic is a name of the connection.
    assert {partition["topic"] for partition in aurora.json("ledger", topics[1])["partitions"]} == set(topics)
    aurora.run("disconnect", topics[0], "--drop-table")
    pattern = f"orders\\.{word}\\..*"
    made = aurora.json("connect", "--brokers", brokers, "--topic-pattern", pattern, "--table", "shop.several")
    assert made["topic_pattern"] == pattern and len(made["topics"]) == 2
    assert f"/{pattern}/ (2)" in aurora.run("connections").stdout
    aurora.run("disconnect", made["id"], "--drop-table")


def test_connect_a_topic_of_another_format(aurora):
    topic = f"visits-csv-{uuid.uuid4().hex[:8]}"
    producer = Producer({"bootstrap.servers": aurora.env()["KAFKA_BROKERS"]})
    for number in range(100):
        producer.produce(topic, f"{number};2026-11-21T10:00:00Z;'a; b'".encode())
    assert producer.flush(30) == 0
    made = aurora.json("connect", "--brokers", aurora.env()["KAFKA_BROKERS"], "--topic", topic, "--table", "shop.visits_csv",
                       "--format", "csv", "--columns", "id,at,name", "--delimiter", ";", "--quote", "'")
    assert made["format"] == {"kind": "csv", "envelope": "none",
                              "csv": {"delimiter": ";", "quote": "'", "columns": ["id", "at", "name"]}}
    assert aurora.clickhouse("SELECT count(), sum(id), any(name) FROM shop.visits_csv") == "100\t4950\ta; b"
    aurora.run("disconnect", topic, "--drop-table")


@pytest.mark.parametrize("name", ["query-engine", "ingest", "kafka", "embedded-clickhouse", "gateway"])
def test_a_killed_part_is_back(aurora, name):
    before = aurora.parts()[name]
    os.kill(before["pid"], signal.SIGKILL)

    def back():
        part = aurora.parts()[name]
        return part["state"] == "up" and part["pid"] != before["pid"] and part["restarts"] > before["restarts"]

    wait_until(back, BACK_SECONDS, f"{name} is back")
    wait_until(lambda: aurora.run("sql", "SELECT count() FROM shop.orders", check=None).returncode == 0, BACK_SECONDS,
               "questions work")


def test_logs_doctor_and_completion(aurora):
    assert "ingest" in aurora.run("logs", "ingest", "-n", "5").stdout
    assert "did you mean" in aurora.run("logs", "ingst", check=EXIT_USAGE).stderr
    # Parts were killed a moment ago: a connection may still be on its way back.
    wait_until(lambda: json.loads(aurora.run("doctor", "--json", check=None).stdout)["healthy"], 30, "the doctor finds nothing")
    assert aurora.json("doctor")["running"]
    assert "complete" in aurora.run("completion", "bash").stdout
    assert "did you mean status?" in aurora.run("statsu", check=EXIT_USAGE).stderr


def test_no_secret_in_logs_or_on_command_lines(aurora):
    secrets = [path.read_text().strip() for path in (aurora.data / "secrets").iterdir()]
    assert all(len(secret) >= 32 for secret in secrets)
    texts = [path.read_text(errors="replace") for path in (aurora.data / "logs").iterdir()]
    texts += [path.read_text() for path in (aurora.data / "config").iterdir()]
    for part in aurora.instance()["parts"]:
        if part["pid"]:
            with open(f"/proc/{part['pid']}/cmdline", encoding="utf-8", errors="replace") as line:
                texts.append(line.read())
    for secret in secrets:
        assert not any(secret in text for text in texts)
    for folder in ("secrets", "config", "run"):
        for path in (aurora.data / folder).iterdir():
            assert path.stat().st_mode & 0o077 == 0, path


# The following end the shared Aurora; they stay last.

def test_down_leaves_nothing_and_up_continues(aurora):
    rows = int(aurora.clickhouse("SELECT count() FROM shop.orders"))
    pids = [part["pid"] for part in aurora.parts().values()]
    begin = time.monotonic()
    assert aurora.down().returncode == 0
    assert time.monotonic() - begin < patience(12)
    assert not any(alive(pid) for pid in pids)
    assert aurora.run("ask", "orders today", check=EXIT_NOT_RUNNING).stderr.startswith("aurora: Aurora is not running")
    aurora.up()
    again = int(aurora.clickhouse("SELECT count() FROM shop.orders"))
    # The history was not written a second time.
    assert rows <= again < rows * 1.5
    assert aurora.clickhouse("SELECT count() - uniqExact(_partition, _offset) FROM shop.orders") == "0"


def test_nothing_outlives_a_killed_supervisor_and_the_next_up_goes_on(aurora):
    instance = aurora.instance()
    os.kill(instance["pid"], signal.SIGKILL)
    # At once: what the kernel has not ended yet, the next one awaits.
    said = aurora.up().stdout
    assert f"the Aurora before (process {instance['pid']}) ended without `aurora down`" in said
    assert not any(alive(part["pid"]) for part in instance["parts"])
    wait_until(lambda: all(part["state"] == "up" for part in aurora.parts().values()), 30, "all parts are up")
    assert aurora.clickhouse("SELECT count() - uniqExact(_partition, _offset) FROM shop.orders") == "0"
