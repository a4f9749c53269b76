"""What goes wrong at night: a full disk, an instance that is gone for good, a right that is missing. Each is told with the object's name
and the remedy, and nothing is lost or stored twice when it is mended. docs/deploy/faults.md has the messages."""

import os
import shutil
import subprocess
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from compose_command import ComposeCommand
from containers import REGISTRY, TAG
from harness.aurora import AURORA
from harness.process import PROJECT, wait_until
from harness.small_disk import SmallDisk
from kafka_container import KafkaContainer
from standard import Standard, make_home, stores

CONFIG = PROJECT / "docker" / "compose" / "config"
# Of the images' users.
AURORA_USER, POSTGRES_USER = 10001, 999
SERVICES_BEHIND_THE_GATEWAY = ("embedding", "schema-inference", "provisioning", "query-engine", "ingest")
SECRETS = {"gateway": ("admin-token", "rpc-token"), "ingest": ("rpc-token", "clickhouse-ingest"),
           "query-engine": ("rpc-token", "clickhouse-query", "clickhouse-catalog"),
           "embedded-clickhouse": ("clickhouse-admin", "clickhouse-ingest", "clickhouse-query", "clickhouse-catalog")}


class Store:
    """A store's volume on a small disk of its own."""

    def __init__(self, disk: SmallDisk, user: int):
        self.disk, self.user = disk, user
        self.volume = disk.folder / "volume"

    def make(self) -> None:
        self.volume.mkdir(mode=0o700)
        os.chown(self.volume, self.user, self.user)

    @contextmanager
    def full(self) -> Iterator[None]:
        self.disk.fill()
        try:
            yield
        finally:
            self.disk.make_room()

    def lose(self) -> None:
        """As a disk is lost, and a new one mounted in its place."""
        for entry in self.volume.iterdir():
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


@pytest.fixture(scope="module")
def disks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("disks")
    with SmallDisk(folder / "clickhouse", "400m") as clickhouse, SmallDisk(folder / "postgres", "160m") as postgres:
        made = {"clickhouse": Store(clickhouse, AURORA_USER), "postgres": Store(postgres, POSTGRES_USER)}
        for store in made.values():
            store.make()
        yield made


@pytest.fixture(scope="module")
def standard(podman, disks, tmp_path_factory):
    home = make_home(tmp_path_factory.mktemp("home"), {name: store.volume for name, store in disks.items()})
    command = ComposeCommand(podman, tmp_path_factory.mktemp("data"), "standard", home, stores(podman))
    try:
        done = command.run("--yes")
        assert done.returncode == 0, done.stderr
        running = Standard(podman, home, command)
        running.all_up()
        yield running
    finally:
        command.run("--destroy", "--yes")


class Orders:
    """A topic and what is to be in its table."""

    def __init__(self, standard: Standard, kafka: KafkaContainer):
        self.standard, self.kafka, self.count = standard, kafka, 0
        kafka.make_topic("orders", 2)

    def produce(self, count: int) -> None:
        self.kafka.produce("orders", self.count, count)
        self.count += count

    def connect(self) -> str:
        made = self.standard.door.call("POST", "/connections", json={"brokers": "kafka:9092", "topic": "orders", "table": "shop.orders",
                                                                     "wait_ms_max": 60000})
        return made["id"]

    def connection(self) -> dict:
        (connection,) = self.standard.door.call("GET", "/connections")["connections"]
        return connection

    def settled(self) -> None:
        """Every order is a row, and none is twice."""
        wait_until(lambda: self.standard.door.count("shop.orders") >= self.count, 90, "all orders are in their table", interval=0.3)
        rows = self.standard.door.call("POST", "/query", json={"sql": "SELECT count(), uniqExact(order_id) FROM shop.orders"})["rows"]
        assert [int(value) for value in rows[0]] == [self.count, self.count]


@pytest.fixture(scope="module")
def orders(podman, standard, tmp_path_factory):
    broker = KafkaContainer(podman, f"{standard.command.name}_default", tmp_path_factory.mktemp("kafka"))
    try:
        made = Orders(standard, broker)
        made.produce(1000)
        made.connect()
        made.settled()
        yield made
    finally:
        broker.remove()


def problem(standard: Standard, method: str, path: str, **options) -> tuple[int, str]:
    answer = standard.door.session.request(method, f"{standard.door.url}/api/v1{path}", timeout=60, **options)
    return answer.status_code, answer.json().get("detail", "")


def command_line(standard: Standard, *words: str) -> subprocess.CompletedProcess:
    environment = {**os.environ, "AURORA_URL": standard.door.url, "AURORA_TOKEN": standard.secrets["admin-token"], "NO_COLOR": "1"}
    return subprocess.run([AURORA, *words], env=environment, capture_output=True, text=True, timeout=60, check=False)


