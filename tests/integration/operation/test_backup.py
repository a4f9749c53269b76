"""Backups of a whole Aurora that `aurora up` has started, restored on empty data, against real Kafka and real ClickHouse."""

import json
import shutil
import signal
import subprocess
import time

import pytest
from confluent_kafka import TopicPartition
from confluent_kafka.admin import AdminClient
from harness.aurora import AURORA, EXIT_IN_USE, EXIT_USAGE, Aurora
from harness.backed import Backed
from harness.exactly_once import end_offsets
from harness.flow import Flow
from harness.process import PROJECT, patience, wait_until

GUIDE = PROJECT / "docs" / "deploy" / "backup.md"


@pytest.fixture
def unconnected(tmp_path):
    stack = Backed(tmp_path, None)
    stack.aurora.up("--no-demo")
    yield stack
    stack.aurora.down()


@pytest.fixture
def backed(tmp_path, kafka):
    stack = Backed(tmp_path, kafka)
    kafka.create_topic(stack.topic, 3)
    stack.aurora.up("--no-demo")
    yield stack
    stack.aurora.down()


def test_a_restored_aurora_goes_on_exactly_once(backed):
    flow = Flow(backed.kafka.brokers, backed.topic, 400)
    flow.start()
    wait_until(lambda: flow.produced > 400, 20, "events")
    connection = backed.connect()
    backed.aurora.run("glossary", "add", "lexeme", "word")
    backed.keep_key()
    wait_until(lambda: backed.stored() > 800, 30, "rows")
    full = backed.backup()
    wait_until(lambda: backed.stored() > 1600, 30, "more rows")
    changes = backed.backup()
    assert full["base"] == "" and changes["base"] == full["id"]
    (point,) = changes["connections"]
    (topic,) = point["topics"]
    assert point["id"] == connection["id"] and topic["topic"] == backed.topic and sum(topic["offsets"].values()) > 800
    # What is loaded afterwards the group in Kafka has committed, and the backup lacks.
    lost = backed.stored() + 800
    wait_until(lambda: backed.stored() > lost, 30, "rows that the backup lacks")
    backed.aurora.down()
    backed.wipe()

    text = backed.restore().stdout
    assert changes["id"] in text and ": 1 table, 1 connection\n" in text and f"--data-dir {backed.aurora.data} up`" in text
    restored = json.loads((backed.aurora.data / "state" / "restored.json").read_text())
    backed.aurora.up("--no-demo")
    assert not (backed.aurora.data / "state" / "restored.json").exists()
    flow.stop()
    assert not flow.failed
    backed.await_once()
    (again,) = backed.aurora.json("connections")["connections"]
    assert again["id"] == connection["id"]
    # Read from where everything was in the backup, by a group that the first Aurora never had.
    assert restored["connections"][again["id"]] == {"topics": [topic]}
    assert again["consumer_group"] == f"aurora-{again['id']}-{restored['restore_id']}"
    assert "lexeme" in backed.aurora.run("glossary", "list").stdout
    log = (backed.aurora.data / "logs" / "ingest.log").read_text()
    assert restored["restore_id"] in log
    # Loading goes on, also after another start, and the same backup can be restored again.
    backed.aurora.down()
    backed.wipe()
    backed.restore("--to", full["taken_at"])
    # What was restored gets no tables of the demonstration beside it, unless that is asked for.
    assert "without the demonstration" in backed.aurora.up().stdout
    backed.await_once()
    backed.aurora.down()
    backed.aurora.up()
    backed.await_once()
    assert not {"kafka", "demo-events"} & set(backed.aurora.parts())
    assert "backups: none are made by themselves" in backed.aurora.run("status").stdout
    # A row that is there twice is not for a drill to pass over.
    backed.aurora.clickhouse(f"INSERT INTO {backed.table} SELECT * FROM {backed.table} LIMIT 1")
    backed.backup()
    drill = backed.aurora.run("drill", "restore", "--from", str(backed.backups), check=1)
    assert f"table {backed.table} holds 1 rows more than once" in drill.stdout + drill.stderr


