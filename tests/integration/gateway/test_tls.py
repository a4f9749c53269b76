"""TLS at the door and mutual TLS between the services: the journey works, and who has no certificate of ours gets nothing."""

import json
import socket
import uuid

import grpc
import pytest
import requests
from harness.authority import Authority
from harness.grpc_client import Stub, messages
from harness.ports import free_port
from harness.process import wait_until
from harness.stack import RPC_TOKEN, Service, Stack


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"), "aurora-test-ca")


def side(authority, pair):
    certificate, key = pair
    return {"ca_file": str(authority.certificate), "certificate_file": str(certificate), "key_file": str(key)}


@pytest.fixture(scope="module")
def secured(tmp_path_factory, clickhouse, kafka, authority):
    server = {"grpc": {"tls": side(authority, authority.issue("service", "IP:127.0.0.1"))}}
    peer = {"tls": side(authority, authority.issue("caller"))}
    certificate, key = authority.issue("gateway", "IP:127.0.0.1,DNS:localhost")
    stack = Stack(tmp_path_factory.mktemp("secured"), clickhouse, kafka, {
        "provisioning": server, "schema-inference": server, "embedding": server,
        "query-engine": {**server, "embedding": peer},
        "ingest": {**server, "schema_inference": peer, "provisioning": peer},
        "gateway": {"http": {"tls": {"certificate_file": str(certificate), "key_file": str(key)}}, "ingest": peer,
                    "query_engine": peer}}).start()
    stack.gateway_url = stack.gateway_url.replace("http:", "https:")
    yield stack
    stack.stop()


@pytest.fixture(scope="module")
def door(secured, authority):
    """A session that trusts our CA and nobody else."""
    session = requests.Session()
    session.trust_env = False  # An authority of the environment would come before ours.
    session.verify = str(authority.certificate)
    session.headers["Authorization"] = f"Bearer {secured.admin_token}"
    return session


def test_the_journey_works_with_all_edges_encrypted(secured, door, kafka):
    topic, table = f"tls-{uuid.uuid4().hex[:8]}", f"tls_{uuid.uuid4().hex[:8]}.t"
    kafka.create_topic(topic, 2)
    kafka.produce(topic, [json.dumps({"id": number, "name": f"n{number % 3}"}) for number in range(50)])
    api = secured.gateway_url + "/api/v1"
    made = door.post(f"{api}/connections", json={"brokers": kafka.brokers, "topic": topic, "table": table, "wait_ms_max": 20000},
                     timeout=60)
    assert made.status_code == 201, made.text
    assert door.post(f"{api}/tables:refresh", timeout=30).status_code == 200
    answer = door.post(f"{api}/query", json={"sql": f"SELECT count(), uniq(id) FROM {table}"}, timeout=30)
    assert answer.json()["rows"] == [["50", "50"]] or answer.json()["rows"] == [[50, 50]], answer.text
    status = wait_until(lambda: (s := door.get(f"{api}/status", timeout=10).json())["state"] == "ok" and s, 20, "all parts are up")
    assert len(status["parts"]) == 6
    link = door.post(f"{api}/sign-in-links", json={}, timeout=10).json()
    assert link["url"].startswith("https://")
    session = door.post(f"{api}/session", json={"link_token": link["link_token"]}, headers={"Authorization": None}, timeout=10)
    assert "; Secure" in session.headers["Set-Cookie"]
    assert session.headers["Strict-Transport-Security"]
    assert door.delete(f"{api}/connections/{made.json()['id']}", timeout=30).status_code == 200


def test_the_door_speaks_tls_1_2_and_later_and_nothing_else(secured, door):
    with pytest.raises(requests.exceptions.SSLError):
        requests.get(f"{secured.gateway_url}/healthz", timeout=10)  # The machine's own authorities do not know ours.
    with socket.create_connection(("127.0.0.1", secured.gateway_port), timeout=10) as plain:
        plain.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        try:
            assert b"HTTP/1.1 200" not in plain.recv(4096)
        except ConnectionResetError:
            pass
    # A client that never greets does not hold up the others.
    with socket.create_connection(("127.0.0.1", secured.gateway_port), timeout=10):
        assert door.get(f"{secured.gateway_url}/healthz", timeout=10).status_code == 200


