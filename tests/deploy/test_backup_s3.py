"""Backups of a whole Aurora in S3, restored on empty data: moto stands in for S3, Kafka and ClickHouse are real."""

import json
import os
import signal
import subprocess
import threading
import time

import pytest
from harness.aurora import AURORA, EXIT_NOT_RUNNING, EXIT_REFUSED, EXIT_USAGE, Aurora
from harness.backed import Backed
from harness.flow import Flow
from harness.process import PROJECT, patience, wait_until
from harness.small_disk import SmallDisk
from simulated_s3 import BUCKET, RIGHTS_OF_BUCKET, RIGHTS_OF_OBJECTS, SimulatedS3

GUIDE = PROJECT / "docs" / "deploy" / "backup.md"
PLACE = f"s3://{BUCKET}/shop/prod"
PREFIX = "shop/prod/"
# Above this a file goes in parts.
PIECE_BYTES = 16 << 20


@pytest.fixture
def s3():
    store = SimulatedS3()
    yield store
    store.stop()


def made(folder, s3, kafka=None):
    stack = Backed(folder, kafka, PLACE)
    stack.aurora.environment |= s3.environment
    return stack


@pytest.fixture
def backed(tmp_path, kafka, s3):
    stack = made(tmp_path, s3, kafka)
    kafka.create_topic(stack.topic, 3)
    stack.aurora.up("--no-demo")
    yield stack
    stack.aurora.down()


@pytest.fixture
def unconnected(tmp_path, s3):
    stack = made(tmp_path, s3)
    stack.aurora.up("--no-demo")
    stack.aurora.clickhouse("CREATE DATABASE IF NOT EXISTS shop")
    stack.aurora.clickhouse("CREATE TABLE shop.some (a UInt64, s String) ENGINE = MergeTree ORDER BY a")
    stack.aurora.clickhouse("INSERT INTO shop.some SELECT number, randomString(20) FROM numbers(10000)")
    stack.keep_key()
    yield stack
    stack.aurora.down()


def fill(stack, rows):
    """A table whose file of column s takes 200 bytes a row."""
    stack.aurora.clickhouse("CREATE TABLE shop.large (a UInt64, s String) ENGINE = MergeTree ORDER BY a SETTINGS min_bytes_for_wide_part = 0")
    stack.aurora.clickhouse(f"INSERT INTO shop.large SELECT number, randomString(200) FROM numbers({rows}) SETTINGS max_insert_block_size = {rows}, "
                            f"min_insert_block_size_rows = {rows}, min_insert_block_size_bytes = 0")