def test_clickhouses_disk_is_full_and_has_room_again(standard, orders, disks):
    told = "table shop.orders: the disk of ClickHouse is full; make room there, and it goes on by itself"
    with disks["clickhouse"].full():
        orders.produce(1000)
        failing = wait_until(lambda: orders.connection()["state"] == "failing" and orders.connection(), 30, "the connection says that it fails")
        assert failing["last_error"]["code"] == "disk_full" and failing["last_error"]["message"] == told
        assert told in standard.said("ingest")
        assert told in command_line(standard, "status").stdout
        # What there is can be asked for; nothing was taken from Kafka for good.
        assert standard.door.all_up() and standard.door.count("shop.orders") == 1000
        ledger = standard.door.call("GET", f"/connections/{failing['id']}/ledger")
        assert sum(partition["pending"] for partition in ledger["partitions"]) == 1000, ledger
        # A definition written now would be an empty file, by which ClickHouse does not start again.
        status, detail = problem(standard, "POST", "/connections", json={"brokers": "kafka:9092", "topic": "orders", "table": "shop.more"})
        assert status == 422 and "the disk of ClickHouse is full; make room there" in detail, detail
        standard.podman.run("restart", "--time", "20", standard.project.container("clickhouse"))
        full = "start/users.xml cannot be written (No space left on device); check space and permissions"
        wait_until(lambda: full in standard.said("clickhouse"), 30, "a ClickHouse that does not start says why")
    # Not awaited until the engine's pauses between starts have grown.
    standard.podman.run("start", standard.project.container("clickhouse"), check=False)
    standard.all_up()
    orders.settled()
    wait_until(lambda: orders.connection()["state"] == "running", 30, "the connection runs")


def test_postgresqls_disk_is_full_and_has_room_again(standard, orders, disks):
    board = {"title": "x" * 100, "panels": []}
    with disks["postgres"].full():
        # What fits into the pages that there are is still kept.
        status, detail = wait_until(lambda: (answer := problem(standard, "POST", "/boards", json=board))[0] >= 300 and answer, 30,
                                    "a board is refused")
        assert (status, detail) == (503, "database postgresql://aurora@postgres/aurora_gateway: the disk of PostgreSQL is full; make room there, and "
                                         "it goes on by itself")
        # Loading and questions need nothing of it.
        orders.produce(500)
        orders.settled()
    wait_until(lambda: problem(standard, "POST", "/boards", json=board)[0] == 201, 30, "a board is kept")
    standard.all_up()


def down(standard: Standard, service: str) -> dict | None:
    """What the status says of a service that is down."""
    (part,) = [part for part in standard.door.call("GET", "/status")["parts"] if part["name"] == service]
    return part if part["state"] == "down" else None


def test_services_that_are_gone_are_named_and_made_again(standard, orders):
    for service in SERVICES_BEHIND_THE_GATEWAY:
        standard.stop(service)
        part = wait_until(lambda service=service: down(standard, service), 20, f"the status says that {service} is down")
        assert part["details"] == {"state": "does not answer"}
        orders.produce(200)
    status, detail = problem(standard, "POST", "/query", json={"sql": "SELECT count() FROM shop.orders"})
    assert (status, detail) == (503, "the query engine does not answer; see `aurora status` and its log")
    status, detail = problem(standard, "GET", "/connections")
    assert (status, detail) == (503, "the ingest service does not answer; see `aurora status` and its log")
    standard.stop("gateway")
    without = command_line(standard, "status")
    address = standard.door.url.removeprefix("http://")
    assert without.returncode == 3 and f"connect: {address} does not accept connections (Connection refused); check that it runs" in without.stderr
    standard.remove(*SERVICES_BEHIND_THE_GATEWAY)
    standard.make_again()
    orders.settled()


def test_a_clickhouse_that_is_gone_with_its_volume_is_told_and_its_rows_are_loaded_again(standard, orders, disks):
    standard.stop("clickhouse")
    standard.remove("clickhouse")
    disks["clickhouse"].lose()
    standard.make_again()
    lost = wait_until(lambda: orders.connection()["state"] == "failing" and orders.connection(), 60, "the connection says that it fails")
    assert lost["last_error"]["code"] == "table_missing"
    assert lost["last_error"]["message"] == ("table shop.orders: ClickHouse does not have it any more; restore a backup, or delete this connection "
                                             "and connect its topic again, which loads what Kafka still has")
    standard.door.call("DELETE", f"/connections/{lost['id']}")
    orders.connect()
    orders.settled()


