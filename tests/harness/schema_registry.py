"""A stand-in for Confluent's schema registry: what readers of messages ask of it."""

import base64
import json
import ssl
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

from .ports import free_port


class SchemaRegistry:
    """start() / stop() / start() again on the same port. With `user` it asks for basic authentication, with `certificate`
    (path of certificate and key) it speaks TLS. `asked` holds the paths of all questions."""

    def __init__(self, user: str = "", password: str = "", certificate: tuple | None = None):
        self.port = free_port()
        self.url = f"http{'s' if certificate else ''}://127.0.0.1:{self.port}"
        self.certificate = certificate
        self.credentials = base64.b64encode(f"{user}:{password}".encode()).decode() if user else ""
        self.schemas: dict[int, dict] = {}
        self.subjects: dict[str, list[int]] = {}
        self.asked: list[str] = []
        self.server: ThreadingHTTPServer | None = None

    def register(self, subject: str, schema, kind: str = "AVRO", references: list[dict] | None = None) -> int:
        """The id. `schema` is text or, for Avro, the schema itself; references are {"name", "subject", "version"}."""
        entry = {"schema": schema if isinstance(schema, str) else json.dumps(schema)}
        if kind != "AVRO":
            entry["schemaType"] = kind
        if references:
            entry["references"] = references
        number = 100 + len(self.schemas)
        self.schemas[number] = entry
        self.subjects.setdefault(subject, []).append(number)
        return number

    def answer(self, path: str) -> tuple[int, dict]:
        parts = [unquote(part) for part in urlsplit(path).path.strip("/").split("/")]
        if parts[:2] == ["schemas", "ids"]:
            schema = self.schemas.get(int(parts[2]))
            return (200, schema) if schema else (404, {"error_code": 40403, "message": "Schema not found"})
        if parts[0] == "subjects" and parts[2:3] == ["versions"]:
            if parts[1] not in self.subjects:
                return 404, {"error_code": 40401, "message": "Subject not found"}
            versions = self.subjects[parts[1]]
            version = int(parts[3])
            if version > len(versions):
                return 404, {"error_code": 40402, "message": "Version not found"}
            number = versions[version - 1]
            return 200, {"subject": parts[1], "version": version, "id": number, **self.schemas[number]}
        return 404, {}

    def start(self) -> "SchemaRegistry":
        registry = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                if registry.server is None:  # A connection that was kept while the registry stopped.
                    self.close_connection = True
                    return
                registry.asked.append(self.path)
                if registry.credentials and self.headers.get("Authorization") != f"Basic {registry.credentials}":
                    status, body = 401, {"error_code": 401, "message": "Unauthorized"}
                else:
                    status, body = registry.answer(self.path)
                text = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/vnd.schemaregistry.v1+json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            allow_reuse_address = True

        self.server = Server(("127.0.0.1", self.port), Handler)
        if self.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*map(str, self.certificate))
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None


def framed(schema_id: int, payload: bytes) -> bytes:
    """As Confluent's serializers begin a message."""
    return struct.pack(">bI", 0, schema_id) + payload
