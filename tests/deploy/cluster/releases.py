"""What a release of the chart is in a cluster: its pods, and how they come and go while it is changed."""

import subprocess
import threading

from cluster import Cluster
from harness.process import patience

RELEASE = "shop"
COMPONENT = "app.kubernetes.io/component"
# Of the chart's default values.
PODS = {"gateway": 2, "ingest": 1, "schema-inference": 1, "query-engine": 1, "embedding": 1, "provisioning": 1, "clickhouse": 1, "postgresql": 1}


def is_ready(pod: dict) -> bool:
    return any(condition["type"] == "Ready" and condition["status"] == "True" for condition in pod["status"].get("conditions", []))


def ready_pods(cluster: Cluster, namespace: str) -> dict[str, int]:
    """Component -> how many pods are ready and stay."""
    found = {}
    for pod in cluster.objects("pods", namespace):
        if is_ready(pod) and "deletionTimestamp" not in pod["metadata"]:
            component = pod["metadata"]["labels"][COMPONENT]
            found[component] = found.get(component, 0) + 1
    return found


def pods_of(cluster: Cluster, namespace: str) -> dict[str, set[str]]:
    """Component -> names of its pods."""
    found = {component: set() for component in PODS}
    for pod in cluster.objects("pods", namespace):
        found[pod["metadata"]["labels"][COMPONENT]].add(pod["metadata"]["name"])
    return found


class PodWatch:
    """Every change of a namespace's pods from now on, until the end of a `with`: how few of a component worked at any moment."""

    LINE = ('{.type}|{.object.metadata.name}|{.object.metadata.labels.app\\.kubernetes\\.io/component}|{.object.metadata.deletionTimestamp}|'
            '{.object.status.conditions[?(@.type=="Ready")].status}|{.object.spec.containers[0].image}{"\\n"}')

    def __init__(self, cluster: Cluster, namespace: str):
        self.working: dict[str, set[str]] = {}
        self.fewest: dict[str, int] = {}
        self.images: dict[str, set[str]] = {}
        self.changes: list[str] = []
        self.child = subprocess.Popen(
            ["kubectl", "get", "pods", "--namespace", namespace, "--watch", "--output-watch-events", "--output", f"jsonpath={self.LINE}"],
            env=cluster.environment, stdout=subprocess.PIPE, text=True)
        self.reader = threading.Thread(target=self._read)

    def __enter__(self) -> "PodWatch":
        self.reader.start()
        return self

    def __exit__(self, *_) -> None:
        self.child.terminate()
        self.child.wait(patience(20))
        self.reader.join(patience(20))

    def _read(self) -> None:
        for line in self.child.stdout:
            self.changes.append(line.rstrip())
            kind, name, component, deleted, ready, image = self.changes[-1].split("|")
            working = self.working.setdefault(component, set())
            self.images.setdefault(component, set()).add(image)
            if kind != "DELETED" and ready == "True" and not deleted:
                working.add(name)
            elif name in working:
                working.remove(name)
                self.fewest[component] = min(self.fewest.get(component, len(working)), len(working))
