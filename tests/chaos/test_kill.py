"""kill -9 of one process after the other while events flow: everything goes on by itself, and in the end every offset is stored
exactly once, in the table or in the dead letters."""

import json
import threading
import time

import pytest
from harness.clickhouse import ClickHouse
from harness.grpc_client import Stub, messages
from harness.kafka import Kafka
from harness.process import wait_until
from harness.stack import Stack

ROUNDS = 20
HEALTHY_SECONDS = 10
RATE = 500
TOKEN = "rpc-token-for-tests-0123456789"


class Flow(threading.Thread):
    """Events at a steady rate, one of a hundred malformed, until stopped. Survives broker restarts."""

    def __init__(self, kafka, topic):
        super().__init__(daemon=True)
        self.producer = kafka.producer(**{"message.timeout.ms": 120_000, "reconnect.backoff.max.ms": 500})
        self.topic = topic
        self.stopped = threading.Event()
        self.produced = 0
        self.failed = []

    def run(self):
        start = time.monotonic()
        while not self.stopped.is_set():
            wanted = int((time.monotonic() - start) * RATE)
            while self.produced < wanted:
                self.send(self.produced)
            self.producer.poll(0)
            time.sleep(0.005)

    def send(self, number):
        value = "not json" if number % 100 == 99 else json.dumps(
            {"number": number, "at": int(time.time() * 1000), "word": f"w{number % 7}"})
        try:
            self.producer.produce(self.topic, value,
                                  on_delivery=lambda error, _: self.failed.append(error) if error else None)
            self.produced += 1
        except BufferError:
            self.producer.poll(0.1)

    def stop(self):
        self.stopped.set()
        self.join()
        assert self.producer.flush(60) == 0


@pytest.fixture
def world(tmp_path):
    kafka = Kafka(tmp_path / "kafka").start()
    clickhouse = ClickHouse(tmp_path / "clickhouse").start()
    stack = Stack(tmp_path / "stack", clickhouse, kafka)
    stack.start("provisioning", "schema-inference", "ingest")
    yield kafka, clickhouse, stack
    stack.kill()
    clickhouse.kill()
    kafka.kill()


def stored_once(clickhouse, kafka, topic, table):
    """Offsets by partition that are missing or stored more than once."""
    wrong = {}
    for partition, end in kafka.end_offsets(topic).items():
        total, distinct, newest = clickhouse.query(
            f"SELECT count(), uniqExact(o), max(o) FROM (SELECT _offset AS o FROM {table} WHERE _topic = '{topic}' AND "
            f"_partition = {partition} UNION ALL SELECT offset FROM aurora.dead_letters WHERE topic = '{topic}' AND "
            f"partition = {partition})")[0]
        if (total, distinct, newest) != (end, end, end - 1):
            wrong[partition] = {"end": end, "stored": total, "distinct": distinct, "newest": newest}
    return wrong


@pytest.mark.timeout(900)
def test_every_process_may_be_killed(world):
    kafka, clickhouse, stack = world
    kafka.create_topic("events", 3)
    flow = Flow(kafka, "events")
    flow.start()
    stub = Stub("ingest", stack.addresses["ingest"], TOKEN)
    ingest = messages("ingest")
    wait_until(lambda: flow.produced > 200, 20, "events flow")
    created = stub.CreateConnection(ingest.CreateConnectionRequest(
        brokers=ingest.Brokers(bootstrap_servers=kafka.brokers), topic="events", database="chaos"))
    connection = created.connection.id

    victims = [("ingest", stack.services["ingest"].process), ("clickhouse", clickhouse.process),
               ("kafka", kafka.process), ("schema-inference", stack.services["schema-inference"].process),
               ("provisioning", stack.services["provisioning"].process)]
    recovered = []
    for round_number in range(ROUNDS):
        name, victim = victims[round_number % len(victims)]
        # At any moment of a batch's life.
        time.sleep(0.5 + 0.137 * (round_number % 5))
        victim.kill()
        begin = time.monotonic()
        victim.start(wait=False)  # what a supervisor does
        mark = flow.produced

        def healthy():
            if victim.ready is not None and not victim.ready():
                return False
            state = stub.GetConnection(ingest.GetConnectionRequest(id=connection), timeout=2).connection.state
            visible = clickhouse.value("SELECT max(number) FROM chaos.events")
            return state == ingest.CONNECTION_STATE_RUNNING and visible >= mark

        wait_until(healthy, 60, f"round {round_number}: healthy after kill -9 of {name}")
        recovered.append((name, round(time.monotonic() - begin, 1)))
        print(f"round {round_number}: {name} healthy after {recovered[-1][1]} s", flush=True)

    flow.stop()
    assert not flow.failed
    wait_until(lambda: not stored_once(clickhouse, kafka, "events", "chaos.events"), 30,
               "every offset is stored exactly once")
    ledger = stub.GetLedger(ingest.GetLedgerRequest(id=connection)).partitions
    assert sum(partition.loaded + partition.dead_lettered for partition in ledger) == flow.produced
    assert all(partition.duplicated == 0 and partition.pending == 0 for partition in ledger)
    slow = [entry for entry in recovered if entry[1] > HEALTHY_SECONDS]
    assert not slow, f"not healthy within {HEALTHY_SECONDS} s: {slow}"
