"""Backups of an Aurora whose ClickHouse and PostgreSQL are servers of their own, restored into empty ones: moto stands in for S3; Kafka, the
embedded ClickHouse, PostgreSQL and all services are real."""

import json
import os
import shutil
import signal
import subprocess
import threading
import time
import uuid

import pytest
import requests
import yaml
from containers import REGISTRY, TAG
from harness.aurora import AURORA, EXIT_USAGE
from harness.clickhouse import ClickHouse
from harness.exactly_once import wrongly_stored
from harness.flow import Flow
from harness.postgresql import BINARIES, PostgreSql
from harness.process import PROJECT, patience, wait_until
from harness.stack import Stack
from simulated_s3 import BUCKET, SimulatedS3

PLACE = f"s3://{BUCKET}/shop/prod"
DATABASES = {"ingest": "aurora_ingest", "gateway": "aurora_gateway", "query_engine": "aurora_query_engine"}
SERVICES = ("provisioning", "schema-inference", "query-engine", "ingest", "gateway")


def table_of(topic):
    return "shop." + topic.replace("-", "_")


@pytest.fixture
def s3():
    store = SimulatedS3()
    yield store
    store.stop()


class Deployed:
    """All services with stores of their own, in a folder; `key` of an earlier one."""

    def __init__(self, folder, kafka, key=None):
        self.folder = folder
        folder.mkdir()
        self.kafka = kafka
        self.clickhouse = ClickHouse(folder / "clickhouse").start()
        self.postgresql = PostgreSql(folder)
        self.postgresql.start()
        for database in DATABASES.values():
            self.postgresql.sql(f"CREATE DATABASE {database}")
        state = {service: {"url": self.postgresql.url(database), "password_file": str(self.postgresql.password_file)}
                 for service, database in DATABASES.items()}
        self.stack = Stack(folder / "stack", self.clickhouse, kafka, {
            "ingest": {"state": state["ingest"]}, "gateway": {"state": state["gateway"]}, "query-engine": {"state": state["query_engine"]}})
        self.key = folder / "stack" / "ingest.key"
        if key:
            shutil.copy(key, self.key)
        state["ingest"] = state["ingest"] | {"key_file": str(self.key)}
        self.stores = folder / "stores.yaml"
        self.settings = {
            "gateway": {"url": self.stack.gateway_url, "host": "localhost", "token_file": self.stack.admin_token_file},
            "clickhouse": {"url": self.clickhouse.url, "user": "aurora_admin", "password_file": self.clickhouse.password_files["admin"],
                           "backups": str(folder / "clickhouse" / "data" / "backups")},
            "state": state}
        self.write()
        self.environment = dict(os.environ)

    def write(self):
        self.stores.write_text(yaml.safe_dump(self.settings))

    def start(self):
        self.stack.start(*SERVICES)
        return self

    def destroy(self):
        self.stack.stop()
        self.clickhouse.stop()
        self.postgresql.destroy()

    def aurora(self, *arguments, check=0):
        result = subprocess.run([AURORA, "--data-dir", self.folder / "data", *arguments], env=self.environment, timeout=patience(120),
                                stdin=subprocess.DEVNULL, capture_output=True, text=True)
        assert result.returncode == check, f"{arguments}: {result.returncode}\n{result.stdout}\n{result.stderr}"
        return result

    def backup(self, *arguments, to=PLACE):
        return json.loads(self.aurora("backup", "--to", to, "--stores", str(self.stores), "--json", *arguments).stdout)

    def restore(self, *arguments, check=0, place=PLACE):
        return self.aurora("restore", "--from", place, "--stores", str(self.stores), *arguments, check=check)

    def call(self, method, path, body=None):
        answer = requests.request(method, self.stack.gateway_url + path, json=body, timeout=60,
                                  headers={"Authorization": f"Bearer {self.stack.admin_token}"})
        assert answer.ok, answer.text
        return answer.json() if answer.text else None

    def connect(self, topic):
        wanted = {"brokers": self.kafka.brokers, "topic": topic, "table": table_of(topic), "wait_ms_max": 20000}
        return self.call("POST", "/api/v1/connections", wanted)

    def stored(self, table):
        try:
            return self.clickhouse.value(f"SELECT count() FROM {table}")
        except RuntimeError:
            return 0

    def await_once(self, topic, table):
        wait_until(lambda: not wrongly_stored(self.clickhouse.query, self.kafka.brokers, topic, table), 60, "every offset is stored once")
        ledger = self.call("GET", f"/api/v1/connections/{self.connection()['id']}/ledger")["partitions"]
        assert ledger and all(partition["duplicated"] == 0 and partition["pending"] == 0 for partition in ledger), ledger

    def connection(self):
        (only,) = self.call("GET", "/api/v1/connections")["connections"]
        return only

    def schema(self, database):
        """What pg_dump says of it, but for its own random words."""
        dump = subprocess.run([BINARIES[-1] / "pg_dump", "--schema-only", "--no-owner", "-w", self.postgresql.url(database)], check=True,
                              env={**os.environ, "PGPASSWORD": self.postgresql.password}, capture_output=True, text=True, timeout=60).stdout
        return [line for line in dump.splitlines() if not line.startswith("\\")]


