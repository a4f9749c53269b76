"""Grafana behind Aurora's sign-on and set up by provisioning, against a stand-in that holds to Grafana's documented API."""

import json
import socket
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from harness.clickhouse import ClickHouse
from harness.gateway_client import ADMIN, Api
from harness.grafana import Grafana
from harness.grpc_client import Stub, messages
from harness.openapi_contract import Contract
from harness.ports import free_port
from harness.process import PROJECT, wait_until
from harness.stack import RPC_TOKEN, Service, Stack
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect as websocket_connect

TOKEN = "grafana-service-account-token"
FORGED = {"X-WEBAUTH-USER": "forged", "x-webauth-role": "forged", "X_WEBAUTH_USER": "forged", "X-Grafana-Org-Id": "forged",
          "X-Forwarded-For": "forged", "Forwarded": "for=forged", "X-Real-IP": "forged", "X-JWT-Assertion": "forged",
          "Connection": "X-WEBAUTH-USER, X-WEBAUTH-ROLE, keep-alive"}


@pytest.fixture(scope="module")
def grafana():
    server = Grafana(token=TOKEN).start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def gateway(tmp_path_factory, grafana):
    folder = tmp_path_factory.mktemp("grafana-gateway")
    (folder / "admin.token").write_text(ADMIN)
    port = free_port()
    service = Service("gateway", folder, {
        "http": {"listen": f"127.0.0.1:{port}", "web_root": str(folder)},
        "state": {"url": f"sqlite:///{folder}/gateway.db"},
        "auth": {"admin_token_file": str(folder / "admin.token")},
        "grafana": {"url": grafana.url, "timeout": "5s"}}).start()
    service.url = f"http://127.0.0.1:{port}"
    yield service
    service.stop()


def session(url: str, role: str, user: str = "ann") -> requests.Session:
    """A browser that is signed in."""
    admin = {"Authorization": f"Bearer {ADMIN}"}
    link = requests.post(url + "/api/v1/sign-in-links", json={"role": role, "user": user}, headers=admin, timeout=10).json()
    browser = requests.Session()
    made = browser.post(url + "/api/v1/session", json={"link_token": link["link_token"]}, timeout=10)
    assert made.status_code == 201, made.text
    return browser


def test_a_board_is_saved_in_grafana_by_whom_it_may(gateway, grafana):
    """What the web app's "Open in Grafana" does: the board as a dashboard, then Grafana's own call as the person."""
    api = Api(gateway.url, Contract(requests.get(gateway.url + "/api/openapi.json", timeout=10).json()))
    assert api.get("/api/v1/grafana").json()["configured"] is True
    panel = {"id": "p1", "title": "n", "asking": {"turns": [{"text": "SELECT 1 AS n"}]}, "chart": "number", "x": 0, "y": 0, "w": 6, "h": 4}
    board = api.post("/api/v1/boards", {"title": "Numbers", "panels": [panel]}).json()
    dashboard = api.get(f"/api/v1/boards/{board['id']}/grafana").json()
    page = {"Origin": gateway.url, "Sec-Fetch-Site": "same-origin"}
    grafana.folders.setdefault("aurora", {"id": 1, "uid": "aurora", "title": "Aurora", "version": 1})
    body = {"dashboard": dashboard, "folderUid": "aurora", "overwrite": True}

    def save(role):
        return session(gateway.url, role).post(gateway.url + "/grafana/api/dashboards/db", json=body, headers=page, timeout=10)
    assert save("viewer").status_code == 403
    saved = save("editor")
    assert saved.status_code == 200 and saved.json()["url"] == f"/grafana/d/aurora-{board['id']}/x"
    assert grafana.dashboards[f"aurora-{board['id']}"]["dashboard"]["panels"][0]["targets"][0]["rawSql"] == "SELECT 1 AS n"
    # A second time it is the same dashboard.
    assert save("editor").json()["version"] == 2
    explored = api.post("/api/v1/grafana/explore", {"sql": "SELECT {n:UInt8} AS n", "parameters": {"n": 7}}).json()["url"]
    panes = json.loads(parse_qs(urlsplit(explored).query)["panes"][0])["aurora"]
    assert panes["datasource"] == "aurora-clickhouse"
    assert panes["queries"][0]["rawSql"] == "SELECT CAST('7', 'UInt8') AS n"
    assert session(gateway.url, "viewer").get(gateway.url + explored, timeout=10).status_code == 200