def test_a_restored_aurora_goes_on_exactly_once(backed, s3):
    flow = Flow(backed.kafka.brokers, backed.topic, 400)
    flow.start()
    connection = backed.connect()
    backed.keep_key()
    wait_until(lambda: backed.stored() > 800, 60, "rows")
    full = backed.backup()
    wait_until(lambda: backed.stored() > 1600, 30, "more rows")
    changes = backed.backup()
    assert full["base"] == "" and changes["base"] == full["id"] and changes["bytes"] < full["bytes"] * 2
    assert [entry["id"] for entry in backed.aurora.json("backup", "--to", PLACE, "--list")["backups"]] == [full["id"], changes["id"]]
    written = [call for call in s3.calls if call.method == "PUT" or call.query.startswith("uploads=") and call.method == "POST"]
    assert len(written) > 20 and all(call.encryption == "AES256" for call in written if "uploadId" not in call.query)
    # Neither the key of the passwords, nor those of S3, are in what is stored, or on this machine.
    secrets = [(backed.aurora.data / "state" / "ingest.key").read_text().strip(), s3.secret]
    for key in s3.keys():
        content = s3.read(key)
        assert not any(secret.encode() in content for secret in secrets), key
    assert not any(s3.secret in path.read_text(errors="replace") for path in (backed.aurora.data / "logs").iterdir())
    # What is loaded afterwards the group in Kafka has committed, and the backup lacks.
    lost = backed.stored() + 800
    wait_until(lambda: backed.stored() > lost, 30, "rows that the backup lacks")
    assert backed.aurora.json("drill", "restore", "--from", PLACE)["ok"]
    backed.aurora.down()
    backed.wipe()

    # On another machine, with credentials from a file, and no more rights than to read.
    s3.allow(["s3:ListBucket", "s3:GetObject"])
    profile = backed.folder / "credentials"
    profile.write_text(f"[default]\n[restorer]\naws_access_key_id = {s3.environment['AWS_ACCESS_KEY_ID']}\naws_secret_access_key = {s3.secret}\n")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        del backed.aurora.environment[name]
    backed.aurora.environment |= {"AWS_SHARED_CREDENTIALS_FILE": str(profile), "AWS_PROFILE": "restorer"}
    assert changes["id"] in backed.restore().stdout
    assert not (backed.aurora.data / "run" / "copied-backups").exists()
    backed.aurora.up("--no-demo")
    flow.stop()
    assert not flow.failed
    backed.await_once()
    assert [entry["id"] for entry in backed.aurora.json("connections")["connections"]] == [connection["id"]]
    # The earlier one, by its time and by its name: of two, only that one is fetched.
    for arguments in ({"--from": PLACE, "--to": full["taken_at"]}, {"--from": f"{PLACE}/{full['id']}"}):
        backed.aurora.down()
        backed.wipe()
        s3.calls.clear()
        flat = [part for pair in arguments.items() for part in pair]
        assert full["id"] in backed.aurora.run("restore", *flat, "--key-file", str(backed.key)).stdout
        assert not [call.key for call in s3.calls if call.key.startswith(f"{PREFIX}{changes['id']}/") and not call.key.endswith("/manifest.json")]
    backed.aurora.up("--no-demo")
    backed.await_once()


