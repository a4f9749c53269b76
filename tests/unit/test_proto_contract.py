"""Programs of two versions talk to each other while an upgrade is under way, and read what the other has stored."""

import pytest
from harness.proto_contract import PROTO, RELEASED, as_text, breaks, compile_protos, contract, from_text

BEFORE = """syntax = "proto3";
package shop.v1;
enum Size { SIZE_UNSPECIFIED = 0; SMALL = 1; }
service Orders { rpc Get(GetRequest) returns (Order); rpc Watch(GetRequest) returns (stream Order); }
message GetRequest { string id = 1; }
message Order {
  reserved 9;
  string id = 1;
  repeated int64 amounts = 2;
  optional Size size = 3;
  oneof payment { string card = 4; string account = 5; }
  map<string, int64> counts = 6;
}
"""


def compiled(text: str, folder) -> dict[str, str]:
    folder.mkdir(exist_ok=True)
    (folder / "shop.proto").write_text(text)
    return contract(compile_protos(folder))


def test_the_contract_of_the_last_release_is_kept():
    released = from_text(RELEASED.read_text())
    assert len(released) > 500
    assert breaks(released, contract(compile_protos(PROTO))) == []


@pytest.mark.parametrize("old, new, named", [
    ("int64> counts = 6", "int32> counts = 6", "field shop.v1.Order.CountsEntry 2 was 'value single int64' and is 'value single int32'"),
    ("repeated int64 amounts = 2", "repeated int64 amounts = 7", "write `reserved 2;`"),
    ("repeated int64 amounts = 2", "int64 amounts = 2", "field shop.v1.Order 2 was"),
    ("string id = 1;\n  repeated", "string key = 1;\n  repeated", "was 'id single string' and is 'key single string'"),
    ("string id = 1;\n  repeated", "repeated", "field shop.v1.Order 1 (id single string) is gone"),
    ("reserved 9;", "string note = 9;", "field shop.v1.Order 9 was 'reserved'"),
    ("oneof payment { string card = 4; string account = 5; }", "oneof payment { string card = 4; } string account = 5;", "shop.v1.Order 5 was"),
    ("SMALL = 1", "LARGE = 1", "value shop.v1.Size 1 was 'SMALL' and is 'LARGE'"),
    ("rpc Get(GetRequest)", "rpc Fetch(GetRequest)", "method shop.v1.Orders Get (shop.v1.GetRequest shop.v1.Order) is gone"),
    ("returns (stream Order)", "returns (Order)", "method shop.v1.Orders Watch was"),
])
def test_each_kind_of_break_is_named(old, new, named, tmp_path):
    assert BEFORE.count(old) == 1
    broken = breaks(compiled(BEFORE, tmp_path / "before"), compiled(BEFORE.replace(old, new), tmp_path / "after"))
    assert any(named in line for line in broken), broken


@pytest.mark.parametrize("old, new", [
    ("string id = 1;\n  repeated", "reserved 1; reserved \"id\";\n  repeated"),
    ("SMALL = 1;", "SMALL = 1; LARGE = 2;"),
    ("rpc Get(", "rpc Put(Order) returns (Order); rpc Get("),
    ("optional Size size = 3;", "Size size = 3; string note = 300;"),
])
def test_what_older_programs_ignore_is_no_break(old, new, tmp_path):
    assert BEFORE.count(old) == 1
    assert breaks(compiled(BEFORE, tmp_path / "before"), compiled(BEFORE.replace(old, new), tmp_path / "after")) == []


def test_what_was_written_down_is_read_back(tmp_path):
    lines = compiled(BEFORE, tmp_path / "before")
    assert from_text(as_text(lines)) == lines
