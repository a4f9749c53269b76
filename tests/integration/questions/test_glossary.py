"""What people teach the question engine: terms, verified answers and what they say of answers; by REST on a real ClickHouse."""

import os
import subprocess
import uuid

import pytest
from harness.answering import api, contract, services  # noqa: F401: fixtures
from harness.gateway_client import Api
from harness.process import PREFIX, wait_until

NOW = "2026-11-21T13:30:00Z"


@pytest.fixture(scope="module")
def shop(clickhouse):
    """Tables of a database of its own."""
    with clickhouse.database("glossary") as name:
        clickhouse.query(f"""CREATE TABLE {name}.orders (order_id UInt64, ordered_at DateTime64(3, 'UTC'), customer_id UInt64, state LowCardinality(String),
            total Decimal(18, 2), refund Decimal(18, 2)) ENGINE = MergeTree ORDER BY order_id""")
        clickhouse.query(f"""INSERT INTO {name}.orders SELECT number, toDateTime64('{NOW[:10]} 13:00:00', 3, 'UTC') - toIntervalHour(number % 100),
            number % 50, ['CA', 'NY', 'TX'][number % 3 + 1], 100 + number % 7, number % 5 FROM numbers(3000)""")
        clickhouse.query(f"""CREATE TABLE {name}.customers (id UInt64, joined_at DateTime64(3, 'UTC'), tier LowCardinality(String), city LowCardinality(String))
            ENGINE = MergeTree ORDER BY id""")
        clickhouse.query(f"""INSERT INTO {name}.customers SELECT number, toDateTime64('2026-01-01 00:00:00', 3, 'UTC'),
            if(number % 5 = 0, 'gold', 'basic'), ['Leeds', 'Hanoi'][number % 2 + 1] FROM numbers(50)""")
        yield name


@pytest.fixture(scope="module")
def viewer(services, contract, api):
    made = api.post("/api/v1/tokens", {"name": f"viewer-{uuid.uuid4().hex[:8]}", "role": "viewer"}).json()
    return Api(services.gateway_url, contract, made["token"])


@pytest.fixture
def asks(api, shop):
    def ask(question, **more):
        return api.post("/api/v1/ask", {"question": question, "now": NOW, "tables": [f"{shop}.orders", f"{shop}.customers"]} | more).json()
    return ask


@pytest.fixture
def term(api, shop):
    """Defines terms, and removes them at the end."""
    made = []

    def define(name, kind, definition, table=None):
        body = {"term": name, "kind": kind, "definition": definition} | ({"table": f"{shop}.{table}"} if table else {})
        answer = api.post("/api/v1/glossary", body)
        assert answer.status_code == 201, answer.text
        made.append(answer.json()["id"])
        return answer.json()
    yield define
    for one in made:
        api.call("DELETE", f"/api/v1/glossary/{one}")


def by_id(answer, name):
    return next((one for one in answer["assumptions"] if one["id"] == name), None)


def floats(rows):
    return [[float(cell) if str(cell).replace(".", "", 1).replace("-", "", 1).isdigit() else cell for cell in row] for row in rows]


def test_a_measure_that_was_defined_is_asked_for(asks, term, shop, clickhouse):
    assert asks("net revenue by state")["status"] != "answered" or "refund" not in asks("net revenue by state")["sql"]
    made = term("net revenue", "measure", "sum(total)-sum(refund)", "orders")
    answer = asks("net revenue by state")
    assert answer["status"] == "answered", answer
    assert "sum(total) - sum(refund)" in answer["sql"]
    expected = clickhouse.query(f"SELECT state, toFloat64(sum(total) - sum(refund)) AS n FROM {shop}.orders GROUP BY state ORDER BY n DESC, state")
    assert floats(answer["rows"]) == floats(expected)
    assumed = by_id(answer, "glossary_net_revenu")
    assert assumed["words"] == "net revenue" and assumed["source"] == "definition"
    assert assumed["reading"] == f"net revenue = sum(total)-sum(refund) in {shop}.orders (glossary)"
    assert answer["used"] == [{"kind": "term", "id": made["id"], "name": "net revenue", "text": "sum(total)-sum(refund)"}]
    assert f"{shop}.orders.refund" in answer["sources"]


