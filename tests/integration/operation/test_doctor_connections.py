"""`aurora doctor` about what connections rest on: brokers, parts of the table, clocks."""

import json
import time

import pytest
from confluent_kafka import Producer
from harness.aurora import Aurora
from harness.process import wait_until

EXIT_FAILED = 1


@pytest.fixture(scope="module")
def aurora(tmp_path_factory):
    stack = Aurora(tmp_path_factory.mktemp("doctor"))
    stack.up()
    yield stack
    stack.down()


def test_what_connections_rest_on_is_told(aurora):
    wait_until(lambda: json.loads(aurora.run("doctor", "--json", check=None).stdout)["healthy"], 30, "the doctor finds nothing")
    lines = [line[2:] for line in aurora.run("doctor").stdout.splitlines()]
    assert "brokers of topic orders: reached, and the topic may be read" in lines
    assert "times of topic orders: no message is of later than now" in lines
    (parts,) = [line for line in lines if line.startswith("parts of table shop.orders: ")]
    assert parts.endswith("ClickHouse slows inserts down from 1000 and refuses them from 3000")
    # One ClickHouse, four connections.
    (clock,) = [line for line in lines if line.startswith("clock of ClickHouse: ")]
    assert " this machine's (measured to " in clock


def test_producers_whose_clock_is_ahead_are_told(aurora):
    kafka = aurora.env()["KAFKA_BROKERS"]
    producer = Producer({"bootstrap.servers": kafka})
    # Brokers refuse what is more than an hour ahead.
    from_the_future = int((time.time() + 600) * 1000)
    for number in range(10):
        producer.produce("ahead", json.dumps({"id": number}), timestamp=from_the_future)
    assert producer.flush(30) == 0
    aurora.json("connect", "--brokers", kafka, "--topic", "ahead", "--table", "shop.ahead")

    def told():
        found = {item["what"]: item for item in json.loads(aurora.run("doctor", "--json", check=None).stdout)["findings"]}
        return not found["times of topic ahead"]["ok"] and found["times of topic ahead"]["message"]

    wait_until(told, 20, "the doctor tells it")
    assert "ahead of this machine's clock" in told() and "NTP" in told()
    assert "✗ times of topic ahead: the newest message is " in aurora.run("doctor", check=EXIT_FAILED).stdout