@pytest.fixture
def deployments(tmp_path, kafka, s3):
    made = []

    def make(name, key=None):
        made.append(Deployed(tmp_path / name, kafka, key))
        made[-1].environment |= s3.environment
        return made[-1]
    yield make
    for deployed in made:
        deployed.destroy()


@pytest.fixture
def topic(kafka):
    name = f"stores-{uuid.uuid4().hex[:8]}"
    kafka.create_topic(name, 3)
    return name


def test_a_deployed_aurora_is_restored_into_empty_stores_and_goes_on_exactly_once(deployments, kafka, topic, s3):
    table = table_of(topic)
    old = deployments("old").start()
    flow = Flow(kafka.brokers, topic, 300)
    flow.start()
    connection = old.connect(topic)
    # What a text of SQL could stumble over.
    words = "it's a \\. \\n \"term\"\ttab äöü\nsecond :line"
    old.call("POST", "/api/v1/glossary", {"term": "clients", "kind": "synonym", "definition": "customers"})
    token = old.call("POST", "/api/v1/tokens", {"name": "reader", "role": "viewer"})
    old.postgresql.sql(f"CREATE TABLE further (id BIGINT PRIMARY KEY, words TEXT, nothing TEXT); INSERT INTO further VALUES (1, $x${words}$x$, NULL)",
                       DATABASES["gateway"])
    wait_until(lambda: old.stored(table) > 600, 60, "rows")
    full = old.backup()["backup"]
    wait_until(lambda: old.stored(table) > 1200, 60, "more rows")
    changes = old.backup()["backup"]
    assert full["base"] == "" and changes["base"] == full["id"]
    assert {file["path"] for file in changes["files"]} >= {"state/ingest.sql", "state/gateway.sql", "state/query-engine.sql"}
    # No secret is in what is stored, and nothing of it on the way to it is left.
    secrets = [old.key.read_text().strip(), s3.secret, old.postgresql.password, old.clickhouse.passwords["admin"], old.stack.admin_token]
    for key in s3.keys():
        assert not [secret for secret in secrets if secret.encode() in s3.read(key)], key
    assert not [path for path in (old.folder / "clickhouse" / "data" / "backups").iterdir() if path.name.startswith("staging")]
    # What the backup lacks, the group in Kafka has committed.
    lost = old.stored(table) + 600
    wait_until(lambda: old.stored(table) > lost, 60, "rows that the backup lacks")
    drill = json.loads(old.aurora("drill", "restore", "--from", PLACE, "--key-file", str(old.key), "--json").stdout)
    assert drill["ok"] and drill["backup"] == changes["id"] and 0 < drill["age_s"] < 600 and 0 < drill["took_s"] < 600
    schemas = {database: old.schema(database) for database in DATABASES.values()}
    old.stack.stop()

    new = deployments("new", old.key)
    assert changes["id"] in new.restore().stdout
    assert {database: new.schema(database) for database in DATABASES.values()} == schemas
    assert new.postgresql.sql("SELECT words, nothing IS NULL FROM further", DATABASES["gateway"]) == f"{words}|t"
    assert new.clickhouse.query("SELECT name FROM system.databases WHERE name = 'aurora_restoring'") == []
    new.start()
    flow.stop()
    assert not flow.failed
    new.await_once(topic, table)
    restored = new.connection()
    assert restored["id"] == connection["id"] and restored["consumer_group"].startswith(f"aurora-{connection['id']}-r")
    assert [term["term"] for term in new.call("GET", "/api/v1/glossary")["terms"] if term.get("definition") == "customers"]
    assert requests.get(new.stack.gateway_url + "/api/v1/connections", headers={"Authorization": f"Bearer {token['token']}"}, timeout=30).ok
    # Taken in once: after another start it goes on where it is.
    assert new.postgresql.sql("SELECT count(*) FROM waiting_restores", DATABASES["ingest"]) == "0"
    new.stack.stop()
    new.start()
    assert new.connection()["consumer_group"] == restored["consumer_group"]
    new.await_once(topic, table)


def keys_of(section):
    return {key: keys_of(value) for key, value in section.items()} if isinstance(section, dict) else None


