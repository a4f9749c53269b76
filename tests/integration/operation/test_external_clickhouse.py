"""`aurora up` on a ClickHouse that somebody else runs: it is used, and no engine of our own is started. The server here is our
embedded engine in a process of its own, for no other can be had; its users have the passwords that Aurora expects."""

import pytest
import yaml
from harness.aurora import Aurora
from harness.clickhouse import ClickHouse


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    server = ClickHouse(tmp_path_factory.mktemp("server")).start()
    stack = Aurora(tmp_path_factory.mktemp("aurora"))
    secrets = stack.data / "secrets"
    secrets.mkdir(parents=True, mode=0o700)
    for user in ("ingest", "query", "catalog"):
        path = secrets / f"clickhouse-{user}"
        path.touch(mode=0o600)
        path.write_text(server.passwords[user])
    settings = stack.data / "aurora.yaml"
    settings.write_text(yaml.safe_dump({"clickhouse": {
        "url": server.url, "user": "aurora_admin", "password_file": server.password_files["admin"]}}))
    stack.up("--config", str(settings))
    yield server, stack
    stack.down()
    server.stop()


def test_the_server_is_used_and_no_engine_started(world):
    server, stack = world
    assert "embedded-clickhouse" not in stack.parts()
    assert not list((stack.data / "clickhouse").iterdir())
    rows = server.value("SELECT count() FROM shop.orders")
    assert rows > 0
    answer = stack.json("sql", "SELECT count() FROM shop.orders")
    assert int(answer["rows"][0][0]) >= rows
    env = stack.env()
    assert (env["CLICKHOUSE_URL"], env["CLICKHOUSE_USER"]) == (server.url, "aurora_admin")
    assert env["CLICKHOUSE_PASSWORD"] == server.passwords["admin"]


def test_down_leaves_the_server_alone(world):
    server, stack = world
    assert stack.down().returncode == 0
    assert server.process.running()
    assert server.value("SELECT count() FROM shop.orders") > 0
