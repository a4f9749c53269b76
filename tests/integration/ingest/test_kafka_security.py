"""Brokers with TLS, SASL and an authorizer: every way of signing in works from test to rows, and what is wrong is named with the
rung of the ladder where it broke and a remedy."""

import json
import re
import uuid

import pytest
from confluent_kafka.admin import AclOperation, ResourcePatternType, ResourceType
from harness.grpc_client import messages
from harness.ports import free_port
from harness.process import wait_until
from harness.secure_kafka import PASSWORDS, SecureKafka
from harness.token_provider import TokenProvider

OPEN, SEEN, HIDDEN = "open-events", "seen-events", "hidden-events"


@pytest.fixture(scope="module")
def secure(tmp_path_factory):
    """alice may read OPEN; carol's certificate too; bob may see SEEN but not read it; nobody may know of HIDDEN. bob has no
    consumer group."""
    broker = SecureKafka(tmp_path_factory.mktemp("secure-kafka")).start()
    for topic in (OPEN, SEEN, HIDDEN):
        broker.create_topic(topic, 2)
        broker.produce(topic, [json.dumps({"id": number, "name": f"n{number % 5}"}) for number in range(40)])
    for user in ("alice", "CN=carol"):
        for operation in (AclOperation.READ, AclOperation.DESCRIBE):
            broker.allow(user, operation, ResourceType.TOPIC, OPEN)
        broker.allow(user, AclOperation.READ, ResourceType.GROUP, "aurora-", ResourcePatternType.PREFIXED)
    broker.allow("bob", AclOperation.DESCRIBE, ResourceType.TOPIC, SEEN)
    broker.allow("bob", AclOperation.READ, ResourceType.TOPIC, OPEN)
    yield broker
    broker.stop()


@pytest.fixture(scope="module")
def pb():
    return messages("ingest")


@pytest.fixture
def provider():
    one = TokenProvider(PASSWORDS).start()
    yield one
    one.stop()


@pytest.fixture(scope="module")
def carol(secure):
    certificate, key = secure.authority.issue("carol")
    return {"client_certificate": certificate.read_text(), "client_key": key.read_text()}


def ca(authority):
    return {"ca_certificate": authority.certificate.read_text()}


def user(pb, name, mechanism, password=None):
    return {"sasl_mechanism": mechanism, "username": name, "password": password or PASSWORDS[name]}


def token_client(pb, provider, name, secret=None):
    return {**user(pb, name, pb.SASL_MECHANISM_OAUTHBEARER, secret), "token_url": provider.url}


def ways(pb, secure, carol, provider):
    """Each way in, as (bootstrap servers, security)."""
    return {
        "mutual TLS": (secure.ssl, {"protocol": pb.SECURITY_PROTOCOL_SSL, **ca(secure.authority), **carol}),
        "PLAIN": (secure.sasl_plain, {"protocol": pb.SECURITY_PROTOCOL_SASL_PLAINTEXT, **user(pb, "alice", pb.SASL_MECHANISM_PLAIN)}),
        "PLAIN over TLS": (secure.sasl_ssl, {"protocol": pb.SECURITY_PROTOCOL_SASL_SSL, **ca(secure.authority),
                                             **user(pb, "alice", pb.SASL_MECHANISM_PLAIN)}),
        "SCRAM-SHA-256": (secure.sasl_ssl, {"protocol": pb.SECURITY_PROTOCOL_SASL_SSL, **ca(secure.authority),
                                            **user(pb, "alice", pb.SASL_MECHANISM_SCRAM_SHA_256)}),
        "OAUTHBEARER": (secure.sasl_ssl, {"protocol": pb.SECURITY_PROTOCOL_SASL_SSL, **ca(secure.authority),
                                          **token_client(pb, provider, "alice"), "scope": "kafka"}),
        "SCRAM-SHA-512": (secure.sasl_ssl, {"protocol": pb.SECURITY_PROTOCOL_SASL_SSL, **ca(secure.authority),
                                            **user(pb, "alice", pb.SASL_MECHANISM_SCRAM_SHA_512)}),
    }


