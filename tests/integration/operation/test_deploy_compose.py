"""`aurora deploy compose`: what is checked and in which order, how Compose is called, what is said. Compose is a stand-in."""

import json

import pytest
import yaml
from harness.aurora import EXIT_IN_USE, EXIT_REFUSED, EXIT_USAGE
from harness.deploying import SIGN_IN, Deploying, Gateway
from harness.process import wait_until

PROJECT_LABEL = "label=com.docker.compose.project=aurora"


@pytest.fixture
def deploying(tmp_path):
    return Deploying(tmp_path)


@pytest.fixture
def gateway(deploying, tmp_path):
    started = Gateway(tmp_path / "up", deploying.home / "docker/compose/secrets/admin-token")
    yield started
    started.stop()


def config(*images: str) -> str:
    secrets = ("admin-token", "rpc-token", "clickhouse-admin")
    return yaml.safe_dump({"services": {f"s{index}": {"image": image} for index, image in enumerate(images)},
                           "secrets": {name: {"file": f"./secrets/{name}"} for name in secrets}, "volumes": {"ingest": None, "clickhouse": None}})


def docker(deploying, tmp_path, images=("localhost/aurora/gateway:0.1.0",), before="") -> None:
    """A Docker that works, on which the project's containers are there after `up`."""
    answer = deploying.programs.answer
    answer("docker", "compose", "version")
    answer("docker", "info")
    answer("docker", "ps", PROJECT_LABEL, output=before)
    answer("docker", "ps", PROJECT_LABEL, output="aurora-gateway-1\tc1\tUp 1 second\naurora-ingest-1\tc2\tUp 1 second\n", given=tmp_path / "up")
    answer("docker", "volume", "ls", PROJECT_LABEL)
    answer("docker", "compose", "config", output=config(*images))
    answer("docker", "image", "inspect")
    answer("docker", "compose", "up", errors=" Container aurora-gateway-1  Started\n", touches=tmp_path / "up")
    answer("docker", "compose", "down")


def podman(deploying, tmp_path, before="") -> None:
    """podman-compose that works, and podman."""
    answer = deploying.programs.answer
    for words, output in ((("podman", "info"), ""), (("podman", "ps"), before), (("podman", "volume"), ""), (("podman", "image"), ""),
                          (("podman-compose", "version"), ""), (("podman-compose", "config"), config("localhost/aurora/gateway:0.1.0"))):
        answer(*words, output=output)
    answer("podman", "ps", output="aurora_gateway_1\tc1\tUp 1 second\n", given=tmp_path / "up")
    answer("podman-compose", "up", touches=tmp_path / "up")
    answer("podman-compose", "down")


def compose(deploying, *words: str, presets=("embedded",)) -> list[str]:
    files = [word for preset in presets for word in ("-f", str(deploying.home / f"docker/compose/{preset}.yaml"))]
    return ["docker", "compose", "-p", "aurora", *files, *words]


def secret_values(deploying) -> list[str]:
    return [file.read_text() for file in (deploying.home / "docker/compose/secrets").iterdir()]


def test_a_first_run_checks_then_starts_waits_and_says_how_to_sign_in(deploying, gateway, tmp_path):
    docker(deploying, tmp_path)
    done = deploying.run("compose", "--preset", "embedded", "--port", gateway.port)
    assert done.returncode == 0, done.stderr
    assert f"Aurora is ready at {gateway.url}" in done.stdout and SIGN_IN in done.stdout
    assert "containers: 2 new or made anew, 0 removed, 0 as they were" in done.stdout
    assert "Container aurora-gateway-1  Started" in done.stdout
    calls = deploying.programs.calls()
    kinds = [" ".join(word for word in call if word in ("version", "info", "ps", "volume", "config", "image", "up")) for call in calls]
    assert kinds == ["version", "info", "ps", "volume", "config", "image", "up", "ps"]
    assert calls[6] == compose(deploying, "up", "-d", "--remove-orphans")
    (environment,) = deploying.programs.environments(*calls[6])
    assert environment["AURORA_PORT"] == str(gateway.port)


def test_secrets_are_made_once_and_are_nowhere_else(deploying, gateway, tmp_path):
    docker(deploying, tmp_path)
    first = deploying.run("compose", "--preset", "embedded", "--port", gateway.port)
    folder = deploying.home / "docker/compose/secrets"
    assert "3 secrets made" in first.stdout and folder.stat().st_mode & 0o777 == 0o700
    made = secret_values(deploying)
    assert len(set(made)) >= 3 and all(len(secret.strip()) == 64 for secret in made)
    second = deploying.run("compose", "--preset", "embedded", "--port", gateway.port)
    assert "secrets made" not in second.stdout and secret_values(deploying) == made
    everything = json.dumps(deploying.programs.calls()) + first.stdout + first.stderr + second.stdout + second.stderr
    everything += deploying.log("compose-aurora")
    assert not [secret for secret in made if secret.strip() in everything]


