"""`aurora up --grafana URL` end to end: people reach Grafana signed in, and it reads the real ClickHouse; without it one line
says how to have one. Against the stand-in that holds to Grafana's documented API."""

import json

import pytest
import requests
from harness.aurora import Aurora
from harness.grafana import Grafana
from harness.process import PROJECT, wait_until

TOKEN = "grafana-service-account-token"


@pytest.fixture(scope="module")
def grafana():
    server = Grafana(token=TOKEN).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def started(tmp_path_factory, grafana):
    """An Aurora with that Grafana, and what `up` said."""
    folder = tmp_path_factory.mktemp("up-grafana")
    token = folder / "grafana-token"
    token.touch(mode=0o600)
    token.write_text(TOKEN + "\n")
    config = folder / "aurora.yaml"
    config.write_text(json.dumps({"grafana": {"password_file": str(token)}}))
    stack = Aurora(folder)
    said = stack.up("--no-demo", "--grafana", grafana.url, "--config", str(config)).stdout
    yield stack, said
    stack.down()


def browser(stack) -> requests.Session:
    """Somebody who opened the link that `aurora link` gives."""
    address, _, link = stack.run("link").stdout.strip().partition("/sign-in#t=")
    session = requests.Session()
    made = session.post(address + "/api/v1/session", json={"link_token": link}, timeout=10)
    assert made.status_code == 201, made.text
    session.base = address
    return session


def test_up_says_where_grafana_is(started, grafana):
    _, said = started
    assert f"Grafana: below /grafana/, from {grafana.url}\n" in said


def test_a_person_is_signed_in_to_grafana_too(started, grafana):
    session = browser(started[0])
    assert session.get(session.base + "/grafana/api/user", timeout=10).json() == {"login": "aurora-admin-admin", "role": "Admin"}
    assert requests.get(session.base + "/grafana/", timeout=10).status_code == 401


def test_grafana_has_the_data_source_that_works_and_every_dashboard(started, grafana):
    source = wait_until(lambda: grafana.data_sources.get("aurora-clickhouse"), 30, "the data source is there")
    # The stand-in asks ClickHouse as the plugin would.
    assert wait_until(lambda: grafana.health(source)[0] == 200, 20, "ClickHouse answers Grafana's user")
    assert source["jsonData"]["username"] == "aurora_query"
    wanted = {json.loads(path.read_text())["uid"] for path in (PROJECT / "observability").glob("*.dashboard.json")}
    assert wanted and set(grafana.dashboards) == wanted
    assert {entry["meta"]["folderUid"] for entry in grafana.dashboards.values()} == {"aurora"}


def test_the_readers_of_grafana_only_read(started, grafana):
    """What a panel of Grafana could try as its data source's user."""
    source = wait_until(lambda: grafana.data_sources.get("aurora-clickhouse"), 30, "the data source is there")
    settings, password = source["jsonData"], source["secureJsonData"]["password"]

    def run(sql):
        return requests.post(f"http://{settings['host']}:{settings['port']}/", data=sql, timeout=10, auth=(settings["username"], password))
    assert run("SELECT 1").text == "1\n"
    for sql in ("CREATE TABLE analytics.x (a UInt8) ENGINE = Memory", "DROP DATABASE analytics", "SELECT * FROM system.users"):
        assert run(sql).status_code != 200, sql


def test_without_it_one_line_says_how_to_have_one(tmp_path):
    stack = Aurora(tmp_path)
    try:
        lines = [line for line in stack.up("--no-demo").stdout.splitlines() if line.startswith("Grafana:")]
        assert len(lines) == 1
        assert lines[0].startswith("Grafana: none.") and "docs/grafana.md" in lines[0] and "--grafana URL" in lines[0]
        session = browser(stack)
        away = session.get(session.base + "/grafana/", timeout=10)
        assert (away.status_code, away.json()["code"]) == (503, "grafana_not_set_up")
    finally:
        stack.down()
