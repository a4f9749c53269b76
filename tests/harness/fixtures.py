"""pytest fixtures; tests/conftest.py makes them known to every test below tests/."""

import pytest

from .clickhouse import ClickHouse
from .grpc_client import Stub
from .kafka import Kafka
from .stack import RPC_TOKEN, Stack


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
    yield services
    services.stop()


@pytest.fixture(scope="session")
def ingest_stack(tmp_path_factory, clickhouse, kafka):
    """Only what loading needs: provisioning, schema inference and ingest."""
    services = Stack(tmp_path_factory.mktemp("ingest-stack"), clickhouse, kafka)
    services.start("provisioning", "schema-inference", "ingest")
    yield services
    services.stop()


@pytest.fixture(scope="session")
def ingest(ingest_stack):
    stub = Stub("ingest", ingest_stack.addresses["ingest"], RPC_TOKEN)
    yield stub
    stub.close()
