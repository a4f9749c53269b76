"""A real Kafka, the real ClickHouse engine and what ingest needs of Aurora, for the length of a measurement."""

import tempfile
from pathlib import Path

from bench.figures import cpu_seconds
from tests.harness.clickhouse import ClickHouse
from tests.harness.grpc_client import Stub, messages
from tests.harness.kafka import Kafka
from tests.harness.stack import Stack

TOKEN = "rpc-token-for-tests-0123456789"
PARTITIONS = 4


class Loading:
    """with Loading() as loading: loading.kafka, .clickhouse (with the database bench), .connect(topic, table)."""

    def __enter__(self) -> "Loading":
        self._folder = tempfile.TemporaryDirectory(prefix="aurora-bench-")
        self.folder = Path(self._folder.name)
        self.kafka, self.clickhouse = Kafka(self.folder / "kafka"), ClickHouse(self.folder / "clickhouse")
        self.stack = Stack(self.folder / "stack", self.clickhouse, self.kafka)
        self._stub = None
        try:
            self.kafka.start()
            self.clickhouse.start()
            self.stack.start("provisioning", "schema-inference", "ingest")
            self.clickhouse.query("CREATE DATABASE bench")
            self._stub, self._ingest = Stub("ingest", self.stack.addresses["ingest"], TOKEN, timeout=120), messages("ingest")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        if self._stub is not None:
            self._stub.close()
        self.stack.stop()
        self.clickhouse.stop()
        self.kafka.stop()
        self._folder.cleanup()

    @property
    def pid(self) -> int:
        """Of ingest."""
        return self.stack.services["ingest"].process.pid

    def connect(self, topic: str, table: str) -> str:
        """The connection's id; its table is bench.`table`."""
        return self._stub.CreateConnection(self._ingest.CreateConnectionRequest(
            brokers=self._ingest.Brokers(bootstrap_servers=self.kafka.brokers), topic=topic, database="bench",
            table=table)).connection.id

    def disconnect(self, connection: str) -> None:
        """Its table goes too."""
        self._stub.DeleteConnection(self._ingest.DeleteConnectionRequest(id=connection, drop_table=True))


class Meter:
    """CPU seconds of ClickHouse and Kafka since it was made."""

    def __init__(self, loading: Loading):
        self._pids = [loading.clickhouse.process.pid, loading.kafka.process.pid]
        self._start = [cpu_seconds(pid) for pid in self._pids]

    def servers(self) -> float:
        return sum(cpu_seconds(pid) - start for pid, start in zip(self._pids, self._start))
