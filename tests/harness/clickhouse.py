"""The embedded ClickHouse, and a small client for tests."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
import yaml

from .ports import free_port
from .process import PREFIX, Process, http_ok

USERS = ("admin", "ingest", "query", "catalog")


class ClickHouse:
    """start() / stop() / kill(). The users aurora_{admin,ingest,query,catalog} have the passwords in `passwords`, and the files in
    `password_files`."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.http_port, self.tcp_port, self.admin_port = free_port(), free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.http_port}"
        self.passwords = {user: f"{user}-password-for-tests" for user in USERS}
        self.password_files = {}
        for user, password in self.passwords.items():
            path = self.folder / f"{user}.password"
            path.touch(mode=0o600)
            path.write_text(password)
            self.password_files[user] = str(path)
        self.config = self.folder / "embedded-clickhouse.yaml"
        self.config.write_text(yaml.safe_dump({
            "data_path": str(self.folder / "data"),
            "http_port": self.http_port,
            "tcp_port": self.tcp_port,
            "admin": {"listen": f"127.0.0.1:{self.admin_port}"},
            "users": {user: {"password_file": path} for user, path in self.password_files.items()},
        }))
        self.process = Process("embedded-clickhouse",
                               [PREFIX / "bin" / "aurora-embedded-clickhouse", "--config", self.config], self.folder,
                               ready=lambda: http_ok(f"http://127.0.0.1:{self.admin_port}/readyz"))

    def start(self) -> "ClickHouse":
        self.process.start()
        return self

    def stop(self) -> None:
        self.process.stop()

    def kill(self) -> None:
        self.process.kill()

    def query(self, sql: str, user: str = "admin", **parameters):
        """Rows as lists; numbers as numbers. Raises RuntimeError with the server's text."""
        url_parameters = {"default_format": "JSONCompact", "output_format_json_quote_64bit_integers": "0"}
        url_parameters.update({f"param_{name}": value for name, value in parameters.items()})
        answer = requests.post(self.url, params=url_parameters, data=sql.encode(), timeout=60,
                               auth=(f"aurora_{user}", self.passwords[user]))
        if answer.status_code != 200:
            raise RuntimeError(answer.text)
        return json.loads(answer.text)["data"] if answer.text.startswith("{") else []

    def value(self, sql: str, **parameters):
        return self.query(sql, **parameters)[0][0]

    @contextmanager
    def database(self, word: str) -> Iterator[str]:
        """The name of a new database, which is dropped at the end."""
        name = f"{word}_{uuid.uuid4().hex[:8]}"
        self.query(f"CREATE DATABASE {name}")
        yield name
        self.query(f"DROP DATABASE {name}")
