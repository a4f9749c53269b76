"""A stand-in for Grafana, as its HTTP API is documented: refuses what the documentation does not know. Below /grafana
(serve_from_sub_path), with the auth proxy for people and a service account's token or basic authentication for programs."""

import base64
import copy
import hashlib
import json
import re
import socket
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import requests

from .ports import free_port

PLUGIN = "grafana-clickhouse-datasource"
SUB_PATH = "/grafana"
UID = re.compile(r"[A-Za-z0-9_-]{1,40}")
ROLES = ("Viewer", "Editor", "Admin")
# Members of each body; those that are not named are refused.
DATA_SOURCE = {"uid": str, "name": str, "type": str, "access": str, "url": str, "isDefault": bool, "jsonData": dict,
               "secureJsonData": dict, "basicAuth": bool, "user": str, "database": str, "version": int}
CLICKHOUSE = {"host": str, "port": int, "protocol": str, "secure": bool, "username": str, "defaultDatabase": str,
              "tlsSkipVerify": bool, "path": str}


class Refused(Exception):
    def __init__(self, status: int, message: str):
        super().__init__(message)
        self.status, self.message = status, message


def fields(body, known: dict, needed=()) -> dict:
    if not isinstance(body, dict):
        raise Refused(400, "bad request data")
    for name, value in body.items():
        if name not in known:
            raise Refused(400, f"unknown member {name}")
        if not isinstance(value, known[name]) or (known[name] is int and isinstance(value, bool)):
            raise Refused(400, f"member {name} has the wrong type")
    for name in needed:
        if name not in body:
            raise Refused(400, f"member {name} is missing")
    return body


