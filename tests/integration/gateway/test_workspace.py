"""What people keep in the gateway: boards, saved questions, share links, history; and whole results as files."""

import json
import uuid

import pytest
import requests
from harness.gateway_client import ADMIN, Api
from harness.openapi_contract import Contract
from harness.process import wait_until

ASKING = {"turns": [{"text": "Revenue by state"}, {"text": "only California", "readings": {"time": "week"}}]}


@pytest.fixture(scope="module")
def contract(stack):
    return Contract(requests.get(stack.gateway_url + "/api/openapi.json", timeout=10).json())


@pytest.fixture(scope="module")
def api(stack, contract):
    return Api(stack.gateway_url, contract)


@pytest.fixture(scope="module")
def viewer(stack, contract, api):
    made = api.post("/api/v1/tokens", {"name": f"viewer-{uuid.uuid4().hex[:8]}", "role": "viewer"}).json()
    return Api(stack.gateway_url, contract, made["token"])


@pytest.fixture(scope="module")
def numbers(api, clickhouse):
    """A table of 250,000 rows: more than a page ever shows."""
    table = f"shop.numbers_{uuid.uuid4().hex[:8]}"
    clickhouse.query("CREATE DATABASE IF NOT EXISTS shop")
    clickhouse.query(f"CREATE TABLE {table} ENGINE = MergeTree ORDER BY n AS SELECT number AS n FROM numbers(250000)")
    api.post("/api/v1/tables:refresh")
    yield table
    clickhouse.query(f"DROP TABLE {table}")


def test_a_stack_without_a_model_says_so(api, viewer):
    assert api.post("/api/v1/model:check").json() == {"endpoint": "", "name": "", "use": "unsure", "findings": [], "values_allowed": []}
    assert viewer.post("/api/v1/model:check").status_code == 403


def knows(api, table):
    """Whether the table is there after a refresh."""
    api.post("/api/v1/tables:refresh")
    return any(one["table"] == table for one in api.get("/api/v1/tables").json()["tables"])


def panel(**changes):
    return {"id": "p1", "title": "Revenue", "asking": ASKING, "chart": "bar", "x": 0, "y": 0, "w": 6, "h": 8, **changes}


def test_a_board_lives_and_loses_no_edit(api, viewer):
    made = api.post("/api/v1/boards", {"title": "Orders", "panels": [panel()]})
    assert made.status_code == 201 and made.headers["ETag"] == '"1"'
    target = made.headers["Location"]
    summary = next(one for one in viewer.get("/api/v1/boards").json()["boards"] if one["id"] == made.json()["id"])
    assert (summary["title"], summary["panel_count"]) == ("Orders", 1)
    read = viewer.get(target).json()
    assert read["panels"][0]["asking"] == {**ASKING, "now": None}

    changed = {"title": "Orders", "range": "24h", "panels": [panel(), panel(id="p2", x=6)]}
    assert viewer.call("PUT", target, changed, headers={"If-Match": '"1"'}).status_code == 403
    assert api.call("PUT", target, changed).json()["code"] == "precondition_required"
    saved = api.call("PUT", target, changed, headers={"If-Match": made.headers["ETag"]})
    assert saved.headers["ETag"] == '"2"' and len(saved.json()["panels"]) == 2
    late = api.call("PUT", target, {"title": "Lost"}, headers={"If-Match": made.headers["ETag"]})
    assert (late.status_code, late.json()["code"]) == (412, "changed_elsewhere")
    assert api.get(target).json()["title"] == "Orders"
    assert api.post("/api/v1/boards", {"title": "Twice", "panels": [panel(), panel()]}).status_code == 400
    assert api.call("DELETE", target).status_code == 204
    assert api.get(target).status_code == 404


