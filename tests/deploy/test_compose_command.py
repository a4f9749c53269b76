"""`aurora deploy compose` to its end: podman-compose, the images under test, a project of its own."""

import json
import shutil
import subprocess
import uuid

import pytest
import requests
from containers import REGISTRY, TAG
from harness.aurora import AURORA
from harness.ports import free_port
from harness.process import PROJECT

UP_SECONDS = 400


class Command:
    """The command for one project, with a data directory of its own."""

    def __init__(self, podman, folder):
        self.podman, self.folder = podman, folder
        self.name, self.port = f"aurora-test-{uuid.uuid4().hex[:6]}", free_port()
        self.environment = {**podman.environment, "AURORA_HOME": str(PROJECT), "NO_COLOR": "1"}

    def run(self, *words, registry=REGISTRY) -> subprocess.CompletedProcess:
        return subprocess.run([AURORA, "--data-dir", self.folder, "deploy", "compose", "--preset", "embedded", "--name", self.name, "--registry",
                               registry, "--tag", TAG, "--port", str(self.port), *map(str, words)], env=self.environment, capture_output=True,
                              text=True, timeout=UP_SECONDS, stdin=subprocess.DEVNULL)

    def listed(self, kind: str) -> list[str]:
        words = ("ps", "--all", "--format", "{{.Names}}") if kind == "containers" else ("volume", "ls", "--format", "{{.Name}}")
        return self.podman.run(*words, "--filter", f"label=com.docker.compose.project={self.name}").stdout.split()


@pytest.fixture(scope="module")
def command(podman, tmp_path_factory):
    if shutil.which("docker") and subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0:
        pytest.skip("docker compose works here and would be taken before podman-compose: the images are podman's")
    made = Command(podman, tmp_path_factory.mktemp("data"))
    yield made
    made.run("--destroy", "--yes")


def test_missing_images_are_named_before_anything_is_started(command):
    done = command.run("--yes", registry="localhost/nowhere")
    assert done.returncode == 1, done.stderr
    for image in ("gateway", "ingest", "embedded-clickhouse"):
        assert f"localhost/nowhere/{image}:{TAG}" in done.stderr
    assert "docker/build" in done.stderr and command.listed("containers") == []


def test_a_plan_starts_nothing(command):
    done = command.run("--plan")
    assert done.returncode == 0, done.stderr
    assert "Would run: podman-compose" in done.stdout and "containers now: 0" in done.stdout
    assert command.listed("containers") == [] and command.listed("volumes") == []


def test_it_comes_up_and_stays_as_it_is_when_run_again(command):
    done = command.run("--yes", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["url"] == f"http://127.0.0.1:{command.port}"
    assert requests.get(f"{answer['url']}/healthz", timeout=10).json() == {"status": "ok"}
    assert answer["sign_in_link"].startswith(answer["url"])
    containers = command.listed("containers")
    assert len(containers) == 7
    again = command.run("--yes")
    assert again.returncode == 0, again.stderr
    assert "nothing differs: 7 containers stay as they were" in again.stdout + again.stderr
    assert command.listed("containers") == containers


def test_it_goes_and_keeps_data_only_when_told_to(command):
    assert command.run("--destroy", "--keep-data", "--yes").returncode == 0
    assert command.listed("containers") == [] and len(command.listed("volumes")) == 5
    assert command.run("--destroy", "--yes").returncode == 0
    assert command.listed("volumes") == []
    done = command.run("--destroy", "--yes")
    assert done.returncode == 0 and f"nothing of project {command.name} is on this machine" in done.stdout + done.stderr