def test_a_postgresql_that_is_gone_with_its_volume_needs_its_connections_again_and_loads_nothing_twice(standard, orders, disks):
    standard.stop("postgres")
    wait_until(lambda: problem(standard, "GET", "/tokens") == (
        503, "database postgresql://aurora@postgres/aurora_gateway does not answer; start it or check state.url"), 30,
        "the gateway says what it lacks")
    standard.remove("postgres")
    disks["postgres"].lose()
    standard.make_again()
    assert standard.door.call("GET", "/connections")["connections"] == []
    orders.produce(300)
    orders.connect()
    orders.settled()


class Alone:
    """One container of a service with a configuration of ours, which is expected to end at once."""

    def __init__(self, podman, folder: Path):
        self.podman, self.folder = podman, folder
        self.folder.chmod(0o755)
        self.volume = folder / "volume"
        self.volume.mkdir()
        os.chown(self.volume, AURORA_USER, AURORA_USER)
        self.secret = folder / "secret"
        self.secret.write_text(uuid.uuid4().hex)
        self.secret.chmod(0o444)

    def ends(self, service: str, mounts: dict[str, Path] | None = None) -> str:
        """The line that it ends with."""
        places = {f"/etc/aurora/{service}.yaml": CONFIG / f"{service}.yaml", "/var/lib/aurora": self.volume,
                  **{f"/run/secrets/{name}": self.secret for name in SECRETS[service]}, **(mounts or {})}
        words = [word for place, source in places.items() for word in ("--volume", f"{source}:{place}{'' if place.startswith('/var') else ':ro'}")]
        done = self.podman.run("run", "--rm", "--read-only", "--cap-drop=ALL", *words, f"{REGISTRY}/{service}:{TAG}", check=False, timeout=30)
        assert done.returncode in (1, 2), done.stderr
        return [line for line in done.stderr.splitlines() if line.startswith(f"aurora-{service}: ")][-1].removeprefix(f"aurora-{service}: ")


@pytest.fixture
def alone(podman, tmp_path):
    return Alone(podman, tmp_path)


@pytest.mark.parametrize("service, said", [
    ("gateway", "database /var/lib/aurora/gateway.db cannot be made or opened (Permission denied); make its folder writable for user 10001"),
    ("query-engine", "database /var/lib/aurora/query-engine.db cannot be made or opened (Permission denied); make its folder writable for user "
                     "10001"),
    ("ingest", "key file /var/lib/aurora/ingest.key cannot be made (Permission denied); make its folder writable for user 10001, with room on its "
               "disk, or name another in state.key_file"),
    ("embedded-clickhouse", "data_path /var/lib/aurora cannot be written (Permission denied); choose another folder or change its owner"),
])
def test_a_volume_of_somebody_elses_is_named_with_who_has_to_write_it(alone, service, said):
    os.chown(alone.volume, 0, 0)
    assert alone.ends(service) == said


def test_a_secret_that_cannot_be_used_is_named_with_its_key(alone):
    at = "key auth.admin_token_file (/etc/aurora/gateway.yaml, line 8): secret file /run/secrets/admin-token"
    secret = alone.folder / "admin-token"
    secret.write_text("x" * 64)
    secret.chmod(0o400)
    mounts = {"/run/secrets/admin-token": secret}
    assert alone.ends("gateway", mounts) == f"{at} cannot be read; make it readable for user 10001, who runs Aurora"
    secret.chmod(0o444)
    secret.write_text("")
    assert alone.ends("gateway", mounts) == f"{at} has no usable first line; write the secret there, at most 64 KiB"
    secret.unlink()
    secret.mkdir()
    assert alone.ends("gateway", mounts) == (f"{at} is a folder, as a container's engine makes one where the file that it should mount is missing; "
                                             "mount the file")


def test_a_configuration_that_cannot_be_used_is_named(alone):
    file = alone.folder / "gateway.yaml"
    mounts = {"/etc/aurora/gateway.yaml": file}
    file.mkdir()
    assert alone.ends("gateway", mounts) == ("configuration file /etc/aurora/gateway.yaml is a folder, as a container's engine makes one where the "
                                             "file that it should mount is missing; mount the file")
    file.rmdir()
    text = (CONFIG / "gateway.yaml").read_text()
    file.write_text(text)
    file.chmod(0o400)
    assert alone.ends("gateway", mounts) == "configuration file /etc/aurora/gateway.yaml may not be read by user 10001; let others read it"
    file.chmod(0o444)
    file.write_text(text.replace("listen: 0.0.0.0:7171", "listen: 0.0.0.0:80000"))
    assert alone.ends("gateway", mounts) == "listen address 0.0.0.0:80000 has no such host or port; give e.g. 127.0.0.1:7180"