def test_a_run_that_is_killed_in_the_middle_of_an_upload_is_no_backup(unconnected, s3):
    fill(unconnected, 250_000)
    hold, held = threading.Event(), threading.Event()

    def after_some_parts(call):
        if "partNumber=3" in call.query:
            held.set()
            hold.wait(60)
    s3.fault = after_some_parts
    command = [AURORA, "--data-dir", unconnected.aurora.data, "backup", "--to", PLACE]
    run = subprocess.Popen(command, env=unconnected.aurora.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert held.wait(patience(60)), "an upload in parts"
    run.send_signal(signal.SIGKILL)
    run.wait(30)
    s3.fault = lambda call: None
    hold.set()
    (begun,) = {key.split("/")[2] for key in s3.keys(PREFIX)}
    assert len(s3.keys(f"{PREFIX}{begun}/")) > 5 and s3.uploads()
    assert unconnected.aurora.json("backup", "--to", PLACE, "--list") == {"backups": [], "damaged": []}
    # What others are at: an Aurora of another machine, and somebody who copies a backup here.
    others = [f"{PREFIX}20200101T000000Z/.incomplete", f"{PREFIX}20200102T000000Z/state/ingest.db", f"{PREFIX}notes/readme.txt", "shop/elsewhere"]
    for key in others:
        s3.write(key, b"another")

    backup = unconnected.backup()
    assert not [key for key in s3.keys() if begun in key] and not s3.uploads()
    assert set(others) <= set(s3.keys())
    assert f"{PREFIX}{backup['id']}/.incomplete" not in s3.keys()
    drill = unconnected.aurora.json("drill", "restore", "--from", PLACE)
    assert drill["ok"] and {table["name"]: table["rows"] for table in drill["tables"]}["shop.large"] == 250_000
    # Its large file went, and came, in pieces.
    files = {file["path"]: file for file in json.loads(s3.read(f"{PREFIX}{backup['id']}/files.json"))["files"]}
    large = [path for path, file in files.items() if file["bytes"] > 2 * PIECE_BYTES]
    assert len(large) == 1
    got = [call for call in s3.calls if call.method == "GET" and call.key == f"{PREFIX}{backup['id']}/{large[0]}"]
    assert len(got) == -(-files[large[0]]["bytes"] // PIECE_BYTES)


def test_what_passes_does_not_end_a_backup(unconnected, s3):
    fill(unconnected, 100_000)
    lock, count = threading.Lock(), [0]

    def every_fifth(_):
        with lock:
            count[0] += 1
            return {0: (503, "SlowDown"), 1: (500, "InternalError"), 2: "lost"}[count[0] // 5 % 3] if count[0] % 5 == 0 else None
    s3.fault = every_fifth
    backup = unconnected.backup()
    drill = unconnected.aurora.json("drill", "restore", "--from", PLACE)
    assert drill["ok"] and drill["backup"] == backup["id"] and count[0] > 50


def test_a_store_that_fails_for_good_ends_it_and_leaves_nothing(unconnected, s3):
    s3.fault = lambda call: (403, "AccessDenied") if call.key.endswith("/state/gateway.db") and call.method == "PUT" else None
    refused = unconnected.aurora.run("backup", "--to", PLACE, check=EXIT_REFUSED)
    assert "/state/gateway.db: access denied" in refused.stderr and "s3:PutObject" in refused.stderr
    s3.fault = lambda call: None
    assert not s3.keys()
    assert not list((unconnected.aurora.data / "clickhouse" / "backups").glob("staging*"))
    # A right that is missing is told before anything is copied.
    s3.allow(RIGHTS_OF_BUCKET + [right for right in RIGHTS_OF_OBJECTS if right != "s3:PutObject"])
    s3.calls.clear()
    refused = unconnected.aurora.run("backup", "--to", PLACE, check=EXIT_REFUSED)
    assert "s3:PutObject" in refused.stderr and len(s3.calls) < 5


def test_keep_removes_whole_backups_and_none_that_is_needed(unconnected, s3):
    first = unconnected.backup()
    unconnected.aurora.clickhouse("INSERT INTO shop.some SELECT number, randomString(20) FROM numbers(10)")
    changes = unconnected.backup("--keep", "1")
    listed = [entry["id"] for entry in unconnected.aurora.json("backup", "--to", PLACE, "--list")["backups"]]
    assert listed == [first["id"], changes["id"]]
    second = unconnected.aurora.json("backup", "--to", PLACE, "--full", "--keep", "1")
    assert set(second["removed"]) == {first["id"], changes["id"]} and second["warnings"] == []
    assert {key.split("/")[2] for key in s3.keys()} == {second["backup"]["id"]}
    # One whose removal ends in the middle is none, and goes with the next run.
    third = unconnected.backup("--full")
    s3.fault = lambda call: (403, "AccessDenied") if call.method == "DELETE" and call.key.endswith((".bin", ".backup", ".db")) else None
    warned = unconnected.aurora.json("backup", "--to", PLACE, "--full", "--keep", "1")
    assert "s3:DeleteObject" in " ".join(warned["warnings"])
    s3.fault = lambda call: None
    assert third["id"] in {key.split("/")[2] for key in s3.keys()}
    listed = {entry["id"] for entry in unconnected.aurora.json("backup", "--to", PLACE, "--list")["backups"]}
    assert third["id"] not in listed and warned["backup"]["id"] in listed
    last = unconnected.aurora.json("backup", "--to", PLACE, "--full", "--keep", "1")
    assert {key.split("/")[2] for key in s3.keys()} == {last["backup"]["id"]}


def test_what_was_changed_or_is_missing_is_refused_by_name(unconnected, s3):
    full = unconnected.backup()
    changes = unconnected.backup()
    unconnected.aurora.down()
    unconnected.wipe()

    def refused(key, content, words):
        whole = s3.read(key)
        if content is None:
            s3.remove(key)
        else:
            s3.write(key, content(whole))
        said = unconnected.restore(check=1).stderr
        s3.write(key, whole)
        for word in words:
            assert word in said, said

    def flipped(whole):
        return whole[:-1] + bytes([whole[-1] ^ 1])
    data = next(key for key in s3.keys(f"{PREFIX}{full['id']}/clickhouse/tables/data/shop/some/") if key.endswith("data.bin"))
    path = data.removeprefix(f"{PREFIX}{full['id']}/")
    refused(data, lambda whole: whole[:-1], [full["id"], f"file {path} was changed"])
    refused(data, None, [full["id"], f"file {path} is missing"])
    # So far nothing was fetched, let alone written.
    assert not unconnected.aurora.data.exists()
    # Of the same size only what is fetched tells.
    refused(data, flipped, [full["id"], f"file {path} was changed", "use another backup"])
    refused(f"{PREFIX}{changes['id']}/state/ingest.db", flipped, [changes["id"], "file state/ingest.db was changed"])
    refused(f"{PREFIX}{changes['id']}/files.json", flipped, [changes["id"], "file files.json was changed"])
    refused(f"{PREFIX}{changes['id']}/files.json", None, [changes["id"], "file files.json is missing"])
    refused(f"{PREFIX}{full['id']}/manifest.json", None, [f"needs the full backup {full['id']}"])
    # A restore that did not come to its end is told, and the next one begins anew.
    assert "did not come to its end" in unconnected.aurora.up("--no-demo", check=1).stderr
    unconnected.restore()
    unconnected.aurora.up("--no-demo")
    assert unconnected.aurora.clickhouse("SELECT count() FROM shop.some") == "10000"


def test_backups_that_were_copied_by_other_means_are_backups(unconnected, s3):
    folder = unconnected.folder / "backups"
    here = unconnected.aurora.json("backup", "--to", str(folder))["backup"]
    for path in sorted(folder.rglob("*"), key=lambda path: path.name == "manifest.json"):
        if path.is_file() and not path.name.startswith(".lock"):
            s3.write(PREFIX + str(path.relative_to(folder)), path.read_bytes())
    drill = unconnected.aurora.json("drill", "restore", "--from", PLACE)
    assert drill["ok"] and drill["backup"] == here["id"]
    there = unconnected.backup()
    assert there["base"] == here["id"]
    for key in s3.keys(f"{PREFIX}{there['id']}/"):
        path = folder / key.removeprefix(PREFIX)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(s3.read(key))
    drill = unconnected.aurora.json("drill", "restore", "--from", str(folder))
    assert drill["ok"] and drill["backup"] == there["id"]


def test_what_is_wrong_with_the_place_says_what_to_do(tmp_path, s3):
    aurora = Aurora(tmp_path)
    aurora.environment |= s3.environment

    def said(place, check, **environment):
        before = dict(aurora.environment)
        aurora.environment |= environment
        began = time.monotonic()
        result = aurora.run("backup", "--to", place, "--list", check=check)
        aurora.environment = before
        assert time.monotonic() - began < patience(30)
        assert s3.secret not in result.stdout + result.stderr
        return result.stderr
    assert "are refused" in said(PLACE, EXIT_REFUSED, AWS_SECRET_ACCESS_KEY="wrong")
    assert "AWS_ACCESS_KEY_ID" in said(PLACE, EXIT_REFUSED, AWS_ACCESS_KEY_ID="")
    assert "does not accept connections" in said(PLACE + "?endpoint=http://127.0.0.1:1", EXIT_NOT_RUNNING)
    assert "3 to 63" in said("s3://BUCKET", EXIT_USAGE)
    s3.fault = lambda call: (404, "NoSuchBucket")
    assert f"bucket {BUCKET} does not exist" in said(PLACE, check=None)
    s3.fault = lambda call: (403, "RequestTimeTooSkewed")
    assert "NTP" in said(PLACE, check=None)
    s3.fault = lambda call: None
    s3.allow(["s3:GetObject"])
    assert "s3:ListBucket" in said(PLACE, EXIT_REFUSED)


def test_a_restore_says_how_much_room_it_needs(unconnected, s3, tmp_path):
    backup = unconnected.backup()
    unconnected.aurora.down()
    with SmallDisk(tmp_path / "small", "64m") as disk:
        s3.calls.clear()
        command = [AURORA, "--data-dir", disk.folder / "data", "restore", "--from", PLACE, "--key-file", unconnected.key]
        refused = subprocess.run(command, env=unconnected.aurora.environment, capture_output=True, text=True, timeout=patience(60))
        assert refused.returncode != 0 and "are needed; make room" in refused.stderr
        # Before anything of it was fetched.
        assert not [call.key for call in s3.calls if call.key.startswith(f"{PREFIX}{backup['id']}/state/")]


def test_a_disk_that_fills_up_while_files_are_fetched_is_told(unconnected, s3, tmp_path):
    unconnected.backup()
    unconnected.aurora.down()
    # Aurora wants a gigabyte to spare before it begins.
    with SmallDisk(tmp_path / "small", "1300m") as disk:
        once = threading.Lock()

        def fill_it(call):
            if call.method == "GET" and "/clickhouse/" in call.key and once.acquire(blocking=False):
                disk.fill()
        s3.fault = fill_it
        command = [AURORA, "--data-dir", disk.folder / "data", "restore", "--from", PLACE, "--key-file", unconnected.key]
        refused = subprocess.run(command, env=unconnected.aurora.environment, capture_output=True, text=True, timeout=patience(60))
        # Told of the file, and not by the engine, which would find out as well.
        assert refused.returncode != 0, refused.stdout
        assert f"{disk.folder}/data/run/copied-backups/" in refused.stderr and "make room" in refused.stderr
        s3.fault = lambda call: None
        disk.make_room()
        subprocess.run(command, env=unconnected.aurora.environment, capture_output=True, check=True, timeout=patience(60))


def test_backups_by_schedule(tmp_path, s3):
    stack = made(tmp_path, s3)
    aurora = stack.aurora
    settings = tmp_path / "aurora.yaml"
    settings.write_text(f"backup: {{to: '{PLACE}', every: 4s, keep: 2}}\n")
    aurora.up("--no-demo", "--config", str(settings))
    try:
        def listed():
            return [entry["id"] for entry in aurora.json("backup", "--to", PLACE, "--list")["backups"]]
        wait_until(lambda: len(listed()) >= 2, 60, "two backups")
        first = listed()[0]
        wait_until(lambda: listed()[-1] > first and len(listed()) <= 3, 60, "another backup")
        assert 0 <= aurora.json("status")["backup"]["newest_age_s"] < patience(60)
        assert f"newest backup in {PLACE}" in aurora.run("status").stdout
        # From a shell that may not ask.
        del aurora.environment["AWS_ACCESS_KEY_ID"]
        told = aurora.json("status")["backup"]
        assert told["newest_age_s"] is None and "AWS_ACCESS_KEY_ID" in told["error"]
        # A run that waits for the store does not keep Aurora from ending.
        held, hold = threading.Event(), threading.Event()

        def wait_there(call):
            if call.method == "PUT" and call.key.endswith(".db"):
                held.set()
                hold.wait(60)
        s3.fault = wait_there
        assert held.wait(patience(60))
        began = time.monotonic()
        aurora.down()
        hold.set()
        assert time.monotonic() - began < patience(20)
        assert not (aurora.data / "run" / "instance.json").exists()
    finally:
        aurora.down()


def test_the_guide(backed):
    """Runs each command of the guide that names S3, in its order."""
    flow = Flow(backed.kafka.brokers, backed.topic, 200)
    flow.start()
    wait_until(lambda: flow.produced > 200, 20, "events")
    backed.connect()
    backed.keep_key()
    commands = [line.strip() for line in GUIDE.read_text().splitlines() if line.startswith("    aurora ") and "s3://" in line and "--stores" not in line]
    assert len(commands) >= 4
    environment = backed.aurora.environment | {"AURORA_DATA_DIR": str(backed.aurora.data), "PATH": f"{AURORA.parent}:{os.environ['PATH']}"}
    for command in commands:
        if " restore " in command and " drill " not in command:
            backed.aurora.down()
            backed.wipe()
        command = command.replace("s3://my-backups/aurora", PLACE).replace("/mnt/safe/ingest.key", str(backed.key))
        result = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True, timeout=patience(120),
                                stdin=subprocess.DEVNULL)
        assert result.returncode == 0, f"{command}\n{result.stdout}\n{result.stderr}"
    backed.aurora.up("--no-demo")
    flow.stop()
    backed.await_once()
