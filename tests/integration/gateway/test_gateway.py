"""The gateway: its API as the OpenAPI file has it, sign-in, limits, and what it does with hostile clients."""

import json
import os
import socket
import threading
import time
import uuid

import pytest
import requests
from harness.gateway_client import ADMIN, Api
from harness.openapi_contract import Contract
from harness.ports import free_port
from harness.process import TIME_FACTOR, patience, wait_until
from harness.stack import Service
from websockets.sync.client import connect as websocket_connect

# A large result; 1000 proves what 300 promises, in a minute more.
RESULT_MB = int(os.environ.get("AURORA_TEST_RESULT_MB", "300"))


@pytest.fixture(scope="module")
def contract(stack):
    return Contract(requests.get(stack.gateway_url + "/api/openapi.json", timeout=10).json())


@pytest.fixture(scope="module")
def api(stack, contract):
    return Api(stack.gateway_url, contract)


@pytest.fixture(scope="module")
def orders(stack, api, kafka):
    """A connection with 100 orders and one message that is no JSON."""
    topic = f"gateway-orders-{uuid.uuid4().hex[:8]}"
    kafka.create_topic(topic, partitions=2)
    kafka.produce(topic, [json.dumps({
        "order_id": number, "state": ["CA", "NY", "TX"][number % 3], "total": f"{number}.50",
        "ts": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() - number))}) for number in range(100)]
        + [b"\xff{not json"])
    table = f"shop.{topic.replace('-', '_')}"
    made = api.post("/api/v1/connections", {"brokers": kafka.brokers, "topic": topic, "table": table, "wait_ms_max": 20000})
    assert made.status_code == 201, made.text
    api.post("/api/v1/tables:refresh")
    yield made.json()
    api.call("DELETE", f"/api/v1/connections/{made.json()['id']}")


@pytest.fixture
def small_gateway(tmp_path):
    """Starts a gateway of its own with given limits; no services behind it."""
    running = []

    def start(**limits):
        port = free_port()
        token = tmp_path / "admin.token"
        token.write_text(ADMIN)
        service = Service("gateway", tmp_path / str(port), {
            "http": {"listen": f"127.0.0.1:{port}", "web_root": str(tmp_path)},
            "state": {"url": f"sqlite:///{tmp_path}/{port}.db"},
            "auth": {"admin_token_file": str(token)},
            "ingest": {"address": f"127.0.0.1:{free_port()}"},
            "query_engine": {"address": f"127.0.0.1:{free_port()}"},
            "limits": limits})
        service.port = port
        service.url = f"http://127.0.0.1:{port}"
        service.start()
        running.append(service)
        return service

    yield start
    for service in running:
        service.stop()


def raw(port: int, data: bytes, seconds: float = 5) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        connection.sendall(data)
        received = b""
        try:
            while piece := connection.recv(65536):
                received += piece
        except (TimeoutError, ConnectionResetError):
            pass
        return received


def test_operation_calls(stack, api):
    assert requests.get(stack.gateway_url + "/healthz", timeout=5).json() == {"status": "ok"}
    api.get("/healthz")
    api.get("/api/openapi.json")
    status = wait_until(lambda: (s := api.get("/api/v1/status").json())["state"] == "ok" and s, 10, "all parts are up")
    names = {part["name"]: part for part in status["parts"]}
    assert {"ingest", "query-engine", "schema-inference", "embedding", "provisioning", "gateway"} <= names.keys()
    assert all(part["version"] and part["uptime_s"] >= 0 for part in names.values())