@pytest.mark.parametrize("question, sql", [
    ("net revenue", "SELECT sum(total) - sum(refund) FROM {0}.orders"),
    ("What was our net revenue yesterday?", "SELECT sum(total) - sum(refund) FROM {0}.orders WHERE toDate(ordered_at) = '2026-11-20'"),
    ("net revenue in CA", "SELECT sum(total) - sum(refund) FROM {0}.orders WHERE state = 'CA'"),
    ("net revenue per day", "SELECT toDate(ordered_at) AS d, sum(total) - sum(refund) FROM {0}.orders GROUP BY d ORDER BY d"),
    ("net revenue today compared to yesterday", "SELECT sumIf(total, toDate(ordered_at) = '2026-11-21') - sumIf(refund, toDate(ordered_at) = '2026-11-21'),"
     " sumIf(total, toDate(ordered_at) = '2026-11-20') - sumIf(refund, toDate(ordered_at) = '2026-11-20') FROM {0}.orders"),
    ("which 2 states have the highest net revenue", "SELECT state, sum(total) - sum(refund) AS n FROM {0}.orders GROUP BY state ORDER BY n DESC LIMIT 2"),
    ("top 2 states by net revenue", "SELECT state, sum(total) - sum(refund) AS n FROM {0}.orders GROUP BY state ORDER BY n DESC LIMIT 2"),
    ("what share of net revenue came from CA", "SELECT (sumIf(total, state = 'CA') - sumIf(refund, state = 'CA')) / (sum(total) - sum(refund)) FROM {0}.orders"),
    ("running total of net revenue per day", "SELECT d, sum(n) OVER (ORDER BY d), n FROM (SELECT toDate(ordered_at) AS d, sum(total) - sum(refund) AS n FROM {0}.orders GROUP BY d) ORDER BY d"),
    ("net revenue per customer", "SELECT customer_id, sum(total) - sum(refund) AS n FROM {0}.orders GROUP BY customer_id ORDER BY n DESC, customer_id"),
    ("which 3 customers have the most net revenue",
     "SELECT customer_id, sum(total) - sum(refund) AS n FROM {0}.orders GROUP BY customer_id ORDER BY n DESC, customer_id LIMIT 3"),
    ("net revenue of VIPs", "SELECT sum(total) - sum(refund) FROM {0}.orders WHERE customer_id % 5 = 0"),
    ("how many orders from VIPs", "SELECT count() FROM {0}.orders WHERE customer_id % 5 = 0"),
    ("how many orders not from VIPs", "SELECT count() FROM {0}.orders WHERE customer_id % 5 != 0"),
    ("how many VIPs", "SELECT count() FROM {0}.customers WHERE tier = 'gold'"),
    ("how many gold customers by city", "SELECT city, count() AS n FROM {0}.customers WHERE tier = 'gold' GROUP BY city ORDER BY n DESC, city"),
    ("how many big orders by state", "SELECT state, count() AS n FROM {0}.orders WHERE total > 104 GROUP BY state ORDER BY n DESC, state"),
    ("how many purchasers", "SELECT count() FROM {0}.customers"),
    ("takehome by state", "SELECT state, sum(total) - sum(refund) AS n FROM {0}.orders GROUP BY state ORDER BY n DESC"),
])
def test_terms_in_questions(asks, term, shop, clickhouse, question, sql):
    term("net revenue", "measure", "sum(total) - sum(refund)", "orders")
    term("VIP", "filter", "tier = 'gold'", "customers")
    term("big order", "filter", "total > 104", "orders")
    term("purchasers", "synonym", "customers")
    term("takehome", "synonym", "net revenue")
    answer = asks(question)
    assert answer["status"] == "answered", answer["interpretation"]
    assert floats(answer["rows"]) == floats(clickhouse.query(sql.format(shop))), answer["sql"]


@pytest.mark.parametrize("question", ["average net revenue", "orders with a net revenue above 100",
                                      "unusual net revenue by state today", "states with net revenue over 1000",
                                      "biggest net revenue", "net revenue of orders over 102"])
def test_what_a_defined_measure_cannot_be_is_declined(asks, term, question):
    term("net revenue", "measure", "sum(total) - sum(refund)", "orders")
    answer = asks(question)
    assert answer["status"] == "refused", (answer["sql"], answer["interpretation"])
    assert answer["interpretation"].startswith(("not understood", "the words are known"))


