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

}  // namespace
}  // namespace aurora::schema_inference
