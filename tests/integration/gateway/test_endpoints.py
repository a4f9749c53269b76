"""Endpoints: SQL that programs call by a name, with typed parameters and a token of its own; by REST and the command line on a
real ClickHouse."""

import json
import os
import re
import sqlite3
import statistics
import subprocess
import time
import uuid

import pytest
import requests
from harness.answering import api, contract, services  # noqa: F401: fixtures
from harness.gateway_client import ADMIN, Api
from harness.process import PREFIX, PROJECT, wait_until

ENDPOINTS = "/api/v1/endpoints"


@pytest.fixture(scope="module")
def shop(clickhouse):
    with clickhouse.database("endpoints") as name:
        clickhouse.query(f"""CREATE TABLE {name}.orders (order_id UInt64, ordered_at DateTime('UTC'), state LowCardinality(String), total Decimal(18, 2))
            ENGINE = MergeTree ORDER BY order_id""")
        clickhouse.query(f"""INSERT INTO {name}.orders SELECT number, toDateTime('2026-11-26 00:00:00', 'UTC') + number, ['CA', 'NY', 'TX'][number % 3 + 1],
            number FROM numbers(3000)""")
        # Of which no other database of the tests has any.
        clickhouse.query(f"CREATE TABLE {name}.zeppelins (number UInt32, built_at DateTime) ENGINE = MergeTree ORDER BY number")
        clickhouse.query(f"INSERT INTO {name}.zeppelins SELECT number, now() FROM numbers(129)")
        yield name


@pytest.fixture
def make(api):
    """Makes endpoints and removes them at the end."""
    made = []

    def define(sql, parameters=(), name=None):
        name = name or f"e-{uuid.uuid4().hex[:12]}"
        answer = api.post(ENDPOINTS, {"name": name, "sql": sql, "parameters": list(parameters)})
        assert answer.status_code == 201, answer.text
        made.append(name)
        return name
    yield define
    for name in made:
        api.call("DELETE", f"{ENDPOINTS}/{name}")


@pytest.fixture
def holder(services, contract, api):
    """The API as the holder of a new token of an endpoint sees it."""
    def hold(name, /, **body):
        made = api.post(f"{ENDPOINTS}/{name}/tokens", body)
        assert made.status_code == 201, made.text
        return Api(services.gateway_url, contract, made.json()["token"])
    return hold


def count_by_state(shop):
    return f"SELECT count() AS n FROM {shop}.orders WHERE state = {{state:String}} AND total >= {{least:UInt16}}"


def audit(services, **wanted):
    lines = [json.loads(line) for line in (services.folder / "gateway.log").read_text().splitlines() if line.startswith("{")]
    return [line for line in lines if line.get("event") == "audit" and all(line.get(key) == value for key, value in wanted.items())]


def test_a_statement_becomes_a_call(services, api, make, holder, shop, clickhouse):
    name = make(count_by_state(shop), [{"name": "least", "default": 0, "description": "Orders from this total on."}])
    shown = api.get(f"{ENDPOINTS}/{name}:definition").json()
    assert [(p["name"], p["type"], p["required"], p["example"]) for p in shown["parameters"]] == [
        ("state", "String", True, "CA"), ("least", "UInt16", False, "0")]
    caller = holder(name, name="partner")
    expected = clickhouse.query(f"SELECT count() FROM {shop}.orders WHERE state = 'NY' AND total >= 1500")[0][0]
    by_query = caller.get(f"{ENDPOINTS}/{name}?state=NY&least=1500")
    by_body = caller.post(f"{ENDPOINTS}/{name}", {"state": "NY", "least": 1500})
    assert [int(answer.json()["rows"][0][0]) for answer in (by_query, by_body)] == [expected, expected] == [500, 500]
    assert by_query.json()["columns"] == [{"name": "n", "type": "UInt64"}]
    assert int(caller.get(f"{ENDPOINTS}/{name}?state=NY").json()["rows"][0][0]) == 1000

    begins = {"text/csv": b'"n"', "application/vnd.apache.parquet": b"PAR1", "application/vnd.apache.arrow.stream": b"\xff\xff\xff\xff",
              "application/x-ndjson": b'{"n":'}
    for accept, begin in begins.items():
        assert caller.get(f"{ENDPOINTS}/{name}?state=NY", headers={"Accept": accept}).content.startswith(begin), accept
    assert caller.get(f"{ENDPOINTS}/{name}?state=NY", headers={"Accept": "image/png"}).status_code == 406

    # The log names the endpoint and the token.
    token = api.get(f"{ENDPOINTS}/{name}/tokens").json()["tokens"][0]
    assert token["name"] == "partner" and token["last_used_at"]
    entries = wait_until(lambda: audit(services, action="endpoint.call", object=name, who=f"endpoint-token:{token['id']}", status=200), 10,
                         "the calls are in the audit log")
    assert entries[0]["text"].startswith("SELECT count()")


