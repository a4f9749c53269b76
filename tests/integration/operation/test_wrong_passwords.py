"""A ClickHouse that refuses a service's password: the service stays up, and says what to check where people look."""

import pytest
import requests
from harness.process import wait_until
from harness.stack import ADMIN_TOKEN, Stack

REFUSED = "ClickHouse refused the user or its password; check both in the configuration"


@pytest.fixture
def wrong(tmp_path):
    file = tmp_path / "wrong.password"
    file.write_text("not-the-password")
    return str(file)


def details(stack, part: str) -> dict:
    """What the status says of a part."""
    answer = requests.get(f"{stack.gateway_url}/api/v1/status", headers={"Authorization": f"Bearer {ADMIN_TOKEN}"}, timeout=30).json()
    (found,) = [entry["details"] for entry in answer["parts"] if entry["name"] == part]
    return found


@pytest.mark.parametrize("service, section, detail", [("provisioning", "clickhouse", "clickhouse"), ("query-engine", "catalog", "tables")])
def test_a_part_that_cannot_work_says_why_in_the_status(tmp_path, clickhouse, wrong, service, section, detail):
    stack = Stack(tmp_path, clickhouse, overrides={service: {section: {"password_file": wrong}}})
    try:
        stack.services[service].start(wait=False)
        stack.start("gateway")
        wait_until(lambda: details(stack, service).get(detail) == REFUSED, 30, f"the status tells of {service}")
    finally:
        stack.kill()


def test_a_question_says_that_its_user_is_refused(tmp_path, clickhouse, wrong):
    stack = Stack(tmp_path, clickhouse, overrides={"query-engine": {"clickhouse": {"password_file": wrong}}})
    try:
        stack.start("provisioning", "query-engine", "gateway")
        with clickhouse.database("refused") as database:
            clickhouse.query(f"CREATE TABLE {database}.t (id UInt64) ENGINE = MergeTree ORDER BY id")
            answer = requests.post(f"{stack.gateway_url}/api/v1/query", json={"sql": f"SELECT count() FROM {database}.t"},
                                   headers={"Authorization": f"Bearer {ADMIN_TOKEN}"}, timeout=30)
        assert answer.status_code == 503, answer.text
        assert answer.json()["detail"] == ("ClickHouse refused the user or the password that questions are run with; check clickhouse.user and "
                                           "clickhouse.password_file of the query engine")
    finally:
        stack.kill()