@pytest.mark.parametrize("role", ["viewer", "editor", "admin"])
def test_a_signed_in_person_is_who_grafana_sees(gateway, grafana, role):
    browser = session(gateway.url, role)
    answer = browser.get(gateway.url + "/grafana/api/user?x=1%202", headers=FORGED, timeout=10)
    assert answer.json() == {"login": f"aurora-{role}-ann", "role": role.capitalize()}
    method, path, headers = grafana.requests[-1]
    assert (method, path) == ("GET", "/grafana/api/user?x=1%202")
    assert "forged" not in json.dumps(headers)
    assert not {"cookie", "authorization"} & {name.lower() for name, _ in headers}
    assert "Set-Cookie" not in answer.headers
    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]


def test_nobody_else_is_let_through(gateway, grafana):
    seen = len(grafana.requests)
    assert requests.get(gateway.url + "/grafana/", headers=FORGED, timeout=10).status_code == 401
    # Not even by Grafana's own credentials.
    own = requests.get(gateway.url + "/grafana/api/folders/x", headers={"Authorization": f"Bearer {TOKEN}"}, timeout=10)
    assert own.status_code == 401
    browser = session(gateway.url, "admin")
    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": gateway.url, "Sec-Fetch-Site": "same-site"}):
        answer = browser.post(gateway.url + "/grafana/api/x", json={}, headers=headers, timeout=10)
        assert (answer.status_code, answer.json()["code"]) == (403, "csrf")
    assert len(grafana.requests) == seen
    assert browser.post(gateway.url + "/grafana/api/x", json={}, headers={"Origin": gateway.url}, timeout=10).status_code == 200


def test_headers_cannot_be_smuggled_on_the_wire(gateway, grafana):
    """As bytes, since clients of HTTP refuse to write these."""
    cookie = session(gateway.url, "viewer").cookies["aurora_session"]
    host = gateway.url.removeprefix("http://")
    seen = len(grafana.requests)
    for lines in ("X-A: 1\r\n X-WEBAUTH-USER: forged\r\n", "X-WEBAUTH-USER : forged\r\n", "X-WEBAUTH-USER: a\r\nX-WEBAUTH-USER: forged\r\n",
                  "X-A: 1\nX-WEBAUTH-USER: forged\r\n", "X-A: 1\rX-WEBAUTH-USER: forged\r\n", "\tX-WEBAUTH-USER: forged\r\n",
                  "Content-Length: 0\r\nContent-Length: 5\r\n", "Transfer-Encoding: chunked, identity\r\n",
                  "X-A: 1\0X-WEBAUTH-USER: forged\r\n", "Trailer: X-WEBAUTH-USER\r\n"):
        with socket.create_connection(host.split(":"), timeout=10) as connection:
            connection.sendall(f"GET /grafana/api/user HTTP/1.1\r\nHost: {host}\r\nCookie: aurora_session={cookie}\r\n{lines}\r\n".encode())
            status = int(connection.recv(65536).split()[1])
        # 401: the line was taken for more of the cookie.
        assert status in (200, 400, 401), lines
    for _, _, headers in grafana.requests[seen:]:
        users = [value for name, value in headers if "webauth" in name.lower() and "user" in name.lower()]
        assert users == ["aurora-viewer-ann"]
        assert "forged" not in json.dumps([(name, value) for name, value in headers if name.lower() != "x-a"])


