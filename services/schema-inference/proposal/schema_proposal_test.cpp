#include "services/schema-inference/proposal/schema_proposal.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "libs/base/text.h"

namespace aurora::schema_inference {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'795'262'400);

std::vector<std::string_view> Views(const std::vector<std::string>& samples) {
  return {samples.begin(), samples.end()};
}

std::vector<std::string> Orders(int count) {
  const char* states[] = {"CA", "NY", "TX", "WA"};
  const char* devices[] = {"mobile", "desktop"};
  std::vector<std::string> orders;
  for (int i = 0; i < count; ++i) {
    orders.push_back("{\"order_id\":\"01234567-89ab-cdef-0123-0000000" + std::to_string(10000 + i) +
                     "\",\"ordered_at\":\"2026-11-21T11:" + std::to_string(10 + i % 50) +
                     ":00.250Z\",\"state\":\"" + states[i % 4] + "\",\"device\":\"" + devices[i % 2] +
                     "\",\"total\":" + std::to_string(i) + ".50,\"shipping\":{\"city\":\"city " +
                     std::to_string(i) + "\",\"geo\":{\"point\":{\"lat\":1.5}}}" +
                     (i % 10 == 0 ? ",\"coupon\":\"X" + std::to_string(i) + "\"" : std::string()) +
                     ",\"tags\":[\"a\"],\"updated_at\":\"2026-11-21T11:00:00Z\"}");
  }
  return orders;
}

TEST_CASE("a whole topic becomes a table") {
  const std::vector<std::string> samples = Orders(100);
  const auto proposal = ProposeSchema(Views(samples), {"shop", "orders", "orders"}, kNow);
  REQUIRE(proposal.ok());
  const auto type_of = [&](const char* name) {
    const table::Field* field = proposal->schema.Find(name);
    return field == nullptr ? std::string("-") : field->type.Name();
  };
  CHECK(type_of("order_id") == "UUID");
  CHECK(type_of("ordered_at") == "DateTime64(3, 'UTC')");
  CHECK(type_of("state") == "LowCardinality(String)");
  CHECK(type_of("total") == "Decimal(18, 2)");
  CHECK(type_of("shipping_city") == "String");
  CHECK(type_of("shipping_geo_point_lat") == "Float64");
  CHECK(type_of("coupon") == "Nullable(String)");
  CHECK(type_of("tags") == "Array(LowCardinality(String))");
  CHECK(type_of("_overflow") == "String");
  CHECK(proposal->schema.Find("shipping_city")->comment == "shipping.city");

  CHECK(proposal->schema.time_column == "ordered_at");
  CHECK(proposal->schema.partition_by == "toYYYYMM(ordered_at)");
  CHECK(proposal->schema.order_by == std::vector<std::string>{"device", "state", "ordered_at"});
  CHECK(proposal->usable == 100);
  CHECK(proposal->rejected.empty());
  CHECK_THAT(proposal->create_table_sql, Catch::Contains("ORDER BY (`device`, `state`, `ordered_at`)"));
  CHECK_THAT(proposal->keys.order_by_reason, Catch::Contains("device (2 values) and state (4 values) first"));

  REQUIRE(proposal->evidence.size() == proposal->schema.fields.size() - table::OwnFields().size());
  const FieldEvidence& coupon = *std::find_if(proposal->evidence.begin(), proposal->evidence.end(),
                                              [](const FieldEvidence& e) { return e.name == "coupon"; });
  CHECK(coupon.present == 10);
  CHECK(coupon.samples == 100);
  CHECK(coupon.distinct == 10);
  CHECK(coupon.examples == std::vector<std::string>{"\"X0\"", "\"X10\"", "\"X20\"", "\"X30\"", "\"X40\""});
}

TEST_CASE("the time column does not depend on whether samples come oldest or newest first") {
  std::vector<std::string> samples;
  for (int i = 0; i < 30; ++i) {
    samples.push_back("{\"noise_time\":" + std::to_string(1'795'000'000 + i * 7919 % 1000) +
                      ",\"time\":" + std::to_string(1'795'000'000 + i) + "}");
  }
  const auto forward = ProposeSchema(Views(samples), {"d", "t", "t"}, kNow);
  std::reverse(samples.begin(), samples.end());
  const auto backward = ProposeSchema(Views(samples), {"d", "t", "t"}, kNow);
  REQUIRE((forward.ok() && backward.ok()));
  CHECK(forward->schema.time_column == "time");
  CHECK(backward->schema == forward->schema);
  CHECK_THAT(backward->keys.time_column_reason, Catch::Contains("100 % of them follow"));
}

TEST_CASE("what the samples do not allow is not proposed") {
  SECTION("no time: Kafka's own") {
    const auto proposal = ProposeSchema({R"({"a":1})"}, {"d", "t", "t"}, kNow);
    REQUIRE(proposal.ok());
    CHECK(proposal->schema.time_column == "_timestamp");
    CHECK(proposal->schema.order_by == std::vector<std::string>{"_timestamp"});
  }
  SECTION("a time that is not in every message is no key") {
    const auto proposal =
        ProposeSchema({R"({"a":1,"at":"2026-11-21T11:00:00Z"})", R"({"a":1})"}, {"d", "t", "t"}, kNow);
    REQUIRE(proposal.ok());
    CHECK(proposal->schema.time_column == "_timestamp");
    CHECK_THAT(proposal->keys.time_column_reason, Catch::Contains("no time is in nearly every message"));
  }
  SECTION("a time that is missing now and then is the time of questions, but no key") {
    std::vector<std::string> samples = Orders(99);
    samples.push_back(R"({"state":"CA"})");
    const auto proposal = ProposeSchema(Views(samples), {"d", "t", "t"}, kNow);
    REQUIRE(proposal.ok());
    CHECK(proposal->schema.time_column == "ordered_at");
    CHECK(proposal->schema.partition_by == "toYYYYMM(_timestamp)");
    CHECK(proposal->schema.order_by == std::vector<std::string>{"state", "_timestamp"});
    CHECK_THAT(proposal->keys.time_column_reason, Catch::Contains("in nearly every message"));
  }
  SECTION("times over centuries make no partitions") {
    const auto proposal = ProposeSchema(
        {R"({"at":"1950-11-21T11:00:00Z"})", R"({"at":"2026-11-21T11:00:00Z"})"}, {"d", "t", "t"}, kNow);
    REQUIRE(proposal.ok());
    CHECK(proposal->schema.partition_by.empty());
  }
}

TEST_CASE("objects: flattened, kept as text below four levels, and when they are maps") {
  std::string map = R"({"deep":{"b":{"c":{"d":{"e":1}}}},"mixed":{"a":1},"empty":{},"counts":{)";
  std::vector<std::string> samples;
  for (int i = 0; i < 60; ++i) {
    samples.push_back(map + "\"k" + std::to_string(i) + "\":1}}");
  }
  samples.push_back(R"({"deep":{"b":{"c":{"d":{"e":1}}}},"mixed":5,"empty":{},"counts":{}})");
  const auto proposal = ProposeSchema(Views(samples), {"d", "t", "t"}, kNow);
  REQUIRE(proposal.ok());
  std::vector<std::string> names;
  for (const FieldEvidence& e : proposal->evidence) names.push_back(e.name);
  CHECK(names == std::vector<std::string>{"deep_b_c_d", "mixed", "empty", "counts"});
  for (const char* name : {"deep_b_c_d", "mixed", "empty", "counts"}) {
    INFO(name);
    CHECK(proposal->schema.Find(name)->type.kind == table::Kind::kString);
  }
}

TEST_CASE("garbage among the samples is counted by reason") {
  const auto proposal =
      ProposeSchema({"", "x", R"({"a":1})", "[1]", "y", R"({"a":2,"a":3})"}, {"d", "t", "t"}, kNow);
  REQUIRE(proposal.ok());
  CHECK(proposal->usable == 1);
  REQUIRE(proposal->rejected.size() == 4);
  CHECK(proposal->rejected[0].reason == "empty");
  CHECK(proposal->rejected[1].reason == "not_json");
  CHECK(proposal->rejected[1].count == 2);
  CHECK(proposal->rejected[1].first == 1);
  CHECK(proposal->rejected[2].reason == "not_object");
  CHECK(proposal->rejected[3].reason == "duplicate_key");
}

TEST_CASE("samples without an object, too many, or wrong names are refused") {
  const auto refused = ProposeSchema({"", "x"}, {"d", "t", "clicks"}, kNow).status();
  CHECK(absl::IsInvalidArgument(refused));
  CHECK_THAT(std::string(base::Message(refused)),
             Catch::Contains("clicks") && Catch::Contains("1 empty, 1 not_json"));
  CHECK(absl::IsInvalidArgument(ProposeSchema({}, {"d", "t", "t"}, kNow).status()));
  CHECK_THAT(std::string(base::Message(ProposeSchema({"{}"}, {"d", "t", "t"}, kNow).status())),
             Catch::Contains("objects without fields: 1, rejected: none"));
  CHECK(absl::IsInvalidArgument(ProposeSchema({R"({"a":1})"}, {"system", "t", "t"}, kNow).status()));
  CHECK(absl::IsInvalidArgument(ProposeSchema({R"({"a":1})"}, {"d", "", "t"}, kNow).status()));
  const std::vector<std::string_view> many(kSamplesMax + 1, R"({"a":1})");
  CHECK(absl::IsResourceExhausted(ProposeSchema(many, {"d", "t", "t"}, kNow).status()));
}

TEST_CASE("an edited schema tells which samples it would reject") {
  auto proposal = ProposeSchema({R"({"a":1,"b":"x"})"}, {"d", "t", "t"}, kNow);
  REQUIRE(proposal.ok());
  proposal->schema.fields[0].type = table::Type::Of(table::Kind::kUInt8);
  const auto check =
      CheckSchema(proposal->schema, {R"({"a":1,"b":"x"})", R"({"a":300,"b":"x"})", R"({"a":-1,"b":1})",
                                     R"({"a":"1","b":"x"})", R"({"a":1})", "x"});
  REQUIRE(check.ok());
  CHECK(check->usable == 1);
  REQUIRE(check->rejected.size() == 4);
  CHECK(check->rejected[0].reason == "not_json");
  CHECK(check->rejected[1].reason == "out_of_range: a");
  CHECK(check->rejected[1].count == 2);
  CHECK(check->rejected[2].reason == "type_mismatch: a");
  CHECK(check->rejected[3].reason == "missing_value: b");
  CHECK_THAT(check->create_table_sql, Catch::Contains("`a` UInt8"));

  proposal->schema.order_by = {"nothing"};
  CHECK(absl::IsInvalidArgument(CheckSchema(proposal->schema, {}).status()));
}

}  // namespace
}  // namespace aurora::schema_inference
