"""More tables at once than one look at their values takes."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from harness.grpc_client import Stub, messages
from harness.process import wait_until
from harness.stack import RPC_TOKEN, Stack


@pytest.fixture
def engine(tmp_path, clickhouse):
    """The stub of a query engine that looks for tables when it starts, and hardly again."""
    services = Stack(tmp_path, clickhouse, overrides={"query-engine": {"catalog": {"interval": "10m"}}})
    services.start("provisioning", "query-engine")
    stub = Stub("query", services.addresses["query-engine"], RPC_TOKEN)
    yield stub
    stub.close()
    services.stop()


@pytest.fixture
def tables(clickhouse):
    """A function that makes so many tables of one column of text, with rows; their database is `tables.database`."""
    with clickhouse.database("many") as database:

        def make(name, count):
            for number in range(count):
                clickhouse.query(f"CREATE TABLE {database}.{name}{number:03} (state String) ENGINE = MergeTree ORDER BY ()")
                clickhouse.query(f"INSERT INTO {database}.{name}{number:03} VALUES ('CA'), ('NV')")

        make.database = database
        yield make


def with_values(stub, database):
    """The names of the tables of the database whose values are known."""
    listed = stub.ListTables(messages("query").ListTablesRequest()).tables
    return {table.table for table in listed if table.database == database and table.columns[0].values}


def test_the_values_of_all_tables_are_known_long_before_the_next_look(tables, engine):
    tables("t", 120)
    engine.RefreshTables(messages("query").RefreshTablesRequest())
    wait_until(lambda: len(with_values(engine, tables.database)) == 120, 60, "the values of all tables are known")


def test_what_is_known_stays_known_while_others_come(tables, engine):
    refresh = messages("query").RefreshTablesRequest()
    tables("first", 1)
    engine.RefreshTables(refresh)
    # A look reads fifty tables, and other tests may have more of them here.
    wait_until(lambda: with_values(engine, tables.database) == {"first000"}, 60, "the values of the first table are known")
    tables("later", 50)
    with ThreadPoolExecutor(1) as other:
        looked = other.submit(engine.RefreshTables, refresh)
        while not looked.done():
            assert "first000" in with_values(engine, tables.database)
        looked.result()
    wait_until(lambda: len(with_values(engine, tables.database)) == 51, 60, "the values of the others are known as well")
