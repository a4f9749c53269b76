#include <catch2/catch.hpp>

#include "absl/strings/escaping.h"
#include "services/ingest/formats/avro/avro_reader.h"
#include "services/ingest/formats/avro/avro_schema.h"
#include "services/ingest/formats/damage.h"
#include "services/ingest/formats/json_text.h"

namespace aurora::ingest {
namespace {

using table::Rejection;

constexpr char kOrderSchema[] = R"({"type":"record","name":"Order","namespace":"shop","fields":[
  {"name":"id","type":"long"},
  {"name":"small","type":"int"},
  {"name":"ratio","type":"double"},
  {"name":"whole","type":"double"},
  {"name":"single","type":"float"},
  {"name":"ok","type":"boolean"},
  {"name":"name","type":"string"},
  {"name":"raw","type":"bytes"},
  {"name":"total","type":{"type":"bytes","logicalType":"decimal","precision":10,"scale":2}},
  {"name":"debt","type":{"type":"fixed","name":"Debt","size":8,"logicalType":"decimal","precision":18,"scale":4}},
  {"name":"day","type":{"type":"int","logicalType":"date"}},
  {"name":"clock","type":{"type":"int","logicalType":"time-millis"}},
  {"name":"at","type":{"type":"long","logicalType":"timestamp-millis"}},
  {"name":"precise","type":{"type":"long","logicalType":"timestamp-micros"}},
  {"name":"key","type":{"type":"string","logicalType":"uuid"}},
  {"name":"state","type":{"type":"enum","name":"State","symbols":["NEW","PAID"]}},
  {"name":"tags","type":{"type":"array","items":"string"}},
  {"name":"prices","type":{"type":"map","values":"long"}},
  {"name":"note","type":["null","string"],"default":null},
  {"name":"gone","type":["null","string"],"default":null},
  {"name":"address","type":{"type":"record","name":"Address","fields":[{"name":"city","type":"string"},{"name":"next","type":["null","Address"]}]}}]})";

// An order as fastavro writes it.
const std::string kOrder = absl::HexStringToBytes(
    "81808080808080200e9a9999999999b93f00000000000014400000003f011c61202271756f7465642220c3a90a0400ff04fb"
    "1e00000002dfdc1c35d4c402daa4f52af6a5e3d8bf68014830303131323233332d343435352d363637372d383839392d6161"
    "626263636464656566660204026102620002064555520600020278000a50617269730208526f6d6500");

constexpr char kOrderJson[] =
    R"({"id":-9007199254740993,"small":7,"ratio":0.1,"whole":5.0,"single":0.5,"ok":true,"name":"a \"quoted\" é\n","raw":"AP8=",)"
    R"("total":"-12.50","debt":"1234567.8901","day":"2026-11-21","clock":"12:30:01.005","at":"2026-11-21T10:00:00.123Z",)"
    R"("precise":"1969-12-31T23:59:59.999999Z","key":"00112233-4455-6677-8899-aabbccddeeff","state":"PAID",)"
    R"("tags":["a","b"],"prices":{"EUR":3},"note":"x","gone":null,)"
    R"("address":{"city":"Paris","next":{"city":"Rome","next":null}}})";

std::unique_ptr<AvroSchema> Compile(const std::string& text, std::vector<RegisteredSchema::Reference> references = {}) {
  auto schema = AvroSchema::Compile({.id = 7, .type = "AVRO", .text = text, .references = std::move(references)});
  INFO(schema.status());
  REQUIRE(schema.ok());
  return *std::move(schema);
}

// The JSON, or the rejection's code.
std::string Read(const AvroSchema& schema, std::string_view bytes) {
  std::string json;
  const Rejection rejection = AvroReader(bytes, &json).Whole(schema.root());
  return rejection == Rejection::kNone ? json : std::string(table::RejectionCode(rejection));
}

TEST_CASE("what another implementation has written is what a person expects to read") {
  const auto schema = Compile(kOrderSchema);
  CHECK(Read(*schema, kOrder) == kOrderJson);
}

TEST_CASE("a schema is made of its references, and of names in their namespaces") {
  const std::string money = R"({"type":"record","name":"Money","namespace":"common","fields":[{"name":"cents","type":"long"}]})";
  const std::string price =
      R"({"type":"record","name":"Price","namespace":"shop","fields":[
          {"name":"amount","type":"common.Money"},
          {"name":"kind","type":{"type":"enum","name":"Kind","symbols":["A","B"]}},
          {"name":"again","type":"Kind"}]})";
  CHECK(Read(*Compile(price, {{"common.Money", money}}), std::string("\x04\x02\x00", 3)) ==
        R"({"amount":{"cents":2},"kind":"B","again":"A"})");
  CHECK_FALSE(AvroSchema::Compile({.type = "AVRO", .text = price}).ok());
}

TEST_CASE("a schema that is no record is one value") {
  CHECK(Read(*Compile(R"("string")"), "\x02x") == R"({"value":"x"})");
  CHECK(Read(*Compile(R"(["null","long"])"), "\x02\x03") == R"({"value":-2})");
}

TEST_CASE("a long beyond every year stays a number, and a double that JSON cannot say is null") {
  const auto schema = Compile(R"({"type":"long","logicalType":"timestamp-millis"})");
  CHECK(Read(*schema, absl::HexStringToBytes("ffffffffffffffffff01")) == R"({"value":-9223372036854775808})");
  CHECK(Read(*Compile(R"("double")"), absl::HexStringToBytes("000000000000f87f")) == R"({"value":null})");
}

TEST_CASE("counts that the bytes do not hold end early, in little memory") {
  // 2^62 items of no bytes each.
  const auto nulls = Compile(R"({"type":"array","items":"null"})");
  CHECK(Read(*nulls, absl::HexStringToBytes("8080808080808080800100")) == "too_large");
  const auto text = Compile(R"("string")");
  CHECK(Read(*text, absl::HexStringToBytes("feffffffffffffffff01")) == "schema_mismatch");
  CHECK(Read(*text, absl::HexStringToBytes("01")) == "schema_mismatch");
  CHECK(Read(*text, absl::HexStringToBytes("ffffffffffffffffffffff01")) == "schema_mismatch");
  CHECK(Read(*text, std::string("\x02xy")) == "schema_mismatch");
  // A record that is its own only field never ends.
  const auto endless = Compile(R"({"type":"record","name":"A","fields":[{"name":"a","type":"A"}]})");
  CHECK(Read(*endless, "") == "too_deep");
}

TEST_CASE("damaged bytes are JSON all the same, or rejected") {
  const auto schema = Compile(kOrderSchema);
  int accepted = 0;
  for (unsigned number = 0; number < 20'000; ++number) {
    std::string json;
    if (AvroReader(Damaged(kOrder, number), &json).Whole(schema->root()) != Rejection::kNone) continue;
    ++accepted;
    REQUIRE(CheckJson(json, table::kNestingMax) == Rejection::kNone);
  }
  CHECK(accepted > 100);
}

TEST_CASE("damaged schemas are refused, or can be read along") {
  for (unsigned number = 0; number < 5'000; ++number) {
    auto schema = AvroSchema::Compile({.type = "AVRO", .text = Damaged(kOrderSchema, number)});
    if (schema.ok()) Read(**schema, kOrder);
  }
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "[";
  CHECK_FALSE(AvroSchema::Compile({.type = "AVRO", .text = deep}).ok());
  CHECK_FALSE(AvroSchema::Compile({.type = "PROTOBUF", .text = kOrderSchema}).ok());
}

}  // namespace
}  // namespace aurora::ingest
