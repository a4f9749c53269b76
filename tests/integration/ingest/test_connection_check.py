"""CheckConnection: what a connection rests on, looked at before it fails."""

import json
import uuid

import grpc
import pytest
from harness.grpc_client import messages


@pytest.fixture(scope="module")
def pb():
    return messages("ingest")


@pytest.fixture
def connection(ingest, pb, kafka):
    word = uuid.uuid4().hex[:8]
    kafka.create_topic(f"check-{word}")
    kafka.produce(f"check-{word}", [json.dumps({"id": number}) for number in range(100)])
    return ingest.CreateConnection(pb.CreateConnectionRequest(
        brokers=pb.Brokers(bootstrap_servers=kafka.brokers), topic=f"check-{word}", database=f"db_{word}", table="t",
        wait_ms_max=20_000)).connection


def check(ingest, pb, connection):
    answer = ingest.CheckConnection(pb.CheckConnectionRequest(id=connection.id))
    return {finding.what: (finding.ok, finding.message) for finding in answer.findings}


def test_all_is_well(ingest, pb, connection):
    found = check(ingest, pb, connection)
    assert list(found) == ["brokers", "table_parts", "clickhouse_clock", "message_times"]
    assert all(ok for ok, _ in found.values()), found
    assert found["table_parts"][1].startswith("1 part in its fullest partition; ")


def test_parts_are_told_against_the_limits_of_the_table_itself(ingest, pb, clickhouse, connection):
    table = f"{connection.schema.database}.t"
    clickhouse.query(f"ALTER TABLE {table} MODIFY SETTING parts_to_delay_insert = 1, parts_to_throw_insert = 50")
    ok, message = check(ingest, pb, connection)["table_parts"]
    assert not ok
    assert message.startswith(f"table {table} has 1 part in its fullest partition; ClickHouse slows inserts down from 1 and refuses them from 50")
    clickhouse.query(f"RENAME TABLE {table} TO {table}_hidden")
    ok, message = check(ingest, pb, connection)["table_parts"]
    assert not ok and message.startswith(f"table {table} is not there"), message


def test_a_topic_that_is_gone_is_told(ingest, pb, kafka, connection):
    kafka.delete_topic(connection.topic)
    ok, message = check(ingest, pb, connection)["brokers"]
    assert not ok and connection.topic in message, message


def test_a_connection_that_is_not_there_is_an_error(ingest, pb):
    with pytest.raises(grpc.RpcError) as failed:
        ingest.CheckConnection(pb.CheckConnectionRequest(id="c-nowhere00000"))
    assert failed.value.code() == grpc.StatusCode.NOT_FOUND
