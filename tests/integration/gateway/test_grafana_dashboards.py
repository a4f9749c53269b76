"""Every dashboard that is written here is one for Grafana's published types, and its SQL runs as Grafana's user of ClickHouse."""

import copy
import json

import pytest
import yaml
from harness.answering import api, contract, services  # noqa: F401: fixtures
from harness.grafana_schema import expanded, type_errors, without_ours
from harness.process import PROJECT

FILES = [*(PROJECT / "observability").glob("*.dashboard.json"), *(PROJECT / "helm" / "aurora" / "files" / "dashboards").glob("*.json")]
PROVISIONING = PROJECT / "docker" / "compose" / "observability" / "grafana" / "provisioning"
# 2026-11-26 00:00 and 12:00 UTC.
BEGIN, END = 1795651200, 1795694400


def ours() -> dict[str, dict]:
    return {path.name.split(".")[0]: json.loads(path.read_text()) for path in FILES}


def test_our_dashboards_fit_and_mistakes_do_not(tmp_path):
    dashboards = ours()
    assert len(dashboards) >= 2
    mistakes = {name: copy.deepcopy(dashboards["overview"]) for name in ("narrow", "named", "numbered", "strange", "unsaid")}
    del mistakes["narrow"]["panels"][0]["gridPos"]["w"]
    mistakes["named"]["panels"][0]["datasource"] = "Prometheus"
    mistakes["numbered"]["panels"][0]["title"] = 7
    mistakes["strange"]["pannels"] = []
    del mistakes["unsaid"]["schemaVersion"]
    errors = type_errors({**dashboards, **mistakes}, tmp_path)
    assert {name: said for name, said in errors.items() if name not in mistakes} == {}
    assert set(errors) == set(mistakes)


def test_uids_are_one_each_and_data_sources_are_provisioned():
    dashboards = ours()
    uids = [dashboard["uid"] for dashboard in dashboards.values()]
    assert len(set(uids)) == len(uids) and all(len(uid) <= 40 for uid in uids)
    sources = yaml.safe_load(next((PROVISIONING / "datasources").glob("*.yaml")).read_text())
    assert sources["apiVersion"] == 1
    known = {source["uid"] for source in sources["datasources"]}
    for source in sources["datasources"]:
        assert source["editable"] is False
        assert "password" not in json.dumps(source).lower() or "$__file" in json.dumps(source)
    for name, dashboard in dashboards.items():
        for panel in dashboard["panels"]:
            for one in (panel, *panel["targets"]):
                source = one.get("datasource", panel["datasource"])
                assert source["uid"] in known | {"${source}"}, f"{name}, {panel['title']}"
    providers = yaml.safe_load(next((PROVISIONING / "dashboards").glob("*.yaml")).read_text())["providers"]
    assert all(provider["allowUiUpdates"] is False for provider in providers)


@pytest.fixture(scope="module")
def shop(clickhouse):
    with clickhouse.database("dashboards") as name:
        clickhouse.query(f"CREATE TABLE {name}.parcels (parcel_id UInt64, sent_at DateTime64(3, 'UTC'), state LowCardinality(String), weight Float64) "
                         "ENGINE = MergeTree ORDER BY parcel_id")
        clickhouse.query(f"INSERT INTO {name}.parcels SELECT number, toDateTime64('2026-11-26 00:00:00', 3, 'UTC') + number, "
                         "['CA', 'NY'][number % 2 + 1], number FROM numbers(1000)")
        yield name


def test_a_board_of_every_chart_is_a_dashboard_whose_sql_runs(api, shop, clickhouse, tmp_path):
    within = "sent_at >= {from:DateTime64(3)} AND sent_at < {to:DateTime64(3)}"
    statements = {
        "line": f"SELECT toStartOfMinute(sent_at) AS minute, count() AS parcels FROM {shop}.parcels WHERE {within} GROUP BY minute ORDER BY minute",
        "bar": f"SELECT state, count() AS parcels FROM {shop}.parcels WHERE {within} GROUP BY state",
        "number": f"SELECT count() AS parcels FROM {shop}.parcels WHERE {within}",
        "table": f"SELECT * FROM {shop}.parcels LIMIT 5",
        "histogram": f"SELECT weight FROM {shop}.parcels LIMIT 5",
        "scatter": f"SELECT parcel_id, weight FROM {shop}.parcels LIMIT 5",
        "donut": f"SELECT state, sum(weight) AS kilos FROM {shop}.parcels GROUP BY state",
        "heat": f"SELECT state, toHour(sent_at) AS hour, count() AS parcels FROM {shop}.parcels GROUP BY state, hour",
    }
    texts = {**statements, "asked": f"how many parcels per state in {shop}.parcels"}
    panels = [{"id": f"p{number}", "title": kind, "asking": {"turns": [{"text": text}]}, "chart": None if kind == "asked" else kind,
               "x": number % 2 * 6, "y": number // 2 * 8, "w": 6, "h": 8} for number, (kind, text) in enumerate(texts.items())]
    board = api.post("/api/v1/boards", {"title": "Parcels", "range": "24h", "panels": panels}).json()
    dashboard = api.get(f"/api/v1/boards/{board['id']}/grafana").json()
    assert len(dashboard["uid"]) <= 40
    assert type_errors({"board": without_ours(dashboard)}, tmp_path) == {}
    ran = 0
    for panel in dashboard["panels"]:
        assert set(panel["gridPos"]) == {"x", "y", "w", "h"} and panel["gridPos"]["x"] + panel["gridPos"]["w"] <= 24
        assert panel["datasource"] == {"type": "grafana-clickhouse-datasource", "uid": "aurora-clickhouse"}
        if panel["type"] == "text":
            assert panel["options"]["content"], panel["title"]
            continue
        (target,) = panel["targets"]
        assert target["datasource"] == panel["datasource"] and target["format"] in (0, 1)
        rows = clickhouse.query(expanded(target["rawSql"], BEGIN, END), user="query")
        assert rows, panel["title"]
        if panel["title"] == "number":
            assert rows == [[1000]]
        ran += 1
    assert ran >= len(statements)
