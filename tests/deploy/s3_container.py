"""The simulated S3 as containers find it: it listens in their network, by TLS, and on this machine on loopback alone as before."""

import ctypes
import socket
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from containers import REGISTRY, TAG, Podman
from harness.authority import Authority
from simulated_s3 import SimulatedS3

HOST, PORT = "s3.store.svc.cluster.local", 9000
CLONE_NEWNET = 0x40000000


def listen_beside(pid: int) -> socket.socket:
    """In the network of that process: a socket stays in the one that it was made in."""
    def make() -> socket.socket:
        with open(f"/proc/{pid}/ns/net", "rb") as network:
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.setns(network.fileno(), CLONE_NEWNET) != 0:
                raise OSError(ctypes.get_errno(), "setns")
        return socket.create_server(("0.0.0.0", PORT))
    # Of a thread, which ends: nothing else goes there.
    with ThreadPoolExecutor(1) as executor:
        return executor.submit(make).result()


class S3Container:
    """Holds the name in the network, and does nothing else. `environment`: what a job needs to get there; `authority`: of its certificate."""

    def __init__(self, podman: Podman, network: str, s3: SimulatedS3, folder: Path):
        self.podman, self.name = podman, f"aurora-test-s3-{uuid.uuid4().hex[:6]}"
        podman.run("run", "--detach", "--name", self.name, "--network", f"{network}:alias={HOST}", "--entrypoint", "sleep",
                   f"{REGISTRY}/cli:{TAG}", "infinity")
        with listen_beside(int(podman.run("inspect", "--format", "{{.State.Pid}}", self.name).stdout)) as at:
            authority = Authority(folder, "store")
            s3.listen(at, authority.issue("s3", f"DNS:{HOST}"))
        self.authority = authority.certificate.read_text()
        self.environment = {**s3.environment, "AWS_ENDPOINT_URL_S3": f"https://{HOST}:{PORT}"}

    def remove(self) -> None:
        self.podman.run("rm", "--force", "--time", "0", self.name, check=False)
