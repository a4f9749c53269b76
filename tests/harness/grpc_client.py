"""Aurora's gRPC services for Python: stubs are generated from proto/ at first use."""

import atexit
import importlib
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

import grpc

from .process import PROJECT, patience


@cache
def _generated() -> None:
    from grpc_tools import protoc
    out = tempfile.mkdtemp(prefix="aurora-proto-")
    atexit.register(shutil.rmtree, out, ignore_errors=True)
    root = PROJECT / "proto"
    files = [str(path.relative_to(root)) for path in sorted(root.rglob("*.proto"))]
    include = Path(importlib.import_module("grpc_tools").__file__).parent / "_proto"
    status = protoc.main(["protoc", f"-I{root}", f"-I{include}", f"--python_out={out}", f"--grpc_python_out={out}", *files])
    if status != 0:
        raise RuntimeError("the .proto files were not accepted")
    sys.path.insert(0, out)


def messages(service: str):
    """The module of messages, e.g. messages("ingest").CreateConnectionRequest."""
    _generated()
    return importlib.import_module(f"aurora.{service}.v1.{service}_pb2")


def table_messages():
    _generated()
    return importlib.import_module("aurora.schema.v1.table_pb2")


class Stub:
    """Calls with a deadline, a token and an identity: Stub("ingest", address, token).ListConnections(request)."""

    _CLASSES = {"ingest": "IngestServiceStub", "schema": "SchemaInferenceServiceStub", "query": "QueryServiceStub",
                "embedding": "EmbeddingServiceStub", "provisioning": "ProvisioningServiceStub"}

    def __init__(self, service: str, address: str, token: str = "", timeout: float = 30,
                 credentials: grpc.ChannelCredentials | None = None):
        _generated()
        options = [("grpc.max_receive_message_length", 64 << 20)]
        self._channel = (grpc.secure_channel(address, credentials, options) if credentials else
                         grpc.insecure_channel(address, options))
        module = importlib.import_module(f"aurora.{service}.v1.{service}_pb2_grpc")
        self._stub = getattr(module, self._CLASSES[service])(self._channel)
        self._timeout = patience(timeout)
        self._metadata = [("x-aurora-principal", "test")] + ([("authorization", f"Bearer {token}")] if token else [])

    def __getattr__(self, method: str):
        call = getattr(self._stub, method)
        return lambda request, timeout=None: call(request, timeout=timeout or self._timeout, metadata=self._metadata)

    def close(self) -> None:
        self._channel.close()
