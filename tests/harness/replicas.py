"""Two ingest processes that share their connections and their consumer groups, both from the program with fault points."""

import os
import signal
from pathlib import Path

from .ports import free_port
from .process import PREFIX
from .stack import Service, Stack

FAULT_POINTS = ("before_intent", "after_intent", "before_insert", "after_insert", "between_blocks", "after_insert_before_commit",
                "after_commit", "in_recovery")
PROGRAM = PREFIX / "bin" / "aurora-ingest-fault-points"


class Replicas:
    """`stack` has provisioning and schema inference running; `first` and `second` are ingest services on top of it.
    clickhouse_port: where they reach ClickHouse, when it is not ClickHouse's own."""

    def __init__(self, stack: Stack, clickhouse_port: int | None = None, **config):
        self.stack = stack
        self.services = [self._service(number, clickhouse_port, config) for number in (1, 2)]
        self.first, self.second = self.services

    def _service(self, number: int, clickhouse_port: int | None, more: dict) -> Service:
        config = self.stack.config_of("ingest") | more
        config["grpc"] = config["grpc"] | {"listen": f"127.0.0.1:{free_port()}"}
        config["instance_file"] = f"{self.stack.folder}/ingest-{number}.instance"
        if clickhouse_port is not None:
            config["clickhouse"] = config["clickhouse"] | {"url": f"http://127.0.0.1:{clickhouse_port}"}
        service = Service("ingest", Path(self.stack.folder) / f"ingest-{number}", config)
        process = service.process
        process.command = [str(PROGRAM) if part.endswith("/aurora-ingest") else part for part in process.command]
        return service

    def start(self) -> "Replicas":
        for service in self.services:
            service.start()
        return self

    def kill(self) -> None:
        for service in self.services:
            if service.process.running():
                os.kill(service.process.pid, signal.SIGCONT)
            service.kill()


def start_with_fault(service: Service, point: str, at_pass: int, action: str = "kill") -> None:
    """Starts the service so that it ends ("kill") or stands still ("stop") when it comes by the point."""
    service.process.env = {"AURORA_FAULT_POINT": point, "AURORA_FAULT_POINT_PASS": str(at_pass),
                           "AURORA_FAULT_POINT_ACTION": action}
    service.start(wait=False)
    service.process.env = {}


def stands_still(pid: int) -> bool:
    """Whether the process was stopped by a signal."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "T"
    except OSError:
        return False
