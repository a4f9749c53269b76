"""Real containers: the images are built from the programs under test, and the presets run in podman, read-only, without
capabilities, found by the containers' own names."""

import json
import re
import subprocess
import time
import uuid

import pytest
import requests
from containers import REGISTRY, TAG, Project
from door import Door
from harness.ports import free_port
from harness.process import PROJECT, wait_until
from kafka_container import KafkaContainer
from programs import SERVICES

COMPOSE = PROJECT / "docker" / "compose"
GUIDE = PROJECT / "docs" / "deploy" / "containers.md"
IMAGES = (*SERVICES, "embedded-clickhouse", "cli", "all-in-one")
START_SECONDS = 300


@pytest.fixture(scope="module")
def secrets():
    folder = COMPOSE / "secrets"
    subprocess.run([COMPOSE / "secrets.sh"], check=True, timeout=20)
    return folder


@pytest.fixture(scope="module")
def embedded(podman, secrets):
    port = free_port()
    project = Project(podman, f"aurora-test-{uuid.uuid4().hex[:6]}", COMPOSE / "embedded.yaml", {"AURORA_PORT": str(port)})
    try:
        project.compose("up", "--detach", timeout=START_SECONDS)
        door = Door(port, (secrets / "admin-token").read_text())
        try:
            wait_until(door.all_up, START_SECONDS, "every part is up", interval=0.5)
        except TimeoutError as error:
            raise TimeoutError(f"{error}\n{project.logs()}") from None
        yield project, door
    finally:
        project.down()


def commands_of_the_guide(*words: str) -> list[str]:
    """Commands of the guide's code that have all these words, without comments; a command may go on over lines."""
    code = "\n".join(re.findall(r"^```\n(.*?)^```", GUIDE.read_text(), re.MULTILINE | re.DOTALL)).replace("\\\n", " ")
    found = [re.sub(r"\s+#.*", "", line) for line in code.splitlines() if all(word in line for word in words)]
    assert found, f"no command of {GUIDE} has {words}"
    return found


def typed(project: Project, command: str, port: int):
    """Runs a command of the guide in the checkout, by podman-compose in the place of Docker's and at the port of this test."""
    command = command.replace("docker compose", f"podman-compose -p {project.name}").replace(" exec ", " exec -T ")
    return project.podman.run("/bin/bash", "-euo", "pipefail", "-c", command.replace(":7171/", f":{port}/"), cwd=PROJECT, check=False,
                              environment=project.environment)


@pytest.fixture(scope="module")
def kafka(podman, embedded, tmp_path_factory):
    broker = KafkaContainer(podman, f"{embedded[0].name}_default", tmp_path_factory.mktemp("kafka"))
    yield broker
    broker.remove()


@pytest.mark.parametrize("image", IMAGES)
def test_an_image_is_small_in_what_it_may_and_has(podman, image):
    described = json.loads(podman.run("image", "inspect", f"{REGISTRY}/{image}:{TAG}").stdout)[0]
    config = described["Config"]
    assert config["User"] == "10001:10001" and config["StopSignal"] in ("SIGTERM", "15")
    # A command that runs to its end has no health.
    assert (config.get("Healthcheck") or described["Healthcheck"])["Test"][-1 if image == "cli" else 1] == ("NONE" if image == "cli" else "aurora-health")
    labels = config["Labels"]
    assert labels["org.opencontainers.image.licenses"] == "Apache-2.0" and labels["org.opencontainers.image.title"]
    # Every library of every program is found; the list of contents names them; nobody can become root by a program of ours.
    script = """set -eu
      for program in /opt/aurora/bin/aurora-[b-z]* /opt/aurora/bin/aurora; do
        [ -x "$program" ] || continue
        [ "$(basename "$program")" = aurora-health ] && continue
        if ldd "$program" | grep 'not found'; then exit 3; fi
      done
      find /opt/aurora -perm /6000 | grep . && exit 4
      if touch /opt/aurora/x 2> /dev/null; then exit 5; fi
      cat /opt/aurora/share/sbom.spdx.json"""
    listed = podman.run("run", "--rm", "--read-only", "--cap-drop=ALL", "--entrypoint", "bash", f"{REGISTRY}/{image}:{TAG}", "-c", script)
    names = {package["name"] for package in json.loads(listed.stdout)["packages"]}
    assert "libc6" in names and any(name.startswith("aurora") for name in names)
    assert "gcc" not in names and "g++" not in names


def test_a_wrong_configuration_is_named_by_the_container(podman, tmp_path):
    config = tmp_path / "ingest.yaml"
    config.write_text("clickhose: {url: x}\n")
    result = podman.run("run", "--rm", "--read-only", "--cap-drop=ALL", "--volume", f"{config}:/etc/aurora/ingest.yaml:ro",
                        f"{REGISTRY}/ingest:{TAG}", check=False)
    assert result.returncode == 2 and "clickhose" in result.stderr and "did you mean" in result.stderr


