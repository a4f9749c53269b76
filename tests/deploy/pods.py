"""Rendered pods, each as a container of Podman's: what a kubelet would make of user, file system, rights, memory, mounts, environment and
arguments. Nothing else of a pod's specification is known here; a name of a Service leads to its pod, without a change of port."""

import base64
import os
import shutil
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
    """Component -> specification, of all that has replicas; `test` is the pod of helm test, `backup` and `drill` those that the CronJobs
    make, `restore` the Job's."""
    made = {}
    for document in documents:
        kind, spec = document["kind"], document["spec"] if "spec" in document else {}
        if kind in ("Deployment", "StatefulSet") and spec.get("replicas") != 0:
            pod = made[component(document)] = spec["template"]["spec"]
            # As the controller of StatefulSets adds them.
            pod["volumes"] += [{"name": claim["metadata"]["name"], "persistentVolumeClaim": {
                "claimName": f'{claim["metadata"]["name"]}-{document["metadata"]["name"]}-0'}} for claim in spec.get("volumeClaimTemplates", [])]
        elif kind == "CronJob":
            made[component(document)] = spec["jobTemplate"]["spec"]["template"]["spec"]
        elif kind == "Job":
            made[component(document)] = spec["template"]["spec"]
        elif kind == "Pod":
            made[component(document)] = spec
    return made


class Node:
    """Volumes that are claimed stay until they are given up; `take` changes what there is to start, as an upgrade does."""

    def __init__(self, podman: Podman, name: str, documents: list[dict], folder: Path):
        self.podman, self.name, self.folder = podman, name, folder
        self.started: list[str] = []
        self.take(documents)
        podman.run("network", "create", name)

    def take(self, documents: list[dict]) -> None:
        self.pods = pod_specifications(documents)
        self.hosts = {component(document): f'{document["metadata"]["name"]}.{NAMESPACE}.svc' for document in documents
                      if document["kind"] == "Service"}
        self.files = {(document["kind"], document["metadata"]["name"]): document["data"] for document in documents
                      if document["kind"] in ("ConfigMap", "Secret")}

    def start(self, part: str) -> None:
        assert not self.pods[part].get("initContainers"), "only `run` knows them"
        self.started.append(part)
        self.podman.run("run", "--detach", "--restart", "on-failure", *self._words(part, self._container(part), self._volumes(part)))

    def run(self, part: str) -> subprocess.CompletedProcess:
        """To its end; what the last of its containers said."""
        volumes = self._volumes(part)
        for container in [*self.pods[part].get("initContainers", []), self._container(part)]:
            said = self.podman.run("run", "--rm", *self._words(part, container, volumes), check=False)
            if said.returncode != 0:
                break
        return said

    def await_ready(self, part: str, seconds: float) -> None:
        probe = self._container(part)["readinessProbe"]
        wait_until(lambda: self._probe(part, probe), seconds, f"{part} is ready", interval=0.5)

    def logs(self) -> str:
        return "".join(f"--- {part}\n" + self.podman.run("logs", "--tail", "15", f"{self.name}-{part}", check=False).stderr for part in self.started)

    def address(self, part: str) -> str:
        return self.podman.run("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", f"{self.name}-{part}").stdout.strip()

    def end_pods(self) -> None:
        if self.started:
            self.podman.run("rm", "--force", "--volumes", "--time", "10", *[f"{self.name}-{part}" for part in self.started], check=False)
        self.started = []

    def give_up_claims(self) -> None:
        shutil.rmtree(self.folder / "claims")

    def stop(self) -> None:
        self.end_pods()
        self.podman.run("network", "rm", "--force", self.name, check=False)

    def _container(self, part: str) -> dict:
        (container,) = self.pods[part]["containers"]
        return container

    def _probe(self, part: str, probe: dict) -> bool:
        if "exec" in probe:
            return self.podman.run("exec", f"{self.name}-{part}", *probe["exec"]["command"], check=False).returncode == 0
        (port,) = [port["containerPort"] for port in self._container(part)["ports"] if port["name"] == probe["httpGet"]["port"]]
        return http_ok(f'http://{self.address(part)}:{port}{probe["httpGet"]["path"]}')

    def _words(self, part: str, container: dict, volumes: dict[str, Path]) -> list[str]:
        security, rights = self.pods[part]["securityContext"], container["securityContext"]
        memory = container["resources"]["limits"]["memory"]
        words = ["--name", f"{self.name}-{part}", "--user", f'{security["runAsUser"]}:{security["runAsGroup"]}',
                 "--memory", f"{int(memory[:-2]) * MEBIBYTES[memory[-2:]]}m", "--pull", "never"]
        words += ["--network", f"{self.name}:alias={self.hosts[part]}" if part in self.hosts else self.name]
        # Podman would make /tmp and /run writable again.
        words += ["--read-only", "--read-only-tmpfs=false"] if rights["readOnlyRootFilesystem"] else []
        words += [] if rights["allowPrivilegeEscalation"] else ["--security-opt", "no-new-privileges"]
        words += [f"--cap-drop={name}" for name in rights["capabilities"]["drop"]]
        environment = {variable["name"]: variable["value"] for variable in container.get("env", [])}
        for source in container.get("envFrom", []):
            data = self.files["Secret", source["secretRef"]["name"]]
            environment |= {name: base64.b64decode(value).decode() for name, value in data.items()}
        words += [word for name, value in environment.items() for word in ("--env", f"{name}={value}")]
        for mount in container.get("volumeMounts", []):
            source = self._below(volumes[mount["name"]], mount.get("subPath", ""))
            words += ["--volume", f'{source}:{mount["mountPath"]}{":ro" if mount.get("readOnly") else ""}']
        entry, *arguments = container.get("command", [None]) + container.get("args", [])
        words += ["--entrypoint", entry] if entry else []
        return [*words, container["image"], *arguments]

    def _below(self, volume: Path, path: str) -> Path:
        """As a kubelet does it: what is missing of a subPath becomes root's, with the volume's own mode."""
        folder = volume
        for name in Path(path).parts:
            folder /= name
            if not folder.exists():
                folder.mkdir()
                folder.chmod(volume.stat().st_mode & 0o7777)
        return folder

    def _volumes(self, part: str) -> dict[str, Path]:
        return {volume["name"]: self._volume(part, volume) for volume in self.pods[part].get("volumes", [])}

    def _volume(self, part: str, volume: dict) -> Path:
        """As a kubelet lays it out: what is writable is root's and the group's, as the root of a new disk is with fsGroup."""
        group = self.pods[part]["securityContext"]["fsGroup"]
        claim = volume.get("persistentVolumeClaim")
        folder = self.folder / "claims" / claim["claimName"] if claim else self.folder / part / volume["name"]
        if claim and folder.exists():
            return folder
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        folder.chmod(0o755)
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
                file.chmod(secret.get("defaultMode", 0o644))
                os.chown(file, 0, group)
        else:
            os.chown(folder, 0, group)
            # What fsGroup adds to the 0755 of a new disk's root.
            folder.chmod(0o2775 if claim else 0o2770)
        return folder
