"""Control-plane state in a real PostgreSQL: migrations, what survives restarts, two gateways on one state, and what people are
told when the database is away or refuses."""

import json
import uuid

import pytest
import requests
from harness.grpc_client import Stub, messages
from harness.postgresql import PostgreSql
from harness.ports import free_port
from harness.process import wait_until
from harness.proxy import Proxy
from harness.stack import ADMIN_TOKEN, RPC_TOKEN, Service, Stack


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory):
    server = PostgreSql(tmp_path_factory.mktemp("postgresql")).start()
    for name in ("ingest", "gateway", "query_engine"):
        server.sql(f"CREATE DATABASE {name}")
    yield server
    server.destroy()


def state(postgresql, database):
    return {"url": postgresql.url(database), "password_file": str(postgresql.password_file)}


@pytest.fixture(scope="module")
def replicas(tmp_path_factory, clickhouse, kafka, postgresql):
    """The services, with a second gateway beside the first."""
    folder = tmp_path_factory.mktemp("replicas")
    stack = Stack(folder, clickhouse, kafka, {
        "ingest": {"state": state(postgresql, "ingest")}, "gateway": {"state": state(postgresql, "gateway")},
        "query-engine": {"state": state(postgresql, "query_engine")}})
    stack.start("provisioning", "schema-inference", "query-engine", "ingest", "gateway")
    port = free_port()
    config = stack.config_of("gateway")
    config["http"] = {**config["http"], "listen": f"127.0.0.1:{port}"}
    second = Service("gateway", folder / "second", config).start()
    stack.second_url = f"http://127.0.0.1:{port}"
    yield stack
    second.stop()
    stack.stop()


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def call(method, url, **options):
    return requests.request(method, url, timeout=30, **options)


def test_migrations_are_applied_once_and_noted(replicas, postgresql):
    for database in ("ingest", "gateway", "query_engine"):
        numbers = postgresql.sql("SELECT string_agg(version::text, ',' ORDER BY version) FROM aurora_migrations", database)
        assert numbers and numbers.split(",") == [str(number + 1) for number in range(len(numbers.split(",")))]
    # Two gateways have started on one of them.
    assert postgresql.sql("SELECT count(*) = count(DISTINCT version) FROM aurora_migrations", "gateway") == "t"


def test_sessions_are_shared_by_two_gateways(replicas):
    first, second = replicas.gateway_url, replicas.second_url
    link = call("POST", f"{first}/api/v1/sign-in-links", json={}, headers=bearer(replicas.admin_token)).json()
    session = call("POST", f"{second}/api/v1/session", json={"link_token": link["link_token"]})
    assert session.status_code == 201, session.text
    # The link is used up, at both.
    assert call("POST", f"{first}/api/v1/session", json={"link_token": link["link_token"]}).status_code == 401
    cookie = {"Cookie": "aurora_session=" + session.cookies["aurora_session"]}
    for gateway in (first, second):
        assert call("GET", f"{gateway}/api/v1/connections", headers=cookie).status_code == 200
    csrf = {**cookie, "X-CSRF-Token": session.json()["csrf_token"]}
    assert call("DELETE", f"{first}/api/v1/session", headers=csrf).status_code == 204
    # The other one asks the database again after a few seconds.
    wait_until(lambda: call("GET", f"{second}/api/v1/connections", headers=cookie).status_code == 401, 20, "signed out everywhere")


