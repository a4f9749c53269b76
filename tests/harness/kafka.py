"""One real Apache Kafka node (KRaft) on loopback."""

import shutil
import uuid
from pathlib import Path

from confluent_kafka import Producer
from confluent_kafka.admin import AdminClient, NewTopic

from .exactly_once import end_offsets
from .ports import free_port
from .process import THIRD_PARTY, Process

# JAAS lines of the SASL listener: user "aurora" with password "secret", for tests of sign-in.
_SASL_USER = "aurora"
_SASL_PASSWORD = "secret"


class Kafka:
    """start() / stop() / kill() / restart after either. `brokers` speaks PLAINTEXT, `sasl_brokers` SASL_PLAINTEXT with
    mechanism PLAIN, user aurora, password secret."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self.port, self.sasl_port, self.controller_port = free_port(), free_port(), free_port()
        self.brokers = f"127.0.0.1:{self.port}"
        self.sasl_brokers = f"127.0.0.1:{self.sasl_port}"
        self.sasl_user, self.sasl_password = _SASL_USER, _SASL_PASSWORD
        self.properties = self.folder / "server.properties"
        self.process: Process | None = None

    def start(self) -> "Kafka":
        if self.process is None:
            self._prepare()
        self.process.start()
        return self

    def stop(self) -> None:
        if self.process is not None:
            try:
                self.process.stop(10)
            except TimeoutError:
                pass  # Kafka lingers now and then; it is killed by then.

    def kill(self) -> None:
        self.process.kill()

    def _java(self, *arguments: str) -> list[str]:
        java = shutil.which("java")
        if java is None:
            raise FileNotFoundError("java is not installed: apt-get install default-jre-headless")
        # As cli/up/plan/kafka_node.cpp does it, with the reasons.
        kafka = (THIRD_PARTY / "kafka").resolve()
        classes = kafka / "classes.jsa"
        recorded = [f"-XX:SharedArchiveFile={classes}", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"] if classes.exists() else []
        return [java, "-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", *recorded, "-cp", f"{kafka}/libs/*", *arguments]

    def _prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        settings = {
            "process.roles": "broker,controller",
            "node.id": 1,
            "controller.quorum.voters": f"1@127.0.0.1:{self.controller_port}",
            "controller.listener.names": "CONTROLLER",
            "listeners": (f"PLAINTEXT://127.0.0.1:{self.port},SASL_PLAINTEXT://127.0.0.1:{self.sasl_port},"
                          f"CONTROLLER://127.0.0.1:{self.controller_port}"),
            "advertised.listeners": (f"PLAINTEXT://127.0.0.1:{self.port},"
                                     f"SASL_PLAINTEXT://127.0.0.1:{self.sasl_port}"),
            "listener.security.protocol.map":
                "PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
            "inter.broker.listener.name": "PLAINTEXT",
            "sasl.enabled.mechanisms": "PLAIN",
            "listener.name.sasl_plaintext.plain.sasl.jaas.config":
                ("org.apache.kafka.common.security.plain.PlainLoginModule required "
                 f"username=\"{_SASL_USER}\" password=\"{_SASL_PASSWORD}\" "
                 f"user_{_SASL_USER}=\"{_SASL_PASSWORD}\";"),
            "log.dirs": self.folder / "data",
            "offsets.topic.replication.factor": 1,
            "offsets.topic.num.partitions": 4,
            "transaction.state.log.replication.factor": 1,
            "transaction.state.log.min.isr": 1,
            "transaction.state.log.num.partitions": 4,
            "share.coordinator.state.topic.replication.factor": 1,
            "share.coordinator.state.topic.min.isr": 1,
            "group.initial.rebalance.delay.ms": 0,
            # Tests of replicas that take over do not wait for the six seconds that brokers ask for at least.
            "group.min.session.timeout.ms": 1000,
            "auto.create.topics.enable": "false",
            "message.max.bytes": 20 << 20,
            # As cli/up/plan/kafka_node.cpp has it, with the reason.
            "broker.session.timeout.ms": 2000,
            "broker.heartbeat.interval.ms": 250,
        }
        settings |= self.extra_settings()
        self.properties.write_text("".join(f"{key}={value}\n" for key, value in settings.items()))
        quiet = {"KAFKA_LOG4J_OPTS": ""}
        cluster = uuid.uuid4().hex[:22]
        formatter = Process("kafka-format", self._java("kafka.tools.StorageTool", "format", "-t", cluster, "-c",
                                                       str(self.properties), *self.format_arguments()), self.folder, quiet)
        formatter.start(wait=False)
        if formatter.child.wait(60) != 0:
            raise ChildProcessError(f"Kafka's storage was not formatted:\n{formatter.log_tail()}")
        self.process = Process("kafka", self._java("kafka.Kafka", str(self.properties)), self.folder, quiet,
                               ready=self._answers)

    def extra_settings(self) -> dict:
        """Broker settings that a special Kafka adds or changes."""
        return {}

    def format_arguments(self) -> list[str]:
        """More for the tool that prepares the storage, such as users."""
        return []

    def _answers(self) -> bool:
        metadata = AdminClient({"bootstrap.servers": self.brokers, "log_level": 0}).list_topics(timeout=2)
        return len(metadata.brokers) == 1

    def create_topic(self, name: str, partitions: int = 1, **config) -> None:
        admin = AdminClient({"bootstrap.servers": self.brokers})
        topic = NewTopic(name, partitions, 1, config={key: str(value) for key, value in config.items()})
        admin.create_topics([topic])[name].result(20)

    def delete_topic(self, name: str) -> None:
        # Kept until the answer is there: nobody would fetch it from a client that is gone.
        admin = AdminClient({"bootstrap.servers": self.brokers})
        admin.delete_topics([name])[name].result(20)

    def producer(self, **config) -> Producer:
        return Producer({"bootstrap.servers": self.brokers, "acks": "all", "linger.ms": 5, "enable.idempotence": True,
                         "message.max.bytes": 20 << 20, **config})

    def produce(self, topic: str, values, partition: int = -1, keys=None, timestamps=None, headers=None) -> None:
        """values: bytes, str or None (a tombstone) each; timestamps: milliseconds, otherwise now; headers: of each. Returns when the
        broker has all."""
        producer = self.producer()
        failed = []
        for index, value in enumerate(values):
            key = keys[index] if keys else None
            timestamp = timestamps[index] if timestamps else 0
            while True:
                try:
                    producer.produce(topic, value, key=key, partition=partition, timestamp=timestamp, headers=headers,
                                     on_delivery=lambda error, _: failed.append(error) if error else None)
                    break
                except BufferError:
                    producer.poll(0.1)
            producer.poll(0)
        left = producer.flush(60)
        if left or failed:
            raise RuntimeError(f"topic {topic}: {left + len(failed)} messages were not accepted {failed[:1]}")

    def end_offsets(self, topic: str) -> dict[int, int]:
        return end_offsets(self.brokers, topic)
