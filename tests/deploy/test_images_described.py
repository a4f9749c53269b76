"""The Dockerfile and the Compose files, without building or starting anything."""

import json
import os
import re
import subprocess

import pytest
import yaml
from harness.process import PREFIX, PROJECT, patience
from programs import SERVICES, understood, understood_from_environment

DOCKER = PROJECT / "docker"
COMPOSE = DOCKER / "compose"
PRESETS = ("embedded", "standard", "all-in-one")
OWN = "${AURORA_REGISTRY:-localhost/aurora}/"


def resolved(*files: str, **variables: str) -> dict:
    """The Compose files as they are understood together, with these variables of the environment."""
    command = ["podman-compose"]
    for name in files:
        command += ["-f", str(COMPOSE / f"{name}.yaml")]
    result = subprocess.run([*command, "config"], capture_output=True, text=True, timeout=patience(60), env={**os.environ, **variables})
    assert result.returncode == 0, result.stderr
    return yaml.safe_load(result.stdout)


def services(preset: str) -> dict[str, dict]:
    """Services of a preset with what they extend."""
    base = yaml.safe_load((COMPOSE / "services.yaml").read_text())["services"]
    found = yaml.safe_load((COMPOSE / f"{preset}.yaml").read_text())["services"]
    return {name: {**base.get(name if "extends" in service else "", {}), **service} for name, service in found.items()}


