"""aurora-provisioning against the real engine: databases, migrations, and what happens when ClickHouse goes and comes."""

import subprocess
import time

import grpc
import pytest
import requests

from harness.clickhouse import ClickHouse
from harness.grpc_client import Stub, messages
from harness.process import PREFIX, patience, wait_until
from harness.stack import RPC_TOKEN, Stack


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    clickhouse = ClickHouse(tmp_path_factory.mktemp("provisioned"))
    yield clickhouse
    clickhouse.stop()


@pytest.fixture(scope="module")
def services(tmp_path_factory, engine):
    """Provisioning is started before there is a ClickHouse."""
    stack = Stack(tmp_path_factory.mktemp("provisioned-stack"), engine)
    service = stack.services["provisioning"].start(wait=False)
    # Unready without a reason, it has not started yet.
    wait_until(lambda: "clickhouse" in readiness(service).text.lower(), 20, "it names what it lacks")
    assert readiness(service).status_code == 503
    engine.start()
    service.process.wait_ready()
    yield stack
    stack.stop()


@pytest.fixture(scope="module")
def stub(services):
    client = Stub("provisioning", services.addresses["provisioning"], RPC_TOKEN)
    yield client
    client.close()


def readiness(service) -> requests.Response:
    try:
        return requests.get(f"http://{service.admin}/readyz", timeout=5)
    except requests.ConnectionError:
        return requests.Response()


def test_the_state_names_users_databases_and_migrations(stub, engine):
    api = messages("provisioning")
    state = stub.GetState(api.GetStateRequest())
    assert {user.name for user in state.users} == {"aurora_ingest", "aurora_query", "aurora_catalog"}
    assert [(m.version, m.name) for m in state.migrations] == [(1, "dead_letters"), (2, "query_history"), (3, "databases"),
                                                             (5, "skipped_offsets")]
    assert state.clickhouse_version == engine.value("SELECT version()")
    assert "aurora" not in state.databases and "system" not in state.databases


def test_every_version_before_becomes_the_present_one(engine, services):
    """Each step is there again after a start, and what the earlier ones hold stays."""
    service = services.services["provisioning"]
    steps = [row[0] for row in engine.query("SELECT DISTINCT version FROM aurora.migrations ORDER BY version")]
    tables = {1: "dead_letters", 2: "query_history", 3: "databases", 5: "skipped_offsets"}
    assert steps == list(tables), "a new step: say here what it makes"
    shape = engine.query("SELECT table, name, type FROM system.columns WHERE database = 'aurora' ORDER BY ALL")
    engine.query("INSERT INTO aurora.dead_letters (connection_id, topic, partition, offset, code) SELECT 'before', 't', 0, 1, 'empty'")
    for known in range(len(steps)):
        for step in steps[known:]:
            # What the first step made is left: it holds what must not go.
            if step != 1:
                engine.query(f"DROP TABLE aurora.{tables[step]}")
        engine.query(f"DELETE FROM aurora.migrations WHERE version > {steps[known - 1] if known else 0}")
        service.process.stop()
        service.start()
        assert engine.query("SELECT table, name, type FROM system.columns WHERE database = 'aurora' ORDER BY ALL") == shape, steps[:known]
        assert [row[0] for row in engine.query("SELECT DISTINCT version FROM aurora.migrations ORDER BY version")] == steps
    assert engine.value("SELECT count() FROM aurora.dead_letters WHERE connection_id = 'before'") == 1
    engine.query("DELETE FROM aurora.dead_letters WHERE connection_id = 'before'")


def test_a_newer_database_is_refused(engine, services):
    service = services.services["provisioning"]
    engine.query("INSERT INTO aurora.migrations (version, name) SELECT 99, 'of the future'")
    service.process.stop()
    service.start(wait=False)
    wait_until(lambda: "step 99 (of the future)" in readiness(service).text, 20, "it says what is newer")
    assert readiness(service).status_code == 503
    engine.query("DELETE FROM aurora.migrations WHERE version = 99")
    service.process.wait_ready()


def test_a_database_is_made_once(stub, engine):
    api = messages("provisioning")
    assert stub.EnsureDatabase(api.EnsureDatabaseRequest(database="made_here")).created
    assert not stub.EnsureDatabase(api.EnsureDatabaseRequest(database="made_here")).created
    engine.query("CREATE TABLE made_here.t (a Int64) ENGINE = MergeTree ORDER BY a", user="ingest")
    engine.query("INSERT INTO made_here.t SELECT 7", user="ingest")
    assert engine.query("SELECT a FROM made_here.t", user="query") == [[7]]
    assert engine.query("SELECT a FROM made_here.t", user="catalog") == [[7]]


