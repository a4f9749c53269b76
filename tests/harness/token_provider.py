"""A stand-in of an OpenID Connect provider: gives out tokens that Kafka's own unsecured validator accepts."""

import base64
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from .ports import free_port


def _part(data: dict) -> str:
    return base64.urlsafe_b64encode(json.dumps(data).encode()).rstrip(b"=").decode()


class TokenProvider:
    """start() / stop(). Clients are `clients` (id -> secret); the token's subject is the id. `asked` has the form of each
    request; `answer`, when set, is what every request gets: (status, body)."""

    def __init__(self, clients: dict[str, str], token_seconds: int = 3600):
        self.clients, self.token_seconds = clients, token_seconds
        self.asked: list[dict] = []
        self.answer: tuple[int, bytes] | None = None
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/token"
        self._server: ThreadingHTTPServer | None = None

    def start(self) -> "TokenProvider":
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                form = parse_qs(self.rfile.read(int(self.headers.get("Content-Length", 0))).decode())
                name, _, secret = base64.b64decode(self.headers.get("Authorization", "Basic Og==").split()[1]).decode().partition(":")
                provider.asked.append({key: values[0] for key, values in form.items()} | {"client": name})
                status, body = provider.answer or provider._grant(name, secret)  # pylint: disable=protected-access
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _grant(self, name: str, secret: str) -> tuple[int, bytes]:
        if self.clients.get(name) != secret:
            return 401, b'{"error": "invalid_client"}'
        now = int(time.time())
        claims = {"sub": name, "iat": now, "exp": now + self.token_seconds, "scope": "kafka"}
        token = f"{_part({'alg': 'none'})}.{_part(claims)}."
        return 200, json.dumps({"access_token": token, "token_type": "Bearer", "expires_in": self.token_seconds}).encode()