def test_values_are_checked_before_anything_runs(services, api, make, holder, shop, clickhouse):
    name = make(count_by_state(shop), [{"name": "least", "default": 0}])
    caller = holder(name)
    attacks = {
        "state=CA&least=1%20OR%201%3D1": "parameter least (UInt16) does not take",
        "state=CA&least=-1": "parameter least (UInt16) does not take",
        "state=CA&least=65536": "parameter least (UInt16) does not take",
        "state=CA&least=1&least=2": "given twice",
        "least=1": "parameter state (String) is missing; give e.g. state=CA",
        "stat=CA": "did you mean state?",
        "state=CA&sql=SELECT%201": "has no parameter sql",
        "state=CA&database=system": "has no parameter database",
        "state=CA&readonly=0": "has no parameter readonly",
        "state=CA&param_state=NY": "has no parameter param_state",
        "state=%FF": "not UTF-8",
    }
    for query, said in attacks.items():
        refused = caller.get(f"{ENDPOINTS}/{name}?{query}")
        assert (refused.status_code, refused.json()["code"]) == (400, "invalid_parameter"), query
        assert said in refused.json()["detail"], refused.json()["detail"]
    refused = caller.post(f"{ENDPOINTS}/{name}", {"state": {"a": 1}})
    assert refused.json()["code"] == "invalid_parameter"
    # What is a text stays one, whatever is in it.
    for text in ("CA' OR '1'='1", "CA') UNION ALL SELECT 1 --", "{least:UInt16}", "CA\\", "\\N", "CA\tNY", "CA\nNY", "'; DROP TABLE x; --", "%27"):
        answer = caller.post(f"{ENDPOINTS}/{name}", {"state": text})
        assert answer.status_code == 200, answer.text
        assert [int(cell) for cell in answer.json()["rows"][0]] == [0], text
    echo = make("SELECT {text:String} AS text, length({text:String}) AS n")
    for text in ("a'b\\c\td\ne\u00e9\u2603", "\\", "''", "{text:String}", ""):
        row = api.post(f"{ENDPOINTS}/{echo}", {"text": text}).json()["rows"][0]
        assert row[0] == text and int(row[1]) == len(text.encode())
    assert clickhouse.query(f"SELECT count() FROM {shop}.orders")[0][0] == 3000


@pytest.mark.parametrize("kind,given,printed", [
    ("Int64", -9223372036854775808, "-9223372036854775808"), ("UInt256", str(2 ** 256 - 1), str(2 ** 256 - 1)), ("Float64", 1.5, "1.5"),
    ("Decimal(9, 3)", "-12.345", "-12.345"), ("Bool", True, "true"), ("FixedString(2)", "CA", "CA"), ("Date", "2026-11-26", "2026-11-26"),
    ("Date32", "1950-02-28", "1950-02-28"), ("DateTime('UTC')", "2026-11-26T14:00:00+01:00", "2026-11-26 13:00:00"),
    ("DateTime('America/New_York')", "2026-11-26 14:00:00", "2026-11-26 14:00:00"),
    ("DateTime('America/New_York')", "2026-11-26T14:00:00Z", "2026-11-26 09:00:00"),
    ("DateTime64(3, 'UTC')", "2026-11-26T14:00:00.250Z", "2026-11-26 14:00:00.250"),
    ("DateTime64(3, 'UTC')", "1931-11-26T14:00:00Z", "1931-11-26 14:00:00.000"),
    ("UUID", "61f0c404-5cb3-11e7-907b-a6006ad3dba0", "61f0c404-5cb3-11e7-907b-a6006ad3dba0"), ("IPv4", "192.0.2.1", "192.0.2.1"),
    ("IPv6", "2001:db8::1", "2001:db8::1"), ("Array(String)", ["N'Y", "a\\b", ""], "['N\\'Y','a\\\\b','']"), ("Array(UInt8)", [1, 255], "[1,255]"),
    ("Nullable(UInt8)", 7, "7"), ("LowCardinality(String)", "CA", "CA"),
])
def test_clickhouse_reads_each_type_as_it_was_meant(api, make, kind, given, printed):
    name = make(f"SELECT toString({{value:{kind}}}) AS printed")
    answer = api.post(f"{ENDPOINTS}/{name}", {"value": given})
    assert answer.status_code == 200, answer.text
    assert answer.json()["rows"][0][0].rstrip("\0") == printed


