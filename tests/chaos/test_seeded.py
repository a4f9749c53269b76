"""Two ingest replicas, ClickHouse and Kafka are killed, stopped and cut off from each other at random and at every named step
of the protocol, while messages are produced. In the end each message that Kafka took is a row or a dead letter, once.

    ./aurora test chaos --seed 7 --rounds 1000

The seed decides what is done to whom in which order; how the processes meet it is up to the machine."""

import json
import os
import random
import signal
import threading
import time
import uuid

import pytest
from harness.clickhouse import ClickHouse
from harness.grpc_client import Stub, messages
from harness.kafka import Kafka
from harness.process import patience, wait_until
from harness.proxy import Proxy
from harness.replicas import FAULT_POINTS, Replicas, stands_still, start_with_fault
from harness.stack import RPC_TOKEN, Stack

PARTITIONS = 4
# Messages a second: enough that every step of a batch is always under way somewhere.
RATE = 250
# What is stored is compared with what was produced after so many rounds, and at the end.
ROUNDS_PER_PROOF = 20
PROOF_SECONDS = 120
INSERT = b"query=INSERT"


class Source(threading.Thread):
    """Produces numbered messages; remembers what Kafka has acknowledged. One of fifty is no JSON, rows belong to three
    months, so that a batch has several blocks."""

    def __init__(self, kafka: Kafka, topics: list[str]):
        super().__init__(daemon=True)
        self.producer = kafka.producer(**{"message.timeout.ms": 300_000, "reconnect.backoff.max.ms": 500, "log_level": 0})
        self.topics = topics
        self.produced = 0
        self.acknowledged: dict[int, tuple[str, int, int]] = {}
        self.failed = []
        self.flowing = threading.Event()
        self.idle = threading.Event()
        self.ended = False

    def run(self):
        while not self.ended:
            if not self.flowing.wait(0.1):
                self.idle.set()
                self.producer.poll(0)
                continue
            self.idle.clear()
            for _ in range(RATE // 50):
                self.send()
            self.producer.poll(0)
            time.sleep(0.02)

    def send(self):
        number = self.produced
        value = f"bad {number}" if number % 50 == 49 else json.dumps(
            {"number": number, "at": f"2026-{1 + number % 3:02d}-10T00:00:00.000Z"})

        def delivered(error, message):
            if error:
                self.failed.append(str(error))
            else:
                self.acknowledged[number] = (message.topic(), message.partition(), message.offset())
        try:
            self.producer.produce(self.topics[number % len(self.topics)], value, key=str(number), on_delivery=delivered)
            self.produced += 1
        except BufferError:
            self.producer.poll(0.1)

    def settle(self) -> dict[int, tuple[str, int, int]]:
        """Stops for a moment; where each message is in the topic."""
        self.flowing.clear()
        self.idle.wait(10)
        deadline = time.monotonic() + patience(PROOF_SECONDS)
        while self.producer.flush(1) and time.monotonic() < deadline:
            pass
        assert not self.failed and len(self.acknowledged) == self.produced, (self.failed[:3], len(self.acknowledged))
        return dict(self.acknowledged)


class World:
    """Everything, and what can be done to it. `history` says what was."""

    def __init__(self, folder, random_numbers: random.Random, topics: int):
        self.random = random_numbers
        self.history: list[str] = []
        self.word = uuid.uuid4().hex[:8]
        self.topics, self.database = [f"chaos-{self.word}-{number}" for number in range(topics)], f"chaos_{self.word}"
        self.kafka = Kafka(folder / "kafka").start()
        self.clickhouse = ClickHouse(folder / "clickhouse").start()
        self.proxy = Proxy(self.clickhouse.http_port)
        for topic in self.topics:
            self.kafka.create_topic(topic, PARTITIONS)
        self.stack = Stack(folder / "stack", self.clickhouse, self.kafka).start("provisioning", "schema-inference")
        self.replicas = Replicas(self.stack, self.proxy.port, session_timeout="2s",
                                 insert={"timeout": "3s"}).start()
        self.source = Source(self.kafka, self.topics)

    def begin(self) -> None:
        self.source.start()
        self.source.flowing.set()
        wait_until(lambda: len(self.source.acknowledged) > 100, 30, "messages flow")
        pb = messages("ingest")
        stub = Stub("ingest", self.replicas.first.address, RPC_TOKEN)
        what = {"topic": self.topics[0]} if len(self.topics) == 1 else {"topics": self.topics}
        stub.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=self.kafka.brokers), database=self.database, table="t", wait_ms_max=20_000,
            **what))
        stub.close()

    def end(self) -> None:
        self.source.ended = True
        self.replicas.kill()
        self.stack.kill()
        self.proxy.close()
        self.clickhouse.kill()
        self.kafka.kill()

    # What is done in a round.

    def kill(self, name: str, part) -> None:
        self.history.append(f"kill {name}")
        part.kill()
        part.start()

    def stop(self, name: str, process, seconds: float) -> None:
        self.history.append(f"stop {name} for {seconds:.1f} s")
        os.kill(process.pid, signal.SIGSTOP)
        time.sleep(seconds)
        os.kill(process.pid, signal.SIGCONT)

    def fault(self, number: int, point: str, at_pass: int, action: str, seconds: float) -> None:
        """A replica meets its end, or stands still as long as it takes for the other one to go on without it."""
        self.history.append(f"replica {number + 1}: {action} at {point}, pass {at_pass}"
                            + (f", for {seconds:.1f} s" if action == "stop" else ""))
        service = self.replicas.services[number]
        service.kill()
        start_with_fault(service, point, at_pass, action)
        deadline = time.monotonic() + 6
        while time.monotonic() < deadline:
            if not service.process.running():
                break
            if stands_still(service.process.pid):
                time.sleep(seconds)
                os.kill(service.process.pid, signal.SIGCONT)
                break
            time.sleep(0.01)
        else:
            self.history[-1] += " (not met)"
        # What the point was for is over: the next end is another round's.
        service.kill()
        service.start()

    def zombie(self, number: int, seconds: float, point: str) -> None:
        """Stands still in the middle of a batch, and goes on, unharmed, when the other one has long taken over."""
        self.history.append(f"replica {number + 1}: zombie at {point} for {seconds:.1f} s")
        service = self.replicas.services[number]
        service.kill()
        start_with_fault(service, point, self.random.randint(1, 6), "stop")
        deadline = time.monotonic() + 6
        while time.monotonic() < deadline and not stands_still(service.process.pid):
            time.sleep(0.01)
        if not stands_still(service.process.pid):
            self.history[-1] += " (not met)"
            return
        time.sleep(seconds)
        os.kill(service.process.pid, signal.SIGCONT)
        service.process.wait_ready()

    def network(self, what: str, seconds: float) -> None:
        self.history.append(f"network to ClickHouse: {what} for {seconds:.1f} s")
        if what == "cut":
            self.proxy.cut()
        elif what == "stall":
            self.proxy.stall()
        elif what == "hold":
            self.proxy.hold(INSERT, self.random.randint(1, 3))
        else:
            self.proxy.lose_answers(INSERT, self.random.randint(1, 3))
        time.sleep(seconds)
        self.proxy.mend()
        self.proxy.go_on()
        self.proxy.release()
        self.proxy.lose_answers(INSERT, 0)

    def round(self, number: int) -> None:
        draw = self.random
        # Every point in turn, killed and as a zombie; the rest by lot. The draw does not depend on what happens.
        replica, seconds = draw.randrange(2), draw.uniform(0.1, 4.5)
        point, at_pass = FAULT_POINTS[number % len(FAULT_POINTS)], draw.randint(1, 8)
        pause = draw.uniform(0.05, 0.8)
        kind = draw.choices(["kill replica", "stop replica", "fault", "zombie", "kill both", "kill clickhouse", "stop clickhouse",
                             "kill kafka", "stop kafka", "network"], [3, 3, 6, 4, 1, 2, 2, 1, 1, 4])[0]
        what = draw.choice(["cut", "stall", "hold", "lose answers"])
        service = self.replicas.services[replica]
        if kind == "kill replica":
            self.kill(f"replica {replica + 1}", service)
        elif kind == "stop replica":
            self.stop(f"replica {replica + 1}", service.process, seconds)
        elif kind == "fault":
            self.fault(replica, point, at_pass, draw.choice(["kill", "stop"]), seconds / 2)
        elif kind == "zombie":
            self.zombie(replica, 2.5 + seconds / 2, point)
        elif kind == "kill both":
            self.history.append("kill both replicas")
            for one in self.replicas.services:
                one.kill()
            self.replicas.start()
        elif kind == "kill clickhouse":
            self.kill("ClickHouse", self.clickhouse)
        elif kind == "stop clickhouse":
            self.stop("ClickHouse", self.clickhouse.process, seconds / 2)
        elif kind == "kill kafka":
            self.kill("Kafka", self.kafka)
        elif kind == "stop kafka":
            self.stop("Kafka", self.kafka.process, seconds / 2)
        else:
            self.network(what, seconds)
        time.sleep(pause)

    # The proof.

    @property
    def names(self) -> str:
        return "(" + ", ".join(f"'{topic}'" for topic in self.topics) + ")"

    def stored(self) -> list:
        """(number, topic, partition, offset) of every row and dead letter."""
        rows = self.clickhouse.query(f"SELECT number, _topic, _partition, _offset FROM {self.database}.t")
        letters = self.clickhouse.query(
            f"SELECT toInt64(substring(value, 5)), topic, partition, offset FROM aurora.dead_letters WHERE topic IN {self.names}")
        return sorted(tuple(row) for row in rows + letters)

    def prove(self) -> int:
        """Lets everything settle, and compares. The number of messages."""
        for service in self.replicas.services:
            if not service.process.running():
                service.start()
        wanted = self.source.settle()
        expected = sorted((number, *place) for number, place in wanted.items())

        def complete():
            return self.clickhouse.value(
                f"SELECT (SELECT uniqExact(_topic, _partition, _offset) FROM {self.database}.t) + "
                f"(SELECT uniqExact(topic, partition, offset) FROM aurora.dead_letters WHERE topic IN {self.names})") >= len(expected)
        try:
            wait_until(complete, PROOF_SECONDS, "all messages are stored", 0.2)
        except TimeoutError:
            pass
        stored = self.stored()
        lost = sorted(set(expected) - set(stored))
        doubled = [row for row, following in zip(stored, stored[1:]) if row == following]
        strange = sorted(set(stored) - set(expected))
        assert not lost and not doubled and not strange, (
            f"of {len(expected)} messages {len(lost)} lost {lost[:5]}, {len(doubled)} duplicated {doubled[:5]}, "
            f"{len(strange)} never produced {strange[:5]}")
        self.source.flowing.set()
        return len(expected)