def test_what_one_query_engine_learns_another_knows_within_seconds(replicas, postgresql):
    config = replicas.config_of("query-engine")
    config["grpc"] = config["grpc"] | {"listen": f"127.0.0.1:{free_port()}"}
    second = Service("query-engine", replicas.folder / "second-engine", config).start()
    url, admin = f"{replicas.gateway_url}/api/v1/glossary", bearer(replicas.admin_token)
    stub = Stub("query", second.address, RPC_TOKEN)
    try:
        made = call("POST", url, headers=admin, json={"term": "clients", "kind": "synonym", "definition": "customers"})
        assert made.status_code == 201, made.text

        def known():
            return [term.definition for term in stub.ListTerms(messages("query").ListTermsRequest()).terms]
        wait_until(lambda: known() == ["customers"], 5, "the other one knows the term")
        changed = call("PUT", f"{url}/{made.json()['id']}", headers=admin, json={"term": "clients", "kind": "synonym", "definition": "buyers"})
        assert changed.status_code == 200
        wait_until(lambda: known() == ["buyers"], 5, "the other one knows the change")
        assert call("DELETE", f"{url}/{made.json()['id']}", headers=admin).status_code == 204
        wait_until(lambda: known() == [], 5, "the other one forgets it")
        assert postgresql.sql("SELECT count(*) FROM terms", "query_engine") == "0"
    finally:
        stub.close()
        second.stop()


def test_connections_and_tokens_survive_restarts(replicas, clickhouse, kafka, postgresql):
    topic, database = f"state-{uuid.uuid4().hex[:8]}", f"state_{uuid.uuid4().hex[:8]}"
    kafka.create_topic(topic)
    kafka.produce(topic, [json.dumps({"id": number, "note": "it's; \"odd\" :name"}) for number in range(10)])
    url, admin = replicas.gateway_url, bearer(replicas.admin_token)
    made = call("POST", f"{url}/api/v1/connections", headers=admin,
                json={"brokers": kafka.brokers, "topic": topic, "table": f"{database}.t", "wait_ms_max": 20000})
    assert made.status_code == 201, made.text
    token = call("POST", f"{url}/api/v1/tokens", headers=admin, json={"name": "a-program", "role": "viewer"})
    assert token.status_code == 201, token.text
    secret = token.json()["token"]
    # Only what it hashes to is kept.
    assert secret not in postgresql.sql("SELECT string_agg(t::text, ' ') FROM tokens t", "gateway")

    assert call("POST", f"{url}/api/v1/connections/{made.json()['id']}:pause", headers=admin).status_code == 200
    for name in ("ingest", "gateway"):
        assert replicas.services[name].process.stop() == 0
        replicas.services[name].start()
    listed = call("GET", f"{url}/api/v1/connections/{made.json()['id']}", headers=bearer(secret))
    assert listed.status_code == 200 and listed.json()["state"] == "paused", listed.text
    assert call("POST", f"{url}/api/v1/connections/{made.json()['id']}:resume", headers=admin).status_code == 200
    kafka.produce(topic, [json.dumps({"id": number, "note": "x"}) for number in range(10, 20)])
    wait_until(lambda: clickhouse.query(f"SELECT count(), uniqExact(id) FROM {database}.t") == [[20, 20]], 20, "loading goes on")
    # A second connection of the topic to the table is refused by the database's own key, too.
    again = call("POST", f"{url}/api/v1/connections", headers=admin,
                 json={"brokers": kafka.brokers, "topic": topic, "table": f"{database}.t"})
    assert again.status_code == 409, again.text
    assert call("DELETE", f"{url}/api/v1/connections/{made.json()['id']}", headers=admin).status_code == 200
    assert call("GET", f"{url}/api/v1/connections/{made.json()['id']}", headers=admin).status_code == 404