def test_an_endpoint_that_could_not_run_is_not_kept(api, shop):
    def refused(body):
        answer = api.post(ENDPOINTS, {"name": "broken", **body})
        assert api.get(f"{ENDPOINTS}/broken:definition").status_code == 404
        return answer.status_code, answer.json()["code"]
    assert refused({"sql": f"DROP TABLE {shop}.orders"}) == (403, "sql_refused")
    assert refused({"sql": "SELECT * FROM system.users"})[0] in (403, 422)
    assert refused({"sql": f"SELECT totl FROM {shop}.orders"}) == (422, "sql_error")
    # Only ClickHouse knows this one.
    assert refused({"sql": f"SELECT state + {{n:UInt8}} FROM {shop}.orders"}) == (422, "sql_error")
    assert refused({"sql": "SELECT {m:Map(String, String)}"}) == (400, "invalid_parameter")
    assert refused({"sql": "SELECT {a:UInt8}, {a:String}"}) == (400, "invalid_parameter")
    assert refused({"sql": "SELECT {a:UInt8}", "parameters": [{"name": "a", "default": "x"}]}) == (400, "invalid_parameter")
    assert refused({"sql": "SELECT 1", "parameters": [{"name": "a"}]}) == (400, "invalid_parameter")
    assert refused({"sql": "SELECT {table:Identifier}"})[0] in (400, 403, 422)


def test_a_token_opens_its_endpoint_and_nothing_else(services, contract, api, make, holder, shop):
    mine, other = make("SELECT 1 AS n"), make("SELECT 2 AS n")
    caller = holder(mine)
    assert caller.get(f"{ENDPOINTS}/{mine}").json()["rows"] == [[1]]
    # That there is no such endpoint is not told apart from another's.
    for target in (f"{ENDPOINTS}/{other}", f"{ENDPOINTS}/no-such-endpoint", ENDPOINTS, f"{ENDPOINTS}/{mine}:definition",
                   f"{ENDPOINTS}/{mine}/tokens", "/api/v1/tables", "/api/v1/tokens", "/api/v1/history", "/api/v1/boards"):
        assert caller.get(target).status_code == 403, target
    assert caller.post("/api/v1/query", {"sql": "SELECT 1"}).status_code == 403
    assert caller.post(f"{ENDPOINTS}/{mine}/tokens", {}).status_code == 403
    nobody = Api(services.gateway_url, contract, token=None)
    assert nobody.post("/api/v1/session", {"token": caller.token}).status_code == 401
    assert nobody.get(f"{ENDPOINTS}/{mine}").status_code == 401
    # What is in the state cannot be used as a token, and the token is not there.
    database = (services.folder / "gateway.db").read_bytes() + (services.folder / "gateway.db-wal").read_bytes()
    assert caller.token.encode() not in database


