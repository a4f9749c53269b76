"""All of Aurora's services, each from a configuration file of its own."""

from pathlib import Path

import yaml

from .clickhouse import ClickHouse
from .kafka import Kafka
from .ports import free_port
from .process import PREFIX, PROJECT, Process, http_ok

# In the order in which they are started.
SERVICES = ("provisioning", "schema-inference", "embedding", "query-engine", "ingest")
# Of calls between them, and of the gateway's administrator.
RPC_TOKEN = "rpc-token-for-tests-0123456789"
ADMIN_TOKEN = "admin-token-for-tests-0123456789abcdef"


class Service:
    """A program of Aurora with the YAML file that it is started from. `address` is its gRPC server's."""

    def __init__(self, name: str, folder: Path, config: dict, env: dict | None = None):
        self.name = name
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.admin = f"127.0.0.1:{free_port()}"
        self.config = {"admin": {"listen": self.admin}, **config}
        self.config_path = self.folder / f"{name}.yaml"
        self.config_path.write_text(yaml.safe_dump(self.config))
        self.address = self.config.get("grpc", {}).get("listen", "")
        self.process = Process(name, [PREFIX / "bin" / f"aurora-{name}", "--config", self.config_path], self.folder, env,
                               ready=self.is_ready)

    def is_ready(self) -> bool:
        return http_ok(f"http://{self.admin}/readyz")

    def start(self, wait: bool = True) -> "Service":
        self.process.start(wait)
        return self

    def stop(self) -> None:
        self.process.stop()

    def kill(self) -> None:
        self.process.kill()


class Stack:
    """The services on top of a Kafka and a ClickHouse that others own. `services[name]`, `gateway_url`, `admin_token`."""

    def __init__(self, folder: Path, clickhouse: ClickHouse, kafka: Kafka | None = None, overrides: dict | None = None):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.clickhouse, self.kafka = clickhouse, kafka
        self.overrides = overrides or {}
        self.rpc_token_file = self._secret("rpc.token", RPC_TOKEN)
        self.admin_token = ADMIN_TOKEN
        self.admin_token_file = self._secret("admin.token", self.admin_token)
        self.addresses = {name: f"127.0.0.1:{free_port()}" for name in SERVICES}
        self.gateway_port = free_port()
        self.gateway_url = f"http://127.0.0.1:{self.gateway_port}"
        self.services: dict[str, Service] = {}
        for name in (*SERVICES, "gateway"):
            self.services[name] = Service(name, self.folder, self.config_of(name))

    def _secret(self, name: str, value: str) -> str:
        path = self.folder / name
        path.touch(mode=0o600)
        path.write_text(value)
        return str(path)

    def _clickhouse(self, user: str) -> dict:
        return {"url": self.clickhouse.url, "user": f"aurora_{user}",
                "password_file": self.clickhouse.password_files[user]}

    def _peer(self, name: str) -> dict:
        return {"address": self.addresses[name], "token_file": self.rpc_token_file}

    def config_of(self, name: str) -> dict:
        config = {"grpc": {"listen": self.addresses.get(name, ""), "token_file": self.rpc_token_file}}
        files = self.clickhouse.password_files
        if name == "ingest":
            config |= {"clickhouse": self._clickhouse("ingest"),
                       "state": {"url": f"sqlite:///{self.folder}/ingest.db", "key_file": f"{self.folder}/ingest.key"},
                       "schema_inference": self._peer("schema-inference"),
                       "provisioning": self._peer("provisioning")}
        elif name == "provisioning":
            config |= {"clickhouse": self._clickhouse("admin"),
                       "users": {user: {"password_file": files[user]} for user in ("ingest", "query", "catalog")}}
        elif name == "embedding":
            config |= {"cache": {"path": f"{self.folder}/embedding-cache"}}
        elif name == "query-engine":
            config |= {"clickhouse": self._clickhouse("query"), "catalog": self._clickhouse("catalog"),
                       "state": {"url": f"sqlite:///{self.folder}/query-engine.db"},
                       "embedding": self._peer("embedding")}
        elif name == "gateway":
            # The gateway has no gRPC server; it shows every other process.
            config = {"http": {"listen": f"127.0.0.1:{self.gateway_port}",
                               "web_root": str(PROJECT / "frontend" / "out")},
                      "state": {"url": f"sqlite:///{self.folder}/gateway.db"},
                      "auth": {"admin_token_file": self.admin_token_file},
                      "ingest": self._peer("ingest"), "query_engine": self._peer("query-engine"),
                      "status": {"parts": [f"{service.name} {service.address} {service.admin}"
                                           for service in self.services.values() if service.name != name]}}
        return _merge(config, self.overrides.get(name, {}))

    def start(self, *names: str) -> "Stack":
        """The named services only, or all."""
        names = names or (*SERVICES, "gateway")
        for name in names:
            self.services[name].start(wait=False)
        for name in names:
            self.services[name].process.wait_ready()
        return self

    def stop(self) -> None:
        for service in reversed(list(self.services.values())):
            if service.process.child is not None:
                service.stop()

    def kill(self) -> None:
        for service in self.services.values():
            service.kill()


def _merge(base: dict, changes: dict) -> dict:
    result = dict(base)
    for key, value in changes.items():
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = _merge(result[key], value) if both else value
    return result
