"""The disk below a service's SQLite is full: what cannot be kept is refused with the file and the remedy, and goes on by itself."""

import requests
from harness.ports import free_port
from harness.process import wait_until
from harness.small_disk import SmallDisk
from harness.stack import ADMIN_TOKEN, Service

HEADERS = {"Authorization": f"Bearer {ADMIN_TOKEN}"}


def test_a_gateway_says_that_its_disk_is_full_and_keeps_on_when_there_is_room(tmp_path):
    token = tmp_path / "admin.token"
    token.write_text(ADMIN_TOKEN)
    with SmallDisk(tmp_path / "disk", "16m") as disk:
        port, file = free_port(), disk.folder / "gateway.db"
        gateway = Service("gateway", tmp_path, {
            "http": {"listen": f"127.0.0.1:{port}", "web_root": str(tmp_path)}, "state": {"url": f"sqlite://{file}"},
            "auth": {"admin_token_file": str(token)}, "ingest": {"address": "127.0.0.1:1"}, "query_engine": {"address": "127.0.0.1:1"}})

        def keep() -> requests.Response:
            return requests.post(f"http://127.0.0.1:{port}/api/v1/boards", json={"title": "x" * 100, "panels": []}, headers=HEADERS, timeout=20)

        gateway.start()
        try:
            disk.fill()
            # A list, for a response of 503 is false.
            (refused,) = wait_until(lambda: (answer := keep()).status_code >= 300 and [answer], 20, "a board is refused")
            assert refused.status_code == 503, refused.text
            assert refused.json()["detail"] == f"database {file}: the disk is full; make room there, and it goes on by itself"
            boards = requests.get(f"http://127.0.0.1:{port}/api/v1/boards", headers=HEADERS, timeout=20)
            assert boards.status_code == 200, boards.text
            assert gateway.process.stop() == 0
            gateway.start(wait=False)
            wait_until(lambda: not gateway.process.running() or gateway.is_ready(), 20, "it starts or says why it does not")
            disk.make_room()
            if not gateway.process.running():
                assert "the disk is full; make room there" in gateway.process.log()
                gateway.start()
            assert keep().status_code == 201
        finally:
            gateway.kill()
