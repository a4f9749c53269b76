"""A connection that stops above a share of dead letters, instead of setting more aside. On a real Kafka and a real ClickHouse."""

import json
import uuid

import grpc
import pytest
import requests
from harness.grpc_client import Stub, messages
from harness.process import wait_until
from harness.stack import RPC_TOKEN, Stack


@pytest.fixture(scope="module")
def pb():
    return messages("ingest")


class Watched:
    """A connection that stops above a tenth of its last hundred messages. Of one partition, so that the order is known."""

    def __init__(self, stub, pb, kafka, share=0.1, window=100):
        word = uuid.uuid4().hex[:8]
        self.stub, self.pb, self.kafka, self.topic = stub, pb, kafka, f"watched-{word}"
        self.produced = 0
        kafka.create_topic(self.topic, 1)
        self.produce([1] * 50)
        self.id = stub.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=self.topic, database=f"watched_{word}", table="t",
            stop_above=pb.StopAbove(share=share, window=window), wait_ms_max=20_000)).connection.id

    def produce(self, totals):
        self.kafka.produce(self.topic, [json.dumps({"number": self.produced + i, "total": total})
                                        for i, total in enumerate(totals)])
        self.produced += len(totals)

    def get(self, stub=None):
        return (stub or self.stub).GetConnection(self.pb.GetConnectionRequest(id=self.id)).connection

    def await_state(self, state, seconds=10, stub=None):
        return wait_until(lambda: (c := self.get(stub)).state == state and c, seconds, f"the connection's state is {state}")

    def await_stop(self):
        """Within 5 s, with cause and remedy."""
        connection = self.await_state(self.pb.CONNECTION_STATE_STOPPED, 5)
        assert connection.last_error.code == "too_many_dead_letters"
        assert self.topic in connection.last_error.message and "resume" in connection.last_error.message
        return connection

    def ledger(self):
        (partition,) = self.stub.GetLedger(self.pb.GetLedgerRequest(id=self.id)).partitions
        assert partition.duplicated == partition.skipped == 0, partition
        assert partition.loaded + partition.dead_lettered + partition.pending == self.produced, partition
        return partition.loaded, partition.dead_lettered, partition.pending

    def resume(self):
        return self.stub.ResumeConnection(self.pb.ResumeConnectionRequest(id=self.id)).connection

    def update(self, **changes):
        return self.stub.UpdateConnection(self.pb.UpdateConnectionRequest(id=self.id, **changes)).connection


def exported_states(stack, topic):
    """The states in which its metrics say that the connection is: the alert goes by them."""
    text = requests.get(f"http://{stack.services['ingest'].admin}/metrics", timeout=5).text
    lines = [line for line in text.splitlines() if line.startswith("aurora_ingest_connection_state{") and f'topic="{topic}"' in line]
    return [line.split('state="')[1].split('"')[0] for line in lines if line.endswith(" 1")]


def test_it_stops_above_the_share_and_goes_on_where_it_was(ingest, ingest_stack, pb, kafka):
    flow = Watched(ingest, pb, kafka)
    assert exported_states(ingest_stack, flow.topic) == ["running"]
    rule = flow.get().stop_above
    assert (rule.share, rule.window) == (pytest.approx(0.1), 100)
    # A tenth is not above a tenth.
    flow.produce([2.5] * 10 + [1] * 100)
    wait_until(lambda: flow.ledger() == (150, 10, 0), 20, "all of it is stored")
    assert flow.get().state == pb.CONNECTION_STATE_RUNNING
    flow.produce([2.5] * 500)
    flow.await_stop()
    assert exported_states(ingest_stack, flow.topic) == ["stopped"]
    # The eleventh is the last one that was set aside.
    assert flow.ledger() == (150, 21, 489)
    # Nothing was changed: it stops again, and loses nothing.
    flow.resume()
    wait_until(lambda: flow.ledger() == (150, 32, 478) and flow.get().state == pb.CONNECTION_STATE_STOPPED, 20, "it stops again")
    flow.update(columns=[pb.ColumnChange(name="total", type="Float64")])
    assert flow.resume().state != pb.CONNECTION_STATE_STOPPED
    wait_until(lambda: flow.ledger() == (628, 32, 0), 20, "the rest are rows")
    assert flow.get().state == pb.CONNECTION_STATE_RUNNING
    # And what was set aside can be made rows of.
    report = flow.stub.ReplayDeadLetters(pb.ReplayDeadLettersRequest(id=flow.id, choice=pb.DeadLetterChoice(all=True)))
    assert report.replayed == 32 and flow.ledger() == (660, 0, 0)