def test_connection_journey(api, kafka, orders):
    tested = api.post("/api/v1/connections/test", {"brokers": kafka.brokers, "topic": orders["topic"]}).json()
    assert tested["reachable"] and [layer["layer"] for layer in tested["layers"]][:2] == ["dns", "tcp"]
    dead = api.post("/api/v1/connections/test", {"brokers": f"127.0.0.1:{free_port()}"}).json()
    assert not dead["reachable"] and dead["layers"][-1]["remedy"]
    preview = api.post("/api/v1/connections/preview", {"brokers": kafka.brokers, "topic": orders["topic"]}).json()
    assert preview["sampled"] == 101 and "CREATE TABLE" in preview["create_table_sql"]
    assert any(message["encoding"] == "base64" for message in preview["messages"])

    assert orders["id"] in [connection["id"] for connection in api.get("/api/v1/connections").json()["connections"]]
    target = f"/api/v1/connections/{orders['id']}"
    assert api.post(target + ":pause").json()["state"] == "paused"
    assert api.post(target + ":resume").json()["state"] in ("starting", "running")
    ledger = api.get(target + "/ledger").json()["partitions"]
    assert sum(p["loaded"] for p in ledger) == 100 and sum(p["dead_lettered"] for p in ledger) == 1
    assert all(p["duplicated"] == 0 for p in ledger)
    (point,) = api.get(target + "/resume-point").json()["topics"]
    assert point["topic"] == orders["topic"] and point["topic_id"] and sum(point["offsets"].values()) == 101
    findings = {finding["what"]: finding["ok"] for finding in api.post(target + ":check").json()["findings"]}
    assert findings == {"brokers": True, "table_parts": True, "clickhouse_clock": True, "message_times": True}
    table = api.get(target + "/ledger", headers={"Accept": "text/csv"}).text.splitlines()
    assert table[0].startswith("connection,partition,start_offset,next_offset") and len(table) == 1 + len(ledger)
    lines = [json.loads(line) for line in api.get(target + "/ledger", headers={"Accept": "application/x-ndjson"}).text.splitlines()]
    assert [{name: line[name] for name in ledger[0]} for line in lines] == ledger and lines[0]["connection"] == orders["id"]
    assert api.get(target + "/ledger", headers={"Accept": "image/png"}).status_code == 400
    letters = api.get(target + "/dead-letters?limit=10").json()
    groups = api.get(target + "/dead-letters:groups").json()
    assert groups["total"] == 1 and [(g["code"], g["count"], g["column"]) for g in groups["groups"]] == [("invalid_utf8", 1, None)], groups
    chosen = api.get(target + "/dead-letters", params={"reason": groups["groups"][0]["reason"]}).json()
    assert chosen == letters and api.get(target + "/dead-letters?reason=nobody").json()["dead_letters"] == []
    replayed = api.post(target + "/dead-letters:replay", {"all": True}).json()
    assert (replayed["replayed"], replayed["kept"]) == (0, 1), replayed
    plan = api.post(target + ":replay", {"all": True, "plan_only": True}).json()
    assert plan["id"] is None and plan["messages"] > 0
    replay = target + "/replays/" + api.post(target + ":replay", {"all": True}).json()["id"]
    wait_until(lambda: api.get(replay).json()["state"] == "ready", 30, "the shadow is complete")
    shown = api.get(target + "/replays").json()["replays"][0]
    assert shown["diff"]["different"] == 0 and shown["diff"]["same"] == shown["rows"], shown
    api.post(replay + ":swap")
    wait_until(lambda: api.get(replay).json()["state"] == "done", 30, "the rows are swapped")
    assert api.post(replay + ":discard").status_code == 409
    wait_until(lambda: api.get("/api/v1/tables/" + orders["table"].replace(".", "/")).json()["rows"] == 100, 30,
               "rows that were replaced do not count any more")
    assert len(letters["dead_letters"]) == 1 and letters["dead_letters"][0]["encoding"] == "base64"
    assert api.get(target).json()["last_error"] is None
    second = api.post("/api/v1/connections", {"brokers": kafka.brokers, "topic": orders["topic"],
                                              "table": orders["table"] + "_second"}).json()
    assert "stays" in api.call("DELETE", f"/api/v1/connections/{second['id']}").json()["message"]
    assert api.get(f"/api/v1/connections/{second['id']}").status_code == 404
    topics = [orders["topic"], f"{orders['topic']}-more"]
    kafka.create_topic(topics[1])
    assert api.post("/api/v1/connections", {"brokers": kafka.brokers, "topics": topics}).status_code == 400
    several = api.post("/api/v1/connections", {"brokers": kafka.brokers, "topics": topics, "wait_ms_max": 20000,
                                               "table": orders["table"] + "_several"}).json()
    assert several["topic"] == "" and several["topics"] == [{"name": topic, "state": "readable"} for topic in topics]
    assert {p["topic"] for p in api.get(f"/api/v1/connections/{several['id']}/ledger").json()["partitions"]} == set(topics)
    api.call("DELETE", f"/api/v1/connections/{several['id']}")
    unknown = api.get("/api/v1/connections/c-unknown")
    assert unknown.status_code == 404 and unknown.json()["code"] == "not_found"


