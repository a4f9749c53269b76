"""The disk below ClickHouse fills up while events flow: loading waits and says why, loses nothing, and goes on when there is room."""

import json
import os
import uuid
from contextlib import contextmanager

import grpc
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


@contextmanager
def loading_onto_a_small_disk(tmp_path, kafka):
    """ClickHouse on a disk of 300 MB, the services beside it, and a stub of ingest."""
    with SmallDisk(tmp_path / "disk", "300m") as disk:
        clickhouse = ClickHouse(disk.folder / "clickhouse").start()
        stack = Stack(tmp_path / "stack", clickhouse, kafka)
        try:
            stack.start("provisioning", "schema-inference", "ingest")
            yield disk, clickhouse, stack, Stub("ingest", stack.addresses["ingest"], RPC_TOKEN)
        finally:
            stack.kill()
            clickhouse.kill()


def test_a_full_disk_pauses_loading_and_loses_nothing(tmp_path, kafka):
    pb = messages("ingest")
    topic = f"disk-{uuid.uuid4().hex[:8]}"
    kafka.create_topic(topic, 2)
    kafka.produce(topic, events(0, 1000))
    with loading_onto_a_small_disk(tmp_path, kafka) as (disk, clickhouse, stack, stub):
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


def test_a_full_disk_ruins_no_definition(tmp_path, kafka):
    """ClickHouse writes an empty file where a table's definition was when there is no room at all, says that all went well, and does
    not start again: so a column that would be added, and a table that would be made, wait for room."""
    pb = messages("ingest")
    topic, other = (f"disk-{uuid.uuid4().hex[:8]}" for _ in range(2))
    kafka.create_topic(topic, 1)
    kafka.produce(topic, events(0, 1000))
    kafka.create_topic(other, 1)
    kafka.produce(other, events(0, 10))
    with loading_onto_a_small_disk(tmp_path, kafka) as (disk, clickhouse, _, stub):
        def connect(name, table):
            return stub.CreateConnection(pb.CreateConnectionRequest(brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=name,
                                                                    database="disk", table=table, wait_ms_max=20_000)).connection.id

        connection = connect(topic, "t")
        disk.fill()
        kafka.produce(topic, [json.dumps({"id": number, "text": "x", "added": number}) for number in range(1000, 1200)])

        def state():
            return stub.GetConnection(pb.GetConnectionRequest(id=connection)).connection

        wait_until(lambda: state().state == pb.CONNECTION_STATE_FAILING, 30, "it says that it fails")
        assert state().last_error.code == "disk_full", state().last_error
        try:
            refusal = f"made {connect(other, 'other')}"
        except grpc.RpcError as error:
            refusal = error.details()
        assert empty_definitions(disk.folder) == []
        assert "the disk of ClickHouse is full; make room there" in refusal
        clickhouse.stop()
        disk.make_room()
        clickhouse.start()
        wait_until(lambda: state().evolution.columns_added == 1, 60, "the new field has its column")
        kafka.produce(topic, [json.dumps({"id": number, "text": "x", "added": number}) for number in range(1200, 1300)])
        wait_until(lambda: not wrongly_stored(clickhouse.query, kafka.brokers, topic, "disk.t"), 60, "every offset is stored exactly once")
        assert clickhouse.query("SELECT count(), countIf(added >= 1200) FROM disk.t") == [[1300, 100]]


def empty_definitions(folder) -> list[str]:
    return [str(file) for file in (folder / "clickhouse").rglob("*.sql") if file.stat().st_size == 0]


def test_an_empty_definition_is_named_when_clickhouse_does_not_start(tmp_path):
    clickhouse = ClickHouse(tmp_path / "clickhouse").start()
    try:
        clickhouse.query("CREATE DATABASE shop")
        clickhouse.query("CREATE TABLE shop.orders (id UInt64) ENGINE = MergeTree ORDER BY id")
        clickhouse.stop()
        (definition,) = (tmp_path / "clickhouse").rglob("orders.sql")
        statement = definition.read_text()
        definition.write_text("")
        clickhouse.process.start(wait=False)
        assert clickhouse.process.child.wait(30) == 1
        assert f"the definition of orders is empty ({definition})" in clickhouse.process.log()
        definition.write_text(statement)
        clickhouse.start()
        assert clickhouse.value("SELECT count() FROM shop.orders") == 0
    finally:
        clickhouse.kill()
