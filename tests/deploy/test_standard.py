"""standard.yaml with observability.yaml on top, brought up by `aurora deploy compose`: state in PostgreSQL, a ClickHouse that is not
ours to configure, Prometheus, Grafana. What a registry would serve is stood in for by images of tests/deploy/images: ClickHouse by our
embedded engine, Grafana by tests/harness/grafana.py; PostgreSQL and Prometheus are Debian's."""

import json
import shutil
import time

import pytest
import requests
import yaml
from compose_command import ComposeCommand
from containers import BASE
from door import Door
from harness.process import PROJECT, wait_until
from kafka_container import KafkaContainer
from load import Orders
from programs import SERVICES
from standard import Standard, make_home, stores

PARTS = (*SERVICES, "clickhouse", "postgres", "prometheus", "grafana")
# Podman removes nothing that another container depends on.
DEPENDENTS_FIRST = ("gateway", "ingest", "query-engine", "provisioning", "grafana")
OUTAGE_SECONDS = 4
BACK_SECONDS = 10
ORDERS_PER_SECOND = 200


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return make_home(tmp_path_factory.mktemp("home"), {})


@pytest.fixture(scope="module")
def command(podman, home, tmp_path_factory):
    grafana = tmp_path_factory.mktemp("grafana")
    shutil.copytree(PROJECT / "tests" / "deploy" / "images" / "grafana", grafana, dirs_exist_ok=True)
    (grafana / "harness").mkdir()
    for name in ("grafana.py", "ports.py"):
        shutil.copy(PROJECT / "tests" / "harness" / name, grafana / "harness")
    images = {
        **stores(podman),
        "PROMETHEUS_IMAGE": podman.build_stand_in("prometheus", BASE=BASE),
        "GRAFANA_IMAGE": podman.build_stand_in("grafana", grafana, BASE=BASE),
    }
    made = ComposeCommand(podman, tmp_path_factory.mktemp("data"), "standard", home, images)
    yield made
    made.run("--destroy", "--yes")


