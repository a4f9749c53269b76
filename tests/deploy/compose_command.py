"""`aurora deploy compose` for one project, by podman-compose and with a data directory of its own."""

import shutil
import subprocess
import uuid
from pathlib import Path

import pytest
from containers import REGISTRY, TAG, Podman
from harness.aurora import AURORA
from harness.ports import free_port
from harness.process import PROJECT

UP_SECONDS = 400


class ComposeCommand:
    def __init__(self, podman: Podman, folder: Path, preset: str, home: Path = PROJECT, environment: dict[str, str] | None = None):
        if shutil.which("docker") and subprocess.run(["docker", "compose", "version"], capture_output=True, check=False).returncode == 0:
            pytest.skip("docker compose works here and would be taken before podman-compose: the images are podman's")
        self.podman, self.folder, self.preset = podman, folder, preset
        self.name, self.port = f"aurora-test-{uuid.uuid4().hex[:6]}", free_port()
        self.environment = {**podman.environment, "AURORA_HOME": str(home), "NO_COLOR": "1", **(environment or {})}

    def run(self, *words, registry=REGISTRY, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess:
        return subprocess.run([AURORA, "--data-dir", self.folder, "deploy", "compose", "--preset", self.preset, "--name", self.name, "--registry",
                               registry, "--tag", TAG, "--port", str(self.port), *map(str, words)], env={**self.environment, **(environment or {})},
                              capture_output=True, text=True, timeout=UP_SECONDS, stdin=subprocess.DEVNULL)

    def listed(self, kind: str) -> list[str]:
        words = ("ps", "--all", "--format", "{{.Names}}") if kind == "containers" else ("volume", "ls", "--format", "{{.Name}}")
        return self.podman.run(*words, "--filter", f"label=com.docker.compose.project={self.name}").stdout.split()
