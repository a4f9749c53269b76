"""S3 on loopback: moto, which checks each signature with AWS's own library and each right against a policy, behind something that can refuse,
lose or hold back calls."""

import contextlib
import json
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from harness.ports import free_port

try:
    import boto3
    import requests
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import WSGIRequestHandler, make_server
    MISSING = ""
except ImportError as error:
    MISSING = str(error)

REGION = "eu-central-1"
BUCKET = "example-backups"
# As docs/deploy/backup.md lists them.
RIGHTS_OF_BUCKET = ["s3:ListBucket", "s3:ListBucketMultipartUploads"]
RIGHTS_OF_OBJECTS = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]


class Call:
    """One call as it arrived."""

    def __init__(self, environ: dict):
        self.method, self.query = environ["REQUEST_METHOD"], environ["QUERY_STRING"]
        # Below the bucket.
        self.key = environ["PATH_INFO"].removeprefix(f"/{BUCKET}").lstrip("/")
        self.encryption = environ.get("HTTP_X_AMZ_SERVER_SIDE_ENCRYPTION")


class SimulatedS3:
    """A bucket, and a user who may do with it what `rights` say. One a process: moto has one memory."""

    def __init__(self, rights: list[str] | None = None):
        if MISSING:
            pytest.skip(f"there is no moto to stand in for S3 ({MISSING}): ./aurora test deploy installs it from tests/deploy/requirements.txt")
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.calls: list[Call] = []
        # Asked for each call: None lets it pass; (HTTP status, code) refuses it; "lost" answers nothing.
        self.fault: Callable[[Call], None | str | tuple[int, str]] = lambda call: None
        self.application = DomainDispatcherApplication(create_backend_app)
        self.servers = []
        self.listen(socket.create_server(("127.0.0.1", self.port)))
        self._demand_signatures(False)
        self.s3 = self._client("s3")
        self.s3.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
        iam = self._client("iam")
        iam.create_user(UserName="backups")
        key = iam.create_access_key(UserName="backups")["AccessKey"]
        self.secret = key["SecretAccessKey"]
        self.environment = {"AWS_ENDPOINT_URL_S3": self.url, "AWS_REGION": REGION, "AWS_ACCESS_KEY_ID": key["AccessKeyId"],
                            "AWS_SECRET_ACCESS_KEY": self.secret, "AWS_EC2_METADATA_DISABLED": "true"}
        self._iam = iam
        self.allow(RIGHTS_OF_BUCKET + RIGHTS_OF_OBJECTS if rights is None else rights)
        self.calls.clear()

    def stop(self) -> None:
        self._demand_signatures(False)
        requests.post(f"{self.url}/moto-api/reset", timeout=10)
        for server in self.servers:
            server.shutdown()

    def listen(self, at: socket.socket, certificate: tuple[Path, Path] | None = None) -> None:
        """Who calls there is answered, too; by TLS with this certificate and its key."""
        host, port = at.getsockname()
        server = make_server(host, port, self._answer, threaded=True, request_handler=_Quiet, fd=at.fileno(), ssl_context=certificate)
        self.servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()

    def allow(self, rights: list[str]) -> None:
        """These rights and no others."""
        self._demand_signatures(False)
        policy = {"Version": "2012-10-17", "Statement": [
            {"Effect": "Allow", "Action": [right for right in rights if right in of] or ["s3:None"], "Resource": resource}
            for of, resource in ((RIGHTS_OF_BUCKET, f"arn:aws:s3:::{BUCKET}"), (RIGHTS_OF_OBJECTS, f"arn:aws:s3:::{BUCKET}/*"))]}
        self._iam.put_user_policy(UserName="backups", PolicyName="backups", PolicyDocument=json.dumps(policy))
        self._demand_signatures(True)

    def keys(self, prefix: str = "") -> list[str]:
        with self._ours():
            pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
            return [entry["Key"] for page in pages for entry in page.get("Contents", [])]

    def uploads(self) -> list[str]:
        """Keys of those in parts that are under way."""
        with self._ours():
            return [upload["Key"] for upload in self.s3.list_multipart_uploads(Bucket=BUCKET).get("Uploads", [])]

    def read(self, key: str) -> bytes:
        with self._ours():
            return self.s3.get_object(Bucket=BUCKET, Key=key)["Body"].read()

    def write(self, key: str, content: bytes) -> None:
        with self._ours():
            self.s3.put_object(Bucket=BUCKET, Key=key, Body=content)

    def remove(self, key: str) -> None:
        with self._ours():
            self.s3.delete_object(Bucket=BUCKET, Key=key)

    @contextlib.contextmanager
    def _ours(self):
        """What the test itself looks at is neither refused nor counted."""
        fault, self.fault = self.fault, lambda call: None
        calls = len(self.calls)
        self._demand_signatures(False)
        try:
            yield
        finally:
            self._demand_signatures(True)
            del self.calls[calls:]
            self.fault = fault

    def _client(self, service: str):
        return boto3.client(service, region_name=REGION, endpoint_url=self.url, aws_access_key_id="x", aws_secret_access_key="x")

    def _demand_signatures(self, wanted: bool) -> None:
        requests.post(f"{self.url}/moto-api/reset-auth", data="0" if wanted else "inf", timeout=10).raise_for_status()

    def _answer(self, environ, start_response):
        call = Call(environ)
        if environ["PATH_INFO"].startswith(f"/{BUCKET}"):
            self.calls.append(call)
            fault = self.fault(call)
            if fault == "lost":
                environ["werkzeug.socket"].shutdown(2)
                raise ConnectionError("lost on request")
            if fault is not None:
                status, code = fault
                body = f"<Error><Code>{code}</Code><Message>on request</Message></Error>".encode()
                start_response(f"{status} Refused", [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))])
                return [body]
        return self.application(environ, start_response)


if not MISSING:
    class _Quiet(WSGIRequestHandler):
        def log_request(self, code="-", size="-") -> None:
            pass

        def log(self, type, message, *args) -> None:  # pylint: disable=redefined-builtin
            pass
