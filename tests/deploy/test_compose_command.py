"""`aurora deploy compose` to its end: podman-compose, the images under test, a project of its own."""

import json

import pytest
import requests
from compose_command import ComposeCommand
from containers import TAG

@pytest.fixture(scope="module")
def command(podman, tmp_path_factory):
    made = ComposeCommand(podman, tmp_path_factory.mktemp("data"), "embedded")
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