@pytest.mark.parametrize("way", ["mutual TLS", "PLAIN", "PLAIN over TLS", "SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER"])
def test_each_way_in_works_from_the_test_to_rows(ingest, clickhouse, pb, secure, carol, provider, way):
    servers, security = ways(pb, secure, carol, provider)[way]
    brokers = pb.Brokers(bootstrap_servers=servers, security=pb.Security(**security))
    tested = ingest.TestConnection(pb.TestConnectionRequest(brokers=brokers, topic=OPEN))
    assert tested.reachable and all(layer.ok for layer in tested.layers), tested
    rungs = [layer.layer for layer in tested.layers]
    assert (pb.LAYER_TLS in rungs) == ("ca_certificate" in security)
    assert (pb.LAYER_SASL in rungs) == ("username" in security)
    assert {pb.LAYER_DNS, pb.LAYER_TCP, pb.LAYER_ACL, pb.LAYER_TOPIC} <= set(rungs)
    assert [topic.name for topic in tested.topics] == [OPEN]
    database = f"secure_{uuid.uuid4().hex[:8]}"
    connection = ingest.CreateConnection(pb.CreateConnectionRequest(
        brokers=brokers, topic=OPEN, database=database, table="t", wait_ms_max=20_000)).connection
    assert clickhouse.query(f"SELECT count(), uniqExact(_partition, _offset) FROM {database}.t") == [[40, 40]]
    ingest.DeleteConnection(pb.DeleteConnectionRequest(id=connection.id, drop_table=True))


def broken(pb, secure, carol):
    """What is wrong -> (servers, security, topic, rung where it breaks, what the message says, what the remedy says)."""
    tls, sasl, acl, topic_rung = pb.LAYER_TLS, pb.LAYER_SASL, pb.LAYER_ACL, pb.LAYER_TOPIC
    ssl = {"protocol": pb.SECURITY_PROTOCOL_SSL}
    sasl_ssl = {"protocol": pb.SECURITY_PROTOCOL_SASL_SSL, **ca(secure.authority)}
    plaintext_sasl = {"protocol": pb.SECURITY_PROTOCOL_SASL_PLAINTEXT}
    alice = user(pb, "alice", pb.SASL_MECHANISM_SCRAM_SHA_512)
    bob = user(pb, "bob", pb.SASL_MECHANISM_SCRAM_SHA_256)
    certificate, key = secure.stranger.issue("mallory")
    mallory = {"client_certificate": certificate.read_text(), "client_key": key.read_text()}
    trusted = ca(secure.authority)
    return {
        "unknown host": ("no-such-host.invalid:9092", {}, "", pb.LAYER_DNS, "does not exist", "host name"),
        "closed port": ("127.0.0.1:1", {}, "", pb.LAYER_TCP, "nothing listens", "port"),
        "wrong CA": (secure.ssl, {**ssl, **ca(secure.stranger), **carol}, "", tls, "not signed by the given CA", "CA"),
        "no CA": (secure.sasl_ssl, {"protocol": pb.SECURITY_PROTOCOL_SASL_SSL, **alice}, "", tls, "not signed by", "CA"),
        "another host name": (secure.ssl_by_name, {**ssl, **trusted, **carol}, "", tls,
                              "is for 127.0.0.1, broker.test, not for localhost", "host name that the certificate names"),
        "no client certificate": (secure.ssl, {**ssl, **trusted}, "", tls, "client certificate", "client_certificate and client_key"),
        "client certificate of a stranger": (secure.ssl, {**ssl, **trusted, **mallory}, "", tls, "client certificate",
                                             "CA that the brokers trust"),
        "wrong password": (secure.sasl_ssl, {**sasl_ssl, **alice, "password": "guessed"}, "", sasl, "user name or password",
                           "password"),
        "unknown user": (secure.sasl_ssl, {**sasl_ssl, **alice, "username": "eve"}, "", sasl, "user name or password", "user name"),
        "wrong mechanism": (secure.sasl_plain, {**plaintext_sasl, **alice}, "", sasl, "SCRAM-SHA-512", "PLAIN"),
        "plaintext to a TLS port": (secure.ssl, {}, "", tls, "expects TLS", "ssl"),
        "SASL without TLS to a TLS port": (secure.sasl_ssl, {**plaintext_sasl, **alice}, "", tls, "expects TLS", "sasl_ssl"),
        "TLS to a port without": (secure.brokers, {**ssl, **trusted}, "", tls, "TLS", "without TLS"),
        "plaintext to a SASL port": (secure.sasl_plain, {}, "", sasl, "does not answer as Kafka", "sasl"),
        "SASL to a port without": (secure.brokers, {**plaintext_sasl, **alice}, "", sasl, "no sign-in by SASL", "without SASL"),
        "a topic that may not be seen": (secure.sasl_ssl, {**sasl_ssl, **alice}, HIDDEN, acl, HIDDEN, f"topic {HIDDEN}"),
        "a topic that may be seen, not read": (secure.sasl_ssl, {**sasl_ssl, **bob}, SEEN, acl, SEEN, f"READ on topic {SEEN}"),
        "no right to a consumer group": (secure.sasl_ssl, {**sasl_ssl, **bob}, OPEN, acl, "group", "consumer groups"),
        "unknown topic": (secure.brokers, {}, "no-such-topic", topic_rung, "no such topic", "name"),
    }