@pytest.mark.timeout(0)
def test_nothing_is_lost_or_duplicated_whatever_is_killed_or_stopped(tmp_path, chaos_seed, chaos_rounds):
    repeat = f"./aurora test chaos --seed {chaos_seed} --rounds {chaos_rounds}"
    print(f"seed {chaos_seed}, {chaos_rounds} rounds; to repeat: {repeat}", flush=True)
    # Of its own: what is done in the rounds stays what it was for a seed.
    topics = random.Random(f"topics of {chaos_seed}").choice([1, 2])
    print(f"one connection of {topics} topic{'s' if topics > 1 else ''}", flush=True)
    world = World(tmp_path, random.Random(chaos_seed), topics)
    proven = 0
    try:
        world.begin()
        for number in range(chaos_rounds):
            world.round(number)
            if (number + 1) % ROUNDS_PER_PROOF == 0 or number + 1 == chaos_rounds:
                proven = world.prove()
                print(f"round {number + 1}: {proven} messages, 0 lost, 0 duplicated", flush=True)
    except BaseException as error:
        last = "\n  ".join(world.history[-ROUNDS_PER_PROOF:])
        if isinstance(error, Exception):
            raise AssertionError(f"round {len(world.history)}: {error}\nto repeat: {repeat}\nwhat was done last:\n  {last}") from error
        raise
    finally:
        world.end()
    assert proven > 0