def test_a_connection_stops_by_its_rule_and_its_dead_letters_are_replayed(replicas, kafka, postgresql):
    topic = f"pg-stops-{uuid.uuid4().hex[:8]}"
    kafka.create_topic(topic, 1)
    kafka.produce(topic, [json.dumps({"number": number, "total": 1}) for number in range(20)])
    headers = bearer(replicas.admin_token)
    connections = f"{replicas.gateway_url}/api/v1/connections"
    made = call("POST", connections, headers=headers, json={
        "brokers": kafka.brokers, "topic": topic, "stop_above": {"share": 0.5, "window": 10}, "wait_ms_max": 20_000}).json()
    target = f"{connections}/{made['id']}"
    kafka.produce(topic, [json.dumps({"number": number, "total": 2.5}) for number in range(20, 40)])
    wait_until(lambda: call("GET", target, headers=headers).json()["state"] == "stopped", 20, "it has stopped")
    stored = f"SELECT paused, stopped LIKE '%6 of the last 10 messages%' FROM connections WHERE id = '{made['id']}'"
    wait_until(lambda: postgresql.sql(stored, "ingest") == "1|t", 10, "the database says so")
    call("PATCH", target, headers=headers, json={"columns": [{"name": "total", "type": "Float64"}]}).raise_for_status()
    report = call("POST", target + "/dead-letters:replay", headers=headers, json={"all": True}).json()
    assert (report["replayed"], report["kept"], report["left"]) == (6, 0, 0)
    assert postgresql.sql("SELECT count(*) FROM dead_letter_replays", "ingest") == "0"
    call("POST", target + ":resume", headers=headers).raise_for_status()

    def loaded():
        (partition,) = call("GET", target + "/ledger", headers=headers).json()["partitions"]
        return (partition["loaded"], partition["dead_lettered"], partition["duplicated"]) == (40, 0, 0)
    wait_until(loaded, 20, "all of them are rows")
    assert postgresql.sql(f"SELECT paused, stopped FROM connections WHERE id = '{made['id']}'", "ingest") == "0|"
    call("DELETE", target, headers=headers).raise_for_status()


def test_a_database_that_goes_away_is_named_and_found_again(replicas, postgresql):
    url, admin = replicas.gateway_url, bearer(replicas.admin_token)
    link = {"url": f"{url}/api/v1/sign-in-links", "json": {}, "headers": admin}
    assert call("POST", **link).status_code == 201
    postgresql.stop()
    away = call("POST", **link)
    assert away.status_code == 503, away.text
    assert f"127.0.0.1:{postgresql.port}/gateway" in away.json()["detail"]
    postgresql.start()
    wait_until(lambda: call("POST", **link).status_code == 201, 20, "it is found again")
    for name in ("ingest", "gateway"):
        wait_until(replicas.services[name].is_ready, 20, f"{name} is ready again")


def test_a_database_that_does_not_answer_for_a_moment_is_asked_again(tmp_path, replicas, postgresql):
    proxy, port = Proxy(postgresql.port), free_port()
    config = replicas.config_of("gateway")
    config["http"] = {**config["http"], "listen": f"127.0.0.1:{port}"}
    config["state"] = {**config["state"], "url": postgresql.url("gateway").replace(str(postgresql.port), str(proxy.port))}
    gateway = Service("gateway", tmp_path / "gateway", config).start()
    try:
        link = {"url": f"http://127.0.0.1:{port}/api/v1/sign-in-links", "json": {}, "headers": bearer(replicas.admin_token)}
        assert call("POST", **link).status_code == 201
        proxy.cut()
        assert call("POST", **link).status_code == 503
        proxy.mend()
        proxy.refuse(2)
        answer = call("POST", **link)
        assert answer.status_code == 201, answer.text
    finally:
        gateway.stop()
        proxy.close()


def test_a_service_that_is_there_before_its_database_waits_for_it(replicas, postgresql):
    gateway = replicas.services["gateway"]
    assert gateway.process.stop() == 0
    postgresql.stop()
    gateway.start(wait=False)
    wait_until(lambda: "the database is waited for" in gateway.process.log(), 10, "the gateway says what it waits for")
    assert gateway.process.running() and "does not answer; start it or check state.url" in gateway.process.log()
    postgresql.start()
    wait_until(gateway.is_ready, 20, "the gateway is ready")