def test_connection_changes(api, kafka):
    topic = f"gateway-changes-{uuid.uuid4().hex[:8]}"
    kafka.create_topic(topic)
    kafka.produce(topic, [json.dumps({"id": number, "total": number}) for number in range(20)])
    made = api.post("/api/v1/connections", {"brokers": kafka.brokers, "topic": topic, "evolution": {"policy": "review"},
                                            "table": f"shop.{topic.replace('-', '_')}", "wait_ms_max": 20000}).json()
    assert made["evolution"]["policy"] == "review" and made["warnings"] == []
    target = f"/api/v1/connections/{made['id']}"
    kafka.produce(topic, [json.dumps({"id": 20, "total": 1, "coupon": "X", "debug": 1})])
    proposals = wait_until(lambda: (p := api.get(target + "/proposals").json()["proposals"]) and p, 20, "columns are proposed")
    assert [(p["column"], p["path"], p["rejected"]) for p in proposals] == [("coupon", ["coupon"], False), ("debug", ["debug"], False)]
    assert api.post(target + "/proposals:reject", {"columns": ["debug"]}).json()["proposals"][1]["rejected"]
    assert api.post(target + "/proposals:apply").status_code == 200
    assert api.post(target + "/proposals:apply", {"columns": ["nothing"]}).status_code == 404
    changed = api.call("PATCH", target, {"evolution": {"policy": "freeze"}, "batch": {"rows_max": 5000},
                                         "columns": [{"name": "total", "type": "Float64"}]}).json()
    assert changed["evolution"]["policy"] == "freeze" and changed["batch"]["rows_max"] == 5000
    history = api.get(target + "/schema-history").json()["entries"]
    assert [(entry["column"], entry["kind"], entry["made_by"]) for entry in history] == [
        ("total", "widen", "admin"), ("coupon", "add", "admin")]
    refused = api.call("PATCH", target, {"columns": [{"name": "total", "type": "Int8"}]})
    assert refused.status_code == 400 and "without losing values" in refused.json()["detail"]
    api.call("DELETE", target + "?drop_table=true")


def test_tables_and_sql(api, clickhouse, orders):
    database, table = orders["table"].split(".")
    listed = {(t["database"], t["table"]) for t in api.get("/api/v1/tables").json()["tables"]}
    assert (database, table) in listed
    assert api.get(f"/api/v1/tables/{database}/{table}").json()["rows"] == 100
    assert api.get(f"/api/v1/tables/{database}/nothing").status_code == 404

    answer = api.post("/api/v1/query", {"sql": f"SELECT count() AS n, toUInt64(18446744073709551615) AS big "
                                               f"FROM {orders['table']} WHERE state = {{state:String}}",
                                        "parameters": {"state": "CA"}})
    body = answer.json()
    assert body["rows"] == [["34", "18446744073709551615"]]
    assert [column["name"] for column in body["columns"]] == ["n", "big"]
    assert body["stats"]["rows_read"] >= 34 and not body["truncated"]
    assert clickhouse.value(f"SELECT count() FROM {orders['table']} WHERE state = 'CA'") == 34

    sql = f"SELECT order_id, state FROM {orders['table']} ORDER BY order_id"
    lines = api.post("/api/v1/query", {"sql": sql}, headers={"Accept": "application/x-ndjson"}).text.splitlines()
    assert len(lines) == 100 and json.loads(lines[1])["state"] == "NY"
    csv = api.post("/api/v1/query", {"sql": sql}, headers={"Accept": "text/csv"}).text.splitlines()
    assert len(csv) == 101 and "order_id" in csv[0]
    for kind in ("application/vnd.apache.arrow.stream", "application/vnd.apache.parquet"):
        content = api.post("/api/v1/query", {"sql": sql}, headers={"Accept": kind}).content
        assert content[:4] == (b"PAR1" if "parquet" in kind else b"\xff\xff\xff\xff")
    cut = api.post("/api/v1/query", {"sql": sql, "max_rows": 7}).json()
    assert len(cut["rows"]) == 7 and cut["truncated"]
    assert api.post("/api/v1/query", {"sql": sql}, headers={"Accept": "text/html"}).status_code == 406


