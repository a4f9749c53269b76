"""A Kubernetes of one process (server/), and the programs that work on it: kubectl, helm and `aurora deploy kubernetes`."""

import json
import os
import re
import secrets
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from harness.aurora import AURORA
from harness.deploying import run_typing
from harness.ports import free_port
from harness.process import PROJECT, THIRD_PARTY, Process, patience

PROGRAMS = THIRD_PARTY / "kubernetes"
GO = "1.23"
BUILD_SECONDS = 3600
CONTEXT = "test"
# Pods that want more than the level allows are refused.
RESTRICTED = {"pod-security.kubernetes.io/enforce": "restricted", "pod-security.kubernetes.io/enforce-version": "latest"}


def build_programs() -> None:
    """Compiled at the first use: some minutes on two cores."""
    said = subprocess.run(["go", "env", "GOVERSION"], capture_output=True, text=True, timeout=60).stdout if shutil.which("go") else ""
    version = re.match(r"go(\d+)\.(\d+)", said)
    if not version or [int(part) for part in version.groups()] < [int(part) for part in GO.split(".")]:
        pytest.skip(f"the chart was installed on no Kubernetes: its API server, kubectl and helm are compiled by Go {GO} or later, and here is "
                    f"{said.strip() or 'no Go'}: https://go.dev/doc/install")
    made = subprocess.run([PROJECT / "third_party" / "kubernetes.sh"], capture_output=True, text=True, timeout=BUILD_SECONDS)
    assert made.returncode == 0, made.stderr


class Cluster:
    """As one kubeconfig sees it; `as_who_has` gives another user's."""

    def __init__(self, folder: Path, server: str, authority: Path, token: str):
        self.folder, self.server, self.authority = folder, server, authority
        folder.mkdir(parents=True, exist_ok=True)
        config = folder / "kubeconfig"
        config.write_text(yaml.safe_dump({
            "apiVersion": "v1", "kind": "Config", "current-context": CONTEXT,
            "clusters": [{"name": CONTEXT, "cluster": {"server": server, "certificate-authority": str(authority)}}],
            "users": [{"name": "user", "user": {"token": token}}],
            "contexts": [{"name": CONTEXT, "context": {"cluster": CONTEXT, "user": "user"}}]}))
        config.chmod(0o600)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("HELM_", "KUBE", "AURORA_"))}
        self.environment = {**kept, "PATH": f'{PROGRAMS}:{os.environ["PATH"]}', "HOME": str(folder), "KUBECONFIG": str(config),
                            "AURORA_HOME": str(PROJECT), "NO_COLOR": "1"}

    def as_who_has(self, token: str, folder: Path) -> "Cluster":
        return Cluster(folder, self.server, self.authority, token)

    def run(self, *command, check: int | None = 0, typed: str = "", timeout: float = 180) -> subprocess.CompletedProcess:
        """In the checkout, whose files the guides name."""
        result = subprocess.run([str(word) for word in command], env=self.environment, cwd=PROJECT, input=typed, capture_output=True, text=True,
                                timeout=patience(timeout))
        assert check is None or result.returncode == check, f"{command}: {result.returncode}\n{result.stdout}\n{result.stderr}"
        return result

    def kubectl(self, *words, **options) -> str:
        return self.run("kubectl", *words, **options).stdout

    def helm(self, *words, **options) -> subprocess.CompletedProcess:
        return self.run("helm", *words, **options)

    def deploy(self, *words, **options) -> subprocess.CompletedProcess:
        """`aurora deploy kubernetes`, and nobody types anything."""
        return self.run(*self._deploy(words), **options)

    def deploy_typing(self, typed: str, *words) -> tuple[int, str]:
        return run_typing(typed, self._deploy(words), self.environment)

    def shell_typing(self, typed: str, line: str, folder: Path) -> tuple[int, str]:
        """A line of a guide, in a folder, by somebody who answers what is asked."""
        environment = {**self.environment, "PATH": f'{self.environment["PATH"]}:{AURORA.parent}', "AURORA_DATA_DIR": str(self.folder / "data")}
        return run_typing(typed, ["bash", "-c", f'cd "$0" && {line}', str(folder)], environment)

    def objects(self, kinds: str, namespace: str, *words) -> list[dict]:
        return json.loads(self.kubectl("get", kinds, "--namespace", namespace, "--output", "json", *words))["items"]

    def names(self, kinds: str, namespace: str) -> set[str]:
        return {f'{found["kind"]} {found["metadata"]["name"]}' for found in self.objects(kinds, namespace)}

    def apply(self, documents: list[dict], *words, **options) -> subprocess.CompletedProcess:
        return self.run("kubectl", "apply", "--filename", "-", *words, typed=yaml.safe_dump_all(documents), **options)

    def _deploy(self, words) -> list[str]:
        return [str(word) for word in (AURORA, "--data-dir", self.folder / "data", "deploy", "kubernetes", *words)]


def make_namespace(cluster: Cluster, name: str) -> str:
    cluster.apply([{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name, "labels": RESTRICTED}}])
    return name


class Server:
    """The process. What it holds is gone when it ends."""

    def __init__(self, folder: Path):
        data, port, token = folder / "data", free_port(), secrets.token_hex(16)
        data.mkdir(mode=0o700)
        self.process = Process("server", [PROGRAMS / "server", "-folder", data, "-port", port, "-etcd-port", free_port(),
                                          "-etcd-peer-port", free_port(), "-token", token], folder, ready=(data / "ready").exists)
        self.process.start(wait=False)
        self.process.wait_ready(120)
        self.administrator = Cluster(folder / "administrator", f"https://127.0.0.1:{port}", data / "certificates" / "apiserver.crt", token)

    def stop(self) -> None:
        self.process.kill()
