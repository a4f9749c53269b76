"""`aurora deploy` with stand-ins for everybody's programs, a checkout of its own, and a gateway that answers when it is told to."""

import json
import os
import pty
import shutil
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .aurora import AURORA
from .ports import free_port
from .process import PROJECT, patience
from .stand_in_programs import StandInPrograms

SIGN_IN = "http://gateway.example/sign-in#once"


class Gateway:
    """Answers /healthz, and makes sign-in links for whoever brings `token`, as soon as the file `given` is there."""

    def __init__(self, given: Path, token: Path | None = None):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.given, self.token, self.server, self.stopping, self.link = given, token, None, False, SIGN_IN
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        while not self.given.exists():
            if self.stopping:
                return
            time.sleep(0.05)
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def answer(self, status: int, body: dict) -> None:
                text = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def do_GET(self):
                self.answer(200 if self.path == "/healthz" else 404, {"status": "ok"})

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", "0")))
                allowed = outer.token is not None and self.headers["Authorization"] == f"Bearer {outer.token.read_text().strip()}"
                self.answer(201 if allowed else 401, {"url": outer.link})

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.server.serve_forever()

    def stop(self) -> None:
        self.stopping = True
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
        self.thread.join(10)


def run_typing(typed: str, command: list[str], environment: dict) -> tuple[int, str]:
    """On a terminal, where somebody types. Exit status, and all that was shown."""
    parent, child = pty.openpty()
    process = subprocess.Popen(command, env=environment, stdin=child, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    os.close(child)
    os.write(parent, f"{typed}\n".encode())
    shown, _ = process.communicate(timeout=patience(120))
    os.close(parent)
    return process.returncode, shown


class Deploying:
    """A checkout, a data directory and a PATH of one test."""

    def __init__(self, folder: Path):
        self.home, self.data, self.programs = folder / "checkout", folder / "data", StandInPrograms(folder)
        for part in ("docker/compose", "helm/aurora", "terraform"):
            shutil.copytree(PROJECT / part, self.home / part, ignore=shutil.ignore_patterns("secrets", ".terraform*", "*.tfstate*"))
        self.environment = {**self.programs.environment(), "AURORA_HOME": str(self.home), "HOME": str(folder)}
        for name in [name for name in self.environment if name.startswith(("AWS_", "AURORA_PORT", "AURORA_REGISTRY", "AURORA_VERSION"))]:
            del self.environment[name]

    def run(self, *arguments, **environment) -> subprocess.CompletedProcess:
        return subprocess.run(self._command(arguments), env={**self.environment, **environment}, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, timeout=patience(120))

    def run_typing(self, typed: str, *arguments) -> tuple[int, str]:
        return run_typing(typed, self._command(arguments), self.environment)

    def log(self, target: str) -> str:
        return (self.data / "deploy" / target / "programs.log").read_text()

    def _command(self, arguments) -> list[str]:
        return [str(word) for word in (AURORA, "--data-dir", self.data, "deploy", *arguments)]
