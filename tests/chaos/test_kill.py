"""kill -9 of one process after the other, under the supervisor that people use and while events flow: everything goes on by
itself, and in the end every offset is stored exactly once, in the table or in the dead letters."""

import os
import signal
import time

import pytest
from confluent_kafka.admin import AdminClient, NewTopic
from harness.aurora import Aurora
from harness.exactly_once import end_offsets, wrongly_stored
from harness.flow import Flow
from harness.process import wait_until

# Each of the nine processes twice, and two once more.
ROUNDS = int(os.environ.get("AURORA_CHAOS_ROUNDS", "20"))
# What a calm machine keeps; a busy one may need more.
HEALTHY_SECONDS = float(os.environ.get("AURORA_CHAOS_HEALTHY_SECONDS", "10"))
GIVE_UP_SECONDS = 90
RATE = 200
VICTIMS = ("kafka", "ingest", "embedded-clickhouse", "gateway", "provisioning", "query-engine", "schema-inference",
           "embedding", "demo-events")
DEMO_TOPICS = ("orders", "clicks", "payments", "logs")


@pytest.fixture
def aurora(tmp_path):
    stack = Aurora(tmp_path)
    stack.up()
    yield stack
    stack.down()


def unhealthy(aurora, victim, pid, mark) -> str:
    """What is not well yet; empty when everything is."""
    status = aurora.json("status", check=None)
    parts = {part["name"]: part for part in status["parts"]}
    if parts[victim]["pid"] == pid:
        return f"{victim} is still the one that was killed"
    down = [name for name, part in parts.items() if part["state"] != "up"]
    if down:
        return f"not up: {down}"
    states = {connection["topic"]: connection["state"] for connection in status["connections"]}
    if len(states) != 5 or set(states.values()) != {"running"}:
        return f"connections: {states}"
    visible = int(aurora.clickhouse("SELECT max(number) FROM chaos.events"))
    return "" if visible >= mark else f"event {visible} is the newest row, {mark} was produced before the kill"


@pytest.mark.timeout(1800)
def test_every_process_may_be_killed(aurora):
    brokers = aurora.env()["KAFKA_BROKERS"]
    admin = AdminClient({"bootstrap.servers": brokers, "log_level": 0})
    admin.create_topics([NewTopic("events", 3, 1)])["events"].result(20)
    flow = Flow(brokers, "events", RATE)
    flow.start()
    wait_until(lambda: flow.produced > 200, 20, "events flow")
    aurora.run("connect", "--brokers", brokers, "--topic", "events", "--table", "chaos.events", "--yes")

    recovered = []
    for round_number in range(ROUNDS):
        victim = VICTIMS[round_number % len(VICTIMS)]
        # At any moment of a batch's life.
        time.sleep(0.5 + 0.137 * (round_number % 5))
        pid = aurora.parts()[victim]["pid"]
        mark = flow.produced - 1
        begin = time.monotonic()
        os.kill(pid, signal.SIGKILL)
        trouble = ""

        def healthy():
            nonlocal trouble
            trouble = "no answer"
            trouble = unhealthy(aurora, victim, pid, mark)
            return not trouble

        try:
            wait_until(healthy, GIVE_UP_SECONDS, f"round {round_number}: healthy after kill -9 of {victim}", 0.1)
        except TimeoutError as error:
            raise TimeoutError(f"{error}: {trouble}") from None
        recovered.append((victim, round(time.monotonic() - begin, 1)))
        print(f"round {round_number}: {victim} killed, all healthy after {recovered[-1][1]} s", flush=True)

    flow.stop()
    assert not flow.failed
    # The generator stands still, so that the ends do.
    generator = aurora.parts()["demo-events"]["pid"]
    os.kill(generator, signal.SIGSTOP)
    try:
        tables = {"events": "chaos.events", **{topic: f"shop.{topic}" for topic in DEMO_TOPICS}}

        def wrong():
            return {topic: found for topic, table in tables.items()
                    if (found := wrongly_stored(aurora.rows, brokers, topic, table))}

        wait_until(lambda: not wrong(), 30, "every offset is stored exactly once")
    finally:
        os.kill(generator, signal.SIGCONT)
    # What the flow saw acknowledged is what the broker has, so none of it is missing either.
    assert sum(end_offsets(brokers, "events").values()) >= flow.produced
    partitions = aurora.json("ledger", "events")["partitions"]
    assert all(partition["duplicated"] == 0 and partition["pending"] == 0 for partition in partitions)
    slow = [entry for entry in recovered if entry[1] > HEALTHY_SECONDS]
    assert not slow, f"not healthy within {HEALTHY_SECONDS:g} s: {slow}"
