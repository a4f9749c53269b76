"""A Kafka that asks who is there: TLS with a CA of its own, client certificates, SASL, and an authorizer."""

from pathlib import Path

from confluent_kafka.admin import (AclBinding, AclBindingFilter, AclOperation, AclPermissionType, AdminClient,
                                   ResourcePatternType, ResourceType)

from .authority import Authority
from .kafka import Kafka
from .ports import free_port

PASSWORDS = {"alice": "alice-secret", "bob": "bob-secret"}


class SecureKafka(Kafka):
    """Besides PLAINTEXT, for the harness alone (a super user): `ssl` wants a client certificate, `sasl_plain` offers PLAIN
    only and no TLS, `sasl_ssl` offers PLAIN, both SCRAMs and OAUTHBEARER (TokenProvider) over TLS. The broker's certificate names 127.0.0.1 and
    broker.test. Users: PASSWORDS."""

    def __init__(self, folder: Path):
        super().__init__(folder)
        ports = {name: free_port() for name in ("SSL", "SASL_SSL")}
        self.ssl, self.sasl_ssl = (f"127.0.0.1:{ports[name]}" for name in ("SSL", "SASL_SSL"))
        self.ssl_by_name = f"localhost:{ports['SSL']}"
        self.sasl_plain = self.sasl_brokers
        self.authority = Authority(self.folder / "tls", "aurora-test-ca")
        self.stranger = Authority(self.folder / "tls", "another-ca")

    def extra_settings(self) -> dict:
        certificate, key = self.authority.issue("broker", "IP:127.0.0.1,DNS:broker.test")
        keystore = self.folder / "tls" / "keystore.pem"
        keystore.write_text(key.read_text() + certificate.read_text())
        plain = " ".join(f'user_{name}="{password}"' for name, password in PASSWORDS.items())
        plain = f"org.apache.kafka.common.security.plain.PlainLoginModule required {plain};"
        scram = "org.apache.kafka.common.security.scram.ScramLoginModule required;"
        plain_listener = f"127.0.0.1:{self.sasl_port}"
        advertised = (f"PLAINTEXT://{self.brokers},SASL_PLAINTEXT://{plain_listener},SSL://{self.ssl},SASL_SSL://{self.sasl_ssl}")
        return {
            "listeners": f"{advertised},CONTROLLER://127.0.0.1:{self.controller_port}",
            "advertised.listeners": advertised,
            "listener.security.protocol.map": ("PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,SSL:SSL,SASL_SSL:SASL_SSL,"
                                               "CONTROLLER:PLAINTEXT"),
            "ssl.keystore.type": "PEM", "ssl.keystore.location": keystore,
            "ssl.truststore.type": "PEM", "ssl.truststore.location": self.authority.certificate,
            "listener.name.ssl.ssl.client.auth": "required",
            "sasl.enabled.mechanisms": "PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER",
            "listener.name.sasl_plaintext.sasl.enabled.mechanisms": "PLAIN",
            "listener.name.sasl_plaintext.plain.sasl.jaas.config": plain,
            "listener.name.sasl_ssl.plain.sasl.jaas.config": plain,
            "listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config": scram,
            "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config": scram,
            "listener.name.sasl_ssl.oauthbearer.sasl.jaas.config":
                'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required unsecuredLoginStringClaim_sub="broker";',
            "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
            "super.users": "User:ANONYMOUS",
        }

    def format_arguments(self) -> list[str]:
        return [argument for name, password in PASSWORDS.items() for mechanism in ("SCRAM-SHA-256", "SCRAM-SHA-512")
                for argument in ("--add-scram", f"{mechanism}=[name={name},password={password}]")]

    def allow(self, user: str, operation: AclOperation, kind: ResourceType, name: str,
              pattern: ResourcePatternType = ResourcePatternType.LITERAL) -> None:
        admin = AdminClient({"bootstrap.servers": self.brokers})
        rule = AclBinding(kind, name, pattern, f"User:{user}", "*", operation, AclPermissionType.ALLOW)
        admin.create_acls([rule])[rule].result(20)

    def forbid(self, user: str, topic: str) -> None:
        """Takes away all that the user was allowed on the topic."""
        admin = AdminClient({"bootstrap.servers": self.brokers})
        rules = AclBindingFilter(ResourceType.TOPIC, topic, ResourcePatternType.LITERAL, f"User:{user}", None, AclOperation.ANY,
                                 AclPermissionType.ANY)
        admin.delete_acls([rules])[rules].result(20)