def test_refused_sql_has_stable_codes(api, orders):
    for sql in (f"DROP TABLE {orders['table']}", f"INSERT INTO {orders['table']} VALUES (1)", "SELECT 1; SELECT 2",
                "SELECT * FROM url('http://127.0.0.1/x', CSV)", "SELECT * FROM file('/etc/passwd', RawBLOB)",
                "SELECT * FROM remote('127.0.0.1', system.one)", "SELECT * FROM system.users",
                "SELECT 1 SETTINGS readonly = 0"):
        answer = api.post("/api/v1/query", {"sql": sql})
        assert (answer.status_code, answer.json()["code"]) == (403, "sql_refused"), sql
    unknown = api.post("/api/v1/query", {"sql": f"SELECT nothing FROM {orders['table']}"})
    # `nothing` is also the name of a function, which changes nothing for who meant a column.
    assert (unknown.status_code, unknown.json()["code"]) == (422, "sql_error") and "nothing" in unknown.json()["detail"]
    wrong = api.post("/api/v1/query", {"sql": f"SELECT order_id FROM {orders['table']} WHERE ("})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "sql_error"), wrong.text


def test_questions(api, orders):
    answer = api.post("/api/v1/ask", {"question": "How many orders did we get from California this week?",
                                      "tables": [orders["table"]]})
    body = answer.json()
    assert body["status"] in ("answered", "clarify", "refused")
    if body["status"] == "answered":
        assert body["rows"] and body["sql"]
    nonsense = api.post("/api/v1/ask", {"question": "colourless green ideas sleep furiously"}).json()
    assert nonsense["status"] != "answered" and "rows" not in nonsense
    assert api.post("/api/v1/explain", {"sql": f"SELECT count() FROM {orders['table']}"}).json()["tables"]
    assert isinstance(api.post("/api/v1/suggest", {"limit": 2}).json()["questions"], list)
    assert api.post("/api/v1/ask", {"question": ""}).status_code == 400
    assert api.post("/api/v1/ask", {"question": "x" * 2001}).status_code == 400


def test_sign_in(stack, api, contract):
    nobody = Api(stack.gateway_url, contract, token=None)
    link = api.post("/api/v1/sign-in-links", {"role": "viewer", "user": "ann"}).json()
    assert link["url"].endswith("#t=" + link["link_token"])
    session = nobody.post("/api/v1/session", {"link_token": link["link_token"]})
    assert session.status_code == 201
    assert nobody.post("/api/v1/session", {"link_token": link["link_token"]}).status_code == 401
    assert nobody.post("/api/v1/session", {"token": "wrong"}).status_code == 401
    assert nobody.post("/api/v1/session", {}).status_code == 400
    cookie = {"Cookie": "aurora_session=" + session.cookies["aurora_session"]}
    csrf = {**cookie, "X-CSRF-Token": session.json()["csrf_token"]}
    assert nobody.get("/api/v1/session", headers=cookie).json()["user"] == "ann"
    assert nobody.get("/api/v1/me", headers=cookie).json() == {"user": "ann", "role": "viewer", "via": "session"}
    assert nobody.post("/api/v1/suggest", {}, headers=cookie).json()["code"] == "csrf"
    assert nobody.post("/api/v1/suggest", {}, headers=csrf).status_code == 200
    assert nobody.get("/api/v1/tokens", headers=csrf).json()["code"] == "forbidden"
    assert nobody.call("DELETE", "/api/v1/session", headers=csrf).status_code == 204
    assert nobody.get("/api/v1/me", headers=cookie).status_code == 401


def test_tokens(stack, api, contract):
    name = f"ci-{uuid.uuid4().hex[:8]}"
    token = api.post("/api/v1/tokens", {"name": name, "role": "viewer", "expires_in_s": 3600}).json()
    assert api.post("/api/v1/tokens", {"name": name, "role": "viewer"}).status_code == 409
    assert token["token"] not in api.get("/api/v1/tokens").text
    viewer = Api(stack.gateway_url, contract, token["token"])
    assert viewer.get("/api/v1/me").json()["user"] == f"token:{name}"
    assert viewer.post("/api/v1/connections/test", {"brokers": "x:1"}).json()["code"] == "forbidden"
    assert api.call("DELETE", f"/api/v1/tokens/{token['id']}").status_code == 204
    assert viewer.get("/api/v1/me").status_code == 401


def test_without_a_token_nothing_is_told(stack, contract, api):
    nobody = Api(stack.gateway_url, contract, token=None)
    wrong = Api(stack.gateway_url, contract, token="0" * 64)
    for target in ("/api/v1/me", "/api/v1/status", "/api/v1/connections", "/api/v1/tables", "/api/v1/tokens"):
        assert nobody.get(target).json()["code"] == "unauthenticated"
        assert wrong.get(target).status_code == 401

    def median(client) -> float:
        times = []
        for _ in range(60):
            begin = time.perf_counter()
            client.get("/api/v1/me")
            times.append(time.perf_counter() - begin)
        return sorted(times)[30]
    # Generous: a busy machine must not fail it, a hash that is only made for known tokens would.
    assert abs(median(nobody) - median(wrong)) < 0.01


