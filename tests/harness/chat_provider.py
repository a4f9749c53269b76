"""A stand-in for an OpenAI-compatible chat endpoint that answers what a test has written, and misbehaves as it is told."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .ports import free_port


def sql(text: str, parameters: dict | None = None, assumptions: list | None = None) -> dict:
    """What a well-behaved model answers; parameters are name -> (type, value)."""
    return {"answerable": bool(text), "sql": text,
            "parameters": [{"name": name, "type": kind, "value": value} for name, (kind, value) in (parameters or {}).items()],
            "assumptions": assumptions or []}


class ChatProvider:
    """start() / stop() / start() again on the same port. `script` holds what the next requests get, one each; then `always`.
    An item is a dict (the model's JSON), text (sent as it is), or a fault: ("status", 500, headers), ("silent", seconds),
    ("slow", answer, seconds between pieces), ("cut", answer), ("raw", body), ("document", answer): not streamed,
    ("endless",). `asked` has the requests: {"path", "headers", "body"}; `left` counts callers that hung up. `models` are the
    names that GET /models tells to everybody; None: it knows no such call."""

    def __init__(self, key: str = ""):
        self.key = key
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/v1"
        self.script: list = []
        self.always = sql("")
        self.asked: list[dict] = []
        self.left = 0
        self.models: list[str] | None = ["test-model", "other-model"]
        self.usage: dict | None = {"prompt_tokens": 900, "completion_tokens": 100}
        self.lock = threading.Lock()
        self.server: ThreadingHTTPServer | None = None

    def reset(self, *script, always=None) -> None:
        with self.lock:
            self.script, self.asked, self.left = list(script), [], 0
            self.always = sql("") if always is None else always

    def take(self, request: dict):
        with self.lock:
            self.asked.append(request)
            return self.script.pop(0) if self.script else self.always

    def prompt(self, number: int = 0) -> dict:
        """The document that a request's model reads."""
        return json.loads(self.asked[number]["body"]["messages"][1]["content"])

    def start(self) -> "ChatProvider":
        provider = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
                item = provider.take({"path": self.path, "headers": dict(self.headers), "body": body})
                self.close_connection = True
                try:
                    if provider.key and self.headers.get("Authorization") != f"Bearer {provider.key}":
                        self.status(401, {})
                    else:
                        self.answer(item)
                except (BrokenPipeError, ConnectionResetError):
                    with provider.lock:
                        provider.left += 1

            def do_GET(self):
                if provider.models is None:
                    self.status(404, {})
                    return
                body = json.dumps({"object": "list", "data": [{"id": name, "object": "model"} for name in provider.models]}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def answer(self, item):
                kind = item[0] if isinstance(item, tuple) else "answer"
                text = item if isinstance(item, str) else json.dumps(item)
                if kind == "status":
                    self.status(item[1], item[2] if len(item) > 2 else {})
                elif kind == "silent":
                    self.wait(item[1])
                elif kind == "raw":
                    self.head("text/event-stream")
                    self.wfile.write(item[1].encode())
                elif kind == "document":
                    self.head("application/json")
                    self.wfile.write(json.dumps({"choices": [{"message": {"role": "assistant", "content": json.dumps(item[1])},
                                                              "finish_reason": "stop"}], "usage": provider.usage}).encode())
                elif kind == "endless":
                    self.head("text/event-stream")
                    while True:
                        self.event({"choices": [{"delta": {"content": "x" * 4096}}]})
                elif kind == "cut":
                    self.head("text/event-stream")
                    self.pieces(json.dumps(item[1])[:20], 0)
                else:
                    self.head("text/event-stream")
                    self.pieces(json.dumps(item[1]) if kind == "slow" else text, item[2] if kind == "slow" else 0)
                    self.event({"choices": [{"delta": {}, "finish_reason": "stop"}]})
                    if provider.usage is not None:
                        self.event({"choices": [], "usage": provider.usage})
                    self.wfile.write(b"data: [DONE]\n\n")

            def wait(self, seconds: float):
                """Until the time is over or the caller hangs up."""
                self.connection.settimeout(seconds)
                try:
                    if self.connection.recv(1) == b"":
                        raise BrokenPipeError
                except TimeoutError:
                    pass

            def status(self, code: int, headers: dict):
                body = json.dumps({"error": {"message": "scripted", "type": "scripted"}}).encode()
                self.send_response(code)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def head(self, content_type: str):
                self.send_response(200)
                self.send_header("Content-Type", content_type)
                self.send_header("Connection", "close")
                self.end_headers()

            def event(self, data: dict):
                self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())
                self.wfile.flush()

            def pieces(self, text: str, pause_s: float):
                for begin in range(0, len(text), 16):
                    self.event({"choices": [{"delta": {"content": text[begin:begin + 16]}}]})
                    time.sleep(pause_s)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            allow_reuse_address = True

        self.server = Server(("127.0.0.1", self.port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None