@pytest.fixture(scope="module")
def link(command):
    done = command.run("--observability", "--yes", "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["sign_in_link"]


@pytest.fixture(scope="module")
def standard(podman, home, command, link):
    running = Standard(podman, home, command)
    running.all_up()
    return running


@pytest.fixture(scope="module")
def kafka(podman, standard, tmp_path_factory):
    broker = KafkaContainer(podman, f"{standard.command.name}_default", tmp_path_factory.mktemp("kafka"))
    yield broker
    broker.remove()


@pytest.fixture(scope="module")
def person(standard, link):
    """Who opened the command's link in a browser."""
    session = requests.Session()
    session.trust_env = False
    assert link.startswith(standard.door.url)
    signed_in = session.post(f"{standard.door.url}/api/v1/session", json={"link_token": link.split("#t=")[1]}, timeout=20)
    assert signed_in.status_code == 201, signed_in.text
    return session


@pytest.fixture(scope="module")
def orders(standard, kafka):
    """A topic that is connected, and orders that keep coming until the last test has looked at them."""
    kafka.make_topic("orders", 4)
    coming = Orders(kafka.brokers, "orders", ORDERS_PER_SECOND)
    standard.door.call("POST", "/connections", json={"brokers": "kafka:9092", "topic": "orders", "table": "shop.orders", "wait_ms_max": 60000})
    wait_until(lambda: standard.door.count("shop.orders") > 0, 60, "orders are in their table", interval=0.5)
    yield coming
    coming.stopping.set()


def grows(standard: Standard) -> None:
    before = wait_until(lambda: standard.door.count("shop.orders"), 60, "the table is read", interval=0.5)
    wait_until(lambda: standard.door.count("shop.orders") > before, 60, "orders go on to arrive", interval=0.5)


def test_every_container_is_healthy(standard):
    for service in (*SERVICES, "clickhouse", "postgres"):
        wait_until(lambda service=service: standard.project.healthy(service), 60, f"{service} is healthy", interval=0.5)


def test_the_commands_link_signs_in(standard, person):
    who = person.get(f"{standard.door.url}/api/v1/session", timeout=20).json()
    assert who["role"] == "admin", who


def test_secrets_are_files_and_nowhere_else(standard):
    log = "".join(file.read_text() for file in standard.command.folder.rglob("*.log"))
    assert "up -d" in log
    described = json.dumps(standard.inspected())
    for name, secret in standard.secrets.items():
        assert len(secret) == 64 and secret not in described and secret not in log, name
    for service, name in (("gateway", "postgres"), ("ingest", "clickhouse-ingest"), ("provisioning", "rpc-token"), ("provisioning", "grafana")):
        read = standard.podman.run("exec", standard.project.container(service), "cat", f"/run/secrets/{name}")
        assert read.stdout.strip() == standard.secrets[name], service


def test_containers_can_do_no_more_than_they_need(standard):
    containers = standard.inspected()
    assert set(containers) == set(PARTS)
    for service in (*SERVICES, "prometheus", "grafana"):
        described = containers[service]
        assert not described["EffectiveCaps"] and "no-new-privileges" in str(described["HostConfig"]["SecurityOpt"]), service
        assert described["HostConfig"]["ReadonlyRootfs"] is (service != "grafana"), service
    published = {service: [binding["HostIp"] for bindings in container["HostConfig"]["PortBindings"].values() for binding in bindings or []]
                 for service, container in containers.items()}
    assert {service: addresses for service, addresses in published.items() if addresses} == {"gateway": ["127.0.0.1"]}


def test_grafana_is_below_auroras_address_and_reached_by_nobody_else(standard, person):
    me = person.get(f"{standard.door.url}/grafana/api/user", timeout=20)
    who = person.get(f"{standard.door.url}/api/v1/session", timeout=20).json()
    assert me.status_code == 200 and me.json() == {"login": f'aurora-{who["role"]}-{who["user"]}', "role": "Admin"}, (me.text, who)
    assert requests.get(f"{standard.door.url}/grafana/api/user", timeout=20).status_code == 401
    near = {"gateway", "provisioning", "clickhouse", "prometheus"}
    for service in near:
        # Podman's name server drops questions while it takes over that a container came or went.
        wait_until(lambda service=service: standard.reaches(service, "grafana", 3000), 30, f"{service} reaches Grafana", interval=0.5)
    assert not [service for service in PARTS if service not in near | {"grafana"} and standard.reaches(service, "grafana", 3000)]
    # Of the port that is published, not of the preset's usual one.
    assert f"GF_SERVER_ROOT_URL={standard.door.url}/grafana/" in standard.inspected()["grafana"]["Config"]["Env"]


def test_grafanas_data_source_reads_clickhouse_and_its_dashboards_are_there(standard):
    health = wait_until(lambda: standard.grafana("/api/datasources/uid/aurora-clickhouse/health"), 60, "Grafana has its data source", interval=1)
    assert health["status"] == "OK", health
    assert standard.grafana("/api/dashboards/uid/aurora-ingest")["meta"]["folderUid"] == "aurora"


def test_a_question_is_answered(standard, orders):
    standard.door.call("POST", "/tables:refresh")
    answer = standard.door.call("POST", "/ask", json={"question": "how many orders from California?"})
    assert answer["status"] == "answered" and int(answer["rows"][0][0]) > 0, answer


def test_prometheus_reads_each_part_once_and_knows_the_alerts(standard, orders):
    def targets() -> list[dict]:
        active = standard.prometheus("/targets?state=active")["activeTargets"]
        return len(active) >= len(SERVICES) + 1 and all(target["health"] == "up" for target in active) and active

    found = wait_until(targets, 60, "every part is up for Prometheus", interval=1)
    assert sorted(target["labels"]["service"] for target in found) == sorted((*SERVICES, "clickhouse"))
    groups = yaml.safe_load((PROJECT / "helm" / "aurora" / "files" / "rules.yaml").read_text())["groups"]
    alerts = {rule["alert"]: rule["expr"] for group in groups for rule in group["rules"]}

    def evaluated() -> dict:
        rules = {rule["name"]: rule for group in standard.prometheus("/rules")["groups"] for rule in group["rules"]}
        return all(rule["health"] != "unknown" for rule in rules.values()) and rules

    rules = wait_until(evaluated, 60, "every alert was evaluated", interval=1)
    assert rules.keys() == alerts.keys() and {rule["health"] for rule in rules.values()} == {"ok"}, rules
    # What an alert looks at is there: lag of each partition.
    lag = requests.utils.quote(alerts["AuroraIngestBehind"].split(">")[0].strip())
    series = wait_until(lambda: standard.prometheus(f"/query?query={lag}")["result"], 60, "Prometheus has the partitions' lag", interval=1)
    assert sorted(one["metric"]["partition"] for one in series) == ["0", "1", "2", "3"]


def refused(door: Door, method: str, path: str, **options) -> dict:
    """The problem that a call answers with, in time."""
    answer = door.session.request(method, f"{door.url}/api/v1{path}", timeout=30, **options)
    assert answer.status_code in (502, 503, 504), f"{answer.status_code} {answer.text}"
    return answer.json()


def test_without_postgresql_answers_are_clear_and_it_goes_on_afterwards(standard, orders):
    name = standard.project.container("postgres")
    standard.podman.run("stop", "--time", "20", name)
    try:
        problem = refused(standard.door, "GET", "/tokens")
        assert "postgresql://aurora@postgres/aurora_gateway does not answer" in problem["detail"], problem
        # Who asks is remembered for some seconds.
        wait_until(lambda: standard.door.session.get(f"{standard.door.url}/api/v1/status", timeout=30).status_code == 503, 20, "nobody is known any more")
        assert refused(standard.door, "GET", "/status")["detail"] == problem["detail"]
        time.sleep(OUTAGE_SECONDS)
    finally:
        standard.podman.run("start", name)
    standard.all_up()
    wait_until(lambda: standard.door.call("GET", "/tokens"), 30, "the gateway has its state again", interval=0.5)
    grows(standard)


def test_without_clickhouse_answers_are_clear_and_it_goes_on_afterwards(standard, orders):
    name = standard.project.container("clickhouse")
    standard.podman.run("stop", "--time", "20", name)
    try:
        problem = refused(standard.door, "POST", "/query", json={"sql": "SELECT count() FROM shop.orders"})
        assert "clickhouse:8123" in problem["detail"], problem
        time.sleep(OUTAGE_SECONDS)
    finally:
        standard.podman.run("start", name)
    # Its address is another than before.
    wait_until(lambda: standard.door.count("shop.orders"), BACK_SECONDS, "the table is read again", interval=0.25)
    standard.all_up()
    grows(standard)


def test_all_is_kept_when_every_container_is_made_again(standard, orders):
    made = standard.door.call("POST", "/tokens", json={"name": "kept", "role": "viewer"})
    connections = [connection["id"] for connection in standard.door.call("GET", "/connections")["connections"]]
    before = standard.ids()
    # As a machine ends that loses its power: nobody is asked to finish.
    for service in sorted(before, key=lambda service: (*DEPENDENTS_FIRST, service).index(service)):
        standard.podman.run("rm", "--force", "--time", "0", before[service])
    done = standard.command.run("--observability", "--yes")
    assert done.returncode == 0, done.stderr
    assert not set(before.values()) & set(standard.ids().values())
    standard.all_up()
    grows(standard)
    assert [connection["id"] for connection in Door(standard.command.port, made["token"]).call("GET", "/connections")["connections"]] == connections
    databases = {database: int(standard.podman.run("exec", standard.project.container("postgres"), "psql", "--username", "aurora", "--dbname", database,
                                                   "--tuples-only", "--command", f"SELECT count(*) FROM {table}").stdout)
                 for database, table in (("aurora_gateway", "tokens"), ("aurora_ingest", "connections"), ("aurora_query_engine", "aurora_migrations"))}
    assert all(databases.values()), databases


def test_only_what_differs_is_made_anew(standard):
    before = standard.ids()
    done = standard.command.run("--observability", "--yes", environment={"AURORA_PUBLIC_URL": "http://aurora.example.com"})
    assert done.returncode == 0, done.stderr
    after = standard.ids()
    assert {service for service in PARTS if before[service] != after[service]} == {"grafana"}


def test_without_observability_the_rest_is_made_again_and_nothing_is_lost_or_doubled(standard, orders):
    done = standard.command.run("--yes")
    assert done.returncode == 0, done.stderr
    assert len(standard.command.listed("containers")) == len(PARTS) - 2
    standard.all_up()
    orders.stop()
    wait_until(lambda: standard.door.count("shop.orders") >= orders.count, 60, "all orders are in their table", interval=0.5)
    rows = standard.door.call("POST", "/query", json={"sql": "SELECT count(), uniqExact(order_id) FROM shop.orders"})["rows"]
    assert [int(value) for value in rows[0]] == [orders.count, orders.count]