def test_live_feed(stack, api, contract, orders):
    assert api.get("/api/v1/live").status_code == 400
    url = stack.gateway_url.replace("http", "ws") + "/api/v1/live"
    seen = {}
    with websocket_connect(url, additional_headers={"Authorization": f"Bearer {ADMIN}"}) as live:
        deadline = time.monotonic() + patience(10)
        sequence = 0
        while len(seen) < 3 and time.monotonic() < deadline:
            message = json.loads(live.recv(timeout=patience(10)))
            contract.validate(message, {"$ref": "#/components/schemas/LiveMessage"}, "live")
            assert message["seq"] == sequence + 1
            sequence = message["seq"]
            seen[message["type"]] = message
    assert seen.keys() == {"status", "connections", "freshness"}
    assert orders["id"] in [one["id"] for one in seen["freshness"]["freshness"]]
    contract.seen.add(("get", "/api/v1/live"))


def test_every_documented_call_was_made(contract):
    """Runs after the others of this file; parts with a test file of their own make their calls there."""
    elsewhere = contract.operations("workspace") | contract.operations("knowledge") | contract.operations("endpoints")
    elsewhere |= {("post", "/api/v1/model:check")}
    assert contract.operations() - elsewhere - contract.seen == set()


def test_services_that_are_away_are_named_and_return(small_gateway):
    gateway = small_gateway()
    answer = requests.get(gateway.url + "/api/v1/connections", headers={"Authorization": f"Bearer {ADMIN}"}, timeout=30)
    assert answer.status_code == 503 and answer.json()["code"] == "unavailable"
    assert answer.headers["Retry-After"] == "1"


def test_limits(small_gateway):
    gateway = small_gateway(body_bytes_max=2048, header_bytes_max=2048, requests_per_identity=5)
    head = f"Host: localhost\r\nAuthorization: Bearer {ADMIN}\r\n"
    body = raw(gateway.port, f"POST /api/v1/query HTTP/1.1\r\n{head}Content-Length: 1000000000\r\n\r\n".encode())
    assert b"413" in body[:20] and b"body_too_large" in body
    header = raw(gateway.port, b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 4096 + b"\r\n\r\n")
    assert b"431" in header[:20]
    statuses = [requests.get(gateway.url + "/api/v1/me", headers={"Authorization": f"Bearer {ADMIN}"}, timeout=5).status_code
                for _ in range(30)]
    assert 429 in statuses and statuses[0] == 200


