"""pytest fixtures; tests/conftest.py makes them known to every test below tests/."""

import contextlib

import grpc
import pytest

from .clickhouse import ClickHouse
from .grpc_client import Stub, messages
from .kafka import Kafka
from .stack import RPC_TOKEN, Stack

# The stacks of the whole run.
_shared: list[Stack] = []


@pytest.fixture(scope="session")
def kafka(tmp_path_factory):
    """One broker for the whole run: give topics names of your own."""
    broker = Kafka(tmp_path_factory.mktemp("kafka")).start()
    yield broker
    broker.stop()


@pytest.fixture(scope="session")
def clickhouse(tmp_path_factory):
    """One engine for the whole run: give databases names of your own."""
    engine = ClickHouse(tmp_path_factory.mktemp("clickhouse")).start()
    yield engine
    engine.stop()


@pytest.fixture(scope="session")
def stack(tmp_path_factory, clickhouse, kafka):
    """All services and the gateway, for the whole run."""
    services = Stack(tmp_path_factory.mktemp("stack"), clickhouse, kafka).start()
    _shared.append(services)
    yield services
    _shared.remove(services)
    services.stop()


@pytest.fixture(scope="session")
def ingest_stack(tmp_path_factory, clickhouse, kafka):
    """Only what loading needs: provisioning, schema inference and ingest."""
    services = Stack(tmp_path_factory.mktemp("ingest-stack"), clickhouse, kafka)
    services.start("provisioning", "schema-inference", "ingest")
    _shared.append(services)
    yield services
    _shared.remove(services)
    services.stop()


@pytest.fixture(scope="module", autouse=True)
def connections_end_with_their_file():
    """What a file leaves running in the stacks of the whole run ends with it: each connection has threads of its own, and hundreds of them
    are more than a container often allows. A stack that does not answer any more is left alone."""
    yield
    for services in _shared:
        stub, pb = Stub("ingest", services.addresses["ingest"], RPC_TOKEN), messages("ingest")
        with contextlib.closing(stub), contextlib.suppress(grpc.RpcError):
            for connection in stub.ListConnections(pb.ListConnectionsRequest()).connections:
                with contextlib.suppress(grpc.RpcError):
                    stub.DeleteConnection(pb.DeleteConnectionRequest(id=connection.id))


@pytest.fixture(scope="session")
def ingest(ingest_stack):
    stub = Stub("ingest", ingest_stack.addresses["ingest"], RPC_TOKEN)
    yield stub
    stub.close()
