"""What other programs and stored state rely on in proto/, as lines that two versions can be compared by.

`cd tests && ../build/third_party/python/bin/python -m harness.proto_contract > ../proto/released.txt` writes down a release."""

import sys
import tempfile
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from google.protobuf.descriptor_pb2 import DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet
from grpc_tools import protoc
from harness.process import PROJECT

PROTO = PROJECT / "proto"
RELEASED = PROTO / "released.txt"
HEADER = """# What programs of the last release know of proto/, and what is in their stores: kind, object, number or name, what it is.
# Written by tests/harness/proto_contract.py when there is a release; tests/unit/test_proto_contract.py refuses a proto that breaks it.
"""


def compile_protos(folder: Path) -> list[FileDescriptorProto]:
    """Descriptors of all .proto files below `folder`. AssertionError when one does not compile."""
    files = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.proto"))
    with tempfile.NamedTemporaryFile(suffix=".binpb") as made:
        # Those of Google come with grpcio-tools.
        own = resources.files("grpc_tools") / "_proto"
        code = protoc.main(["protoc", f"--proto_path={folder}", f"--proto_path={own}", f"--descriptor_set_out={made.name}", *files])
        assert code == 0, f"protoc refuses {folder}"
        return list(FileDescriptorSet.FromString(Path(made.name).read_bytes()).file)


def _field(field: FieldDescriptorProto, message: DescriptorProto) -> str:
    """Name too: stores keep messages as JSON."""
    kind = FieldDescriptorProto.Type.Name(field.type).removeprefix("TYPE_").lower()
    label = "repeated" if field.label == FieldDescriptorProto.LABEL_REPEATED else "single"
    oneof = f" oneof {message.oneof_decl[field.oneof_index].name}" if field.HasField("oneof_index") and not field.proto3_optional else ""
    return f"{field.name} {label} {field.type_name.removeprefix('.') or kind}{oneof}"


def _enum(enum: EnumDescriptorProto, scope: str) -> Iterator[tuple[str, str]]:
    for value in enum.value:
        yield f"value {scope}.{enum.name} {value.number}", value.name
    for gone in enum.reserved_range:
        for number in range(gone.start, gone.end + 1):
            yield f"value {scope}.{enum.name} {number}", "reserved"


def _message(message: DescriptorProto, scope: str) -> Iterator[tuple[str, str]]:
    name = f"{scope}.{message.name}"
    yield f"message {name}", "map" if message.options.map_entry else "message"
    for field in message.field:
        yield f"field {name} {field.number}", _field(field, message)
    for gone in message.reserved_range:
        for number in range(gone.start, gone.end):
            yield f"field {name} {number}", "reserved"
    for nested in message.nested_type:
        yield from _message(nested, name)
    for enum in message.enum_type:
        yield from _enum(enum, name)


def contract(files: list[FileDescriptorProto]) -> dict[str, str]:
    """Kind, object and number (or name) -> what it is."""
    found: dict[str, str] = {}
    for file in files:
        for message in file.message_type:
            found.update(_message(message, file.package))
        for enum in file.enum_type:
            found.update(_enum(enum, file.package))
        for service in file.service:
            for method in service.method:
                streams = " client-stream" * method.client_streaming + " server-stream" * method.server_streaming
                found[f"method {file.package}.{service.name} {method.name}"] = (
                    f"{method.input_type.removeprefix('.')} {method.output_type.removeprefix('.')}{streams}")
    return found


def as_text(lines: dict[str, str]) -> str:
    return HEADER + "".join(f"{key} = {value}\n" for key, value in sorted(lines.items()))


def from_text(text: str) -> dict[str, str]:
    return dict(line.split(" = ", 1) for line in text.splitlines() if line and not line.startswith("#"))


def breaks(released: dict[str, str], now: dict[str, str]) -> list[str]:
    """What a program of the release, or what it has stored, would misunderstand; each with the remedy."""
    broken = []
    for key, was in sorted(released.items()):
        found = now.get(key)
        if found == was or (found == "reserved" and key.split()[0] in ("field", "value")):
            continue
        if found is None and key.split()[0] in ("field", "value"):
            broken.append(f"{key} ({was}) is gone; write `reserved {key.split()[-1]};` in its place")
        elif found is None:
            broken.append(f"{key} ({was}) is gone; keep it for programs of the release that call it")
        else:
            broken.append(f"{key} was '{was}' and is '{found}'; give it back, and the new one a number or a name of its own")
    return broken


if __name__ == "__main__":
    sys.stdout.write(as_text(contract(compile_protos(PROTO))))