class Grafana:
    """start() / stop() / start() again on the same port. `requests` holds (method, path, [(header, value)]) of all calls of
    people, `writes` (method, path) of each call of a program that changed something."""

    def __init__(self, token: str = "", user: str = "", password: str = "", plugin: bool = True, host: str = "127.0.0.1", port: int = 0):
        self.host, self.port = host, port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.credentials = {f"Bearer {token}"} if token else set()
        if user:
            self.credentials.add("Basic " + base64.b64encode(f"{user}:{password}".encode()).decode())
        self.plugin = plugin
        self.data_sources: dict[str, dict] = {}
        self.folders: dict[str, dict] = {}
        self.dashboards: dict[str, dict] = {}
        self.requests: list[tuple] = []
        self.writes: list[tuple] = []
        # What it answers people below /public/.
        self.page = (200, {"Content-Type": "text/html; charset=UTF-8"}, b"<!doctype html>grafana")
        self.lock = threading.Lock()
        self.server: ThreadingHTTPServer | None = None

    # The API of programs.

    def call(self, method: str, path: str, body):
        """(status, JSON) of one call, whose credentials were checked."""
        parts = path.strip("/").split("/")
        if method != "GET":
            self.writes.append((method, path))
        match (method, *parts):
            case ("GET", "api", "plugins", name, "settings"):
                if name != PLUGIN or not self.plugin:
                    raise Refused(404, "Plugin not found, no installed plugin with that id")
                return 200, {"id": name, "enabled": True, "type": "datasource"}
            case ("POST", "api", "datasources"):
                return self.make_data_source(body)
            case ("GET", "api", "datasources", "uid", uid):
                return 200, self.shown(self.data_source(uid))
            case ("PUT", "api", "datasources", "uid", uid):
                return self.change_data_source(self.data_source(uid), body)
            case ("GET", "api", "datasources", "uid", uid, "health"):
                return self.health(self.data_source(uid))
            case ("POST", "api", "folders"):
                return self.make_folder(body)
            case ("GET", "api", "folders", uid) if uid in self.folders:
                return 200, self.folders[uid]
            case ("PUT", "api", "folders", uid) if uid in self.folders:
                fields(body, {"title": str, "version": int, "overwrite": bool}, ["title"])
                if not body.get("overwrite") and body.get("version") != self.folders[uid]["version"]:
                    raise Refused(412, "The folder has been changed by someone else")
                self.folders[uid].update(title=body["title"], version=self.folders[uid]["version"] + 1)
                return 200, self.folders[uid]
            case ("GET", "api", "folders", _):
                raise Refused(404, "folder not found")
            case ("GET", "api", "dashboards", "uid", uid):
                if uid not in self.dashboards:
                    raise Refused(404, "Dashboard not found")
                return 200, copy.deepcopy(self.dashboards[uid])
            case ("POST", "api", "dashboards", "db"):
                return self.save_dashboard(body)
        raise Refused(404, "Not found")

    def data_source(self, uid: str) -> dict:
        if uid not in self.data_sources:
            raise Refused(404, "Data source not found")
        return self.data_sources[uid]

    @staticmethod
    def shown(source: dict) -> dict:
        """Secrets are never shown, only that they are set."""
        secrets = source["secureJsonData"]
        return {**{name: value for name, value in source.items() if name != "secureJsonData"},
                "secureJsonFields": {name: True for name in secrets}, "orgId": 1, "readOnly": False, "typeLogoUrl": ""}

    def check_data_source(self, body) -> dict:
        fields(body, DATA_SOURCE, ["name", "type", "access"])
        if body["access"] not in ("proxy", "direct"):
            raise Refused(400, "access must be proxy or direct")
        if body["type"] != PLUGIN or not self.plugin:
            raise Refused(400, f"there is no plugin {body['type']}")
        settings = fields(body.get("jsonData"), CLICKHOUSE, ["host", "port", "protocol"])
        if settings["protocol"] not in ("native", "http"):
            raise Refused(400, "protocol must be native or http")
        fields(body.get("secureJsonData", {}), {"password": str, "tlsCACert": str})
        if not UID.fullmatch(body.get("uid", "x")):
            raise Refused(400, "invalid uid")
        return body

    def make_data_source(self, body):
        body = {"secureJsonData": {}, **self.check_data_source(body)}
        if any(body["name"] == other["name"] for other in self.data_sources.values()) or body.get("uid") in self.data_sources:
            raise Refused(409, "data source with the same name already exists")
        source = {"id": len(self.data_sources) + 1, "version": 1, **copy.deepcopy(body)}
        self.data_sources[source["uid"]] = source
        return 200, {"datasource": self.shown(source), "id": source["id"], "message": "Datasource added", "name": source["name"]}

    def change_data_source(self, source: dict, body):
        body = self.check_data_source(body)
        secrets = {**source["secureJsonData"], **body.get("secureJsonData", {})}
        source.update(copy.deepcopy(body), secureJsonData=secrets, version=source["version"] + 1)
        return 200, {"datasource": self.shown(source), "id": source["id"], "message": "Datasource updated"}

    @staticmethod
    def health(source: dict):
        """What the plugin does: one statement as its user."""
        settings = source["jsonData"]
        try:
            answer = requests.post(f"http{'s' if settings.get('secure') else ''}://{settings['host']}:{settings['port']}/",
                                   auth=(settings["username"], source["secureJsonData"].get("password", "")),
                                   data="SELECT 1", timeout=5)
        except requests.RequestException as error:
            return 400, {"status": "ERROR", "message": f"cannot connect: {type(error).__name__}"}
        if answer.status_code != 200:
            return 400, {"status": "ERROR", "message": f"ClickHouse refuses: {answer.headers.get('X-ClickHouse-Exception-Code')}"}
        return 200, {"status": "OK", "message": "Data source is working"}

    def make_folder(self, body):
        fields(body, {"uid": str, "title": str, "parentUid": str}, ["title"])
        if not body["title"] or not UID.fullmatch(body.get("uid", "x")):
            raise Refused(400, "folder title cannot be empty")
        if body["uid"] in self.folders:
            raise Refused(409, "a folder with the same uid already exists")
        self.folders[body["uid"]] = {"id": len(self.folders) + 1, "uid": body["uid"], "title": body["title"], "version": 1}
        return 200, self.folders[body["uid"]]

    def save_dashboard(self, body):
        fields(body, {"dashboard": dict, "folderUid": str, "message": str, "overwrite": bool}, ["dashboard"])
        dashboard = copy.deepcopy(body["dashboard"])
        if not dashboard.get("title"):
            raise Refused(400, "Dashboard title cannot be empty")
        if not UID.fullmatch(dashboard.get("uid") or "x"):
            raise Refused(400, "uid contains illegal characters or is too long")
        if body.get("folderUid", "") not in ("", *self.folders):
            raise Refused(400, "folder not found")
        known = self.dashboards.get(dashboard["uid"])
        version = known["dashboard"]["version"] if known else 0
        if known and not body.get("overwrite") and dashboard.get("version") != version:
            raise Refused(412, "The dashboard has been changed by someone else")
        # Grafana adds what it finds missing.
        dashboard.update(id=len(self.dashboards) + 1, version=version + 1)
        dashboard.setdefault("graphTooltip", 0)
        self.dashboards[dashboard["uid"]] = {"dashboard": dashboard, "meta": {"folderUid": body.get("folderUid", ""),
                                                                            "slug": "x", "version": version + 1}}
        return 200, {"id": dashboard["id"], "uid": dashboard["uid"], "status": "success", "version": version + 1,
                     "url": f"{SUB_PATH}/d/{dashboard['uid']}/x"}

    # The auth proxy.

    def person(self, headers) -> str | None:
        """The login that the auth proxy would take; None: no such header. Go reads the first of several."""
        user, role = headers.get("X-WEBAUTH-USER"), headers.get("X-WEBAUTH-ROLE")
        return user if user and role in ROLES else None

    def start(self) -> "Grafana":
        grafana = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def answer(self, status: int, headers: dict, body: bytes) -> None:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            def serve(self) -> None:
                path = urlsplit(self.path).path
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if not path.startswith(SUB_PATH + "/"):
                    return self.answer(404, {"Content-Type": "text/plain"}, b"not below the sub-path")
                if self.headers.get("Authorization"):
                    return self.program(path.removeprefix(SUB_PATH), body)
                person = grafana.person(self.headers)
                if person is None:
                    return self.answer(401, {"WWW-Authenticate": "Basic"}, b"who are you?")
                with grafana.lock:
                    grafana.requests.append((self.command, self.path, self.headers.items()))
                if (self.command, path) == ("POST", SUB_PATH + "/api/dashboards/db"):
                    return self.save(body)
                if path == SUB_PATH + "/api/live/ws":
                    return echo(self)
                if path == SUB_PATH + "/api/user":
                    role = self.headers["X-WEBAUTH-ROLE"]
                    return self.answer(200, {"Content-Type": "application/json", "Set-Cookie": "grafana_session=x; Path=/"},
                                       json.dumps({"login": person, "role": role}).encode())
                return self.answer(*grafana.page)

            def save(self, body: bytes) -> None:
                """A dashboard that a person saves: viewers may not."""
                try:
                    if self.headers["X-WEBAUTH-ROLE"] == "Viewer":
                        raise Refused(403, "You'll need additional permissions to perform this action")
                    if self.headers.get("Content-Type") != "application/json":
                        raise Refused(415, "bodies are application/json")
                    with grafana.lock:
                        status, result = grafana.save_dashboard(json.loads(body))
                except Refused as refused:
                    status, result = refused.status, {"message": refused.message}
                self.answer(status, {"Content-Type": "application/json"}, json.dumps(result).encode())

            def program(self, path: str, body: bytes) -> None:
                try:
                    if self.headers["Authorization"] not in grafana.credentials:
                        raise Refused(401, "Invalid API key")
                    if body and self.headers.get("Content-Type") != "application/json":
                        raise Refused(415, "bodies are application/json")
                    with grafana.lock:
                        status, result = grafana.call(self.command, path, json.loads(body) if body else None)
                except Refused as refused:
                    status, result = refused.status, {"message": refused.message}
                self.answer(status, {"Content-Type": "application/json"}, json.dumps(result).encode())

            do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = serve

            def log_message(self, *_):
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            allow_reuse_address = True

        self.server = Server((self.host, self.port), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def stop(self) -> None:
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None


def echo(handler: BaseHTTPRequestHandler) -> None:
    """Grafana Live's place: checks the Origin as Grafana does, greets, and says back each text."""
    origin = urlsplit(handler.headers.get("Origin", ""))
    if handler.headers.get("Upgrade", "").lower() != "websocket" or (origin.netloc and origin.netloc != handler.headers["Host"]):
        handler.answer(403, {"Content-Type": "text/plain"}, b"origin not allowed")
        return
    key = handler.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    handler.send_response(101)
    handler.send_header("Upgrade", "websocket")
    handler.send_header("Connection", "Upgrade")
    handler.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
    handler.end_headers()
    handler.close_connection = True

    def send(text: bytes) -> None:
        length = bytes([len(text)]) if len(text) < 126 else b"\x7e" + struct.pack(">H", len(text))
        handler.wfile.write(b"\x81" + length + text)

    def read(count: int) -> bytes:
        data = handler.rfile.read(count)
        if len(data) < count:
            raise ConnectionError
        return data

    try:
        send(handler.headers["X-WEBAUTH-USER"].encode())
        message = b""
        while True:
            first, second = read(2)
            length = second & 0x7f
            if length == 126:
                length = struct.unpack(">H", read(2))[0]
            mask = read(4)
            text = bytes(byte ^ mask[index % 4] for index, byte in enumerate(read(length)))
            if first & 0x0f == 8:
                return
            if first & 0x0f in (0, 1):
                message += text
            if first & 0x80 and message:
                send(message)
                message = b""
    except (ConnectionError, socket.error):
        return
