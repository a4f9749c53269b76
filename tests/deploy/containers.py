"""Podman for the tests: a configuration of its own, the base image, and projects that are gone afterwards."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from harness.process import PREFIX, PROJECT

BASE = "localhost/aurora-test/base:bookworm"
REGISTRY, TAG = "localhost/aurora-test", "test"
STAND_INS = PROJECT / "tests" / "deploy" / "images"
# Works also inside a sandbox without systemd, with hybrid control groups, and where limits cannot be raised.
CONFIGURATION = """[engine]
runtime = "runc"
events_logger = "file"
cgroup_manager = "cgroupfs"
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=4096:4096"]
"""
BUILD_SECONDS = 1200


class Podman:
    def __init__(self, folder: Path):
        if shutil.which("podman") is None:
            pytest.skip("podman is not installed: apt-get install podman buildah runc netavark aardvark-dns")
        configuration = folder / "containers.conf"
        configuration.write_text(CONFIGURATION)
        self.environment = {**os.environ, "CONTAINERS_CONF": str(configuration)}

    def run(self, *arguments, check=True, timeout=120, **options) -> subprocess.CompletedProcess:
        """`podman ARGUMENTS`, or another program when the first argument is a path."""
        command = [str(part) for part in arguments]
        if not command[0].startswith("/"):
            command.insert(0, "podman")
        environment = {**self.environment, **options.pop("environment", {})}
        result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=timeout, **options)
        assert not check or result.returncode == 0, f"{command}\n{result.stdout[-3000:]}\n{result.stderr[-3000:]}"
        return result

    def has(self, image: str) -> bool:
        return self.run("image", "exists", image, check=False).returncode == 0

    def make_base(self, folder: Path) -> None:
        """Debian 12 under the name BASE: what a registry serves, else made of Debian's packages."""
        if self.has(BASE):
            return
        for name in ("localhost/debian:bookworm-slim", "docker.io/library/debian:bookworm-slim"):
            if self.has(name) or self.run("pull", "--quiet", name, check=False, timeout=60).returncode == 0:
                self.run("tag", name, BASE)
                return
        if shutil.which("mmdebstrap") is None:
            pytest.skip("no base image: no registry serves debian:bookworm-slim here, and mmdebstrap is not installed to make one")
        archive = folder / "base.tar"
        subprocess.run(["mmdebstrap", "--quiet", "--variant=minbase", "--include=ca-certificates", "bookworm", archive], check=True,
                       timeout=300)
        self.run("import", archive, BASE)
        archive.unlink()

    def build_all(self, *images: str) -> None:
        """Aurora's images with the programs of the build under test."""
        self.run(PROJECT / "docker" / "build", "--prebuilt", PREFIX, "--base", BASE, "--registry", REGISTRY, "--tag", TAG,
                 "--engine", "podman", "--no-pull", *images, timeout=BUILD_SECONDS)

    def build_stand_in(self, name: str, context: Path | None = None, **arguments: str) -> str:
        """An image of tests/deploy/images, of their Dockerfile's ARGs; its name."""
        image = f"{REGISTRY}/{name}:{TAG}"
        words = [word for key, value in arguments.items() for word in ("--build-arg", f"{key}={value}")]
        self.run("build", "--format", "docker", "--pull=never", *words, "--tag", image, context or STAND_INS / name, timeout=BUILD_SECONDS)
        return image


class Project:
    """A Compose preset that runs under a name of its own."""

    def __init__(self, podman: Podman, name: str, preset: Path, environment: dict[str, str]):
        self.podman, self.name, self.preset = podman, name, preset
        self.environment = {"AURORA_REGISTRY": REGISTRY, "AURORA_VERSION": TAG, **environment}

    def compose(self, *arguments, **options) -> subprocess.CompletedProcess:
        program = shutil.which("podman-compose")
        return self.podman.run(program, "-p", self.name, "-f", self.preset, *arguments, environment=self.environment, **options)

    def container(self, service: str) -> str:
        found = self.podman.run("ps", "--all", "--quiet", "--filter", f"label=io.podman.compose.project={self.name}",
                                "--filter", f"label=com.docker.compose.service={service}").stdout.split()
        assert len(found) == 1, f"{service}: {found}"
        return found[0]

    def healthy(self, service: str) -> bool:
        """Asked directly: the timers that ask otherwise need systemd."""
        return self.podman.run("healthcheck", "run", self.container(service), check=False).returncode == 0

    def logs(self) -> str:
        parts = self.podman.run("ps", "--all", "--format", "{{.Names}} {{.Status}}", "--filter",
                                f"label=io.podman.compose.project={self.name}").stdout
        for name in [line.split()[0] for line in parts.splitlines()]:
            parts += f"--- {name}\n" + self.podman.run("logs", "--tail", "15", name, check=False).stderr
        return parts

    def down(self) -> None:
        self.compose("down", "--volumes", "--timeout", "10", check=False, timeout=180)
