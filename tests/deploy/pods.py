"""Rendered pods, each as a container of Podman's: what a kubelet would make of user, file system, rights, memory, mounts and arguments.
Nothing else of a pod's specification is known here; a name of a Service leads to its pod, without a change of port."""

import base64
import os
import subprocess
from pathlib import Path

from chart import NAMESPACE
from containers import Podman
from harness.process import http_ok, wait_until

COMPONENT = "app.kubernetes.io/component"
MEBIBYTES = {"Mi": 1, "Gi": 1024}


def component(document: dict) -> str:
    return document["metadata"]["labels"][COMPONENT]


def pod_specifications(documents: list[dict]) -> dict[str, dict]:
    """Component -> specification; `test` is the pod of helm test."""
    made = {component(document): document["spec"]["template"]["spec"] for document in documents
            if document["kind"] in ("Deployment", "StatefulSet")}
    return made | {component(document): document["spec"] for document in documents if document["kind"] == "Pod"}


class Node:
    def __init__(self, podman: Podman, name: str, documents: list[dict], folder: Path):
        self.podman, self.name, self.folder = podman, name, folder
        self.pods = pod_specifications(documents)
        self.hosts = {component(document): f'{document["metadata"]["name"]}.{NAMESPACE}.svc' for document in documents
                      if document["kind"] == "Service"}
        self.files = {(document["kind"], document["metadata"]["name"]): document["data"] for document in documents
                      if document["kind"] in ("ConfigMap", "Secret")}
        self.started: list[str] = []
        podman.run("network", "create", name)

    def start(self, part: str) -> None:
        self.podman.run("run", "--detach", "--restart", "on-failure", *self._words(part))

    def run(self, part: str) -> subprocess.CompletedProcess:
        return self.podman.run("run", *self._words(part), check=False)

    def await_ready(self, part: str, seconds: float) -> None:
        probe = self._container(part)["readinessProbe"]
        wait_until(lambda: self._probe(part, probe), seconds, f"{part} is ready", interval=0.5)

    def logs(self) -> str:
        return "".join(f"--- {part}\n" + self.podman.run("logs", "--tail", "15", f"{self.name}-{part}", check=False).stderr for part in self.started)

    def stop(self) -> None:
        for part in self.started:
            self.podman.run("rm", "--force", "--volumes", "--time", "10", f"{self.name}-{part}", check=False)
        self.podman.run("network", "rm", "--force", self.name, check=False)

    def _container(self, part: str) -> dict:
        (container,) = self.pods[part]["containers"]
        return container

    def _probe(self, part: str, probe: dict) -> bool:
        if "exec" in probe:
            return self.podman.run("exec", f"{self.name}-{part}", *probe["exec"]["command"], check=False).returncode == 0
        address = self.podman.run("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", f"{self.name}-{part}").stdout.strip()
        (port,) = [port["containerPort"] for port in self._container(part)["ports"] if port["name"] == probe["httpGet"]["port"]]
        return http_ok(f'http://{address}:{port}{probe["httpGet"]["path"]}')

    def _words(self, part: str) -> list[str]:
        pod, container = self.pods[part], self._container(part)
        security, rights = pod["securityContext"], container["securityContext"]
        memory = container["resources"]["limits"]["memory"]
        words = ["--name", f"{self.name}-{part}", "--user", f'{security["runAsUser"]}:{security["runAsGroup"]}',
                 "--memory", f"{int(memory[:-2]) * MEBIBYTES[memory[-2:]]}m", "--pull", "never"]
        words += ["--network", f"{self.name}:alias={self.hosts[part]}" if part in self.hosts else self.name]
        # Podman would make /tmp and /run writable again.
        words += ["--read-only", "--read-only-tmpfs=false"] if rights["readOnlyRootFilesystem"] else []
        words += [] if rights["allowPrivilegeEscalation"] else ["--security-opt", "no-new-privileges"]
        words += [f"--cap-drop={name}" for name in rights["capabilities"]["drop"]]
        words += [word for variable in container.get("env", []) for word in ("--env", f'{variable["name"]}={variable["value"]}')]
        for mount in container["volumeMounts"]:
            source = self._volume(part, mount["name"], security["fsGroup"])
            words += ["--volume", f'{source}:{mount["mountPath"]}{":ro" if mount.get("readOnly") else ""}']
        entry, *arguments = container.get("command", [None]) + container.get("args", [])
        words += ["--entrypoint", entry] if entry else []
        self.started.append(part)
        return [*words, container["image"], *arguments]

    def _volume(self, part: str, name: str, group: int) -> Path:
        """As a kubelet lays it out: what is writable is root's and the group's, as the root of a new disk is with fsGroup."""
        folder = self.folder / part / name
        folder.mkdir(parents=True)
        folder.chmod(0o755)
        volume = next((volume for volume in self.pods[part]["volumes"] if volume["name"] == name), {})
        if "configMap" in volume:
            for key, text in self.files["ConfigMap", volume["configMap"]["name"]].items():
                (folder / key).write_text(text)
                (folder / key).chmod(0o644)
        elif "secret" in volume:
            secret = volume["secret"]
            data = self.files["Secret", secret["secretName"]]
            for item in secret["items"]:
                file = folder / item["path"]
                file.write_bytes(base64.b64decode(data[item["key"]]))
                file.chmod(secret["defaultMode"])
                os.chown(file, 0, group)
        else:
            folder.chmod(0o2770)
            os.chown(folder, 0, group)
        return folder