def test_a_term_can_be_left_out_and_taken_back(asks, term):
    term("wugs", "synonym", "customers")
    answer = asks("how many wugs")
    (assumed,) = [one for one in answer["assumptions"] if one["id"].startswith("glossary_")]
    assert [one["id"] for one in assumed["alternatives"]] == ["as_read", "without_glossary"]
    without = asks("how many wugs", readings={assumed["id"]: "without_glossary"})
    assert without["status"] == "refused" and without["used"] == []
    assert by_id(without, assumed["id"])["reading"] == '"wugs" without the glossary'
    assert asks("how many wugs", readings={assumed["id"]: "as_read"})["status"] == "answered"
    unknown = asks("how many wugs", readings={assumed["id"]: "nonsense"})
    assert unknown["status"] == "refused" and "wugs" not in unknown["sql"]


def test_parameters_of_the_question_stay_bound(asks, term):
    term("net revenue", "measure", "sum(total) - sum(refund)", "orders")
    answer = asks("net revenue in CA yesterday")
    assert "CA" not in answer["sql"]
    assert {"CA"} < {one["value"] for one in answer["parameters"]}


@pytest.mark.parametrize("body, status, said", [
    ({"kind": "measure", "definition": "sum(refunds)"}, 400, "definition: table {0}.orders has no column refunds; did you mean refund?"),
    ({"kind": "measure", "definition": "total"}, 400, "definition: a measure gives one number of many rows"),
    ({"kind": "measure", "definition": "total - sum(refund)"}, 422, "definition: "),
    ({"kind": "filter", "definition": "sum(total) > 3"}, 400, "definition: a filter looks at one row"),
    ({"kind": "filter", "definition": "total IN (SELECT id FROM {0}.customers)"}, 400, "definition: "),
    ({"kind": "filter", "definition": "state = 1; DROP TABLE {0}.orders"}, 403, "definition: "),
    ({"kind": "filter", "definition": "file('/etc/passwd') = ''"}, 403, "definition: "),
    ({"kind": "filter", "definition": "state > INTERVAL 3 DAY"}, 422, "definition: "),
    ({"kind": "measure", "definition": "sum(total)", "table": "{0}.order"}, 400, "table: {0}.order is unknown; did you mean {0}.orders?"),
    ({"kind": "measure", "definition": "sum(total)", "table": None}, 400, "table: it is missing"),
    ({"kind": "synonym", "definition": "customers"}, 400, "table: other words belong to no table"),
    ({"kind": "wish", "definition": "x"}, 400, 'term kind "wish" must be measure, filter or synonym'),
    ({"kind": "synonym", "definition": "customers", "term": "?!", "table": None}, 400, "term: it has no word"),
])
def test_a_definition_that_cannot_be_is_refused_at_its_field(api, shop, body, status, said):
    whole = {"term": "some word", "table": "{0}.orders"} | body
    whole = {name: value.format(shop) for name, value in whole.items() if value is not None}
    answer = api.post("/api/v1/glossary", whole)
    assert answer.status_code == status, answer.text
    assert said.format(shop) in answer.json()["detail"], answer.text
    assert api.get("/api/v1/glossary").json()["terms"] == []


def test_a_term_is_changed_and_is_defined_once(api, viewer, asks, term, shop):
    made = term("net revenue", "measure", "sum(total) - sum(refund)", "orders")
    again = {"term": "Net Revenues", "kind": "measure", "definition": "sum(total)", "table": f"{shop}.orders"}
    taken = api.post("/api/v1/glossary", again)
    assert taken.status_code == 409 and made["id"] in taken.json()["detail"]
    target = f"/api/v1/glossary/{made['id']}"
    changed = api.call("PUT", target, again)
    assert changed.status_code == 200 and changed.json()["created_at"] == made["created_at"]
    assert "refund" not in asks("net revenue by state")["sql"]
    assert viewer.get("/api/v1/glossary").json()["terms"] == [changed.json()]
    assert viewer.call("PUT", target, again).status_code == viewer.call("DELETE", target).status_code == 403
    assert viewer.post("/api/v1/glossary", again).status_code == 403
    assert api.call("PUT", "/api/v1/glossary/t-none", again | {"term": "else"}).status_code == 404


