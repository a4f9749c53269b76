"""The chart's pods run: with the user, the read-only file system, the rights, the memory and the mounts that it gives them, until
its own test says that every part is up, a job has made a backup, and another one has restored it into empty volumes. What schedules pods and
resolves Services is Podman's network here, not Kubernetes."""

import base64
import json
import os
import re
import subprocess
import threading
import uuid

import pytest
from chart import of_kind, render
from containers import BASE, REGISTRY, TAG
from door import Door
from harness.aurora import AURORA
from harness.process import patience, wait_until
from kafka_container import KafkaContainer
from pods import Node
from s3_container import PORT as S3_PORT
from s3_container import S3Container
from simulated_s3 import BUCKET, SimulatedS3

READY_SECONDS = 120
PLACE = f"s3://{BUCKET}/shop"
VALUES = {
    "image": {"registry": REGISTRY, "tag": TAG},
    "postgresql": {"small": {"image": f"{REGISTRY}/postgres:{TAG}"}},
    # Nothing translates ports here.
    "gateway": {"service": {"port": 7171}},
    "backup": {"enabled": True, "to": PLACE, "credentialsSecret": "s3", "caSecret": "s3-ca", "drill": {"enabled": True}},
    "networkPolicy": {"backup": {"ports": [S3_PORT]}},
}
ONCE = ("test", "backup", "drill", "restore")


def secret(name: str, values: dict[str, str]) -> dict:
    return {"kind": "Secret", "metadata": {"name": name}, "data": {key: base64.b64encode(value.encode()).decode() for key, value in values.items()}}


@pytest.fixture(scope="module")
def documents(tmp_path_factory):
    return render(VALUES, tmp_path_factory.mktemp("rendered"))


@pytest.fixture(scope="module")
def node(podman, documents, tmp_path_factory):
    if os.geteuid() != 0:
        pytest.skip("the chart's pods did not run: their volumes are given to users as a kubelet does it, which is root's to do")
    podman.build_stand_in("postgres", BASE=BASE)
    node = Node(podman, f"aurora-test-{uuid.uuid4().hex[:6]}", documents, tmp_path_factory.mktemp("pods") / "volumes")
    try:
        start_services(node)
        yield node
    finally:
        node.stop()


def start_services(node: Node) -> None:
    for part in node.pods:
        if part not in (*ONCE, *node.started):
            node.start(part)


def await_ready(node: Node) -> None:
    try:
        for part in node.started:
            node.await_ready(part, READY_SECONDS)
    except TimeoutError as error:
        raise TimeoutError(f"{error}\n{node.logs()}") from None


def test_every_pod_becomes_ready_and_the_charts_test_agrees(node):
    await_ready(node)
    tested = node.run("test")
    assert tested.returncode == 0 and "every part is up" in tested.stdout, tested.stdout + tested.stderr


@pytest.fixture
def kafka(podman, node, tmp_path):
    broker = KafkaContainer(podman, node.name, tmp_path)
    yield broker
    broker.remove()


@pytest.fixture
def s3():
    store = SimulatedS3()
    yield store
    store.stop()


@pytest.fixture
def s3_beside(podman, node, s3, tmp_path):
    container = S3Container(podman, node.name, s3, tmp_path)
    yield container
    container.remove()


def stored(door: Door) -> list[int]:
    """Rows, and different ones among them."""
    (row,) = door.call("POST", "/query", json={"sql": "SELECT count(), uniqExact(order_id) FROM shop.orders"})["rows"]
    return [int(value) for value in row]


def test_a_pod_makes_a_backup_and_another_restores_it_into_empty_volumes(node, documents, kafka, s3, s3_beside, tmp_path):
    held = of_kind(documents, "Secret")["secrets"]["data"]
    token = base64.b64decode(held["admin-token"]).decode()
    to_s3 = [secret("s3", s3_beside.environment), secret("s3-ca", {"ca.crt": s3_beside.authority})]
    node.take(documents + to_s3)
    await_ready(node)
    door = Door(7171, token, node.address("gateway"))
    kafka.make_topic("orders", 2)
    kafka.produce("orders", 0, 2000)
    made = door.call("POST", "/connections", json={"brokers": "kafka:9092", "topic": "orders", "table": "shop.orders", "wait_ms_max": 60000})
    wait_until(lambda: stored(door) == [2000, 2000], 60, "orders are in their table")
    backup = node.run("backup")
    assert backup.returncode == 0 and "full" in backup.stdout, backup.stdout + backup.stderr
    listed = json.loads(subprocess.run([AURORA, "backup", "--to", PLACE, "--list", "--json"], env={**os.environ, **s3.environment}, check=True,
                                       timeout=patience(60), capture_output=True, text=True).stdout)
    assert len(listed["backups"]) == 1 and listed["damaged"] == [], listed
    drill = node.run("drill")
    assert drill.returncode == 0 and re.search(r"shop.orders +2,000 +2,000\n", drill.stdout), drill.stdout + drill.stderr
    assert re.search(rf"backup {listed['backups'][0]['id']} is \S+.* old; restored and checked in ", drill.stdout), drill.stdout
    kafka.produce("orders", 2000, 1000)
    wait_until(lambda: stored(door) == [3000, 3000], 60, "more orders are in their table")

    # As the guide says: another installation with the Secret of the old one.
    node.end_pods()
    node.give_up_claims()
    kept = [{**secret("kept", {}), "data": held}, *to_s3]
    values = {**VALUES, "secrets": {"existing": "kept"}}
    restoring = render({**values, "backup": {**VALUES["backup"], "restore": {"from": PLACE}}}, tmp_path)
    node.take(restoring + kept)
    assert set(node.pods) == {"clickhouse", "postgresql", *ONCE}
    (tries,) = [job["spec"]["backoffLimit"] + 1 for job in of_kind(restoring, "Job").values()]
    said = []

    def restore():
        """As the Job does. Its pod may be there before ClickHouse's container is."""
        while len(said) < tries and not (said and said[-1].returncode == 0):
            said.append(node.run("restore"))
    job = threading.Thread(target=restore)
    job.start()
    wait_until(lambda: (node.folder / "claims").exists(), 20, "the job has its volume")
    start_services(node)
    await_ready(node)
    job.join(patience(120))
    assert said and said[-1].returncode == 0, "\n".join(run.stdout + run.stderr for run in said)

    node.take(render(values, tmp_path) + kept)
    start_services(node)
    await_ready(node)
    door = Door(7171, token, node.address("gateway"))
    kafka.produce("orders", 3000, 1000)
    wait_until(lambda: stored(door)[0] >= 4000, 60, "every order is in the table")
    (connection,) = door.call("GET", "/connections")["connections"]
    assert connection["id"] == made["id"] and connection["consumer_group"] != made["consumer_group"]
    ledger = door.call("GET", f"/connections/{made['id']}/ledger")["partitions"]
    assert ledger and all(partition["duplicated"] == 0 and partition["pending"] == 0 for partition in ledger), ledger
    assert stored(door) == [4000, 4000]
    door.call("POST", "/tables:refresh")
    answer = door.call("POST", "/ask", json={"question": "how many orders from California?"})
    assert answer["status"] == "answered" and int(answer["rows"][0][0]) == 2000, answer