def test_live_runs_through_and_ends_with_the_session(gateway, grafana):
    browser = session(gateway.url, "editor", "bob")
    url = gateway.url.replace("http", "ws") + "/grafana/api/live/ws"
    headers = {"Cookie": f"aurora_session={browser.cookies['aurora_session']}", "X-WEBAUTH-USER": "forged"}
    with websocket_connect(url, additional_headers=headers, origin=gateway.url) as live:
        assert live.recv(timeout=10) == "aurora-editor-bob"
        for text in ("hello", "x" * 20_000):
            live.send(text)
            assert live.recv(timeout=10) == text
        csrf = browser.get(gateway.url + "/api/v1/session", timeout=10).json()["csrf_token"]
        assert browser.delete(gateway.url + "/api/v1/session", headers={"X-CSRF-Token": csrf}, timeout=10).status_code == 204
        with pytest.raises(ConnectionClosed):
            live.recv(timeout=15)
    with pytest.raises(Exception, match="403"):
        websocket_connect(url, additional_headers={"Cookie": f"aurora_session={session(gateway.url, 'admin').cookies['aurora_session']}"},
                          origin="https://evil.example")


def test_a_large_answer_streams_and_a_missing_grafana_is_said_so(gateway, grafana):
    browser = session(gateway.url, "viewer")
    grafana.page = (200, {"Content-Type": "text/javascript", "Service-Worker-Allowed": "/"}, b"x" * 5_000_000)
    answer = browser.get(gateway.url + "/grafana/public/build/app.js", timeout=20)
    assert answer.content == b"x" * 5_000_000
    assert "Service-Worker-Allowed" not in answer.headers
    grafana.stop()
    try:
        away = browser.get(gateway.url + "/grafana/", timeout=10)
        assert (away.status_code, away.json()["code"]) == (502, "grafana_unreachable")
        assert "start it" in away.json()["detail"]
    finally:
        grafana.start()
    assert browser.get(gateway.url + "/grafana/", timeout=10).status_code == 200


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    clickhouse = ClickHouse(tmp_path_factory.mktemp("grafana-engine")).start()
    yield clickhouse
    clickhouse.stop()


def provisioning(folder, engine, grafana, **more) -> Service:
    """Provisioning with a Grafana, started."""
    (folder / "grafana.token").write_text(TOKEN)
    stack = Stack(folder, engine, overrides={"provisioning": {"grafana": {
        "url": grafana.url, "password_file": str(folder / "grafana.token"), "interval": "200ms", **more}}})
    return stack.services["provisioning"].start()


def note(service: Service) -> str:
    lines = requests.get(f"http://{service.admin}/readyz", timeout=5).text.splitlines()
    return next((line.removeprefix("grafana: ") for line in lines if line.startswith("grafana: ")), "")


def test_provisioning_sets_grafana_up_once_and_again_only_what_differs(tmp_path, engine):
    grafana = Grafana(token=TOKEN).start()
    service = provisioning(tmp_path, engine, grafana)
    try:
        wait_until(lambda: note(service) == "set up", 20, "grafana is set up or says why not")
        assert grafana.writes == [("POST", "/api/folders"), ("POST", "/api/dashboards/db"), ("POST", "/api/datasources")]
        source = grafana.data_sources["aurora-clickhouse"]
        assert source["jsonData"]["username"] == "aurora_query"
        own = json.loads((PROJECT / "observability" / "aurora-ingest.dashboard.json").read_text())
        kept = grafana.dashboards["aurora-ingest"]
        assert kept["meta"]["folderUid"] == "aurora"
        assert kept["dashboard"]["panels"] == own["panels"]
        time.sleep(1)
        assert len(grafana.writes) == 3, "nothing differs"
        with grafana.lock:
            kept["dashboard"]["title"] = "somebody's"
            kept["dashboard"]["version"] += 1
        wait_until(lambda: grafana.dashboards["aurora-ingest"]["dashboard"]["title"] == own["title"], 10, "the title is back")
        assert grafana.writes[3:] == [("POST", "/api/dashboards/db")]
        with grafana.lock:
            source["jsonData"]["port"] = 1
        wait_until(lambda: grafana.data_sources["aurora-clickhouse"]["jsonData"]["port"] == engine.http_port, 10, "the port is back")
        assert grafana.writes[4:] == [("PUT", "/api/datasources/uid/aurora-clickhouse")]
    finally:
        service.stop()
    # Another start finds everything; a password that Grafana does not show is sent again where it does not work.
    service = provisioning(tmp_path, engine, grafana)
    try:
        wait_until(lambda: note(service) == "set up", 20, "grafana is set up or says why not")
        assert len(grafana.writes) == 5
        service.stop()
        source["secureJsonData"]["password"] = "another"
        service.start()
        wait_until(lambda: note(service) == "set up", 20, "grafana is set up or says why not")
        assert source["secureJsonData"]["password"] == engine.passwords["query"]
        assert grafana.writes[5:] == [("PUT", "/api/datasources/uid/aurora-clickhouse")]
    finally:
        service.stop()
        grafana.stop()


