"""A small ClickHouse client for tests: independent of Aurora's own."""

import json

import requests


class ClickHouse:
    def __init__(self, url: str, user: str, password: str):
        self.url = url
        self.user = user
        self.password = password

    def raw(self, sql: str, **parameters) -> requests.Response:
        return requests.post(
            self.url, data=sql.encode(), timeout=60,
            params={f"param_{name}": str(value) for name, value in parameters.items()},
            headers={"X-ClickHouse-User": self.user, "X-ClickHouse-Key": self.password})

    def execute(self, sql: str, **parameters) -> str:
        answer = self.raw(sql, **parameters)
        assert answer.status_code == 200, answer.text
        return answer.text

    def rows(self, sql: str, **parameters) -> list[list]:
        text = self.execute(f"{sql} FORMAT JSONCompactEachRow", **parameters)
        return [json.loads(line) for line in text.splitlines()]

    def value(self, sql: str, **parameters):
        """The only value; 64-bit integers come as int."""
        (row,) = self.rows(sql, **parameters)
        (value,) = row
        return int(value) if isinstance(value, str) and value.lstrip("-").isdigit() else value