def test_a_token_that_is_over_opens_nothing(services, contract, api, make, holder):
    name = make("SELECT 1 AS n")
    caller = holder(name, expires_in_s=3600)
    token = api.get(f"{ENDPOINTS}/{name}/tokens").json()["tokens"][0]
    assert caller.get(f"{ENDPOINTS}/{name}").status_code == 200
    assert api.call("DELETE", f"{ENDPOINTS}/{name}/tokens/{token['id']}").status_code == 204
    assert api.call("DELETE", f"{ENDPOINTS}/{name}/tokens/{token['id']}").status_code == 404
    assert caller.get(f"{ENDPOINTS}/{name}").status_code == 401
    assert api.post(f"{ENDPOINTS}/{name}/tokens", {"expires_in_s": 1}).status_code == 400

    # One that has expired: its time is put into the past, where nobody wants to wait a minute.
    caller = holder(name, expires_in_s=60)
    with sqlite3.connect(services.folder / "gateway.db", timeout=5) as state:
        state.execute("UPDATE endpoint_tokens SET expires_at = ?", [int((time.time() - 1) * 1e6)])
    state.close()
    assert caller.get(f"{ENDPOINTS}/{name}").status_code == 401

    caller = holder(name)
    api.call("DELETE", f"{ENDPOINTS}/{name}")
    assert caller.get(f"{ENDPOINTS}/{name}").status_code == 401
    assert api.get(f"{ENDPOINTS}/{name}").status_code == 404
    make("SELECT 2 AS n", name=name)
    assert caller.get(f"{ENDPOINTS}/{name}").status_code == 401


def test_wrong_tokens_are_refused_in_the_same_time(services, api, make, holder):
    """Unknown, empty, malformed and revoked: the same look-ups. The medians of many calls, in turn, are near each other."""
    name = make("SELECT 1 AS n")
    revoked = holder(name)
    api.call("DELETE", f"{ENDPOINTS}/{name}/tokens/{api.get(f'{ENDPOINTS}/{name}/tokens').json()['tokens'][0]['id']}")
    tokens = {"revoked": revoked.token, "unknown": "x" * len(revoked.token), "near": revoked.token[:-1] + "_", "admin's length": "y" * len(ADMIN)}
    times = {kind: [] for kind in tokens}
    session = requests.Session()
    for _ in range(60):
        for kind, token in tokens.items():
            begun = time.perf_counter()
            answer = session.get(services.gateway_url + f"{ENDPOINTS}/{name}", headers={"Authorization": f"Bearer {token}"}, timeout=10)
            times[kind].append(time.perf_counter() - begun)
            assert answer.status_code == 401
    medians = {kind: statistics.median(taken) for kind, taken in times.items()}
    assert max(medians.values()) < 1.5 * min(medians.values()) + 0.002, medians


def test_changes_and_names(api, make, shop):
    name, other = make("SELECT 1 AS n"), make("SELECT 2 AS n")
    twice = api.post(ENDPOINTS, {"name": name, "sql": "SELECT 3"})
    assert (twice.status_code, twice.json()["code"]) == (409, "conflict") and name in twice.json()["detail"]
    target = f"{ENDPOINTS}/{name}"
    etag = api.get(f"{target}:definition").headers["ETag"]
    changed = {"name": name, "sql": "SELECT {n:UInt8} AS n", "description": "Any number"}
    assert api.call("PUT", target, changed).json()["code"] == "precondition_required"
    assert api.call("PUT", target, changed, headers={"If-Match": etag}).json()["parameters"][0]["name"] == "n"
    assert api.call("PUT", target, changed, headers={"If-Match": etag}).json()["code"] == "changed_elsewhere"
    assert api.get(f"{target}?n=9").json()["rows"] == [[9]]
    assert api.call("PUT", target, {**changed, "name": other}, headers={"If-Match": '"2"'}).status_code == 409
    assert api.call("PUT", f"{ENDPOINTS}/no-such-endpoint", changed, headers={"If-Match": '"1"'}).status_code == 404
    listed = api.get(f"{ENDPOINTS}?limit=100").json()["endpoints"]
    assert {name, other} <= {one["name"] for one in listed}


def test_a_dropped_table_is_the_callers_error_and_not_a_crash(api, make, clickhouse, shop):
    clickhouse.query(f"CREATE TABLE {shop}.gone (n UInt8) ENGINE = MergeTree ORDER BY n")
    api.post("/api/v1/tables:refresh")
    name = make(f"SELECT count() FROM {shop}.gone")
    clickhouse.query(f"DROP TABLE {shop}.gone")
    api.post("/api/v1/tables:refresh")
    assert api.get(f"{ENDPOINTS}/{name}").status_code == 422


