"""Calls of the gateway for tests, held to the OpenAPI file."""

import requests
from harness.openapi_contract import Contract
from harness.stack import ADMIN_TOKEN as ADMIN


class Api:
    """Calls that are held to the OpenAPI file."""

    def __init__(self, url: str, contract: Contract, token: str | None = ADMIN):
        self.url, self.contract, self.token = url, contract, token

    def call(self, method: str, target: str, body=None, headers=None, **options):
        headers = dict(headers or {})
        if self.token and "Cookie" not in headers:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        answer = requests.request(method, self.url + target, json=body, headers=headers, timeout=60, **options)
        self.contract.check(method, target, answer)
        assert answer.headers["X-Request-Id"]
        return answer

    def get(self, target, **options):
        return self.call("GET", target, **options)

    def post(self, target, body=None, **options):
        return self.call("POST", target, body, **options)