def test_garbage_and_slow_clients(small_gateway):
    gateway = small_gateway(header_timeout="300ms", body_timeout="300ms", idle_timeout="300ms")
    for garbage in (b"\x00" * 100 + b"\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", b"GET\r\n\r\n",
                    b"GET / HTTP/9.9\r\n\r\n", b"GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    b"GET /%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                    b"POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz",
                    b"GET / HTTP/1.1\r\nHost: localhost\r\nHost\x00: x\r\n\r\n"):
        assert raw(gateway.port, garbage)[9:12] in (b"400", b""), garbage
    assert b" 421 " in raw(gateway.port, b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
    begin = time.monotonic()
    assert raw(gateway.port, b"GET /healthz HTTP/1.1\r\nHost: loc") == b""
    assert time.monotonic() - begin < patience(3)

    def drip():
        with socket.create_connection(("127.0.0.1", gateway.port), timeout=5) as connection:
            try:
                for _ in range(100):
                    connection.sendall(b"X")
                    time.sleep(0.05)
            except OSError:
                return
            pytest.fail("a client that drips its header was not cut off")
    threads = [threading.Thread(target=drip) for _ in range(20)]
    for thread in threads:
        thread.start()
    assert requests.get(gateway.url + "/healthz", timeout=5).status_code == 200
    for thread in threads:
        thread.join()
    assert gateway.process.running()


def test_two_hundred_connections(small_gateway):
    gateway = small_gateway(connections_max=205)
    open_connections = [socket.create_connection(("127.0.0.1", gateway.port), timeout=5) for _ in range(200)]
    request = f"GET /api/v1/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {ADMIN}\r\n\r\n".encode()
    for connection in open_connections:
        connection.sendall(request)
    assert all(b" 200 OK" in connection.recv(4096) for connection in open_connections)
    more = [socket.create_connection(("127.0.0.1", gateway.port), timeout=5) for _ in range(5)]
    refused = raw(gateway.port, request)
    assert b" 503 " in refused[:20] and b"too_many_connections" in refused
    for connection in open_connections + more:
        connection.close()
    wait_until(lambda: requests.get(gateway.url + "/healthz", timeout=5).status_code == 200, 5, "room again")


def test_flat_memory_on_a_large_result(stack, api, clickhouse, orders):
    """RESULT_MB through query engine and gateway: their memory does not grow with the result."""
    rows = RESULT_MB * 3500
    pids = [stack.services[name].process.pid for name in ("gateway", "query-engine")]

    def resident_kb() -> int:
        total = 0
        for pid in pids:
            with open(f"/proc/{pid}/status", encoding="ascii") as lines:
                total += next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
        return total
    table = orders["table"] + "_large"
    clickhouse.query(f"CREATE TABLE {table} ENGINE = MergeTree ORDER BY n AS "
                     f"SELECT number AS n, repeat('x', 280) AS padding FROM numbers({rows})")
    api.post("/api/v1/tables:refresh")

    def read(rows_max: int) -> tuple[int, int]:
        """Bytes of the answer, and the most memory that was seen meanwhile."""
        total, peak = 0, resident_kb()
        with requests.post(stack.gateway_url + "/api/v1/query", stream=True, timeout=600,
                           headers={"Authorization": f"Bearer {ADMIN}", "Accept": "text/csv"},
                           json={"sql": f"SELECT n, padding FROM {table}", "max_rows": rows_max}) as answer:
            assert answer.status_code == 200, answer.text
            for index, piece in enumerate(answer.iter_content(1 << 20)):
                total += len(piece)
                if index % 20 == 0:
                    peak = max(peak, resident_kb())
        return total, peak

    # What a tenth of the result needed, its queues full, has to be enough for the whole; a third with a sanitizer, which keeps what was freed.
    read(rows // 3 if TIME_FACTOR > 1 else rows // 10)
    before = resident_kb()
    total, peak = read(rows)
    assert total > RESULT_MB * 1_000_000
    assert peak - before < 30_000 * TIME_FACTOR


def test_a_client_that_leaves_ends_its_query(stack, orders, clickhouse):
    table = orders["table"]
    marker = f"left_{uuid.uuid4().hex}"
    sql = (f"SELECT count() AS {marker} FROM {table} AS a, {table} AS b, {table} AS c, {table} AS d, {table} AS e "
           "WHERE a.order_id + b.order_id + c.order_id + d.order_id + e.order_id = 7")
    with pytest.raises(requests.exceptions.ReadTimeout):
        requests.post(stack.gateway_url + "/api/v1/query", json={"sql": sql}, timeout=(5, 1),
                      headers={"Authorization": f"Bearer {ADMIN}", "X-Request-Id": marker})

    def cancelled() -> bool:
        lines = [json.loads(line) for line in stack.services["query-engine"].process.log().splitlines() if line[:1] == "{"]
        return any(line.get("request_id") == marker and "CANCELLED" in line.get("status", "") for line in lines)
    wait_until(cancelled, 20, "the query engine gives the statement up")
    # Closing the connection alone leaves such a join at work for many seconds more.
    running = f"SELECT count() FROM system.processes WHERE user = 'aurora_query' AND query LIKE '%{marker}%'"
    wait_until(lambda: clickhouse.value(running) == 0, 5, "ClickHouse has ended it")


def test_audit_log(stack, api, orders):
    marker = f"SELECT count() AS audit_{uuid.uuid4().hex} FROM {orders['table']}"
    api.post("/api/v1/query", {"sql": marker}, headers={"X-Request-Id": "audited.1"})

    # A result is streamed: its entry is written after its last byte, for only then is it known how it ended.
    def entries() -> list[dict]:
        lines = [json.loads(line) for line in stack.services["gateway"].process.log().splitlines() if line[:1] == "{"]
        return [line for line in lines if line.get("event") == "audit" and line.get("text") == marker]
    (entry,) = wait_until(entries, 10, "the statement is in the audit log")
    assert entry["who"] == "admin" and entry["action"] == "query" and entry["request_id"] == "audited.1"
    assert entry["status"] == 200 and len(entry["text_sha256"]) == 64
    assert ADMIN not in stack.services["gateway"].process.log()