@pytest.mark.parametrize("database, password, said", [
    ("gateway", "not-the-password", "refused user or password; check state.url and state.password_file"),
    ("nowhere", None, "is not there; create it"),
])
def test_a_database_that_cannot_be_used_ends_the_start_with_one_message(tmp_path, postgresql, database, password, said):
    wrong = tmp_path / "wrong.password"
    wrong.touch(mode=0o600)
    wrong.write_text(password or postgresql.password)
    token = tmp_path / "admin.token"
    token.write_text(ADMIN_TOKEN)
    gateway = Service("gateway", tmp_path, {
        "http": {"listen": f"127.0.0.1:{free_port()}", "web_root": str(tmp_path)},
        "state": {"url": postgresql.url(database), "password_file": str(wrong)},
        "auth": {"admin_token_file": str(token)},
        "ingest": {"address": "127.0.0.1:1"}, "query_engine": {"address": "127.0.0.1:1"}})
    gateway.start(wait=False)
    assert gateway.process.child.wait(30) != 0
    (line,) = gateway.process.log().strip().splitlines()
    assert said in line and f"127.0.0.1:{postgresql.port}/{database}" in line
    for secret in ("not-the-password", postgresql.password):
        assert secret not in line


def gateway_on(tmp_path, url: str, password_file) -> Service:
    token = tmp_path / "admin.token"
    token.write_text(ADMIN_TOKEN)
    return Service("gateway", tmp_path, {
        "http": {"listen": f"127.0.0.1:{free_port()}", "web_root": str(tmp_path)}, "state": {"url": url, "password_file": str(password_file)},
        "auth": {"admin_token_file": str(token)}, "ingest": {"address": "127.0.0.1:1"}, "query_engine": {"address": "127.0.0.1:1"}})


def test_a_user_without_the_right_to_make_tables_is_told_so(tmp_path, postgresql):
    postgresql.sql("CREATE ROLE stranger LOGIN PASSWORD 'stranger'")
    postgresql.sql("CREATE DATABASE strange")
    password = tmp_path / "stranger.password"
    password.write_text("stranger")
    url = postgresql.url("strange")
    gateway = gateway_on(tmp_path, "postgresql://stranger@" + url.split("@", 1)[1], password)
    gateway.start(wait=False)
    assert gateway.process.child.wait(30) != 0
    (line,) = gateway.process.log().strip().splitlines()
    assert "/strange does not let its user make or change tables; make the user the owner of the database, and of the tables in it" in line
    postgresql.sql("ALTER DATABASE strange OWNER TO stranger")
    gateway.start()
    assert gateway.process.stop() == 0


def test_a_database_that_may_only_be_read_or_has_no_connection_left_is_told_so(tmp_path, postgresql):
    postgresql.sql("CREATE ROLE narrow LOGIN PASSWORD 'narrow'")
    postgresql.sql("CREATE DATABASE narrow OWNER narrow")
    password = tmp_path / "narrow.password"
    password.write_text("narrow")
    gateway = gateway_on(tmp_path, "postgresql://narrow@" + postgresql.url("narrow").split("@", 1)[1], password)

    def line() -> str:
        gateway.start(wait=False)
        assert gateway.process.child.wait(30) != 0
        return gateway.process.log().strip().splitlines()[-1]

    postgresql.sql("ALTER ROLE narrow SET default_transaction_read_only = on")
    assert "/narrow may only be read, as a standby; let state.url name the primary" in line()
    postgresql.sql("ALTER ROLE narrow RESET ALL")
    postgresql.sql("ALTER ROLE narrow CONNECTION LIMIT 0")
    assert "/narrow has no connection or memory left; raise max_connections, or give it more memory" in line()
    postgresql.sql("ALTER ROLE narrow CONNECTION LIMIT -1")
    gateway.start()
    assert gateway.process.stop() == 0


def test_no_password_reaches_a_log_or_a_command_line(replicas, postgresql):
    for service in replicas.services.values():
        assert postgresql.password not in service.process.log()
        if service.process.running():
            with open(f"/proc/{service.process.pid}/cmdline", encoding="utf-8") as line:
                assert postgresql.password not in line.read()
