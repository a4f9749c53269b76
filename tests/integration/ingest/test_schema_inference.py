"""aurora-schema-inference over gRPC, and its tables on the real engine."""

import json
import random
import time

import grpc
import pytest

from harness.grpc_client import Stub, messages
from harness.process import patience
from harness.stack import RPC_TOKEN, Stack


@pytest.fixture(scope="module")
def stub(tmp_path_factory, clickhouse):
    stack = Stack(tmp_path_factory.mktemp("inference-stack"), clickhouse)
    stack.start("schema-inference")
    client = Stub("schema", stack.addresses["schema-inference"], RPC_TOKEN)
    yield client
    client.close()
    stack.stop()


def order(i: int) -> dict:
    rng = random.Random(i)
    message = {
        "order_id": f"{rng.getrandbits(32):08x}-0000-4000-8000-{i:012x}",
        "ordered_at": f"2026-11-{1 + i % 20:02d}T10:{i % 60:02d}:00.{rng.randrange(1000):03d}Z",
        "state": rng.choice(["CA", "NY", "TX", "WA", "IL"]),
        "quantity": rng.randrange(1, 9),
        "total": round(rng.uniform(5, 500), 2),
        "client_ip": f"10.0.{rng.randrange(256)}.{rng.randrange(256)}",
        "seen_ms": 1_795_262_400_000 + i,
        "gift": rng.random() < 0.5,
        "shipping": {"city": rng.choice(["Berlin", "Oslo"]), "zip": f"{rng.randrange(100000):05d}"},
        "tags": rng.sample(["new", "sale", "vip"], rng.randrange(3)),
        "lines": [{"sku": "a", "n": 1}],
    }
    if i % 7 == 0:
        message["coupon"] = f"SAVE{i}"
    return message


SAMPLES = [json.dumps(order(i)).encode() for i in range(1000)]


def infer(stub, samples, database="inferred", table="orders"):
    return stub.InferSchema(messages("schema").InferSchemaRequest(samples=samples, database=database, table=table, topic="orders"))


def test_a_topic_becomes_a_table_that_the_engine_takes(stub, clickhouse):
    answer = infer(stub, SAMPLES + [b"", b"not json", b"[1]"])
    types = {field.name: field.type for field in answer.schema.fields}
    assert types == {
        "order_id": "UUID", "ordered_at": "DateTime64(3, 'UTC')", "state": "LowCardinality(String)", "quantity": "Int64",
        "total": "Decimal(18, 2)", "client_ip": "IPv4", "seen_ms": "DateTime64(3, 'UTC')", "gift": "Bool",
        "shipping_city": "LowCardinality(String)", "shipping_zip": "String", "tags": "Array(LowCardinality(String))",
        "lines": "String", "coupon": "Nullable(String)", "_topic": "LowCardinality(String)", "_partition": "Int32",
        "_offset": "Int64", "_timestamp": "DateTime64(3, 'UTC')", "_overflow": "String"}
    assert answer.schema.time_column == "ordered_at"
    assert answer.schema.partition_by == "toYYYYMM(ordered_at)"
    assert answer.schema.order_by[-1] == "ordered_at"
    assert answer.time_column_reason and answer.partition_by_reason and answer.order_by_reason
    evidence = {row.name: row for row in answer.evidence}
    assert evidence["coupon"].present == sum(1 for i in range(1000) if i % 7 == 0)
    assert evidence["coupon"].samples == 1000
    assert evidence["state"].distinct == 5
    assert 1 <= len(evidence["state"].examples) <= 5
    assert answer.samples.usable == 1000
    assert {row.reason: row.count for row in answer.samples.rejected} == {"empty": 1, "not_json": 1, "not_object": 1}

    clickhouse.query("CREATE DATABASE IF NOT EXISTS inferred")
    clickhouse.query(answer.create_table_sql)
    described = {row[0]: row[1] for row in clickhouse.query("DESCRIBE TABLE inferred.orders")}
    assert described == types
    clickhouse.query("DROP TABLE inferred.orders")


