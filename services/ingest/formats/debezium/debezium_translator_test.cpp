#include "services/ingest/formats/debezium/debezium_translator.h"

#include <catch2/catch.hpp>

#include "services/ingest/formats/damage.h"
#include "services/ingest/formats/json_text.h"

namespace aurora::ingest {
namespace {

using table::Rejection;

constexpr char kKey[] = R"({"id":1})";

// The JSON, "nothing", or the rejection's code.
std::string Read(const MessageBytes& message) {
  DebeziumTranslator translator(nullptr, nullptr);
  std::string json;
  const Translation translation = translator.Translate(message, &json);
  if (translation.nothing) return "nothing";
  return translation.rejection == Rejection::kNone ? json : std::string(table::RejectionCode(translation.rejection));
}

uint64_t Version(uint64_t millis, uint64_t offset) { return millis << 22 | offset; }

TEST_CASE("inserts, updates and snapshots are the row after, deletes the row before") {
  CHECK(Read({.key = kKey,
              .value = R"({"op":"c","before":null,"after":{"id":1,"name":"a, \"}","price":1.50},"source":{"ts_ms":1000},"ts_ms":1005})",
              .offset = 3}) ==
        R"({"id":1,"name":"a, \"}","price":1.50,"_version":)" + std::to_string(Version(1000, 3)) + R"(,"_deleted":0})");
  CHECK(Read({.key = kKey, .value = R"({"op":"u","before":{"id":1},"after":{"id":1,"x":{"y":[1,2]}},"ts_ms":1005})", .offset = 4}) ==
        R"({"id":1,"x":{"y":[1,2]},"_version":)" + std::to_string(Version(1005, 4)) + R"(,"_deleted":0})");
  CHECK(Read({.key = kKey, .value = R"({"op":"r","after":{"id":1}})", .offset = 4, .timestamp_ms = 7}) ==
        R"({"id":1,"_version":)" + std::to_string(Version(7, 4)) + R"(,"_deleted":0})");
  CHECK(Read({.key = kKey, .value = R"({"op":"d","before":{"id":1,"name":"a"},"after":null,"ts_ms":9})", .offset = 5}) ==
        R"({"id":1,"name":"a","_version":)" + std::to_string(Version(9, 5)) + R"(,"_deleted":1})");
  CHECK(Read({.key = kKey, .value = R"({"op":"d","before":null,"after":null,"ts_ms":9})", .offset = 5}) ==
        R"({"id":1,"_version":)" + std::to_string(Version(9, 5)) + R"(,"_deleted":1})");
}

TEST_CASE("changes of one millisecond keep their order") {
  const auto version = [](int64_t millis, int64_t offset) {
    const std::string value = R"({"op":"u","after":{"id":1},"ts_ms":)" + std::to_string(millis) + "}";
    const std::string json = Read({.key = kKey, .value = value, .offset = offset});
    return std::stoull(json.substr(json.find("_version") + 10));
  };
  CHECK(version(5, 1) < version(5, 2));
  // An event that is delivered again, late, does not win.
  CHECK(version(5, 900) < version(6, 2));
}

TEST_CASE("with its schema beside it, the payload is what counts, in keys too") {
  CHECK(Read({.key = R"({"schema":{"type":"struct"},"payload":{"id":1,"region":"eu"}})",
              .value = R"({"schema":{"type":"struct","fields":[{"op":"x"}]},"payload":{"op":"c","after":{"region":"eu","id":1,"n":2},"ts_ms":1}})"}) ==
        R"({"id":1,"region":"eu","n":2,"_version":)" + std::to_string(Version(1, 0)) + R"(,"_deleted":0})");
  CHECK(Read({.key = kKey, .value = R"({"schema":null,"payload":null})"}) == "nothing");
}

TEST_CASE("a tombstone repeats the delete before it; what is no change is told apart") {
  CHECK(Read({.key = kKey, .tombstone = true}) == "nothing");
  CHECK(Read({.key = kKey, .value = R"({"op":"t","ts_ms":1})"}) == "not_change");
  CHECK(Read({.key = kKey, .value = R"({"id":1})"}) == "not_change");
  CHECK(Read({.key = kKey, .value = R"({"op":"c","after":null})"}) == "not_change");
  CHECK(Read({.key = "", .value = R"({"op":"c","after":{"id":1}})"}) == "not_change");
  CHECK(Read({.key = "{}", .value = R"({"op":"c","after":{"id":1}})"}) == "not_change");
  CHECK(Read({.key = "17", .value = R"({"op":"c","after":{"id":1}})"}) == "not_object");
  CHECK(Read({.key = "{", .value = R"({"op":"c","after":{"id":1}})"}) == "not_json");
  CHECK(Read({.key = kKey, .value = "hello"}) == "not_json");
  CHECK(Read({.key = kKey, .value = "[]"}) == "not_object");
  CHECK(Read({.key = kKey, .value = " "}) == "empty");
}

TEST_CASE("the members of the key are known after a change") {
  DebeziumTranslator translator(nullptr, nullptr);
  std::string json;
  REQUIRE(translator.Translate({.key = R"({"id":1,"region":"eu"})", .value = R"({"op":"c","after":{}})"}, &json).rejection ==
          Rejection::kNone);
  CHECK(translator.key_members() == std::vector<std::string>{"id", "region"});
}

TEST_CASE("damaged envelopes are JSON all the same, or rejected") {
  const std::string value =
      R"({"schema":{"a":[1,{"b":"}"}]},"payload":{"op":"c","before":null,"after":{"id":1,"name":"a\"},{","n":[{"x":1}]},"ts_ms":5}})";
  for (unsigned number = 0; number < 20'000; ++number) {
    const std::string damaged = Damaged(value, number);
    const std::string key = Damaged(kKey, number + 1);
    const std::string json = Read({.key = number % 2 == 0 ? std::string_view(kKey) : key, .value = damaged});
    if (json.starts_with('{')) REQUIRE(CheckJson(json, table::kNestingMax) == Rejection::kNone);
  }
}

}  // namespace
}  // namespace aurora::ingest