def test_hadolint_has_nothing_to_say():
    result = subprocess.run(["hadolint", DOCKER / "Dockerfile"], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stdout


def targets() -> list[str]:
    return re.findall(r"^FROM runtime AS ([a-z-]+)", (DOCKER / "Dockerfile").read_text(), re.MULTILINE)


def test_the_build_command_knows_every_target():
    known = re.search(r"^known=\((.*)\)$", (DOCKER / "build").read_text(), re.MULTILINE)[1].split()
    assert known == targets()
    result = subprocess.run([DOCKER / "build", "ingress"], capture_output=True, text=True, timeout=20)
    assert result.returncode == 2 and "no image is called 'ingress'" in result.stderr
    result = subprocess.run([DOCKER / "build", "--tag"], capture_output=True, text=True, timeout=20)
    assert result.returncode == 2 and "--tag needs a value" in result.stderr


def test_no_image_ends_as_root():
    text = (DOCKER / "Dockerfile").read_text()
    for stage in re.split(r"^FROM ", text, flags=re.MULTILINE)[2:]:
        assert re.findall(r"^USER (.+)$", stage, re.MULTILINE)[-1] == "10001:10001", stage.splitlines()[0]


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_is_understood(preset):
    assert set(resolved(preset)["services"]) == set(services(preset))


@pytest.mark.parametrize("preset", PRESETS)
def test_our_containers_can_do_no_more_than_they_need(preset):
    ours = {name: service for name, service in services(preset).items() if service["image"].startswith(OWN)}
    assert ours
    for name, service in ours.items():
        assert service["image"].removeprefix(OWN).split(":")[0] in targets(), name
        assert service["read_only"] is True and service["cap_drop"] == ["ALL"] and service["user"] == "10001:10001", name
        assert "no-new-privileges:true" in service["security_opt"], name
        published = service.get("ports", [])
        assert not published or name in ("gateway", "aurora"), name
        assert all(port.startswith("${AURORA_LISTEN:-127.0.0.1}:") for port in published), name


@pytest.mark.parametrize("preset", ["embedded", "standard"])
def test_a_model_is_the_query_engines_alone(preset, tmp_path):
    together = resolved(preset, "model", AURORA_MODEL_ENDPOINT="http://llm.example.com/v1", AURORA_MODEL_NAME="coder")
    told = {name: service["environment"] for name, service in together["services"].items()
            if any("MODEL" in key for key in service.get("environment", {}))}
    assert set(told) == {"query-engine"}
    assert {key: value for key, value in told["query-engine"].items() if "MODEL" in key} == {
        "AURORA_QUERY_ENGINE_MODEL_ENDPOINT": "http://llm.example.com/v1", "AURORA_QUERY_ENGINE_MODEL_NAME": "coder",
        "AURORA_QUERY_ENGINE_MODEL_API_KEY_FILE": "/run/secrets/model-key"}
    # What the engine had before stays: a list of secrets is added to, not replaced.
    assert {"rpc-token", "clickhouse-query", "clickhouse-catalog", "model-key"} <= set(together["services"]["query-engine"]["secrets"])
    (tmp_path / "model-key").write_text("a key\n")
    model = {key: value.replace("/run/secrets", str(tmp_path)) for key, value in told["query-engine"].items() if "MODEL" in key}
    keys = understood_from_environment("query-engine", model, tmp_path)["model"]
    assert (keys["endpoint"], keys["name"]) == ("http://llm.example.com/v1", "coder")


@pytest.mark.parametrize("preset", (*PRESETS, "observability"))
def test_every_mounted_file_is_there(preset):
    for name, service in services(preset).items():
        for mount in service.get("volumes", []):
            source = mount.split(":")[0]
            assert not source.startswith(".") or (COMPOSE / source).exists(), f"{name}: {source}"


@pytest.mark.parametrize("preset", (*PRESETS, "observability"))
def test_secrets_are_files_that_one_command_makes(preset, tmp_path):
    subprocess.run([COMPOSE / "secrets.sh", tmp_path / "made"], check=True, timeout=20)
    content = yaml.safe_load((COMPOSE / f"{preset}.yaml").read_text())
    for name, secret in content.get("secrets", {}).items():
        assert secret == {"file": f"./secrets/{name}"}
        assert re.fullmatch("[0-9a-f]{64}", (tmp_path / "made" / name).read_text())
    for name, service in services(preset).items():
        assert set(service.get("secrets", [])) <= set(content.get("secrets", {})), name
    before = {path.name: path.read_text() for path in (tmp_path / "made").iterdir()}
    subprocess.run([COMPOSE / "secrets.sh", tmp_path / "made"], check=True, timeout=20)
    assert before == {path.name: path.read_text() for path in (tmp_path / "made").iterdir()}, "a secret was made anew"


@pytest.mark.parametrize("service", (*SERVICES, "embedded-clickhouse"))
def test_services_know_every_key_of_their_file(service, tmp_path):
    text = (COMPOSE / "config" / f"{service}.yaml").read_text()
    config = understood(service, text, tmp_path, "/run/secrets")
    assert config["admin"]["listen"] == "0.0.0.0:7190"
    mounted = set(re.findall(r"/run/secrets/([a-z-]+)", text))
    for preset in ("embedded", "standard"):
        entry = services(preset).get("clickhouse" if service == "embedded-clickhouse" else service, {})
        if entry.get("image", "").startswith(OWN):
            assert mounted <= set(entry.get("secrets", [])), preset


def metrics_in_the_code() -> set[str]:
    found = set()
    for folder in ("libs", "services", "gateway"):
        for path in (PROJECT / folder).rglob("*.cpp"):
            found |= set(re.findall(r'"(aurora_[a-z_]+|process_start_time_seconds)"', path.read_text()))
    return found


def test_alerts_and_dashboards_name_metrics_that_exist():
    files = PROJECT / "helm" / "aurora" / "files"
    expressions = [rule["expr"] for group in yaml.safe_load((files / "rules.yaml").read_text())["groups"] for rule in group["rules"]]
    for path in (files / "dashboards").glob("*.json"):
        dashboard = json.loads(path.read_text())
        for panel in dashboard["panels"]:
            assert panel["datasource"]["uid"] == "aurora-prometheus"
            expressions += [target["expr"] for target in panel["targets"]]
    named = {re.sub("_bucket$", "", name) for text in expressions for name in re.findall(r"\b(aurora_[a-z_]+|process_[a-z_]+)\b", text)}
    assert named and named <= metrics_in_the_code(), named - metrics_in_the_code()


def test_grafana_is_reached_through_aurora_alone(tmp_path):
    added = yaml.safe_load((COMPOSE / "observability.yaml").read_text())["services"]
    grafana = added["grafana"]
    assert "ports" not in grafana and grafana["networks"] == ["grafana"]
    near = {name for name, service in added.items() if "grafana" in service.get("networks", [])}
    assert near == {"grafana", "gateway", "provisioning", "clickhouse", "prometheus"}
    # The auth proxy is set as the guide says it.
    guide = (PROJECT / "docs" / "grafana.md").read_text()
    section = ""
    for line in re.search(r"```ini\n(.*?)```", guide, re.DOTALL)[1].splitlines():
        if line.startswith("["):
            section = line.strip("[]").replace(".", "_")
        elif "=" in line:
            key, value = (part.strip() for part in line.split("=", 1))
            name = f"GF_{section}_{key}".upper()
            if key not in ("http_addr", "whitelist", "root_url"):
                assert str(grafana["environment"][name]) == value, name
    # Both programs know what the file gives them in their environment.
    (tmp_path / "empty.yaml").write_text("")
    for name, expected in (("gateway", {"url": "http://grafana:3000"}), ("provisioning", {"url": "http://grafana:3000", "user": "admin"})):
        environment = {key: value.replace("/run/secrets", str(tmp_path)) for key, value in added[name]["environment"].items()}
        (tmp_path / "grafana").write_text("secret")
        said = subprocess.run([PREFIX / "bin" / f"aurora-{name}", "--config", tmp_path / "empty.yaml", "--print-config"], timeout=60,
                              env={**os.environ, **environment}, capture_output=True, text=True)
        assert said.returncode == 0, said.stderr
        assert expected.items() <= yaml.safe_load(said.stdout)["grafana"].items()
    # One folder for the dashboards of both ways.
    files = yaml.safe_load((COMPOSE / "observability" / "grafana" / "provisioning" / "dashboards" / "aurora.yaml").read_text())
    assert files["providers"][0]["folderUid"] == "aurora"


def test_prometheus_reads_every_service():
    config = yaml.safe_load((COMPOSE / "observability" / "prometheus.yml").read_text())
    # AuroraClickHouseDown is the embedded engine's own word.
    assert set(config["scrape_configs"][0]["dns_sd_configs"][0]["names"]) == {*SERVICES, "clickhouse"}


def test_prometheus_takes_its_files(tmp_path):
    """With the alert rules where Compose mounts them."""
    mounts = dict(mount.split(":")[1::-1] for mount in yaml.safe_load((COMPOSE / "observability.yaml").read_text())["services"]["prometheus"]["volumes"]
                  if mount.startswith("."))
    text = (COMPOSE / mounts["/etc/prometheus/prometheus.yml"]).read_text()
    (rules,) = yaml.safe_load(text)["rule_files"]
    config = tmp_path / "prometheus.yml"
    config.write_text(text.replace(rules, str((COMPOSE / mounts[rules]).resolve())))
    result = subprocess.run(["promtool", "check", "config", config], capture_output=True, text=True, timeout=60)
    assert result.returncode == 0 and re.search(r"[1-9]\d* rules found", result.stdout), result.stdout + result.stderr
