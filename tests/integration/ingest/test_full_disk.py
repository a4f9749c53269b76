"""The disk below ClickHouse fills up while events flow: loading waits and says why, loses nothing, and goes on when there is room."""

import json
import os
import uuid

import pytest
from harness.clickhouse import ClickHouse
from harness.exactly_once import wrongly_stored
from harness.grpc_client import Stub, messages
from harness.process import wait_until
from harness.small_disk import SmallDisk
from harness.stack import RPC_TOKEN, Stack


def events(first, last):
    # Text that does not compress: the rows need the room that they seem to.
    return [json.dumps({"id": number, "text": uuid.uuid4().hex * 8}) for number in range(first, last)]


def test_a_full_disk_pauses_loading_and_loses_nothing(tmp_path, kafka):
    pb = messages("ingest")
    topic = f"disk-{uuid.uuid4().hex[:8]}"
    kafka.create_topic(topic, 2)
    kafka.produce(topic, events(0, 1000))
    with SmallDisk(tmp_path / "disk", "300m") as disk:
        clickhouse = ClickHouse(disk.folder / "clickhouse").start()
        stack = Stack(tmp_path / "stack", clickhouse, kafka)
        try:
            stack.start("provisioning", "schema-inference", "ingest")
            stub = Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
            connection = stub.CreateConnection(pb.CreateConnectionRequest(
                brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=topic, database="disk", table="t",
                wait_ms_max=20_000)).connection.id
            assert clickhouse.value("SELECT count() FROM disk.t") == 1000
            disk.fill()
            kafka.produce(topic, events(1000, 3000))

            def state():
                return stub.GetConnection(pb.GetConnectionRequest(id=connection)).connection

            wait_until(lambda: state().state == pb.CONNECTION_STATE_FAILING, 30, "it says that it fails")
            error = state().last_error
            assert error.code == "disk_full", error
            assert "disk" in error.message and "room" in error.message, error
            assert clickhouse.process.running() and stack.services["ingest"].process.running()
            disk.make_room()
            wait_until(lambda: state().state == pb.CONNECTION_STATE_RUNNING, 30, "it runs again")
            wait_until(lambda: not wrongly_stored(clickhouse.query, kafka.brokers, topic, "disk.t"), 30,
                       "every offset is stored exactly once")
            assert clickhouse.query("SELECT count(), uniqExact(id) FROM disk.t") == [[3000, 3000]]
        finally:
            stack.kill()
            clickhouse.kill()


def test_inserts_and_merges_leave_some_room(tmp_path):
    """A disk without any room at all is where an engine's merges go wrong."""
    with SmallDisk(tmp_path / "disk", "400m") as disk:
        clickhouse = ClickHouse(disk.folder / "clickhouse").start()
        try:
            clickhouse.query("CREATE TABLE default.t (id UInt64, text String) ENGINE = MergeTree ORDER BY id")
            for first in (0, 1000):
                clickhouse.query(f"INSERT INTO default.t SELECT number, randomString(100) FROM numbers({first}, 1000)")
            disk.fill()
            os.truncate(disk.filler, disk.filler.stat().st_size - (50 << 20))
            with pytest.raises(RuntimeError, match="NOT_ENOUGH_SPACE"):
                clickhouse.query("INSERT INTO default.t SELECT number, randomString(100) FROM numbers(1000)")
            with pytest.raises(RuntimeError, match="(?i)space"):
                clickhouse.query("OPTIMIZE TABLE default.t FINAL SETTINGS optimize_throw_if_noop = 1")
            assert clickhouse.value("SELECT count() FROM default.t") == 2000
            disk.make_room()
            clickhouse.query("OPTIMIZE TABLE default.t FINAL")
            assert clickhouse.value("SELECT count() FROM default.t") == 2000
        finally:
            clickhouse.kill()