def test_tombstones_do_not_stop_it_and_the_rule_can_be_changed(ingest, pb, kafka):
    flow = Watched(ingest, pb, kafka)
    kafka.produce(flow.topic, [None] * 60)
    flow.produced += 60
    wait_until(lambda: flow.ledger() == (50, 60, 0), 20, "tombstones are set aside")
    assert flow.get().state == pb.CONNECTION_STATE_RUNNING
    assert flow.update(stop_above=pb.StopAbove(share=0)).stop_above.share == 0
    flow.produce([2.5] * 60)
    wait_until(lambda: flow.ledger() == (50, 120, 0), 20, "without a rule they are set aside")
    flow.update(stop_above=pb.StopAbove(share=0.5, window=10))
    flow.produce([2.5] * 60)
    flow.await_stop()
    assert flow.ledger() == (50, 126, 54)
    # Another change leaves the rule alone, and does not resume the connection.
    assert flow.update(batch=pb.BatchChange(rows_max=1000)).stop_above.window == 10
    assert flow.get().state == pb.CONNECTION_STATE_STOPPED


@pytest.mark.parametrize("share, window", [(-0.1, 100), (1.5, 100), (0.1, 5), (0.1, 2_000_000), (float("nan"), 100)])
def test_a_rule_that_cannot_be_is_refused(ingest, pb, kafka, share, window):
    with pytest.raises(grpc.RpcError) as error:
        ingest.CreateConnection(pb.CreateConnectionRequest(
            brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic="any", stop_above=pb.StopAbove(share=share, window=window)))
    assert error.value.code() in (grpc.StatusCode.INVALID_ARGUMENT,)
    assert "must be from" in error.value.details()


def test_it_stays_stopped_over_a_restart_and_in_every_process(tmp_path, clickhouse, kafka, pb):
    first = Stack(tmp_path / "one", clickhouse, kafka)
    second = Stack(tmp_path / "two", clickhouse, kafka, {"ingest": {
        "state": first.config_of("ingest")["state"], "instance_file": f"{tmp_path}/two.instance",
        "schema_inference": first._peer("schema-inference"), "provisioning": first._peer("provisioning")}})
    first.start("provisioning", "schema-inference", "ingest")
    second.start("ingest")
    stubs = [Stub("ingest", stack.addresses["ingest"], RPC_TOKEN) for stack in (first, second)]
    try:
        flow = Watched(stubs[0], pb, kafka)
        wait_until(lambda: len(stubs[1].ListConnections(pb.ListConnectionsRequest()).connections) == 1, 20, "both know it")
        flow.produce([2.5] * 300)
        for stub in stubs:
            connection = flow.await_state(pb.CONNECTION_STATE_STOPPED, 5, stub)
            assert connection.last_error.code == "too_many_dead_letters"
        before = flow.ledger()
        first.services["ingest"].kill()
        first.start("ingest")
        assert flow.await_state(pb.CONNECTION_STATE_STOPPED, 10).last_error.code == "too_many_dead_letters"
        assert flow.ledger() == before and before[2] > 0
        flow.update(columns=[pb.ColumnChange(name="total", type="Float64")])
        stubs[1].ResumeConnection(pb.ResumeConnectionRequest(id=flow.id))
        wait_until(lambda: flow.ledger()[2] == 0, 30, "either of them goes on")
        assert flow.ledger()[1] == before[1]
        # Paused by a person it is paused and not stopped.
        stubs[0].PauseConnection(pb.PauseConnectionRequest(id=flow.id))
        for stub in stubs:
            flow.await_state(pb.CONNECTION_STATE_PAUSED, 10, stub)
    finally:
        second.kill()
        first.kill()
