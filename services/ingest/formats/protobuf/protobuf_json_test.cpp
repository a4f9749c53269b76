#include <google/protobuf/message.h>

#include <catch2/catch.hpp>

#include "absl/strings/escaping.h"
#include "services/ingest/formats/damage.h"
#include "services/ingest/formats/json_text.h"
#include "services/ingest/formats/protobuf/protobuf_json.h"
#include "services/ingest/formats/protobuf/protobuf_schema.h"

namespace aurora::ingest {
namespace {

using table::Rejection;

constexpr char kOrderProto[] = R"(syntax = "proto3";
package shop;
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/duration.proto";
import "common/money.proto";
message Ignored { string a = 1; }
message Order {
  int64 id = 1;
  uint64 big = 2;
  double ratio = 3;
  bool ok = 4;
  string customerName = 5;
  bytes raw = 6;
  enum State { NEW = 0; PAID = 1; }
  State state = 7;
  google.protobuf.Timestamp at = 8;
  google.protobuf.StringValue note = 9;
  google.protobuf.Struct extra = 10;
  google.protobuf.Duration took = 11;
  repeated string tags = 12;
  map<string, int32> counts = 13;
  optional int32 maybe = 14;
  int32 zero = 15;
  common.Money price = 16;
  message Line { string sku = 1; sfixed64 pieces = 2; }
  repeated Line lines = 17;
  oneof choice { string left = 18; int32 right = 19; }
}
)";
constexpr char kMoneyProto[] = R"(syntax = "proto3";
package common;
message Money { string currency = 1; int64 cents = 2; }
)";

// An order as Google's Python writes it.
const std::string kOrder = absl::HexStringToBytes(
    "08ffffffffffffffefff0110ffffffffffffffffff01199a9999999999b93f20012a06c3a920227822320200ff3801420b08"
    "a0d785d806108094ef3a4a030a016e52250a230a016b121e321c0a0911000000000000f83f0a0208000a0b2a090a070a017a"
    "120220015a1608ffffffffffffffffff011080b6ca91feffffffff016201616201626a050a017810038201080a0345555210"
    "e2098a010c0a017311feffffffffffffff980100");

constexpr char kOrderJson[] =
    R"({"id":-9007199254740993,"big":18446744073709551615,"ratio":0.1,"ok":true,"customerName":"é \"x\"","raw":"AP8=",)"
    R"("state":"PAID","at":"2026-11-21T10:00:00.123456Z","note":"n","extra":{"k":[1.5,null,{"z":true}]},"took":"-1.500s",)"
    R"("tags":["a","b"],"counts":{"x":3},"zero":0,"price":{"currency":"EUR","cents":1250},)"
    R"("lines":[{"sku":"s","pieces":-2}],"right":0})";

RegisteredSchema Registered(std::string text) {
  return {.id = 7, .type = "PROTOBUF", .text = std::move(text), .references = {{"common/money.proto", kMoneyProto}}};
}

// The JSON, or the rejection's code.
std::string Read(ProtobufSchema& schema, const std::vector<int>& indexes, const std::string& bytes) {
  google::protobuf::Message* message = schema.MessageAt(indexes);
  REQUIRE(message != nullptr);
  if (!message->ParseFromString(bytes)) return "does not parse";
  std::string json;
  const Rejection rejection = ProtobufJson(*message, &json);
  return rejection == Rejection::kNone ? json : std::string(table::RejectionCode(rejection));
}

TEST_CASE("what Google's own library has written is what a person expects to read") {
  auto schema = ProtobufSchema::Compile(Registered(kOrderProto));
  INFO(schema.status());
  REQUIRE(schema.ok());
  CHECK(Read(**schema, {1}, kOrder) == kOrderJson);
  // The first type inside of the second.
  CHECK(Read(**schema, {1, 0}, absl::HexStringToBytes("0a017311feffffffffffffff")) == R"({"sku":"s","pieces":-2})");
  CHECK((*schema)->MessageAt({2}) == nullptr);
  CHECK((*schema)->MessageAt({1, 7}) == nullptr);
  CHECK((*schema)->MessageAt({}) == nullptr);
  (*schema)->Forget();
  CHECK(Read(**schema, {1}, kOrder) == kOrderJson);
}

TEST_CASE("fields that cannot be unset have their default") {
  auto schema = ProtobufSchema::Compile(Registered(R"(syntax = "proto3"; message A {
    int32 i = 1; optional int32 o = 2; string s = 3; repeated int32 r = 4; map<int64, bool> m = 5; A next = 6;
    enum E { X = 0; } E e = 7; double d = 8; })"));
  REQUIRE(schema.ok());
  CHECK(Read(**schema, {0}, "") == R"({"i":0,"s":"","r":[],"m":{},"e":"X","d":0.0})");
  CHECK(Read(**schema, {0}, absl::HexStringToBytes("3805")) == R"({"i":0,"s":"","r":[],"m":{},"e":5,"d":0.0})");
}

TEST_CASE("types that Confluent's serializers know without a reference") {
  auto schema = ProtobufSchema::Compile(Registered(R"(syntax = "proto3";
    import "confluent/meta.proto"; import "confluent/type/decimal.proto"; import "google/type/date.proto";
    message A { confluent.type.Decimal price = 1 [(confluent.field_meta) = { doc: "x" }]; google.type.Date day = 2; })"));
  INFO(schema.status());
  REQUIRE(schema.ok());
  CHECK(Read(**schema, {0}, absl::HexStringToBytes("0a060a02fb1e1802")) == R"({"price":"-12.50"})");
  CHECK(Read(**schema, {0}, absl::HexStringToBytes("120708ea0f100b1815")) == R"({"day":"2026-11-21"})");
}

TEST_CASE("what is wrong with a schema is said") {
  const auto text = [](const std::string& proto) {
    return std::string(ProtobufSchema::Compile(Registered(proto)).status().message());
  };
  CHECK(text("message {").find("line 1") != std::string::npos);
  CHECK(text("syntax = \"proto3\"; import \"other.proto\"; message A {}").find("other.proto") != std::string::npos);
  CHECK(text("syntax = \"proto3\"; message A { B b = 1; }").find("B") != std::string::npos);
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "message a{";
  CHECK(text(deep).find("too deep") != std::string::npos);
  CHECK_FALSE(ProtobufSchema::Compile({.type = "AVRO", .text = kMoneyProto}).ok());
}

TEST_CASE("damaged messages are JSON all the same, or rejected") {
  auto schema = ProtobufSchema::Compile(Registered(kOrderProto));
  REQUIRE(schema.ok());
  google::protobuf::Message* message = (*schema)->MessageAt({1});
  int accepted = 0;
  for (unsigned number = 0; number < 20'000; ++number) {
    std::string json;
    if (!message->ParseFromString(Damaged(kOrder, number))) continue;
    if (ProtobufJson(*message, &json) != Rejection::kNone) continue;
    ++accepted;
    REQUIRE(CheckJson(json, table::kNestingMax) == Rejection::kNone);
  }
  CHECK(accepted > 100);
}

TEST_CASE("damaged .proto texts are refused, or can be read along") {
  for (unsigned number = 0; number < 1'000; ++number) {
    auto schema = ProtobufSchema::Compile(Registered(Damaged(kOrderProto, number)));
    if (!schema.ok()) continue;
    if (google::protobuf::Message* message = (*schema)->MessageAt({1}); message != nullptr) {
      std::string json;
      if (message->ParseFromString(kOrder)) ProtobufJson(*message, &json);
    }
  }
}

}  // namespace
}  // namespace aurora::ingest
