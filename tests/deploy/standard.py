"""standard.yaml as `aurora deploy compose` brings it up, with images of tests/deploy/images for what a registry would serve."""

import base64
import json
import re
import resource
import shutil
from pathlib import Path

import yaml
from compose_command import ComposeCommand
from containers import BASE, REGISTRY, TAG, Podman, Project
from door import Door
from harness.process import PROJECT, wait_until

PRESET = PROJECT / "docker" / "compose" / "standard.yaml"
UP_SECONDS = 150
# The preset's own secret, and those of users that the stand-in for ClickHouse cannot be given by SQL.
CLICKHOUSE_SECRETS = ("secrets: [clickhouse-admin]", "secrets: [clickhouse-admin, clickhouse-ingest, clickhouse-query, clickhouse-catalog]")


def make_home(folder: Path, volumes: dict[str, Path]) -> Path:
    """The checkout's files with secrets of their own, the stand-in's three more, no higher limit than this machine may set, and folders
    in the place of some of the volumes."""
    shutil.copytree(PRESET.parent, folder / "docker" / "compose", ignore=shutil.ignore_patterns("secrets"))
    shutil.copytree(PROJECT / "helm" / "aurora" / "files", folder / "helm" / "aurora" / "files")
    text = PRESET.read_text()
    assert text.count(CLICKHOUSE_SECRETS[0]) == 1
    text = text.replace(*CLICKHOUSE_SECRETS)
    (limit,) = re.findall(r"^ +ulimits: .*hard: (\d+).*\n", text, re.MULTILINE)
    if resource.getrlimit(resource.RLIMIT_NOFILE)[1] < int(limit):
        text = re.sub(r"^ +ulimits: .*\n", "", text, flags=re.MULTILINE)
    for volume, place in volumes.items():
        assert text.count(f'"{volume}:/') == 1
        text = text.replace(f'"{volume}:/', f'"{place}:/')
    (folder / "docker" / "compose" / PRESET.name).write_text(text)
    return folder


def stores(podman: Podman) -> dict[str, str]:
    """Variable of the preset -> the image of a store."""
    return {"CLICKHOUSE_IMAGE": podman.build_stand_in("clickhouse", ENGINE=f"{REGISTRY}/embedded-clickhouse:{TAG}"),
            "POSTGRES_IMAGE": podman.build_stand_in("postgres", BASE=BASE)}


class Standard:
    """The preset as it runs."""

    def __init__(self, podman, home, command: ComposeCommand):
        self.podman, self.home, self.command = podman, home, command
        self.project = Project(podman, command.name, PRESET, {})
        self.secrets = {file.name: file.read_text().strip() for file in (home / "docker" / "compose" / "secrets").iterdir()}
        self.door = Door(command.port, self.secrets["admin-token"])

    def inspected(self) -> dict[str, dict]:
        """Service -> what Podman says of its container."""
        containers = json.loads(self.podman.run("inspect", *self.command.listed("containers")).stdout)
        found = {container["Config"]["Labels"]["com.docker.compose.service"]: container for container in containers}
        assert len(found) == len(containers)
        return found

    def ids(self) -> dict[str, str]:
        return {service: container["Id"] for service, container in self.inspected().items()}

    def reaches(self, service: str, host: str, port: int) -> bool:
        return self.podman.run("exec", self.project.container(service), "timeout", "5", "bash", "-c", f": < /dev/tcp/{host}/{port}",
                               check=False).returncode == 0

    def from_grafana(self, url: str, **headers: str) -> dict:
        """What Grafana's container gets from a URL."""
        program = "import json, requests, sys; print(requests.get(sys.argv[1], headers=json.loads(sys.argv[2]), timeout=20).text)"
        return json.loads(self.podman.run("exec", self.project.container("grafana"), "python3", "-c", program, url, json.dumps(headers)).stdout)

    def grafana(self, path: str) -> dict:
        """Grafana's API as its administrator, who is not let in from anywhere else."""
        words = f'admin:{self.secrets["grafana"]}'.encode()
        return self.from_grafana(f"http://127.0.0.1:3000/grafana{path}", Authorization=f"Basic {base64.b64encode(words).decode()}")

    def prometheus(self, path: str) -> dict:
        """Prometheus' API at the address that Grafana has for it."""
        sources = yaml.safe_load((PRESET.parent / "observability/grafana/provisioning/datasources/aurora.yaml").read_text())["datasources"]
        return self.from_grafana(f'{sources[0]["url"]}/api/v1{path}')["data"]

    def all_up(self) -> None:
        try:
            wait_until(self.door.all_up, UP_SECONDS, "every part is up", interval=0.5)
        except TimeoutError as error:
            raise TimeoutError(f"{error}\n{self.project.logs()}") from None

    def stop(self, service: str) -> None:
        self.podman.run("stop", "--time", "0", self.project.container(service))

    def remove(self, *services: str) -> None:
        """For good, with the containers that depend on them: Podman removes nothing that another one depends on."""
        containers = [self.project.container(service) for service in services]
        self.podman.run("rm", "--force", "--depend", "--time", "0", *containers)

    def make_again(self) -> None:
        done = self.command.run("--yes")
        assert done.returncode == 0, done.stderr
        self.all_up()

    def said(self, service: str) -> str:
        """What a container has written."""
        log = self.podman.run("logs", self.project.container(service))
        return log.stdout + log.stderr