def filled(deployed, rows):
    deployed.clickhouse.query("CREATE DATABASE shop")
    deployed.clickhouse.query("CREATE TABLE shop.large (a UInt64, s String) ENGINE = MergeTree ORDER BY a")
    deployed.clickhouse.query(f"INSERT INTO shop.large SELECT number, randomString(200) FROM numbers({rows})")


def test_a_restore_wants_empty_stores_without_services(deployments, tmp_path):
    backups = str(tmp_path / "backups")
    old = deployments("old").start()
    filled(old, 1000)
    made = old.backup(to=backups)["backup"]
    assert "stop all services first" in old.restore(place=backups, check=1).stderr
    old.stack.stop()
    assert "holds 6 tables (aurora." in old.restore(place=backups, check=1).stderr
    # Neither into a data directory, nor with another key.
    assert "restore it with --stores" in old.aurora("restore", "--from", backups, "--key-file", str(old.key), check=EXIT_USAGE).stderr
    new = deployments("new")
    new.key.write_text("0" * 64 + "\n")
    assert "is not the one that backup" in new.restore(place=backups, check=EXIT_USAGE).stderr
    shutil.copy(old.key, new.key)
    # A table of somebody, then somebody who is signed in.
    new.postgresql.sql("CREATE TABLE mine (a BIGINT)", DATABASES["gateway"])
    assert f"/{DATABASES['gateway']} holds" in new.restore(place=backups, check=1).stderr
    new.postgresql.sql("DROP TABLE mine", DATABASES["gateway"])
    sleeper = subprocess.Popen([BINARIES[-1] / "psql", "-w", new.postgresql.url(DATABASES["query_engine"]), "-c", "SELECT pg_sleep(600)"],
                               env={**os.environ, "PGPASSWORD": new.postgresql.password}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: "in use by 1 other" in new.restore(place=backups, check=1).stderr, 30, "it is told")
    finally:
        sleeper.kill()
        sleeper.wait(20)
    new.postgresql.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{DATABASES['query_engine']}'")
    # All of that has written nothing.
    assert new.clickhouse.value("SELECT count() FROM system.tables WHERE database NOT IN ('system', 'information_schema', 'INFORMATION_SCHEMA')") == 0
    wait_until(lambda: new.restore(place=f"{backups}/{made['id']}", check=0), 30, "the restore", interval=1)
    assert new.clickhouse.value("SELECT count() FROM shop.large") == 1000


def test_the_file_of_the_stores_is_told_what_is_wrong(deployments, tmp_path):
    deployed = deployments("some")
    # The guide shows one with the same keys.
    shown = yaml.safe_load((PROJECT / "docs" / "deploy" / "backup.md").read_text().split("# stores.yaml")[1].split("\n", 1)[1].split("```")[0])
    assert keys_of(shown) == keys_of(deployed.settings)

    def told(change):
        whole = json.loads(json.dumps(deployed.settings))
        change(deployed.settings)
        deployed.write()
        said = deployed.aurora("backup", "--to", str(tmp_path / "backups"), "--stores", str(deployed.stores), check=EXIT_USAGE).stderr
        deployed.settings = whole
        return said
    assert "did you mean password_file" in told(lambda s: s["clickhouse"].update(pasword_file="x"))
    assert "state.gateway" in told(lambda s: s["state"]["gateway"].update(url="sqlite:///x"))
    assert "query_engine is missing" in told(lambda s: s["state"].pop("query_engine"))
    assert "is no folder here" in told(lambda s: s["clickhouse"].update(backups="/nowhere"))
    assert "gateway.token_file is missing" in told(lambda s: s["gateway"].update(token_file=""))


