"""A real Kafka, the real ClickHouse engine and what ingest needs of Aurora, for the length of a measurement."""

import tempfile
from pathlib import Path

from bench.figures import cpu_seconds
from tests.harness.clickhouse import ClickHouse
from tests.harness.grpc_client import Stub, messages
from tests.harness.kafka import Kafka
from tests.harness.ports import free_port
from tests.harness.process import PREFIX
from tests.harness.stack import RPC_TOKEN, Service, Stack

PARTITIONS = 4


class Ingest:
    """An ingest service that runs, and what is asked of it. pid, connect(), disconnect()."""

    def __init__(self, service: Service):
        self.service = service
        self._stub, self._ingest = Stub("ingest", service.address, RPC_TOKEN, timeout=120), messages("ingest")

    @property
    def pid(self) -> int:
        return self.service.process.pid

    def connect(self, brokers: str, topic: str, table: str) -> str:
        """The connection's id; its table is bench.`table`, which may be there already."""
        return self._stub.CreateConnection(self._ingest.CreateConnectionRequest(
            brokers=self._ingest.Brokers(bootstrap_servers=brokers), topic=topic, database="bench", table=table)).connection.id

    def disconnect(self, connection: str) -> None:
        """Its table goes too."""
        self._stub.DeleteConnection(self._ingest.DeleteConnectionRequest(id=connection, drop_table=True))

    def stop(self) -> None:
        self._stub.close()
        self.service.stop()


class Loading:
    """with Loading() as loading: loading.kafka, .clickhouse (with the database bench), .connect(topic, table)."""

    def __enter__(self) -> "Loading":
        self._folder = tempfile.TemporaryDirectory(prefix="aurora-bench-")
        self.folder = Path(self._folder.name)
        self.kafka, self.clickhouse = Kafka(self.folder / "kafka"), ClickHouse(self.folder / "clickhouse")
        self.stack = Stack(self.folder / "stack", self.clickhouse, self.kafka)
        self.ingest: Ingest | None = None
        self._others: list[Ingest] = []
        try:
            self.kafka.start()
            self.clickhouse.start()
            self.stack.start("provisioning", "schema-inference", "ingest")
            self.clickhouse.query("CREATE DATABASE bench")
            self.ingest = Ingest(self.stack.services["ingest"])
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        for other in self._others:
            other.stop()
        if self.ingest is not None:
            self.ingest.stop()
        self.stack.stop()
        self.clickhouse.stop()
        self.kafka.stop()
        self._folder.cleanup()

    @property
    def pid(self) -> int:
        """Of ingest."""
        return self.ingest.pid

    def connect(self, topic: str, table: str) -> str:
        """The connection's id; its table is bench.`table`."""
        return self.ingest.connect(self.kafka.brokers, topic, table)

    def disconnect(self, connection: str) -> None:
        """Its table goes too."""
        self.ingest.disconnect(connection)

    def start_ingest(self, program: str) -> Ingest:
        """Another ingest service from a program of the build, with connections of its own."""
        config = self.stack.config_of("ingest")
        config["grpc"] = config["grpc"] | {"listen": f"127.0.0.1:{free_port()}"}
        config["state"] = {"url": f"sqlite:///{self.folder}/{program}.db", "key_file": f"{self.folder}/{program}.key"}
        service = Service("ingest", self.folder / program, config)
        service.process.command = [str(PREFIX / "bin" / program) if part.endswith("/aurora-ingest") else part
                                   for part in service.process.command]
        service.start()
        self._others.append(Ingest(service))
        return self._others[-1]


class Meter:
    """CPU seconds of ClickHouse and Kafka since it was made."""

    def __init__(self, loading: Loading):
        self._pids = {"clickhouse": loading.clickhouse.process.pid, "kafka": loading.kafka.process.pid}
        self._start = {name: cpu_seconds(pid) for name, pid in self._pids.items()}

    def each(self) -> dict[str, float]:
        """By "clickhouse" and "kafka"."""
        return {name: cpu_seconds(pid) - self._start[name] for name, pid in self._pids.items()}

    def servers(self) -> float:
        return sum(self.each().values())
