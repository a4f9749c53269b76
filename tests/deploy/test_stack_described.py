"""The Swarm stack as a file; test_upgrade.py runs its containers."""

import re
import subprocess

import pytest
import yaml
from harness.process import PROJECT
from programs import SERVICES, understood, understood_from_environment
from swarm import STACK, Stack, interpolated

COMPOSE = PROJECT / "docker" / "compose"


@pytest.fixture(scope="module")
def stack():
    return yaml.safe_load(interpolated(STACK.read_text(), {}))


def test_ours_can_do_no_more_than_they_need_and_are_two(stack):
    assert set(SERVICES) == {name for name, service in stack["services"].items() if service["image"].startswith("localhost/aurora/")}
    for name in SERVICES:
        service = stack["services"][name]
        assert service["read_only"] is True and service["cap_drop"] == ["ALL"] and service["user"] == "10001:10001", name
        assert service["deploy"]["replicas"] == 2 and service["deploy"]["update_config"]["order"] == "start-first", name
        assert ("ports" in service) == (name == "gateway")
        # Swarm's own address of a service is kept by a connection for as long as that lasts: callers need each replica's.
        assert service["deploy"]["endpoint_mode"] == ("vip" if name == "gateway" else "dnsrr"), name


def test_nothing_stands_there_that_swarm_does_not_read(stack):
    for name, service in stack["services"].items():
        assert not {"extends", "depends_on", "restart", "security_opt", "build", "container_name"} & set(service), name


def test_every_file_is_there(stack, tmp_path):
    subprocess.run([COMPOSE / "secrets.sh", tmp_path], check=True, timeout=20)
    for name, secret in stack["secrets"].items():
        assert Stack.path(secret).parent == COMPOSE / "secrets" and (tmp_path / name).exists(), name
    for name, config in stack["configs"].items():
        assert Stack.path(config).exists(), name
    for name, service in stack["services"].items():
        assert set(service.get("secrets", [])) <= set(stack["secrets"]), name
        assert {config["source"] for config in service.get("configs", [])} <= set(stack["configs"]), name


@pytest.mark.parametrize("service", SERVICES)
def test_services_know_what_they_are_given(stack, service, tmp_path):
    described = stack["services"][service]
    (config,) = described["configs"]
    text = Stack.path(stack["configs"][config["source"]]).read_text()
    assert config["target"] == f"/etc/aurora/{service}.yaml"
    understood(service, text, tmp_path, "/run/secrets")
    environment = {key: value.replace("/run/secrets", str(tmp_path / "secrets")) for key, value in described.get("environment", {}).items()}
    known = understood_from_environment(service, environment, tmp_path)
    if service in ("gateway", "ingest", "query-engine"):
        assert known["state"]["url"].startswith("postgresql://aurora@postgres/"), service
    mounted = set(re.findall(r"/run/secrets/([a-z-]+)", text + str(described.get("environment", ""))))
    assert mounted <= set(described["secrets"]), service
