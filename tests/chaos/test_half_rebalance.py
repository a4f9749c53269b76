"""All replicas are killed between the two steps of a rebalance and come back within the session timeout: brokers give them what they
had in the middle, and nobody the rest. One of them, and only one, joins anew."""

import json
import time
import uuid

import pytest
import requests
from harness.group_member import give_out
from harness.grpc_client import Stub, messages
from harness.process import wait_until
from harness.replicas import Replicas
from harness.stack import RPC_TOKEN, Stack

PARTITIONS = 4


def rejoined(replicas: Replicas) -> list[float]:
    """How often each replica has found partitions without an owner."""
    counts = []
    for service in replicas.services:
        text = requests.get(f"http://{service.admin}/metrics", timeout=5).text
        counts.append(sum(float(line.split()[-1]) for line in text.splitlines()
                          if line.startswith("aurora_ingest_errors_total") and 'code="partitions_unowned"' in line))
    return counts


@pytest.mark.timeout(300)
def test_partitions_on_their_way_when_all_replicas_were_killed_are_given_out_anew(tmp_path, clickhouse, kafka):
    word = uuid.uuid4().hex[:8]
    topic, database = f"half-{word}", f"half_{word}"
    kafka.create_topic(topic, PARTITIONS)
    produced = 0

    def produce(count):
        nonlocal produced
        for partition in range(PARTITIONS):
            kafka.produce(topic, [json.dumps({"number": produced + number}) for number in range(count)], partition=partition)
            produced += count

    def stored():
        return clickhouse.query(f"SELECT count(), uniqExact(number) FROM {database}.t")[0]

    produce(50)
    stack = Stack(tmp_path, clickhouse, kafka).start("provisioning", "schema-inference")
    replicas = Replicas(stack).start()
    pb = messages("ingest")
    try:
        stub = Stub("ingest", replicas.first.address, RPC_TOKEN)
        connection = stub.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=topic, database=database, table="t",
            wait_ms_max=20_000)).connection
        wait_until(lambda: stored() == [produced, produced], 30, "both load")
        replicas.kill()
        names = [(stack.folder / f"ingest-{number}.instance").read_text().strip() + "-0" for number in (1, 2)]
        give_out(kafka.port, f"aurora-{connection.id}", topic, {names[0]: [2, 3], names[1]: []})
        produce(50)
        replicas.start()
        wait_until(lambda: stored() == [produced - 100, produced - 100], 30, "what the members were given is loaded")
        time.sleep(5)
        assert stored() == [produced - 100, produced - 100], "the others are nobody's"
        wait_until(lambda: stored() == [produced, produced], 90, "all partitions are given out anew")
        # Whoever did not act sees that it has helped.
        time.sleep(25)
        assert sorted(rejoined(replicas)) == [0, 1]
        produce(50)
        wait_until(lambda: stored() == [produced, produced], 30, "loading goes on")
        stub.close()
    finally:
        replicas.kill()
        stack.kill()
