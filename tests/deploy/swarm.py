"""docker/swarm/stack.yaml without a Swarm: each service's containers as the file describes them, started and replaced by podman."""

import itertools
import os
import re
from datetime import datetime
from pathlib import Path

import yaml
from containers import Podman
from harness.process import PROJECT, wait_until
from programs import SERVICES

# Of logs that are shown around a failure.
NEAR_SECONDS = 4
NEAR_LINES_MAX = 200
STACK = PROJECT / "docker" / "swarm" / "stack.yaml"


def interpolated(text: str, variables: dict[str, str]) -> str:
    """${NAME:-default} as Docker understands it."""
    return re.sub(r"\$\{([A-Z_]+):-([^}]*)\}", lambda found: variables.get(found[1], found[2]), text)


def seconds(duration: str) -> int:
    return int(duration.removesuffix("s"))


def time_of(line: str) -> float | None:
    """Of a line of `podman logs --timestamps`, in seconds of the day's clock."""
    try:
        return datetime.fromisoformat(line.split(" ", 1)[0]).timestamp()
    except ValueError:
        return None


class Stack:
    """Containers of the file's services, in a network of their own."""

    def __init__(self, podman: Podman, name: str, variables: dict[str, str]):
        self.podman, self.name = podman, name
        self.file = yaml.safe_load(interpolated(STACK.read_text(), variables))
        self.numbers = itertools.count(1)
        # Service -> names of its containers, the oldest first.
        self.running: dict[str, list[str]] = {}
        # Name of a container that has been ended -> its log.
        self.ended: dict[str, str] = {}
        podman.run("network", "create", name)

    def start(self, service: str, image: str | None = None) -> str:
        """One more container of the service; its name."""
        described = self.file["services"][service]
        name = f"{self.name}-{service}-{next(self.numbers)}"
        # Podman's name server drops questions while it takes over that a container came or went: they are asked again soon.
        words = ["run", "--detach", "--name", name, "--network", f"{self.name}:alias={service}", "--dns-option", "timeout:1",
                 "--dns-option", "attempts:5", "--stop-timeout", str(seconds(described["stop_grace_period"]))]
        if described["deploy"]["restart_policy"]["condition"] == "any":
            words += ["--restart", "always"]
        if described.get("read_only"):
            words += ["--read-only"]
        for capability in described.get("cap_drop", []):
            words += [f"--cap-drop={capability}"]
        if "user" in described:
            words += ["--user", described["user"]]
        for key, value in described.get("environment", {}).items():
            words += ["--env", f"{key}={value}"]
        words += self.mounts(described)
        limit = described["deploy"].get("resources", {}).get("limits", {}).get("memory")
        if limit:
            words += ["--memory", limit]
        self.podman.run(*words, image or described["image"])
        self.running.setdefault(service, []).append(name)
        return name

    def mounts(self, described: dict) -> list[str]:
        words = []
        for mount in described.get("volumes", []):
            if isinstance(mount, dict):
                words += ["--tmpfs", f'{mount["target"]}:rw,size={mount["tmpfs"]["size"]}']
            else:
                words += ["--volume", f"{self.name}-{mount}"]
        for config in described.get("configs", []):
            words += ["--volume", f'{self.path(self.file["configs"][config["source"]])}:{config["target"]}:ro']
        for secret in described.get("secrets", []):
            words += ["--volume", f'{self.path(self.file["secrets"][secret])}:/run/secrets/{secret}:ro']
        return words

    @staticmethod
    def path(entry: dict) -> Path:
        return Path(os.path.normpath(STACK.parent / entry["file"]))

    def healthy(self, container: str) -> bool:
        return self.podman.run("healthcheck", "run", container, check=False).returncode == 0

    def start_all(self, limit_seconds: float) -> None:
        """As many of each of our services as the file wants, until they are healthy."""
        for service in SERVICES:
            for _ in range(self.file["services"][service]["deploy"]["replicas"]):
                self.start(service)
        for name in itertools.chain.from_iterable(self.running[service] for service in SERVICES):
            wait_until(lambda name=name: self.healthy(name), limit_seconds, f"{name} is healthy", interval=0.5)

    def replace(self, service: str, image: str, limit_seconds: float) -> None:
        """A service's containers one by one: the new one is healthy before an old one is told to end, as `order: start-first` has it."""
        assert self.file["services"][service]["deploy"]["update_config"]["order"] == "start-first"
        for old in list(self.running[service]):
            new = self.start(service, image)
            wait_until(lambda new=new: self.healthy(new), limit_seconds, f"{new} is healthy", interval=0.25)
            self.end(service, old)

    def end(self, service: str, container: str) -> None:
        self.podman.run("stop", container, timeout=120)
        self.ended[container] = self.log(container)
        self.podman.run("rm", container)
        self.running[service].remove(container)

    def log(self, container: str) -> str:
        """Each line after the time when it came."""
        result = self.podman.run("logs", "--timestamps", container, check=False)
        return result.stdout + result.stderr

    def logs_around(self, moments: list[tuple[float, float]]) -> str:
        """What every container, also one that has been ended, wrote from shortly before to shortly after any of the spans."""
        logs = self.ended | {name: self.log(name) for name in itertools.chain.from_iterable(self.running.values())}
        parts = []
        for name, text in logs.items():
            near = [line for line in text.splitlines() if (at := time_of(line)) is not None
                    and any(began - NEAR_SECONDS <= at <= ended + NEAR_SECONDS for began, ended in moments)]
            if near:
                parts.append("\n".join([f"--- {name}", *near[-NEAR_LINES_MAX:]]))
        return "\n".join(parts)

    def logs(self) -> str:
        parts = []
        for name in itertools.chain.from_iterable(self.running.values()):
            parts.append(f"--- {name}\n" + self.podman.run("logs", "--tail", "10", name, check=False).stderr)
        return "\n".join(parts)

    def down(self) -> None:
        for name in itertools.chain.from_iterable(self.running.values()):
            self.podman.run("rm", "--force", "--volumes", "--time", "0", name, check=False)
        for volume in self.file["volumes"]:
            self.podman.run("volume", "rm", "--force", f"{self.name}-{volume}", check=False)
        self.podman.run("network", "rm", "--force", self.name, check=False)
