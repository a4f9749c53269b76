"""What the built programs say of their own configuration."""

import os
import subprocess
from pathlib import Path

import yaml
from harness.process import PREFIX, patience

SERVICES = ("gateway", "ingest", "schema-inference", "query-engine", "embedding", "provisioning")
# What a peer's key in a configuration is called, and the service that answers there.
PEERS = {"ingest": "ingest", "query_engine": "query-engine", "schema_inference": "schema-inference",
         "provisioning": "provisioning", "embedding": "embedding"}


def read_back(service: str, config: Path, environment: dict | None = None) -> dict:
    """The configuration as the program understood it. AssertionError with its words when it refuses the file."""
    program = PREFIX / "bin" / f"aurora-{service}"
    result = subprocess.run([program, "--config", config, "--print-config"], capture_output=True, text=True, timeout=patience(60),
                            env={**os.environ, **(environment or {})})
    assert result.returncode == 0, f"{service}: {result.stderr}"
    return yaml.safe_load(result.stdout)


def understood(service: str, text: str, folder: Path, secrets: str) -> dict:
    """As read_back, of a file's text whose secrets lie in the folder `secrets` of a container."""
    made = folder / "secrets"
    made.mkdir(exist_ok=True)
    for name in ("admin-token", "rpc-token", "postgres", "ingest-key", "clickhouse-admin", "clickhouse-ingest",
                 "clickhouse-query", "clickhouse-catalog", "token"):
        (made / name).write_text("a" * 64 + "\n")
    # Of Secrets that are not the chart's.
    (made / "api-key").write_text("a key\n")
    text = text.replace("/run/secrets/model/api-key", str(made / "api-key"))
    path = folder / f"{service}.yaml"
    path.write_text(text.replace(secrets, str(made)).replace("/run/secrets/grafana", str(made)))
    return read_back(service, path)


def understood_from_environment(service: str, environment: dict, folder: Path) -> dict:
    path = folder / "empty.yaml"
    path.write_text("")
    return read_back(service, path, environment)


def defaults(service: str, folder: Path) -> dict:
    return understood_from_environment(service, {}, folder)


def peers_that_can_be_called(service: str, folder: Path) -> set[str]:
    """Every service for which this one has a key `address`: nothing else can it call."""
    return {PEERS[key] for key, value in defaults(service, folder).items() if isinstance(value, dict) and "address" in value}


def stores_that_can_be_used(service: str, folder: Path) -> set[str]:
    config = defaults(service, folder)
    used = set()
    if "url" in (config.get("clickhouse") or {}):
        used.add("clickhouse")
    if "url" in (config.get("state") or {}):
        used.add("postgresql")
    if "url" in (config.get("grafana") or {}):
        used.add("grafana")
    return used