def test_a_second_run_says_that_nothing_differs(deploying, gateway, tmp_path):
    docker(deploying, tmp_path, before="aurora-gateway-1\tc1\tUp 2 days\naurora-ingest-1\tc2\tUp 2 days\n")
    done = deploying.run("compose", "--preset", "embedded", "--port", gateway.port)
    assert done.returncode == 0 and "nothing differs: 2 containers stay as they were" in done.stdout


def test_observability_is_a_file_on_top(deploying, gateway, tmp_path):
    docker(deploying, tmp_path)
    done = deploying.run("compose", "--preset", "standard", "--observability", "--registry", "r.example/a", "--tag", "7", "--port", gateway.port)
    assert done.returncode == 0, done.stderr
    up = compose(deploying, "up", "-d", "--remove-orphans", presets=("standard", "observability"))
    assert up in deploying.programs.calls()
    (environment,) = deploying.programs.environments(*up)
    assert (environment["AURORA_REGISTRY"], environment["AURORA_VERSION"]) == ("r.example/a", "7")
    # Grafana's root_url is the address that people use, with the port of this call.
    assert environment["AURORA_PUBLIC_URL"] == gateway.url
    refused = deploying.run("compose", "--observability")
    assert refused.returncode == EXIT_USAGE and "take --preset embedded or standard" in refused.stderr


def test_without_any_compose_each_way_to_get_one_is_named(deploying):
    done = deploying.run("compose")
    assert done.returncode == 1
    assert "docker compose: docker is not installed" in done.stderr and "podman-compose: podman is not installed" in done.stderr


def test_the_first_compose_whose_engine_answers_is_taken(deploying, gateway, tmp_path):
    docker(deploying, tmp_path)
    deploying.programs.answer("docker", "info", errors="permission denied\n", status=1)
    refused = deploying.run("compose", "--preset", "embedded")
    assert refused.returncode == 1 and "docker does not answer; start it (systemctl start docker)" in refused.stderr
    assert "podman-compose: podman is not installed" in refused.stderr
    podman(deploying, tmp_path)
    done = deploying.run("compose", "--preset", "embedded", "--port", gateway.port)
    assert done.returncode == 0, done.stderr
    assert ["podman-compose", *compose(deploying, "up", "-d")[2:]] in deploying.programs.calls()


@pytest.mark.parametrize("before, first, second, removed", [
    ("Up 2 days", (), (), False), ("Up 2 days", ("--observability",), ("--observability",), False),
    # What podman-compose would leave undone: what depends on a container that differs and does not run, and orphans.
    ("Exited (1) 2 days ago", (), (), True), ("Up 2 days", ("--observability",), (), True)])
def test_podman_compose_is_never_left_with_half_of_the_containers(deploying, gateway, tmp_path, before, first, second, removed):
    podman(deploying, tmp_path)
    assert deploying.run("compose", "--preset", "embedded", "--port", gateway.port, *first).returncode == 0
    (tmp_path / "up").unlink()
    podman(deploying, tmp_path, before=f"aurora_gateway_1\tc1\t{before}\n")
    done = deploying.run("compose", "--preset", "embedded", "--port", gateway.port, *second)
    assert done.returncode == 0, done.stderr
    calls = [call[-2:] for call in deploying.programs.calls() if call[0] == "podman-compose" and call[-1] in ("-d", "--remove-orphans")]
    assert calls == [["up", "-d"], *([["down", "--remove-orphans"]] if removed else []), ["up", "-d"]]
    assert ("their volumes stay" in done.stdout) == removed


def test_missing_images_are_named_before_anything_starts(deploying, tmp_path):
    docker(deploying, tmp_path, images=("localhost/aurora/gateway:0.1.0", "localhost/aurora/ingest:0.1.0", "docker.io/x/y:1"))
    deploying.programs.answer("docker", "image", "inspect", status=1)
    done = deploying.run("compose", "--preset", "embedded")
    assert done.returncode == 1
    assert "localhost/aurora/gateway:0.1.0, localhost/aurora/ingest:0.1.0" in done.stderr and "`docker/build gateway ingest`" in done.stderr
    assert "docker.io/x/y" not in done.stderr
    assert not [call for call in deploying.programs.calls() if "up" in call]