def test_a_grafana_that_is_away_or_lacks_something_does_not_hold_aurora_up(tmp_path, engine):
    grafana = Grafana(token=TOKEN, plugin=False)
    service = provisioning(tmp_path, engine, grafana)
    stub = Stub("provisioning", service.address, RPC_TOKEN)
    api = messages("provisioning")
    try:
        wait_until(lambda: str(grafana.port) in note(service), 20, "grafana is set up or says why not")
        grafana.start()
        wait_until(lambda: "grafana cli plugins install grafana-clickhouse-datasource" in note(service), 20, "grafana is set up or says why not")
        assert "aurora-ingest" in grafana.dashboards
        assert "grafana cli plugins" in stub.GetState(api.GetStateRequest()).grafana
        grafana.credentials = set()
        wait_until(lambda: "service account with the role Admin" in note(service), 20, "grafana is set up or says why not")
        assert TOKEN not in service.process.log()
    finally:
        stub.close()
        service.stop()
        grafana.stop()


def test_provisioning_can_be_told_to_look(tmp_path, engine):
    grafana = Grafana(token=TOKEN).start()
    service = provisioning(tmp_path, engine, grafana, interval="1h")
    stub = Stub("provisioning", service.address, RPC_TOKEN)
    api = messages("provisioning")
    try:
        wait_until(lambda: note(service) == "set up", 20, "grafana is set up or says why not")
        told = stub.Reconcile(api.ReconcileRequest())
        assert (told.grafana, list(told.grafana_changes)) == ("set up", [])
        grafana.folders["aurora"]["title"] = "renamed"
        told = stub.Reconcile(api.ReconcileRequest())
        assert (told.grafana, list(told.grafana_changes)) == ("set up", ["folder aurora changed"])
    finally:
        stub.close()
        service.stop()
        grafana.stop()


def test_a_dashboard_of_grafana_becomes_a_board_and_says_what_it_left_out(gateway):
    api = Api(gateway.url, Contract(requests.get(gateway.url + "/api/openapi.json", timeout=10).json()))
    source = {"type": "grafana-clickhouse-datasource", "uid": "x"}
    made = api.post("/api/v1/boards:import-grafana", {"dashboard": {"title": "Ops", "time": {"from": "now-7d", "to": "now"}, "panels": [
        {"title": "Rows", "type": "stat", "datasource": source, "gridPos": {"x": 12, "y": 0, "w": 12, "h": 8},
         "targets": [{"refId": "A", "rawSql": "SELECT count() FROM t WHERE $__timeFilter(ts)"}]},
        {"title": "CPU", "type": "timeseries", "datasource": {"type": "prometheus"}, "targets": [{"expr": "up"}]}]}})
    assert made.status_code == 201, made.text
    assert made.json()["left_out"] == ["panel CPU: its data source is not ClickHouse"]
    board = made.json()["board"]
    assert board["range"] == "7d"
    (panel,) = board["panels"]
    assert panel["asking"]["turns"] == [{"text": "SELECT count() FROM t WHERE ts >= {from:DateTime} AND ts <= {to:DateTime}"}]
    assert [panel[name] for name in ("chart", "x", "w", "h")] == ["number", 6, 6, 8]
    empty = api.post("/api/v1/boards", {"title": "Empty", "panels": []}).json()
    exported = api.get(f"/api/v1/boards/{empty['id']}/grafana")
    assert exported.json()["uid"] == f"aurora-{empty['id']}"
    assert api.post("/api/v1/boards:import-grafana", {"title": "no panels"}).status_code == 400
    assert api.get("/api/v1/boards/b-none/grafana").status_code == 404