def test_a_board_goes_to_grafana_and_comes_back(api, numbers, clickhouse):
    clickhouse.query("CREATE TABLE IF NOT EXISTS shop.barrels ENGINE = MergeTree ORDER BY barrel_id AS SELECT number AS barrel_id FROM numbers(70)")
    wait_until(lambda: knows(api, "barrels"), 60, "the table is known")
    asked = panel(asking={"turns": [{"text": "How many barrels are there?"}]}, chart="number")
    written = panel(id="p2", title="Sum", asking={"turns": [{"text": f"SELECT sum(n) AS total FROM {numbers}"}]}, chart="number", x=6)
    made = api.post("/api/v1/boards", {"title": "Numbers", "range": "7d", "panels": [asked, written]}).json()
    dashboard = api.get(f"/api/v1/boards/{made['id']}/grafana").json()
    assert (dashboard["title"], dashboard["time"]["from"]) == ("Numbers", "now-7d")
    statements = [one["targets"][0]["rawSql"] for one in dashboard["panels"]]
    assert "barrels" in statements[0] and "sum(n)" in statements[1], json.dumps(dashboard["panels"])
    back = api.post("/api/v1/boards:import-grafana", {"dashboard": dashboard})
    assert back.status_code == 201 and back.json()["left_out"] == [], back.text
    assert [one["asking"] for one in back.json()["board"]["panels"]] == [one["asking"] for one in made["panels"]]
    for statement, value in zip(statements, (70, 250_000 * 249_999 // 2)):
        rows = api.post("/api/v1/query", {"sql": statement}).json()["rows"]
        assert [str(cell) for cell in rows[0]] == [str(value)]


def test_without_a_grafana_nothing_leads_there(api):
    assert api.get("/api/v1/grafana").json() == {"configured": False, "url": "/grafana/"}
    assert api.post("/api/v1/grafana/explore", {"sql": "SELECT 1"}).json()["code"] == "grafana_not_set_up"


def test_saved_questions(api):
    made = api.post("/api/v1/questions", {"name": "Revenue", "asking": ASKING}).json()
    target = f"/api/v1/questions/{made['id']}"
    assert made["chart"] is None and made["owner"] == "admin"
    renamed = {"name": "Revenue by state", "asking": ASKING, "chart": "line"}
    assert api.call("PUT", target, renamed, headers={"If-Match": '"1"'}).json()["chart"] == "line"
    assert api.get(target).json()["name"] == "Revenue by state"
    assert any(one["id"] == made["id"] for one in api.get("/api/v1/questions?limit=100").json()["questions"])
    assert api.get("/api/v1/questions?page=nonsense").status_code == 400
    assert api.call("DELETE", target).status_code == 204


def test_a_share_opens_for_everybody_who_is_signed_in(stack, contract, api, viewer):
    frozen = {"asking": {**ASKING, "now": "2026-11-21T14:02:31Z"}, "title": "Revenue", "chart": "bar"}
    made = viewer.post("/api/v1/shares", frozen).json()
    target = f"/api/v1/shares/{made['id']}"
    assert api.get(target).json()["asking"]["now"] == "2026-11-21T14:02:31.000Z"
    assert Api(stack.gateway_url, contract, token=None).get(target).status_code == 401
    assert api.call("DELETE", target).status_code == 204
    assert api.get(target).json()["code"] == "not_found"


def test_history_is_ones_own_and_paged(api, viewer):
    api.call("DELETE", "/api/v1/history")
    for text in ("first question", "SELECT 1", "first question"):
        kind = "sql" if text.startswith("SELECT") else "question"
        added = api.post("/api/v1/history", {"asking": {"turns": [{"text": text}]}, "kind": kind, "status": "answered",
                                             "rows": 1, "elapsed_ms": 12})
        assert added.status_code == 201
    page = api.get("/api/v1/history?limit=1").json()
    assert page["entries"][0]["asking"]["turns"][0]["text"] == "first question" and page["entries"][0]["runs"] == 2
    rest = api.get(f"/api/v1/history?page={page['next_page']}").json()
    assert [one["kind"] for one in rest["entries"]] == ["sql"] and rest["next_page"] is None
    assert viewer.get("/api/v1/history").json()["entries"] == []
    target = f"/api/v1/history/{rest['entries'][0]['id']}"
    assert viewer.call("PATCH", target, {"starred": True}).status_code == 404
    assert api.call("PATCH", target, {"starred": True}).json()["starred"]
    assert len(api.get("/api/v1/history?starred=true").json()["entries"]) == 1
    assert api.get("/api/v1/history?search=FIRST").json()["entries"][0]["kind"] == "question"
    assert api.call("DELETE", "/api/v1/history").json()["removed"] == 1
    assert api.call("DELETE", target).status_code == 204


def test_a_whole_result_becomes_a_file_in_each_format(api, viewer, numbers):
    sql = f"SELECT n FROM {numbers} WHERE n >= {{least:UInt64}}"
    begins = {"csv": b"n", "parquet": b"PAR1", "arrow": b"\xff\xff\xff\xff"}
    for name, begin in begins.items():
        made = api.post("/api/v1/exports", {"sql": sql, "parameters": {"least": 0}, "format": name})
        assert made.status_code == 201, made.text
        assert viewer.get(made.json()["url"]).status_code == 404
        file = api.get(made.json()["url"])
        assert file.content.replace(b'"', b"").startswith(begin)
        assert file.headers["Content-Disposition"].endswith(f'.{name}"')
        if name == "csv":
            assert len(file.content.splitlines()) == 250_001
    refused = api.post("/api/v1/exports", {"sql": f"DROP TABLE {numbers}", "format": "csv"})
    assert (refused.status_code, refused.json()["code"]) == (403, "sql_refused")
    assert api.post("/api/v1/exports", {"sql": sql, "format": "xlsx"}).status_code == 400


def test_a_session_needs_its_csrf_token_to_change_what_is_kept(stack, contract, api):
    link = api.post("/api/v1/sign-in-links", {"role": "editor", "user": "ann"}).json()
    nobody = Api(stack.gateway_url, contract, token=None)
    session = nobody.post("/api/v1/session", {"link_token": link["link_token"]})
    cookie = {"Cookie": "aurora_session=" + session.cookies["aurora_session"]}
    assert nobody.post("/api/v1/boards", {"title": "a"}, headers=cookie).json()["code"] == "csrf"
    assert nobody.get("/api/v1/boards", headers=cookie).status_code == 200


def test_every_documented_call_was_made(contract):
    """Runs after the others of this file."""
    assert contract.operations("workspace") - contract.seen == set()
    assert ADMIN not in str(contract.document)