def test_a_failure_of_compose_is_told_with_its_last_lines_and_the_log(deploying, tmp_path):
    docker(deploying, tmp_path)
    deploying.programs.answer("docker", "compose", "up", errors="pulling\nno space left on device\n", status=17)
    done = deploying.run("compose", "--preset", "embedded", "--port", "7999")
    log = deploying.data / "deploy/compose-aurora/programs.log"
    assert done.returncode == 1
    assert "up -d --remove-orphans` failed with exit status 17" in done.stderr and "no space left on device" in done.stderr
    assert "run the same command again" in done.stderr and f"log: {log}" in done.stderr
    assert "no space left on device" in log.read_text()


def test_who_is_not_healthy_is_named(deploying, tmp_path):
    docker(deploying, tmp_path)
    deploying.programs.answer("docker", "ps", output="aurora-ingest-1\tc2\tRestarting (2) 1 second ago\n", given=tmp_path / "up")
    done = deploying.run("compose", "--preset", "embedded", "--port", "7998", "--timeout", "3")
    assert done.returncode == 1
    assert "aurora-ingest-1: Restarting (2) 1 second ago" in done.stderr and "logs --tail 50" in done.stderr and "--timeout" in done.stderr


def test_a_plan_changes_nothing(deploying, tmp_path):
    docker(deploying, tmp_path)
    done = deploying.run("compose", "--preset", "embedded", "--plan")
    assert done.returncode == 0, done.stderr
    assert "Would run: docker compose -p aurora" in done.stdout and "secrets to make: 3" in done.stdout
    assert not (deploying.home / "docker/compose/secrets").exists()
    assert not [call for call in deploying.programs.calls() if "up" in call]


def test_a_port_that_somebody_has_is_named(deploying, tmp_path):
    docker(deploying, tmp_path)
    other = Gateway(deploying.home)
    try:
        wait_until(lambda: other.server, 10, "somebody listens")
        done = deploying.run("compose", "--preset", "embedded", "--port", other.port)
    finally:
        other.stop()
    assert done.returncode == EXIT_IN_USE and f"port {other.port} is in use" in done.stderr


def test_another_preset_does_not_take_over_the_data(deploying, gateway, tmp_path):
    docker(deploying, tmp_path, before="aurora-gateway-1\tc1\tUp\n")
    assert deploying.run("compose", "--preset", "embedded", "--port", gateway.port).returncode == 0
    done = deploying.run("compose", "--preset", "standard", "--port", gateway.port)
    assert done.returncode == 1 and "project aurora is of preset embedded" in done.stderr and "--destroy" in done.stderr


def with_data(deploying, tmp_path) -> None:
    docker(deploying, tmp_path, before="aurora-gateway-1\tc1\tUp\n")
    deploying.programs.answer("docker", "volume", "ls", output="aurora_ingest\naurora_clickhouse\n")


def downs(deploying) -> list[list[str]]:
    return [call for call in deploying.programs.calls() if "down" in call]


def test_destroying_says_what_is_lost_and_needs_the_name(deploying, tmp_path):
    with_data(deploying, tmp_path)
    status, shown = deploying.run_typing("auror", "compose", "--preset", "embedded", "--destroy")
    assert status == EXIT_REFUSED and "aurora_ingest, aurora_clickhouse" in shown and "tables with their events" in shown
    assert downs(deploying) == []
    status, shown = deploying.run_typing("aurora", "compose", "--preset", "embedded", "--destroy")
    assert status == 0 and "it is gone" in shown
    assert downs(deploying) == [compose(deploying, "down", "--remove-orphans", "--volumes")]


def test_without_a_terminal_destroying_says_what_to_give(deploying, tmp_path):
    with_data(deploying, tmp_path)
    refused = deploying.run("compose", "--preset", "embedded", "--destroy")
    assert refused.returncode == EXIT_USAGE and "give --yes" in refused.stderr and downs(deploying) == []
    kept = deploying.run("compose", "--preset", "embedded", "--destroy", "--yes", "--keep-data")
    assert kept.returncode == 0 and "its volumes stay" in kept.stdout
    assert downs(deploying) == [compose(deploying, "down", "--remove-orphans")]


def test_for_programs_there_is_json(deploying, gateway, tmp_path):
    docker(deploying, tmp_path)
    done = deploying.run("compose", "--preset", "embedded", "--port", gateway.port, "--json")
    assert json.loads(done.stdout) == {"target": "compose", "name": "aurora", "preset": "embedded", "url": gateway.url, "sign_in_link": SIGN_IN}


@pytest.mark.parametrize("inside", ["localhost:7171", "0.0.0.0:7171"])
def test_a_link_of_the_address_inside_the_container_is_given_as_the_published_one(deploying, gateway, tmp_path, inside):
    docker(deploying, tmp_path)
    gateway.link = f"http://{inside}/sign-in#t=once"
    done = deploying.run("compose", "--preset", "embedded", "--port", gateway.port, "--json")
    assert json.loads(done.stdout)["sign_in_link"] == f"{gateway.url}/sign-in#t=once"