def test_a_term_whose_column_is_gone_is_shown_and_declines(api, asks, term, shop, clickhouse):
    clickhouse.query(f"CREATE TABLE {shop}.parcels (id UInt64, weight Float64, crushed UInt8) ENGINE = MergeTree ORDER BY id")
    api.post("/api/v1/tables:refresh")
    term("crushed goods", "measure", "countIf(crushed = 1)", "parcels")
    tables = [f"{shop}.parcels"]
    assert asks("crushed goods", tables=tables)["status"] == "answered"
    clickhouse.query(f"ALTER TABLE {shop}.parcels DROP COLUMN crushed")
    api.post("/api/v1/tables:refresh")
    answer = asks("crushed goods", tables=tables)
    assert answer["status"] == "refused"
    assert '"crushed goods" is in the glossary as countIf(crushed = 1), which cannot be used any more' in answer["interpretation"]
    assert f"table {shop}.parcels has no column crushed" in answer["interpretation"]
    (listed,) = api.get("/api/v1/glossary").json()["terms"]
    assert "no column crushed" in listed["broken"]
    clickhouse.query(f"DROP TABLE {shop}.parcels")


def test_a_verified_answer_is_given_at_once_and_told_to_similar_questions(api, viewer, asks, shop, clickhouse):
    question = "How many orders by state, gold only?"
    sql = f"SELECT state, count() AS n FROM {shop}.orders WHERE customer_id % 5 = {{five:UInt8}} GROUP BY state ORDER BY state"
    body = {"question": question, "sql": sql, "parameters": {"five": 0}}
    assert viewer.post("/api/v1/verified-answers", body).status_code == 403
    made = api.post("/api/v1/verified-answers", body).json()
    answer = asks("how many orders by state gold only")
    assert answer["generator"] == "verified" and answer["confidence"] == 1
    assert answer["verified"]["id"] == made["id"] and answer["verified"]["made_by"] == "admin"
    assert answer["used"][0]["kind"] == "verified" and by_id(answer, "verified")["reading"].startswith("verified by admin on ")
    assert answer["rows"] == clickhouse.query(sql.replace("{five:UInt8}", "0")) or len(answer["rows"]) == 3
    anew = asks("how many orders by state gold only", readings={"verified": "without_verified"})
    assert anew["generator"] == "embedded" and anew["verified"] is None
    similar = asks("how many orders by state")
    assert similar["generator"] == "embedded"
    assert [one for one in similar["alternatives"] if one["question"] == question and "similar question" in one["reason"]], similar["alternatives"]
    # Another table is none of its tables.
    assert asks(question, tables=[f"{shop}.customers"])["generator"] == "embedded"
    assert viewer.get("/api/v1/verified-answers").json()["answers"][0]["stale"] is None
    assert api.call("DELETE", f"/api/v1/verified-answers/{made['id']}").status_code == 204
    assert asks("how many orders by state gold only")["verified"] is None


def test_a_verified_answer_follows_the_clock(api, asks, shop):
    fixed = {"question": "orders yesterday", "sql": f"SELECT count() FROM {shop}.orders WHERE ordered_at >= '2026-11-20'"}
    refused = api.post("/api/v1/verified-answers", fixed)
    assert refused.status_code == 400 and 'the question says "yesterday"' in refused.json()["detail"]
    assert "{from:DateTime}" in refused.json()["detail"]
    moving = fixed | {"sql": f"SELECT count() FROM {shop}.orders WHERE ordered_at >= {{from:DateTime}} AND ordered_at < {{to:DateTime64(3, 'UTC')}}"}
    made = api.post("/api/v1/verified-answers", moving)
    assert made.status_code == 201, made.text
    days = {day: asks("orders yesterday", now=f"2026-11-{day}T10:00:00Z") for day in (20, 21)}
    assert [one["generator"] for one in days.values()] == ["verified"] * 2
    assert {next(p["value"] for p in one["parameters"] if p["name"] == "to") for one in days.values()} == {
        "2026-11-20 00:00:00.000", "2026-11-21 00:00:00.000"}
    assert [int(one["rows"][0][0]) for one in days.values()] == [720, 720]
    api.call("DELETE", f"/api/v1/verified-answers/{made.json()['id']}")


def test_an_answer_of_aurora_itself_can_be_saved(api, asks):
    answer = asks("how many orders yesterday by state")
    body = {"question": "how many orders yesterday by state", "sql": answer["sql"], "parameters": answer["parameters"]}
    made = api.post("/api/v1/verified-answers", body)
    assert made.status_code == 201, made.text
    again = asks("How many orders yesterday, by state?")
    assert again["generator"] == "verified" and again["rows"] == answer["rows"]
    api.call("DELETE", f"/api/v1/verified-answers/{made.json()['id']}")