def credentials(authority, pair=None):
    certificate, key = (path.read_bytes() for path in pair) if pair else (None, None)
    return grpc.ssl_channel_credentials(authority.certificate.read_bytes(), key, certificate)


def test_a_service_talks_only_to_who_has_a_certificate_of_ours_and_the_token(secured, authority, tmp_path):
    pb = messages("ingest")
    address = secured.addresses["ingest"]

    def code(channel_credentials, token=RPC_TOKEN):
        stub = Stub("ingest", address, token, timeout=5, credentials=channel_credentials)
        try:
            stub.ListConnections(pb.ListConnectionsRequest())
        except grpc.RpcError as error:
            return error.code()
        finally:
            stub.close()
        return grpc.StatusCode.OK

    ours = authority.issue("tester")
    stranger = Authority(tmp_path, "another-ca")
    assert code(credentials(authority, ours)) == grpc.StatusCode.OK
    assert code(credentials(authority, ours), token="wrong") == grpc.StatusCode.UNAUTHENTICATED
    assert code(credentials(authority)) == grpc.StatusCode.UNAVAILABLE
    assert code(credentials(authority, stranger.issue("tester"))) == grpc.StatusCode.UNAVAILABLE
    assert code(None) == grpc.StatusCode.UNAVAILABLE  # in the clear
    # And nobody who pretends to be the service is believed.
    assert code(credentials(stranger, ours)) == grpc.StatusCode.UNAVAILABLE


def test_a_gateway_with_a_certificate_of_a_stranger_says_so(secured, tmp_path):
    stranger = Authority(tmp_path, "another-ca")
    peer = {"tls": {**side(stranger, stranger.issue("caller")),
                    "ca_file": secured.config_of("gateway")["ingest"]["tls"]["ca_file"]}}
    port = free_port()
    config = secured.config_of("gateway")
    config["http"] = {"listen": f"127.0.0.1:{port}", "web_root": str(tmp_path)}
    config["state"] = {"url": f"sqlite:///{tmp_path}/gateway.db"}
    config["ingest"] = {**config["ingest"], **peer}
    gateway = Service("gateway", tmp_path / "gateway", config).start(wait=False)
    try:
        wait_until(lambda: requests.get(f"http://127.0.0.1:{port}/healthz", timeout=2).status_code == 200, 20, "it answers")
        answer = requests.get(f"http://127.0.0.1:{port}/api/v1/connections", timeout=30,
                              headers={"Authorization": f"Bearer {secured.admin_token}"})
        assert answer.status_code == 503, answer.text
        assert answer.json()["code"] == "unavailable" and "ingest" in answer.json()["detail"]
    finally:
        gateway.stop()


@pytest.mark.parametrize("tls, said", [
    ({"certificate_file": "/nowhere.pem", "key_file": "/nowhere.key"}, "/nowhere.pem"),
    ({"certificate_file": "OTHER"}, "key"),
])
def test_certificates_that_cannot_be_used_end_the_start_with_one_message(secured, authority, tmp_path, tls, said):
    config = secured.config_of("gateway")
    tls = {key: str(authority.certificate) if value == "OTHER" else value for key, value in tls.items()}
    config["http"] = {"listen": f"127.0.0.1:{free_port()}", "web_root": str(tmp_path), "tls": tls}
    config["state"] = {"url": f"sqlite:///{tmp_path}/gateway.db"}
    gateway = Service("gateway", tmp_path / "gateway", config).start(wait=False)
    assert gateway.process.child.wait(30) != 0
    assert said in gateway.process.log()