WRONG = ["unknown host", "closed port", "wrong CA", "no CA", "another host name", "no client certificate",
         "client certificate of a stranger", "wrong password", "unknown user", "wrong mechanism", "plaintext to a TLS port",
         "SASL without TLS to a TLS port", "TLS to a port without", "plaintext to a SASL port", "SASL to a port without",
         "a topic that may not be seen", "a topic that may be seen, not read", "no right to a consumer group", "unknown topic"]


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_named_with_its_rung_and_remedy(ingest, pb, secure, carol, what):
    servers, security, topic, rung, said, remedy = broken(pb, secure, carol)[what]
    answer = ingest.TestConnection(pb.TestConnectionRequest(
        brokers=pb.Brokers(bootstrap_servers=servers, security=pb.Security(**security)), topic=topic))
    assert not answer.reachable, answer
    failed = answer.layers[-1]
    assert not failed.ok and all(layer.ok for layer in answer.layers[:-1])
    assert pb.Layer.Name(failed.layer) == pb.Layer.Name(rung), failed
    assert said in failed.message, failed.message
    assert remedy in failed.remedy, failed
    for secret in (*PASSWORDS.values(), "guessed"):
        assert secret not in failed.message + failed.remedy
    # For people: neither the library's symbols nor its source lines.
    assert not re.search(r"RD_KAFKA|_\w+ERR|\.c:\d|0x[0-9a-f]+|sasl_ssl://", failed.message), failed.message


@pytest.mark.parametrize("answer, secret, said", [
    (None, "guessed", "refuses the client"), ((200, b"no token"), None, "no token"), ((500, b""), None, "token"), ("down", None, "token")])
def test_a_token_that_cannot_be_had_is_told_from_a_token_that_the_broker_refuses(ingest, pb, secure, provider, answer, secret, said):
    if answer == "down":
        security = token_client(pb, provider, "alice")
        security["token_url"] = f"http://127.0.0.1:{free_port()}/token"
    else:
        provider.answer = answer
        security = token_client(pb, provider, "alice", secret)
    answered = ingest.TestConnection(pb.TestConnectionRequest(brokers=pb.Brokers(
        bootstrap_servers=secure.sasl_ssl,
        security=pb.Security(protocol=pb.SECURITY_PROTOCOL_SASL_SSL, **ca(secure.authority), **security)), topic=OPEN))
    assert not answered.reachable
    failed = answered.layers[-1]
    assert failed.layer == pb.LAYER_SASL, answered
    print(failed.message, "|", failed.remedy)
    assert said in failed.message and "token_url" in failed.remedy + failed.message, failed
    for secret_text in (*PASSWORDS.values(), "guessed"):
        assert secret_text not in failed.message + failed.remedy


