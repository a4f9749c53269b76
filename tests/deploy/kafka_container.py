"""A Kafka of one's own in a container."""

import json
import uuid

from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient, NewTopic
from containers import REGISTRY, TAG, Podman
from harness.ports import free_port
from harness.process import wait_until

KAFKA = """process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:9094
controller.listener.names=CONTROLLER
listeners=INSIDE://0.0.0.0:9092,OUTSIDE://0.0.0.0:9093,CONTROLLER://127.0.0.1:9094
advertised.listeners=INSIDE://kafka:9092,OUTSIDE://127.0.0.1:{port}
listener.security.protocol.map=INSIDE:PLAINTEXT,OUTSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=INSIDE
log.dirs=/var/lib/aurora/kafka
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
group.initial.rebalance.delay.ms=0
"""


class KafkaContainer:
    """Listens inside the containers' network and on this machine; from the jars that the all-in-one image carries."""

    def __init__(self, podman: Podman, network: str, folder):
        self.podman, self.port = podman, free_port()
        self.name = f"aurora-test-kafka-{uuid.uuid4().hex[:6]}"
        settings = folder / "server.properties"
        settings.write_text(KAFKA.format(port=self.port))
        java = "java -Xmx384m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '/opt/aurora/share/aurora/kafka/*'"
        start = f"{java} kafka.tools.StorageTool format -t AAAAAAAAAAAAAAAAAAAAAA -c /server.properties && exec {java} kafka.Kafka /server.properties"
        podman.run("run", "--detach", "--name", self.name, "--network", f"{network}:alias=kafka", "--entrypoint", "bash",
                   "--publish", f"127.0.0.1:{self.port}:9093", "--volume", f"{settings}:/server.properties:ro",
                   f"{REGISTRY}/all-in-one:{TAG}", "-c", start)
        self.brokers = f"127.0.0.1:{self.port}"
        self.admin = AdminClient({"bootstrap.servers": self.brokers, "log_level": 0})
        wait_until(lambda: len(self.admin.list_topics(timeout=2).brokers) == 1, 90, f"Kafka answers\n{self.log()}", interval=0.5)

    def log(self) -> str:
        return self.podman.run("logs", "--tail", "20", self.name, check=False).stdout

    def make_topic(self, name: str, partitions: int) -> None:
        self.admin.create_topics([NewTopic(name, partitions, 1)])[name].result(20)

    def produce(self, topic: str, first: int, count: int) -> None:
        producer = Producer({"bootstrap.servers": self.brokers, "enable.idempotence": True})
        for number in range(first, first + count):
            producer.produce(topic, json.dumps({"order_id": number, "state": ["California", "Texas"][number % 2], "amount": number / 4}))
        assert producer.flush(60) == 0

    def remove(self) -> None:
        self.podman.run("rm", "--force", "--volumes", self.name, check=False)
