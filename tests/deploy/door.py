"""A running Aurora as its REST API shows it."""

import requests


class Door:
    """The REST API of a preset."""

    def __init__(self, port: int, token: str, address: str = "127.0.0.1"):
        self.url = f"http://{address}:{port}"
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["Authorization"] = f"Bearer {token}"
        if address != "127.0.0.1":
            # A name that every gateway answers to, whatever its public URL is.
            self.session.headers["Host"] = "localhost"

    def call(self, method: str, path: str, **options) -> dict:
        answer = self.session.request(method, f"{self.url}/api/v1{path}", timeout=90, **options)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else {}

    def all_up(self) -> bool:
        status = self.call("GET", "/status")
        return status["state"] == "ok" and status

    def count(self, table: str) -> int:
        return int(self.call("POST", "/query", json={"sql": f"SELECT count() FROM {table}"})["rows"][0][0])