def test_every_container_is_healthy(embedded):
    project, _ = embedded
    for service in (*SERVICES, "clickhouse"):
        wait_until(lambda service=service: project.healthy(service), 60, f"{service} is healthy", interval=0.5)


def test_containers_run_as_nobody_special(podman, embedded):
    project, _ = embedded
    for service in (*SERVICES, "clickhouse"):
        described = json.loads(podman.run("inspect", project.container(service)).stdout)[0]
        assert described["HostConfig"]["ReadonlyRootfs"] is True, service
        assert not described["EffectiveCaps"], service
        assert described["Config"]["User"] == "10001:10001", service


def test_vectors_are_the_models_own(podman, embedded):
    """The libraries and the model are found in the image: words alone would be a lesser answer."""
    project, _ = embedded
    assert "words alone are active" not in podman.run("logs", project.container("embedding")).stderr


def test_the_guides_link_signs_in(embedded):
    project, door = embedded
    (command,) = commands_of_the_guide("curl", "sign-in-links")
    made = typed(project, command, int(door.url.rsplit(":", 1)[1]))
    token = json.loads(made.stdout)["link_token"]
    session = requests.post(f"{door.url}/api/v1/session", json={"link_token": token}, timeout=20)
    assert session.status_code == 201, session.text


@pytest.fixture(scope="module")
def orders(embedded, kafka):
    """A topic that is connected, with a thousand orders in its table."""
    _, door = embedded
    kafka.make_topic("orders", 2)
    kafka.produce("orders", 0, 1000)
    made = door.call("POST", "/connections", json={"brokers": "kafka:9092", "topic": "orders", "table": "shop.orders",
                                                  "wait_ms_max": 60000})
    assert made["id"]
    wait_until(lambda: door.count("shop.orders") == 1000, 60, "all orders are in their table")
    return door


def test_a_question_is_answered(orders):
    orders.call("POST", "/tables:refresh")
    answer = orders.call("POST", "/ask", json={"question": "how many orders from California?"})
    assert answer["status"] == "answered", answer
    assert int(answer["rows"][0][0]) == 500, answer


def test_nothing_is_lost_or_doubled_when_containers_are_killed(podman, embedded, kafka, orders):
    project, door = embedded
    kafka.produce("orders", 1000, 1000)
    for service in ("ingest", "clickhouse", "schema-inference", "provisioning"):
        podman.run("kill", project.container(service))
    kafka.produce("orders", 2000, 1000)
    for service in ("clickhouse", "provisioning", "schema-inference", "ingest"):
        podman.run("start", project.container(service))
    wait_until(door.all_up, START_SECONDS, "every part is up again", interval=0.5)
    wait_until(lambda: door.count("shop.orders") >= 3000, 120, "all orders are in their table", interval=0.5)
    time.sleep(1)
    rows = door.call("POST", "/query", json={"sql": "SELECT count(), uniqExact(order_id) FROM shop.orders"})["rows"]
    assert [int(value) for value in rows[0]] == [3000, 3000]


def test_a_container_stops_in_time_and_cleanly(podman, embedded, orders):
    project, door = embedded
    name = project.container("gateway")
    podman.run("stop", "--time", "30", name, timeout=60)
    assert json.loads(podman.run("inspect", name).stdout)[0]["State"]["ExitCode"] == 0
    podman.run("start", name)
    wait_until(door.all_up, START_SECONDS, "the gateway is back", interval=0.5)
    assert door.call("GET", "/connections"), "what it kept is gone"


def test_all_in_one_answers_a_question(podman, secrets):
    port = free_port()
    project = Project(podman, f"aurora-test-{uuid.uuid4().hex[:6]}", COMPOSE / "all-in-one.yaml", {"AURORA_PORT": str(port)})
    try:
        project.compose("up", "--detach", timeout=120)
        name = project.container("aurora")

        def ask() -> dict:
            result = podman.run("exec", name, "aurora", "ask", "how many orders are there?", "--json", check=False)
            answer = json.loads(result.stdout) if result.returncode == 0 else {}
            # The table is there before its first rows are.
            return answer if answer.get("status") != "answered" or int(answer["rows"][0][0]) > 0 else None

        answer = wait_until(ask, START_SECONDS, f"a question is answered\n{project.logs()}", interval=2)
        assert answer["status"] == "answered" and int(answer["rows"][0][0]) > 0
        for command in commands_of_the_guide("all-in-one.yaml exec"):
            said = typed(project, command, port)
            assert said.returncode == 0 and said.stdout.strip(), f"{command}\n{said.stderr}"
        # From outside, through the published port.
        assert requests.get(f"http://127.0.0.1:{port}/healthz", timeout=10).json() == {"status": "ok"}
        assert podman.run("healthcheck", "run", name, check=False).returncode == 0
        podman.run("stop", "--time", "60", name, timeout=90)
        # By itself, whether or not each part was as quick as it likes to be.
        assert "everything has ended" in podman.run("logs", name).stderr + podman.run("logs", name).stdout
    finally:
        project.down()