def test_the_document_is_openapi_that_a_generator_takes(services, api, make, holder, tmp_path, shop):
    name = make(count_by_state(shop) + " AND order_id IN {ids:Array(UInt64)} AND ordered_at > {since:DateTime}", [{"name": "least", "default": 0}])
    make("SELECT 1 AS n")
    document = holder(name).get(f"{ENDPOINTS}/openapi.json").json()
    assert list(document["paths"]) == [f"{ENDPOINTS}/{name}"]
    document = api.get(f"{ENDPOINTS}/openapi.json").json()
    assert len(document["paths"]) >= 2 and shop not in json.dumps(document)
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(document))
    # The generator lints before it generates.
    node = PROJECT / "build" / "third_party" / "node" / "bin"
    done = subprocess.run([PROJECT / "frontend" / "node_modules" / ".bin" / "openapi-typescript", path, "-o", tmp_path / "types.ts"],
                          env={**os.environ, "PATH": f"{node}:{os.environ['PATH']}"}, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    types = (tmp_path / "types.ts").read_text()
    assert f'"{ENDPOINTS}/{name}"' in types and "since: string" in types


def test_the_command_line_makes_lists_and_removes(services, api, shop):
    environment = {**os.environ, "AURORA_URL": services.gateway_url, "AURORA_TOKEN": ADMIN}

    def aurora(*arguments, check=0):
        done = subprocess.run([PREFIX / "bin" / "aurora", *arguments], env=environment, capture_output=True, text=True, timeout=60)
        assert done.returncode == check, done.stdout + done.stderr
        return done.stdout + done.stderr
    made = json.loads(aurora("endpoint", "create", "by-state", count_by_state(shop), "--default", "least=0", "--expires-in", "1h", "--json"))
    answer = requests.get(services.gateway_url + made["path"], params={"state": "TX"}, headers={"Authorization": f"Bearer {made['token']}"}, timeout=10)
    assert answer.json()["rows"] == [["1000"]]
    assert "by-state" in aurora("endpoint", "list") and "state String" in aurora("endpoint", "list")
    for moments in (aurora("endpoint", "list"), aurora("endpoint", "token", "by-state", "--list")):
        found = re.findall(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^ \n]*", moments)
        assert found and all(moment.endswith("Z") and "." not in moment for moment in found), found
    refused = aurora("endpoint", "create", "Orders!", "SELECT 1", check=2)
    assert 'endpoint name "Orders!"' in refused and "use lower-case letters, digits and -" in refused and "member" not in refused
    short = aurora("endpoint", "create", "short-lived", "SELECT 1", "--expires-in", "5s", check=2)
    assert "--expires-in 5s: give a time from 1m to 3650d" in short and "expires_in_s" not in short
    assert "short-lived" not in aurora("endpoint", "list")
    again = aurora("endpoint", "create", "by-state", "SELECT 1", check=1)
    assert "by-state exists" in again
    shown = aurora("endpoint", "token", "by-state", "--name", "second")
    assert "curl" in shown and "by-state?state=CA" in shown and "shown only now" in shown
    tokens = json.loads(aurora("endpoint", "token", "by-state", "--list", "--json"))["tokens"]
    assert [one["name"] for one in tokens] == ["second", "token"]
    aurora("endpoint", "token", "by-state", "--revoke", tokens[1]["id"])
    assert requests.get(services.gateway_url + made["path"], params={"state": "TX"}, headers={"Authorization": f"Bearer {made['token']}"}, timeout=10).status_code == 401
    asked = json.loads(aurora("endpoint", "create", "zeppelins-asked", "--question", "how many zeppelins are there", "--no-token", "--json"))
    assert "token" not in asked and int(api.get(asked["path"]).json()["rows"][0][0]) == 129
    for name in ("by-state", "zeppelins-asked"):
        assert "removed" in aurora("endpoint", "remove", name)
    assert aurora("endpoint", "remove", "by-state", check=1)
    assert "write aurora endpoint create NAME SQL" in aurora("endpoint", "create", "x", check=2)


def test_every_documented_call_was_made(contract):
    """Runs after the others of this file."""
    assert contract.operations("endpoints") - contract.seen == set()
