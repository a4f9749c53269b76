"""Fixtures for files whose tests ask or call tables of a database of their own, through the gateway: the file has the fixture
`shop` (that database's name, of module scope) and imports these."""

import pytest
import requests
from harness.gateway_client import Api
from harness.openapi_contract import Contract
from harness.process import wait_until
from harness.stack import Stack


@pytest.fixture(scope="module")
def services(tmp_path_factory, clickhouse, shop):
    """The services that a question needs."""
    stack = Stack(tmp_path_factory.mktemp(shop), clickhouse)
    stack.start("provisioning", "query-engine", "gateway")
    yield stack
    stack.stop()


@pytest.fixture(scope="module")
def contract(services):
    return Contract(requests.get(services.gateway_url + "/api/openapi.json", timeout=10).json())


@pytest.fixture(scope="module")
def api(services, contract, shop):
    """The administrator's, once the tables and values of `shop` are known."""
    api = Api(services.gateway_url, contract)
    wait_until(lambda: any(table["database"] == shop and any(column["values"] for column in table["columns"])
                           for table in api.get("/api/v1/tables").json()["tables"]), 20, "the tables are known")
    return api