def test_tokens_are_renewed_before_they_end(ingest, clickhouse, pb, secure):
    provider = TokenProvider(PASSWORDS, token_seconds=6).start()
    topic, database = f"renewed-{uuid.uuid4().hex[:8]}", f"renewed_{uuid.uuid4().hex[:8]}"
    secure.create_topic(topic)
    for operation in (AclOperation.READ, AclOperation.DESCRIBE):
        secure.allow("alice", operation, ResourceType.TOPIC, topic)
    secure.produce(topic, [json.dumps({"id": 0})])
    security = pb.Security(protocol=pb.SECURITY_PROTOCOL_SASL_SSL, **ca(secure.authority), **token_client(pb, provider, "alice"))
    connection = ingest.CreateConnection(pb.CreateConnectionRequest(
        brokers=pb.Brokers(bootstrap_servers=secure.sasl_ssl, security=security), topic=topic, database=database, table="t",
        wait_ms_max=20_000)).connection
    shown = connection.brokers.security
    assert shown.token_url == provider.url and not shown.password
    asked = len(provider.asked)
    wait_until(lambda: len(provider.asked) > asked + 1, 30, "tokens are asked for again")
    secure.produce(topic, [json.dumps({"id": 1})])
    wait_until(lambda: clickhouse.value(f"SELECT count() FROM {database}.t") == 2, 20, "loading goes on with the new token")
    ingest.DeleteConnection(pb.DeleteConnectionRequest(id=connection.id, drop_table=True))
    provider.stop()


def test_a_right_that_is_taken_away_stops_the_connection_with_the_reason(ingest, clickhouse, pb, secure):
    """...and it goes on when the right is given again."""
    topic, database = f"taken-{uuid.uuid4().hex[:8]}", f"taken_{uuid.uuid4().hex[:8]}"
    secure.create_topic(topic)
    secure.produce(topic, [json.dumps({"id": number}) for number in range(10)])
    secure.allow("alice", AclOperation.READ, ResourceType.TOPIC, topic)
    security = pb.Security(protocol=pb.SECURITY_PROTOCOL_SASL_PLAINTEXT, **user(pb, "alice", pb.SASL_MECHANISM_PLAIN))
    connection = ingest.CreateConnection(pb.CreateConnectionRequest(
        brokers=pb.Brokers(bootstrap_servers=secure.sasl_plain, security=security), topic=topic, database=database, table="t",
        wait_ms_max=20_000)).connection
    assert clickhouse.value(f"SELECT count() FROM {database}.t") == 10
    secure.forbid("alice", topic)
    secure.produce(topic, [json.dumps({"id": number}) for number in range(10, 20)])

    def state():
        return ingest.GetConnection(pb.GetConnectionRequest(id=connection.id)).connection

    wait_until(lambda: state().state == pb.CONNECTION_STATE_FAILING, 30, "it says that it fails")
    assert state().last_error.code == "not_authorized", state().last_error
    assert topic in state().last_error.message and "READ" in state().last_error.message
    secure.allow("alice", AclOperation.READ, ResourceType.TOPIC, topic)
    wait_until(lambda: clickhouse.query(f"SELECT count(), uniqExact(id) FROM {database}.t") == [[20, 20]], 30,
               "the rest is loaded with the right back")
    ingest.DeleteConnection(pb.DeleteConnectionRequest(id=connection.id, drop_table=True))