def test_a_restore_that_broke_off_is_made_anew(deployments, s3):
    old = deployments("old").start()
    filled(old, 400_000)
    old.call("POST", "/api/v1/tokens", {"name": "reader", "role": "viewer"})
    old.backup()
    old.stack.stop()
    new = deployments("new", old.key)
    command = [AURORA, "restore", "--from", PLACE, "--stores", new.stores]
    run = subprocess.Popen(command, env=new.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_until(lambda: new.clickhouse.query("SELECT name FROM system.tables WHERE database = 'shop'"), 60, "a table comes", interval=0.005)
    run.send_signal(signal.SIGKILL)
    assert run.wait(30) != 0
    assert new.clickhouse.query("SELECT name FROM system.databases WHERE name = 'aurora_restoring'")
    # One that fails behind the tables and the first of the databases.
    new.postgresql.sql("CREATE VIEW tokens AS SELECT 1 AS a", DATABASES["gateway"])
    failed = new.restore(check=1).stderr
    assert "tokens" in failed and DATABASES["gateway"] in failed
    assert new.postgresql.sql("SELECT count(*) FROM waiting_restores", DATABASES["ingest"]) == "1"
    new.postgresql.sql("DROP VIEW tokens", DATABASES["gateway"])
    new.restore()
    assert new.clickhouse.value("SELECT count() FROM shop.large") == 400_000
    assert not new.clickhouse.query("SELECT name FROM system.databases WHERE name = 'aurora_restoring'")
    assert not (new.folder / "clickhouse" / "data" / "backups" / "restoring").exists()
    assert new.postgresql.sql("SELECT count(*) FROM pg_tables WHERE tablename = 'aurora_restoring'", DATABASES["ingest"]) == "0"
    # It is an Aurora now, and another one is not written over it.
    assert "holds 6 tables" in new.restore(check=1).stderr
    new.start()
    assert "reader" in json.dumps(new.call("GET", "/api/v1/tokens"))


def test_a_backup_that_is_killed_is_none_and_the_next_one_takes_its_remains_away(deployments, s3):
    deployed = deployments("some").start()
    filled(deployed, 200_000)
    held, over = threading.Event(), threading.Event()

    def hold(call):
        if call.method == "PUT" and "/clickhouse/" in call.key:
            held.set()
            over.wait(60)
            # Its sender is gone: what came in half is not kept.
            return "lost"
    s3.fault = hold
    command = [AURORA, "backup", "--to", PLACE, "--stores", deployed.stores]
    run = subprocess.Popen(command, env=deployed.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    assert held.wait(patience(60)), "an upload"
    run.send_signal(signal.SIGKILL)
    run.wait(30)
    s3.fault = lambda call: None
    over.set()
    begun = {key.split("/")[2] for key in s3.keys("shop/prod/")}
    assert len(begun) == 1
    # The name of a backup is the second that it began in: another one has another.
    time.sleep(1.1)
    # By another pod: a machine's name says nothing.
    made = [deployed.backup("--keep", "2") for _ in range(3)]
    assert not [key for key in s3.keys() if begun & set(key.split("/"))]
    listed = json.loads(deployed.aurora("backup", "--to", PLACE, "--list", "--json").stdout)
    assert {entry["id"] for entry in listed["backups"]} == {run["backup"]["id"] for run in made} and listed["damaged"] == []
    drill = json.loads(deployed.aurora("drill", "restore", "--from", PLACE, "--key-file", str(deployed.key), "--json").stdout)
    assert drill["ok"] and {table["name"]: table["rows"] for table in drill["tables"]}["shop.large"] == 200_000
    # Of the state it proves that the copies are what was copied.
    state = f"shop/prod/{drill['backup']}/state/gateway.sql"
    s3.write(state, s3.read(state).replace(b"COPY", b"copy", 1))
    assert "state/gateway.sql" in deployed.aurora("drill", "restore", "--from", PLACE, "--key-file", str(deployed.key), check=1).stderr


def test_the_image_needs_no_more_than_a_job_gives_it(podman, deployments, s3):
    """A read-only root, no rights, and of ClickHouse's data the one folder; as the user that ClickHouse has here."""
    old = deployments("old").start()
    filled(old, 1000)
    old.call("POST", "/api/v1/tokens", {"name": "reader", "role": "viewer"})

    def run(deployed, *arguments):
        names = [name for name in s3.environment if name.startswith("AWS_")]
        stores = json.loads(json.dumps(deployed.settings))
        folder, stores["clickhouse"]["backups"] = stores["clickhouse"]["backups"], "/backups"
        secrets = {value for section in (stores["gateway"], stores["clickhouse"], *stores["state"].values())
                   for key, value in section.items() if key.endswith("_file")}
        deployed.stores.write_text(yaml.safe_dump(stores))
        mounts = [f"--volume={path}:{path}:ro" for path in (deployed.stores, *secrets)]
        return podman.run("run", "--rm", "--network=host", "--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges",
                          f"--user={os.getuid()}", *[f"--env={name}" for name in names], *mounts, f"--volume={folder}:/backups",
                          f"{REGISTRY}/cli:{TAG}", arguments[0], "--stores", deployed.stores, *arguments[1:], environment=s3.environment)
    assert "full" in run(old, "backup", "--to", PLACE, "--keep", "2").stdout
    assert "changes since" in run(old, "backup", "--to", PLACE, "--keep", "2").stdout
    old.stack.stop()
    new = deployments("new", old.key)
    assert "start Aurora's services" in run(new, "restore", "--from", PLACE).stdout
    assert new.clickhouse.value("SELECT count() FROM shop.large") == 1000
    assert new.postgresql.sql("SELECT count(*) FROM tokens WHERE name = 'reader'", DATABASES["gateway"]) == "1"
