"""The chart's pods run: with the user, the read-only file system, the rights, the memory and the mounts that it gives them, until
its own test says that every part is up. What schedules pods and resolves Services is Podman's network here, not Kubernetes."""

import os
import uuid

import pytest
from chart import render
from containers import BASE, REGISTRY, TAG
from pods import Node

READY_SECONDS = 120
VALUES = {
    "image": {"registry": REGISTRY, "tag": TAG},
    "postgresql": {"small": {"image": f"{REGISTRY}/postgres:{TAG}"}},
    # Nothing translates ports here.
    "gateway": {"service": {"port": 7171}},
}


@pytest.fixture(scope="module")
def node(podman, tmp_path_factory):
    if os.geteuid() != 0:
        pytest.skip("the chart's pods did not run: their volumes are given to users as a kubelet does it, which is root's to do")
    podman.build_stand_in("postgres", BASE=BASE)
    folder = tmp_path_factory.mktemp("pods")
    documents = render(VALUES, folder)
    node = Node(podman, f"aurora-test-{uuid.uuid4().hex[:6]}", documents, folder / "volumes")
    try:
        for part in node.pods:
            if part != "test":
                node.start(part)
        yield node
    finally:
        node.stop()


def test_every_pod_becomes_ready_and_the_charts_test_agrees(node):
    try:
        for part in node.pods:
            if part != "test":
                node.await_ready(part, READY_SECONDS)
    except TimeoutError as error:
        raise TimeoutError(f"{error}\n{node.logs()}") from None
    tested = node.run("test")
    assert tested.returncode == 0 and "every part is up" in tested.stdout, tested.stdout + tested.stderr