def test_a_dead_letter_that_became_a_row_while_the_backup_was_made_is_only_a_row(backed):
    flow = Flow(backed.kafka.brokers, backed.topic, 400)
    flow.start()
    backed.connect()
    backed.keep_key()
    letters = f"SELECT topic, partition, offset, toUnixTimestamp64Milli(timestamp) FROM aurora.dead_letters WHERE topic = '{backed.topic}'"
    wait_until(lambda: len(backed.aurora.rows(letters)) > 3, 60, "dead letters")
    flow.stop()
    backed.await_once()
    # As a copy of the letters before, and one of the table after the letter was replayed, would have it.
    _, partition, offset, timestamp = backed.aurora.rows(letters)[0]
    backed.aurora.clickhouse(f"INSERT INTO {backed.table} SELECT * REPLACE ({partition} AS _partition, {offset} AS _offset, "
                             f"fromUnixTimestamp64Milli({timestamp}) AS _timestamp) FROM {backed.table} LIMIT 1")
    before = len(backed.aurora.rows(letters))
    backed.backup()
    backed.aurora.down()
    backed.wipe()
    backed.restore()
    backed.aurora.up("--no-demo")
    backed.await_once()
    kept = backed.aurora.rows(letters)
    (counted,) = backed.aurora.json("dead-letters")["connections"]
    assert (counted["table"], counted["dead_letters"]) == (backed.table, len(kept))
    assert "name the connection" in backed.aurora.run("dead-letters", "--groups", check=EXIT_USAGE).stderr
    assert len(kept) == before - 1 and [partition, offset] not in [letter[1:3] for letter in kept]


def remove_before(brokers, offsets):
    """offsets: {topic: {partition: offset}}"""
    admin = AdminClient({"bootstrap.servers": brokers})
    places = [TopicPartition(topic, int(partition), offset) for topic, of in offsets.items() for partition, offset in of.items()]
    for removal in admin.delete_records(places).values():
        removal.result(20)


def test_messages_that_kafka_has_removed_since_the_backup_are_told(backed):
    flow = Flow(backed.kafka.brokers, backed.topic, 400)
    flow.start()
    wait_until(lambda: flow.produced > 400, 20, "events")
    backed.connect()
    backed.keep_key()
    wait_until(lambda: backed.stored() > 400, 30, "rows")
    point = backed.backup()["connections"][0]["topics"][0]["offsets"]
    wait_until(lambda: flow.produced > sum(point.values()) + 1000, 30, "more events")
    flow.stop()
    backed.aurora.down()
    ends = end_offsets(backed.kafka.brokers, backed.topic)
    cut = {partition: end - 100 for partition, end in ends.items() if end - 100 > point.get(str(partition), 0)}
    assert cut
    remove_before(backed.kafka.brokers, {backed.topic: cut})
    backed.wipe()
    backed.restore()
    backed.aurora.up("--no-demo")

    def gap():
        ledger = backed.aurora.json("ledger", backed.topic)["partitions"]
        return all(p["pending"] == 0 for p in ledger) and sum(p["skipped"] for p in ledger)
    wait_until(gap, 60, "the rest is loaded")
    # Rows behind the point may be in the backup already: the gap is at most what was removed.
    removed = sum(offset - point[str(partition)] for partition, offset in cut.items())
    assert 0 < gap() <= removed
    assert "were removed from the topic before they were read" in (backed.aurora.data / "logs" / "ingest.log").read_text() or any(
        "were removed from the topic" in json.dumps(c) for c in backed.aurora.json("connections")["connections"])


def test_connections_of_several_topics_and_of_a_pattern_go_on_exactly_once(backed):
    named = [f"{backed.topic}.eu", f"{backed.topic}.us"]
    found = [f"{backed.topic}.like.{letter}" for letter in "abc"]
    flows = []

    def begin(*topics):
        for topic in topics:
            backed.kafka.create_topic(topic, 2)
            flows.append(Flow(backed.kafka.brokers, topic, 100))
            flows[-1].start()
        wait_until(lambda: all(flow.produced > 100 for flow in flows), 20, "events")

    def stored(table, *topics, rows=0):
        counts = dict(backed.aurora.rows(f"SELECT _topic, count() FROM {table} GROUP BY _topic"))
        return all(counts.get(topic, 0) > rows for topic in topics)
    begin(*named, found[0])
    ids = [backed.connect("--topic", ",".join(named), table="shop.named")["id"],
           backed.connect("--topic-pattern", backed.topic + "\\.like\\..*", table="shop.found")["id"]]
    begin(found[1])
    wait_until(lambda: stored("shop.named", *named, rows=200) and stored("shop.found", *found[:2], rows=200), 60, "rows")
    backed.keep_key()
    backup = backed.backup()
    points = {connection["id"]: {topic["topic"]: topic["offsets"] for topic in connection["topics"]} for connection in backup["connections"]}
    assert [set(points[one]) for one in ids] == [set(named), set(found[:2])]
    assert all(sum(offsets.values()) > 200 for one in ids for offsets in points[one].values()), points
    # What the backup lacks: rows of all of them, and a whole topic.
    begin(found[2])
    lost = 100 + max(sum(offsets.values()) for one in ids for offsets in points[one].values())
    wait_until(lambda: stored("shop.named", *named, rows=lost) and stored("shop.found", *found[:2], rows=lost) and stored(
        "shop.found", found[2]), 60, "rows that the backup lacks")
    backed.aurora.down()
    # Whoever would read from before the points would miss these.
    for one in ids:
        remove_before(backed.kafka.brokers, points[one])
    backed.wipe()

    backed.restore()
    backed.aurora.up("--no-demo")
    wait_until(lambda: stored("shop.found", found[2]), 60, "the topic is found again")
    for flow in flows:
        flow.stop()
    assert not any(flow.failed for flow in flows)
    backed.await_once(*named, table="shop.named")
    backed.await_once(*found, table="shop.found")
    connections = backed.aurora.json("connections")["connections"]
    assert sorted(connection["id"] for connection in connections) == sorted(ids)
    assert "were removed from the topic" not in json.dumps(connections) + (backed.aurora.data / "logs" / "ingest.log").read_text()
    drill = backed.aurora.json("drill", "restore", "--from", str(backed.backups))
    assert drill["ok"] and {"shop.named", "shop.found"} <= {table["name"] for table in drill["tables"]}


