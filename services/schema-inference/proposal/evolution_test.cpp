#include <catch2/catch.hpp>

#include "services/schema-inference/proposal/schema_proposal.h"

namespace aurora::schema_inference {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'795'262'400);

table::TableSchema Current() {
  const auto proposal = ProposeSchema({R"({"id":1,"at":"2026-11-21T11:00:00Z","raw":[{"x":1}],"o":{"a":1}})"},
                                      {"d", "t", "t"}, kNow);
  REQUIRE(proposal.ok());
  return proposal->schema;
}

TEST_CASE("new fields become columns that old rows can do without") {
  const auto plan = PlanEvolution(
      Current(),
      {R"({"id":1,"at":"2026-11-21T11:00:00Z","raw":[{"x":1}],"o":{"a":1,"b":true},"new":2.5,"tags":["x"]})"},
      kNow);
  REQUIRE(plan.ok());
  REQUIRE(plan->changes.size() == 3);
  CHECK(plan->changes[0].sql ==
        "ALTER TABLE `d`.`t` ADD COLUMN IF NOT EXISTS `o_b` Nullable(Bool) COMMENT 'o.b' AFTER `o_a`");
  CHECK(plan->changes[1].sql ==
        "ALTER TABLE `d`.`t` ADD COLUMN IF NOT EXISTS `new` Nullable(Float64) AFTER `o_b`");
  CHECK(plan->changes[2].field.type.Name() == "Array(String)");
  CHECK(plan->schema.version == 2);
  CHECK(table::ValidateSchema(plan->schema).ok());
}

TEST_CASE("a value that is missing now and then makes its column Nullable, but never a key") {
  const auto plan = PlanEvolution(Current(), {R"({"id":null,"raw":[1],"o":{"a":1}})"}, kNow);
  REQUIRE(plan.ok());
  REQUIRE(plan->changes.size() == 1);
  CHECK(plan->changes[0].sql == "ALTER TABLE `d`.`t` MODIFY COLUMN `id` Nullable(Int64)");
  CHECK_FALSE(plan->schema.Find("at")->type.nullable);
}

TEST_CASE("nothing new, nothing narrower, nothing lost") {
  const table::TableSchema current = Current();
  SECTION("the same messages") {
    const auto plan =
        PlanEvolution(current, {R"({"id":1,"at":"2026-11-21T11:00:00Z","raw":[],"o":{"a":1}})"}, kNow);
    REQUIRE(plan.ok());
    CHECK(plan->changes.empty());
    CHECK(plan->schema == current);
  }
  SECTION("other types of known fields stay as they are") {
    const auto plan =
        PlanEvolution(current, {R"({"id":"x","at":"2026-11-21T11:00:00Z","raw":{"deep":1},"o":5})"}, kNow);
    REQUIRE(plan.ok());
    for (const SchemaChange& change : plan->changes) CHECK(change.field.type.nullable);
    CHECK(plan->schema.Find("id")->type.Name() == "Int64");
  }
  SECTION("no usable sample") {
    const auto plan = PlanEvolution(current, {"garbage"}, kNow);
    REQUIRE(plan.ok());
    CHECK(plan->changes.empty());
  }
}

TEST_CASE("a new field whose name is taken gets another") {
  const auto plan = PlanEvolution(
      Current(), {R"({"id":1,"ID":7,"_offset":1,"at":"2026-11-21T11:00:00Z","raw":[],"o":{"a":1}})"}, kNow);
  REQUIRE(plan.ok());
  REQUIRE(plan->changes.size() == 2);
  CHECK(plan->changes[0].field.name == "ID_2");
  CHECK(plan->changes[1].field.name == "_offset_2");
}

TEST_CASE("what had no column says nothing about the columns that are there") {
  const auto plan = PlanEvolution(Current(), {R"({"new":1})", R"({"o":{"b":"x"}})"}, kNow, true);
  REQUIRE(plan.ok());
  REQUIRE(plan->changes.size() == 2);
  CHECK(plan->changes[0].field.type.Name() == "Nullable(Int64)");
  CHECK(plan->changes[1].field.name == "o_b");
  CHECK_FALSE(plan->schema.Find("id")->type.nullable);
}

TEST_CASE("a field without a value yet is left for later") {
  const auto plan = PlanEvolution(Current(), {R"({"a":null,"b":[],"c":{},"d":[null],"e":[null,1]})"}, kNow, true);
  REQUIRE(plan.ok());
  REQUIRE(plan->changes.size() == 1);
  CHECK(plan->changes[0].field.name == "e");
}

TEST_CASE("keys that are data become no columns, beside one that is a field") {
  std::vector<std::string> texts;
  for (int i = 0; i < 200; ++i) {
    texts.push_back("{\"key-" + std::to_string(i) + "\":1,\"coupon\":\"X\",\"o\":{\"k" + std::to_string(i) + "\":2}}");
  }
  const auto plan = PlanEvolution(Current(), {texts.begin(), texts.end()}, kNow, true);
  REQUIRE(plan.ok());
  REQUIRE(plan->changes.size() == 1);
  CHECK(plan->changes[0].field.name == "coupon");
}

}  // namespace
}  // namespace aurora::schema_inference
