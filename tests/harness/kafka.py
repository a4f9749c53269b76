"""A one-node Apache Kafka in KRaft mode, on loopback."""

import base64
import shutil
import subprocess
import uuid
from pathlib import Path

from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient, NewTopic

from tests.harness.layout import SHARE
from tests.harness.ports import free_ports
from tests.harness.process import Process, wait_until

_PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
log.dirs={logs}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
group.initial.rebalance.delay.ms=0
broker.session.timeout.ms=3000
message.max.bytes=16777216
replica.fetch.max.bytes=16777216
auto.create.topics.enable=false
"""


class Kafka(Process):
    def __init__(self, folder: Path, extra_properties: str = ""):
        folder.mkdir(parents=True, exist_ok=True)
        port, controller = free_ports(2)
        self.brokers = f"127.0.0.1:{port}"
        properties = folder / "server.properties"
        properties.write_text(
            _PROPERTIES.format(port=port, controller=controller, logs=folder / "logs") + extra_properties)
        java = shutil.which("java")
        assert java, "java is missing: install default-jre-headless"
        self._java = [java, "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", f"{SHARE / 'kafka'}/*"]
        subprocess.run(
            [*self._java, "kafka.tools.StorageTool", "format", "--config", str(properties), "--cluster-id",
             _cluster_id()],
            check=True, capture_output=True, cwd=folder)
        super().__init__("kafka", [*self._java, "kafka.Kafka", str(properties)], folder)

    def wait_ready(self, timeout_s: float = 60.0) -> "Kafka":
        def answers() -> bool:
            self.check()
            return bool(AdminClient({"bootstrap.servers": self.brokers, "log_level": 0}).list_topics(timeout=2).brokers)

        wait_until("Kafka answers", answers, timeout_s, pause_s=0.2)
        return self

    def create_topic(self, name: str, partitions: int = 1, config: dict[str, str] | None = None) -> str:
        admin = AdminClient({"bootstrap.servers": self.brokers})
        topic = NewTopic(name, num_partitions=partitions, replication_factor=1, config=config or {})
        for future in admin.create_topics([topic]).values():
            future.result(20)
        return name

    def producer(self, **settings) -> Producer:
        return Producer({"bootstrap.servers": self.brokers, "acks": "all", "enable.idempotence": True,
                         "linger.ms": 2, "message.max.bytes": 16_000_000, **settings})

    def produce(self, topic: str, values: list[bytes | None], partition: int | None = None) -> None:
        """Returns when the broker has acknowledged every value."""
        producer = self.producer()
        errors = []
        for value in values:
            keywords = {} if partition is None else {"partition": partition}
            producer.produce(topic, value=value, on_delivery=lambda error, _: error and errors.append(error), **keywords)
            producer.poll(0)
        assert producer.flush(60) == 0, "not every message was acknowledged"
        assert not errors, errors


def _cluster_id() -> str:
    return base64.urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=")