def test_a_run_that_is_killed_is_no_backup(unconnected):
    unconnected.aurora.clickhouse("CREATE DATABASE IF NOT EXISTS shop")
    unconnected.aurora.clickhouse("CREATE TABLE shop.large (a UInt64, s String) ENGINE = MergeTree ORDER BY a")
    unconnected.aurora.clickhouse("INSERT INTO shop.large SELECT number, randomString(200) FROM numbers(500000)")
    unconnected.keep_key()
    command = [AURORA, "--data-dir", unconnected.aurora.data, "backup", "--to", unconnected.backups]
    for delay in (0.05, 0.2, 0.4):
        run = subprocess.Popen(command, env=unconnected.aurora.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        run.send_signal(signal.SIGKILL)
        if run.wait(30) == 0:
            continue
        listed = unconnected.aurora.json("backup", "--to", str(unconnected.backups), "--list", check=None) if unconnected.backups.exists() else {}
        assert not listed.get("damaged")
    made = unconnected.backup("--full")
    assert not list(unconnected.backups.glob(".partial-*"))
    assert not list((unconnected.aurora.data / "clickhouse" / "backups").glob("staging*"))
    drill = unconnected.aurora.json("drill", "restore", "--from", str(unconnected.backups))
    assert drill["ok"] and drill["backup"] == made["id"] and 0 < drill["age_s"] < 600 and drill["took_s"] > 0
    assert {table["name"]: table["rows"] for table in drill["tables"]}["shop.large"] == 500000
    said = unconnected.aurora.run("drill", "restore", "--from", str(unconnected.backups), "--key-file", str(unconnected.key)).stdout
    assert "it can be trusted" in said and f"{unconnected.key} is its key" in said

    # A restore that is killed leaves nothing that could be taken for an Aurora.
    unconnected.aurora.down()
    unconnected.wipe()
    restore = [AURORA, "--data-dir", unconnected.aurora.data, "restore", "--from", unconnected.backups, "--key-file", unconnected.key]
    run = subprocess.Popen(restore, env=unconnected.aurora.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: (unconnected.aurora.data / "clickhouse" / "engine").exists(), 30, "the restore is under way", interval=0.01)
    run.send_signal(signal.SIGKILL)
    assert run.wait(30) != 0
    refused = unconnected.aurora.up("--no-demo", check=1)
    assert "did not come to its end" in refused.stdout + refused.stderr
    # The engine that it had started ends with it.
    wait_until(lambda: unconnected.restore(check=None).returncode == 0, 30, "the restore", interval=0.5)
    unconnected.aurora.up("--no-demo")
    assert unconnected.aurora.clickhouse("SELECT count() FROM shop.large") == "500000"


def test_what_cannot_be_restored_says_why(unconnected):
    unconnected.aurora.clickhouse("CREATE DATABASE IF NOT EXISTS shop")
    unconnected.aurora.clickhouse("CREATE TABLE shop.some (a UInt64, s String) ENGINE = MergeTree ORDER BY a")
    unconnected.aurora.clickhouse("INSERT INTO shop.some SELECT number, randomString(20) FROM numbers(10000)")
    unconnected.keep_key()
    full = unconnected.backup()
    changes = unconnected.backup("--keep", "1")
    # The full one stays: the other needs it.
    assert {entry["id"] for entry in unconnected.aurora.json("backup", "--to", str(unconnected.backups), "--list")["backups"]} == {
        full["id"], changes["id"]}
    secret = (unconnected.aurora.data / "state" / "ingest.key").read_text().strip()
    for path in unconnected.backups.rglob("*"):
        assert not path.is_file() or secret.encode() not in path.read_bytes(), path

    # The data is there and an Aurora runs on it.
    assert "already runs on this data" in unconnected.restore(check=EXIT_IN_USE).stderr
    unconnected.aurora.down()
    assert "holds an Aurora already" in unconnected.restore(check=EXIT_IN_USE).stderr
    unconnected.wipe()
    wrong_key = unconnected.folder / "wrong.key"
    wrong_key.write_text("0" * 64 + "\n")
    refused = unconnected.aurora.run("restore", "--from", str(unconnected.backups), "--key-file", str(wrong_key), check=EXIT_USAGE)
    assert "is not the one that backup" in refused.stderr and changes["id"] in refused.stderr
    assert "--without-key" in unconnected.aurora.run("restore", "--from", str(unconnected.backups), check=EXIT_USAGE).stderr
    assert "cannot be read" in unconnected.aurora.run("restore", "--from", "/nowhere", "--without-key", check=1).stderr
    assert "no backup from before" in unconnected.restore("--to", "2020-01-01T00:00:00Z", check=1).stderr
    assert "is no time" in unconnected.restore("--to", "yesterday", check=EXIT_USAGE).stderr

    state = unconnected.backups / changes["id"] / "state" / "ingest.db"
    whole = state.read_bytes()
    state.write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    assert "file state/ingest.db was changed" in unconnected.restore(check=1).stderr
    state.write_bytes(whole)
    away = unconnected.folder / "away"
    (unconnected.backups / full["id"]).rename(away)
    assert f"needs the full backup {full['id']}" in unconnected.restore(check=1).stderr
    away.rename(unconnected.backups / full["id"])

    # A changed byte of a table's rows shows in the drill at the latest.
    (data,) = (unconnected.backups / full["id"] / "clickhouse" / "tables" / "data" / "shop" / "some").rglob("data.bin")
    whole = data.read_bytes()
    middle = len(whole) // 2
    data.write_bytes(whole[:middle] + bytes([whole[middle] ^ 0xFF]) + whole[middle + 1:])
    drill = unconnected.aurora.run("drill", "restore", "--from", str(unconnected.backups), check=1)
    assert "shop.some" in drill.stderr or "restore its tables" in drill.stderr
    data.write_bytes(whole)
    unconnected.restore()
    unconnected.aurora.up("--no-demo")
    assert unconnected.aurora.clickhouse("SELECT count() FROM shop.some") == "10000"


def test_backups_by_schedule(tmp_path):
    aurora = Aurora(tmp_path)
    settings = tmp_path / "aurora.yaml"
    settings.write_text(f"backup: {{to: {tmp_path}/backups, every: 3s, keep: 2}}\n")
    aurora.up("--no-demo", "--config", str(settings))
    try:
        def listed():
            return aurora.json("backup", "--to", str(tmp_path / "backups"), "--list", check=None)["backups"]
        wait_until(lambda: (tmp_path / "backups").exists() and len(listed()) >= 2, 60, "two backups")
        first = listed()[0]["id"]
        wait_until(lambda: listed()[-1]["id"] > first and len(listed()) <= 3, 60, "another backup")
        age = aurora.json("status")["backup"]["newest_age_s"]
        assert 0 <= age < patience(60)
        assert "newest backup in" in aurora.run("status").stdout
    finally:
        aurora.down()


def test_the_guide(backed):
    """Runs each command of the guide, in its order."""
    flow = Flow(backed.kafka.brokers, backed.topic, 200)
    flow.start()
    wait_until(lambda: flow.produced > 200, 20, "events")
    backed.connect()
    names = {"/mnt/backups": str(backed.backups), "/mnt/safe": str(backed.folder), "DATA_DIR": str(backed.aurora.data),
             "aurora up --detach": f"aurora up --detach --port {backed.aurora.port}"}
    commands = [line.strip() for line in GUIDE.read_text().splitlines() if line.startswith("    ") and not line.lstrip().startswith("#")
                and line.split()[0] in ("aurora", "cp", "rm") and "s3://" not in line]
    assert len(commands) >= 8 and any("restore --from" in command for command in commands)
    environment = backed.aurora.environment | {"AURORA_DATA_DIR": str(backed.aurora.data), "PATH": f"{AURORA.parent}:/usr/bin:/bin"}
    for command in commands:
        for name, here in names.items():
            command = command.replace(name, here)
        result = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True, timeout=patience(120),
                                stdin=subprocess.DEVNULL)
        assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    flow.stop()
    backed.await_once()