def test_the_engine_takes_every_type_and_every_name(stub, clickhouse):
    """Strange keys and every kind of value: what is proposed can be created."""
    message = {"a b": 1, "ä": 2, "SELECT": 3, "1st": 4, "x`y": 5, "x'y": 6, "": 7, "_offset": 8, "a.b": 9, "a": {"b": 10},
               "n": None, "date": "2026-11-21", "old": "1950-01-01", "us": "2026-11-21T00:00:00.123456Z",
               "ns": "2026-11-21T00:00:00.123456789Z", "u64": 2**64 - 1, "huge": 2**70, "v6": "fe80::1", "f": 1.5e10,
               "price": "12.50", "ints": [1, 2], "nulls": [1, None], "floats": [1.5], "bools": [True], "times": ["2026-11-21T00:00:00Z"],
               "mixed": [1, "a"], "empty": [], "objects": {}, "quote": "it's"}
    answer = infer(stub, [json.dumps(message).encode()], table="strange")
    assert answer.samples.usable == 1
    clickhouse.query("CREATE DATABASE IF NOT EXISTS inferred")
    clickhouse.query(answer.create_table_sql)
    described = {row[0]: row[1] for row in clickhouse.query("DESCRIBE TABLE inferred.strange")}
    assert described == {field.name: field.type for field in answer.schema.fields}
    clickhouse.query("DROP TABLE inferred.strange")


def test_an_evolution_runs_on_the_table(stub, clickhouse):
    api = messages("schema")
    answer = infer(stub, [b'{"id":1,"at":"2026-11-21T10:00:00Z","name":"x"}'], table="evolving")
    clickhouse.query("CREATE DATABASE IF NOT EXISTS inferred")
    clickhouse.query(answer.create_table_sql)
    clickhouse.query("INSERT INTO inferred.evolving (id, name) SELECT 1, 'old'")
    plan = stub.PlanEvolution(api.PlanEvolutionRequest(
        current=answer.schema, samples=[b'{"id":2,"at":"2026-11-21T10:00:00Z","extra":{"price":9.99},"tags":["a"]}']))
    assert [(change.field.name, change.field.type) for change in plan.changes] == [
        ("name", "Nullable(String)"), ("extra_price", "Nullable(Decimal(18, 2))"), ("tags", "Array(String)")]
    for change in plan.changes:
        clickhouse.query(change.sql)
    described = {row[0]: row[1] for row in clickhouse.query("DESCRIBE TABLE inferred.evolving")}
    assert described == {field.name: field.type for field in plan.schema.fields}
    assert list(described) == [field.name for field in plan.schema.fields]
    assert clickhouse.query("SELECT id, name, extra_price, tags FROM inferred.evolving") == [[1, "old", None, []]]
    again = stub.PlanEvolution(api.PlanEvolutionRequest(current=plan.schema, samples=[b'{"id":2,"at":"2026-11-21T10:00:00Z"}']))
    assert not again.changes and again.schema == plan.schema
    clickhouse.query("DROP TABLE inferred.evolving")


def test_an_edited_schema_is_checked(stub):
    api = messages("schema")
    schema = infer(stub, SAMPLES).schema
    next(field for field in schema.fields if field.name == "quantity").type = "Bool"
    checked = stub.CheckSchema(api.CheckSchemaRequest(schema=schema, samples=SAMPLES))
    assert checked.samples.usable == 0
    assert [(row.reason, row.count) for row in checked.samples.rejected] == [("type_mismatch: quantity", 1000)]
    assert "`quantity` Bool" in checked.create_table_sql

    schema.fields[0].type = "Tuple(Int8)"
    with pytest.raises(grpc.RpcError) as refused:
        stub.CheckSchema(api.CheckSchemaRequest(schema=schema))
    assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "order_id" in refused.value.details() and "Tuple(Int8)" in refused.value.details()


@pytest.mark.parametrize("samples,code", [
    ([], grpc.StatusCode.INVALID_ARGUMENT), ([b"x", b""], grpc.StatusCode.INVALID_ARGUMENT),
    ([b'{"a":1}'] * 10_001, grpc.StatusCode.RESOURCE_EXHAUSTED)])
def test_samples_that_cannot_be_used(stub, samples, code):
    with pytest.raises(grpc.RpcError) as refused:
        infer(stub, samples)
    assert refused.value.code() == code


def test_sampling_of_a_whole_topic_is_quick(stub):
    began = time.monotonic()
    infer(stub, SAMPLES * 10)
    assert time.monotonic() - began < patience(5)
