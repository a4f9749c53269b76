"""The embedding service over gRPC, with its real model."""

import grpc
import pytest
from harness.grpc_client import Stub, messages
from harness.ports import free_port
from harness.stack import Service

COLUMNS = {
    "shop.orders.total": "orders total: amount paid (12.50, 99.00)",
    "shop.orders.state": "orders state: US state of the customer (CA, NY, TX)",
    "shop.clicks.session_id": "clicks session id",
    "shop.logs.latency_ms": "logs latency ms: time until the answer",
}


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    folder = tmp_path_factory.mktemp("embedding")
    one = Service("embedding", folder, {"grpc": {"listen": f"127.0.0.1:{free_port()}"},
                                        "cache": {"path": str(folder / "vectors")}}).start()
    yield one
    one.stop()


@pytest.fixture
def stub(service):
    client = Stub("embedding", service.address)
    yield client
    client.close()


def fill(stub):
    m = messages("embedding")
    items = [m.Item(id=key, text=text) for key, text in COLUMNS.items()]
    return stub.ReplaceCollection(m.ReplaceCollectionRequest(collection="columns", items=items))


def best(stub, query):
    m = messages("embedding")
    return stub.Search(m.SearchRequest(collection="columns", query=query, limit=1))


def test_the_built_in_model_is_active_and_says_so(stub):
    answer = stub.DescribeModel(messages("embedding").DescribeModelRequest())
    assert (answer.method, answer.dimensions, answer.degraded_reason) == ("minilm+words", 384, "")


def test_words_that_no_column_carries_find_their_column(stub):
    fill(stub)
    assert best(stub, "revenue").hits[0].id == "shop.orders.total"
    assert best(stub, "how slow are we").hits[0].id == "shop.logs.latency_ms"
    assert best(stub, "visits").hits[0].id == "shop.clicks.session_id"


def test_a_search_among_some_ids_finds_the_nearest_of_these(stub):
    fill(stub)
    m = messages("embedding")
    near = lambda *prefixes: [hit.id for hit in stub.Search(m.SearchRequest(collection="columns", query="latency of clicks", limit=1, id_prefixes=prefixes)).hits]
    assert near("shop.clicks.") == ["shop.clicks.session_id"]
    assert near("shop.logs.") == ["shop.logs.latency_ms"]
    assert near() == near("shop.orders.", "shop.clicks.", "shop.logs.")
    assert near("elsewhere.") == []


def test_vectors_survive_a_restart_so_that_nothing_is_embedded_again(service, stub):
    fill(stub)
    service.kill()
    service.start()
    answer = fill(stub)
    assert (answer.items, answer.embedded) == (len(COLUMNS), 0)


def test_a_request_beyond_the_bounds_is_refused_by_name(stub):
    m = messages("embedding")
    with pytest.raises(grpc.RpcError) as refused:
        stub.Embed(m.EmbedRequest(texts=["x" * 9000]))
    assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "8192" in refused.value.details()
    with pytest.raises(grpc.RpcError) as unknown:
        stub.Search(m.SearchRequest(collection="nothing", query="x"))
    assert unknown.value.code() == grpc.StatusCode.NOT_FOUND
    fill(stub)
    with pytest.raises(grpc.RpcError) as many:
        stub.Search(m.SearchRequest(collection="columns", query="x", id_prefixes=["shop."] * 1001))
    assert many.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "1000" in many.value.details()
