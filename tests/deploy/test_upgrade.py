"""An upgrade and the way back while orders are loaded and people ask: two of each service as in the stack for Swarm, replaced one by
one by those of a next version whose schemas have a step more. Nothing is lost, nothing is twice, no request fails."""

import shutil
import subprocess
import uuid

import pytest
from containers import BASE, REGISTRY, STAND_INS, TAG
from door import Door
from harness.ports import free_port
from harness.process import PREFIX, PROJECT, wait_until
from kafka_container import KafkaContainer
from load import Orders, Visitors
from programs import SERVICES
from swarm import Stack

COMPOSE = PROJECT / "docker" / "compose"
# Whoever is called before whoever calls: docs/deploy/upgrades.md, which test_arrows.py compares with the architecture.
ORDER = ("provisioning", "schema-inference", "embedding", "ingest", "query-engine", "gateway")
WITH_STATE = ("gateway", "ingest", "query-engine")
NEXT = "next"
HEALTHY_SECONDS = 120
EVENTS_PER_SECOND = 2000
PARTITIONS = 4


@pytest.fixture(scope="module")
def images(podman, tmp_path_factory):
    """PostgreSQL, the balancer, and this version's services under the next one's tag, those that keep state with another program."""
    for name in ("postgres", "balancer"):
        podman.build_stand_in(name, BASE=BASE)
    folder = tmp_path_factory.mktemp("next")
    for service in WITH_STATE:
        program = PREFIX / "bin" / f"aurora-{service}-next"
        assert program.exists(), f"{program} is not built: ninja -C {PREFIX} aurora_next_programs"
        subprocess.run(["strip", "-o", folder / program.name, program], check=True, timeout=60)
    shutil.copy(STAND_INS / "next" / "Dockerfile", folder)
    for service in SERVICES:
        old, new = f"{REGISTRY}/{service}:{TAG}", f"{REGISTRY}/{service}:{NEXT}"
        if service in WITH_STATE:
            podman.run("build", "--format", "docker", "--pull=never", "--build-arg", f"IMAGE={old}", "--build-arg", f"SERVICE={service}",
                       "--tag", new, folder, timeout=120)
        else:
            podman.run("tag", old, new)


def start_clickhouse(stack: Stack) -> None:
    """The embedded engine in the place of a ClickHouse server, whose image only a registry has."""
    name = f"{stack.name}-clickhouse"
    words = ["--volume", f"{stack.name}-clickhouse:/var/lib/aurora",
             "--volume", f"{COMPOSE}/config/embedded-clickhouse.yaml:/etc/aurora/embedded-clickhouse.yaml:ro"]
    for secret in ("admin", "ingest", "query", "catalog"):
        words += ["--volume", f"{COMPOSE}/secrets/clickhouse-{secret}:/run/secrets/clickhouse-{secret}:ro"]
    stack.podman.run("run", "--detach", "--name", name, "--network", f"{stack.name}:alias=clickhouse", "--read-only", "--cap-drop=ALL",
                     *words, f"{REGISTRY}/embedded-clickhouse:{TAG}")
    stack.running["clickhouse"] = [name]


@pytest.fixture(scope="module")
def stack(podman, images):
    subprocess.run([COMPOSE / "secrets.sh"], check=True, timeout=20)
    started = Stack(podman, f"aurora-test-{uuid.uuid4().hex[:6]}", {"AURORA_REGISTRY": REGISTRY, "AURORA_VERSION": TAG,
                                                                  "POSTGRES_IMAGE": f"{REGISTRY}/postgres:{TAG}"})
    try:
        start_clickhouse(started)
        started.start("postgres")
        try:
            started.start_all(HEALTHY_SECONDS)
        except TimeoutError as error:
            raise TimeoutError(f"{error}\n{started.logs()}") from None
        yield started
    finally:
        started.down()


@pytest.fixture(scope="module")
def kafka(podman, stack, tmp_path_factory):
    broker = KafkaContainer(podman, stack.name, tmp_path_factory.mktemp("kafka"))
    yield broker
    broker.remove()


@pytest.fixture(scope="module")
def door(podman, stack):
    port = free_port()
    name = f"{stack.name}-balancer"
    podman.run("run", "--detach", "--name", name, "--network", stack.name, "--publish", f"127.0.0.1:{port}:7171", f"{REGISTRY}/balancer:{TAG}")
    try:
        yield Door(port, (COMPOSE / "secrets" / "admin-token").read_text())
    finally:
        podman.run("rm", "--force", "--time", "0", name, check=False)


def steps(stack: Stack) -> dict[str, int]:
    """Database of a service -> steps of its schema."""
    found = {}
    for service in WITH_STATE:
        result = stack.podman.run("exec", stack.running["postgres"][0], "psql", "--username", "aurora", "--dbname",
                                  f"aurora_{service.replace('-', '_')}", "--tuples-only", "--command", "SELECT count(*) FROM aurora_migrations")
        found[service] = int(result.stdout)
    return found


def settled(door: Door, orders: Orders, connection: str) -> None:
    """Every order is a row, and none is twice."""
    wait_until(lambda: door.count("shop.orders") >= orders.count, 120, "all orders are in their table", interval=0.5)
    rows = door.call("POST", "/query", json={"sql": "SELECT count(), uniqExact(order_id) FROM shop.orders"})["rows"]
    assert [int(value) for value in rows[0]] == [orders.count, orders.count]
    assert door.call("GET", f"/connections/{connection}/dead-letters")["dead_letters"] == []


def test_an_upgrade_and_the_way_back_lose_nothing(podman, stack, kafka, door):
    wait_until(door.all_up, HEALTHY_SECONDS, "every part is up", interval=0.5)
    before = steps(stack)
    kafka.make_topic("orders", PARTITIONS)
    orders = Orders(kafka.brokers, "orders", EVENTS_PER_SECOND)
    visitors = None
    try:
        made = door.call("POST", "/connections", json={"brokers": "kafka:9092", "topic": "orders", "table": "shop.orders", "wait_ms_max": 60000})
        wait_until(lambda: door.count("shop.orders") > 0, 60, "orders are in their table", interval=0.5)
        door.call("POST", "/tables:refresh")
        visitors = Visitors(door.url, (COMPOSE / "secrets" / "admin-token").read_text(), 4)
        for service in ORDER:
            stack.replace(service, f"{REGISTRY}/{service}:{NEXT}", HEALTHY_SECONDS)
        assert steps(stack) == {service: count + 1 for service, count in before.items()}
        at_the_top = visitors.done
        for service in reversed(ORDER):
            stack.replace(service, f"{REGISTRY}/{service}:{TAG}", HEALTHY_SECONDS)
        assert steps(stack) == {service: count + 1 for service, count in before.items()}
    finally:
        pace = orders.stop()
        if visitors is not None:
            visitors.stop()
    print(f"{orders.count} orders at {pace:.0f} a second, {visitors.done} requests, {len(visitors.failures)} failed")
    assert not visitors.failures, "\n".join([*visitors.failures[:20], stack.logs_around(visitors.moments)])
    assert visitors.done > at_the_top > 0
    assert pace > 0.9 * EVENTS_PER_SECOND
    settled(door, orders, made["id"])