def test_a_verified_answer_whose_table_is_gone_is_stale_and_not_used(api, asks, shop, clickhouse):
    clickhouse.query(f"CREATE TABLE {shop}.gone (n UInt64) ENGINE = MergeTree ORDER BY n")
    api.post("/api/v1/tables:refresh")
    body = {"question": "how many orders of old", "sql": f"SELECT count() FROM {shop}.gone"}
    assert "sql: " in api.post("/api/v1/verified-answers", body | {"sql": f"SELECT nix FROM {shop}.gone"}).json()["detail"]
    made = api.post("/api/v1/verified-answers", body).json()
    clickhouse.query(f"DROP TABLE {shop}.gone")
    api.post("/api/v1/tables:refresh")
    assert asks("how many orders of old")["generator"] == "embedded"
    (listed,) = api.get("/api/v1/verified-answers").json()["answers"]
    assert "gone" in listed["stale"]
    api.call("DELETE", f"/api/v1/verified-answers/{made['id']}")


def test_feedback_is_kept_for_administrators(api, viewer, asks):
    answer = asks("how many orders")
    target = f"/api/v1/answers/{answer['answer_id']}/feedback"
    said = {"verdict": "wrong", "note": "too many", "question": "how many orders", "sql": answer["sql"]}
    assert viewer.post(target, said).status_code == 201
    assert viewer.post(target, said | {"note": "far too many"}).status_code == 201
    assert api.post(target, {"verdict": "right"}).status_code == 201
    listed = api.get("/api/v1/feedback").json()["feedback"]
    assert [(one["verdict"], one["note"]) for one in listed] == [("right", None), ("wrong", "far too many")]
    assert listed[1]["made_by"] != "admin" and listed[1]["question"] == "how many orders"
    assert len(api.get("/api/v1/feedback?limit=1").json()["feedback"]) == 1
    assert viewer.get("/api/v1/feedback").status_code == 403
    assert api.get("/api/v1/feedback?limit=0").status_code == 400
    assert api.post(target, {"verdict": "maybe"}).status_code == 400
    assert api.post("/api/v1/answers/nonsense/feedback", {"verdict": "right"}).status_code == 400
    assert viewer.post(target, {"verdict": "wrong", "note": "x" * 2001}).status_code == 400


def test_the_command_line_teaches(services, api, shop):
    def aurora(*words, check=0):
        ended = subprocess.run([PREFIX / "bin" / "aurora", *words], capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
                               env=os.environ | {"AURORA_URL": services.gateway_url, "AURORA_TOKEN": services.admin_token})
        assert ended.returncode == check, ended.stdout + ended.stderr
        return ended.stdout + ended.stderr
    assert "is defined" in aurora("glossary", "add", "net revenue", "sum(total) - sum(refund)", "--table", f"{shop}.orders")
    assert "is defined" in aurora("glossary", "add", "wugs", "customers")
    assert "sum(total) - sum(refund)" in aurora("glossary") and "wugs" in aurora("glossary", "list")
    asked = aurora("ask", "--verify", "--table", f"{shop}.orders", "net revenue by state")
    assert "net revenue = sum(total) - sum(refund)" in asked and "saved as verified" in asked
    assert "net revenue by state" in aurora("verified", "list")
    assert "verified by admin" in aurora("ask", "Net revenue by state?")
    (answer,) = api.get("/api/v1/verified-answers").json()["answers"]
    assert "is removed" in aurora("verified", "remove", answer["id"])
    assert "is removed" in aurora("glossary", "remove", "net revenue") and "is removed" in aurora("glossary", "remove", "wugs")
    assert "write aurora glossary add TERM DEFINITION" in aurora("glossary", "add", "x", check=2)
    assert api.get("/api/v1/glossary").json()["terms"] == []


def test_what_was_taught_outlives_a_restart_and_is_audited(api, services, asks, term, shop):
    term("net revenue", "measure", "sum(total) - sum(refund)", "orders")
    engine = services.services["query-engine"]
    engine.stop()
    engine.start()
    wait_until(lambda: api.get("/api/v1/tables").json()["tables"], 20, "the tables are known again")
    wait_until(lambda: asks("net revenue")["status"] == "answered", 20, "the term is known again")
    log = services.services["gateway"].process.log()
    for action in ("term.create", "term.delete", "term.change", "verified_answer.create", "verified_answer.delete", "feedback.give"):
        assert f'"action":"{action}"' in log, action


def test_every_call_was_made(contract):
    """Runs after the others of this file."""
    assert contract.operations("knowledge") - contract.seen == set()