@pytest.mark.parametrize("name", ["", "Upper", "1st", "a-b", "system", "aurora", "information_schema", "x`; DROP DATABASE y", "a" * 65])
def test_a_wrong_name_is_refused_with_a_remedy(stub, name):
    with pytest.raises(grpc.RpcError) as refused:
        stub.EnsureDatabase(messages("provisioning").EnsureDatabaseRequest(database=name))
    assert refused.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "choose another" in refused.value.details()


def test_a_database_that_others_made_can_be_asked_within_5_s(stub, engine):
    engine.query("CREATE DATABASE made_elsewhere")
    engine.query("CREATE TABLE made_elsewhere.t ENGINE = MergeTree ORDER BY a AS SELECT 1 AS a")
    wait_until(lambda: engine.query("SELECT a FROM made_elsewhere.t", user="query") == [[1]], 5, "askable")
    wait_until(lambda: "made_elsewhere" in stub.GetState(messages("provisioning").GetStateRequest()).databases, 5, "known")


def test_reconcile_tells_what_became_readable(stub, engine):
    api = messages("provisioning")
    stub.Reconcile(api.ReconcileRequest())
    engine.query("CREATE DATABASE made_now")
    granted = list(stub.Reconcile(api.ReconcileRequest()).granted_databases)
    known = list(stub.GetState(api.GetStateRequest()).databases)
    # The loop may have been faster by a moment.
    assert granted == ["made_now"] or "made_now" in known


def test_ingest_can_write_dead_letters_and_others_cannot(engine, services):
    row = "INSERT INTO aurora.dead_letters (connection_id, topic, partition, offset, code) SELECT 'c', 't', 0, 1, 'empty'"
    engine.query(row, user="ingest")
    assert engine.value("SELECT count() FROM aurora.dead_letters") == 1
    for user in ("query", "catalog"):
        with pytest.raises(RuntimeError):
            engine.query(row, user=user)
    engine.query("INSERT INTO aurora.query_history (asked_at, sql) SELECT now(), 'x'", user="catalog")


def test_clickhouse_may_die_and_come_back(stub, engine, services):
    service = services.services["provisioning"]
    applied = engine.query("SELECT version, applied_at FROM aurora.migrations ORDER BY version")
    engine.kill()
    wait_until(lambda: readiness(service).status_code == 503, 10, "unready while ClickHouse is away")
    with pytest.raises(grpc.RpcError) as refused:
        stub.EnsureDatabase(messages("provisioning").EnsureDatabaseRequest(database="later"))
    assert refused.value.code() == grpc.StatusCode.UNAVAILABLE
    engine.start()
    began = time.monotonic()
    wait_until(lambda: readiness(service).status_code == 200, 10, "ready again")
    assert time.monotonic() - began < patience(5)
    assert engine.query("SELECT version, applied_at FROM aurora.migrations ORDER BY version") == applied
    assert stub.EnsureDatabase(messages("provisioning").EnsureDatabaseRequest(database="later")).created


def test_provisioning_may_die_and_come_back(stub, engine, services):
    service = services.services["provisioning"]
    service.kill()
    service.start()
    state = stub.GetState(messages("provisioning").GetStateRequest())
    assert "made_here" in state.databases
    assert len(state.migrations) == 4


def test_a_database_of_a_newer_version_is_left_alone(engine, services):
    service = services.services["provisioning"]
    engine.query("INSERT INTO aurora.migrations (version, name) SELECT 99, 'of the future'")
    service.kill()
    service.start(wait=False)
    wait_until(lambda: "of the future" in readiness(service).text, 20, "unready with the reason")
    engine.query("ALTER TABLE aurora.migrations DELETE WHERE version = 99 SETTINGS mutations_sync = 1")
    service.process.wait_ready()


def test_no_password_reaches_a_log(engine, services):
    for process in (services.services["provisioning"].process, engine.process):
        for password in engine.passwords.values():
            assert password not in process.log()


def test_statements_about_users_are_read_by_the_engine(engine, services):
    program = PREFIX / "tests" / "provisioning_statements_test"
    run = subprocess.run([program], capture_output=True, text=True, timeout=60, check=False,
                         env={"AURORA_TEST_CLICKHOUSE_URL": engine.url,
                              "AURORA_TEST_CLICKHOUSE_PASSWORD": engine.passwords["admin"]})
    assert run.returncode == 0, run.stdout
    assert "skipped" not in run.stdout
