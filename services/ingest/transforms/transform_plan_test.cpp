#include "services/ingest/transforms/transform_plan.h"

#include <catch2/catch.hpp>

#include "services/ingest/transforms/transformed_columns.h"

namespace aurora::ingest {
namespace {

Transform Drop(const std::string& field) { return {.kind = TransformKind::kDrop, .field = field}; }
Transform Hash(const std::string& field) { return {.kind = TransformKind::kHash, .field = field}; }
Transform Rename(const std::string& field, const std::string& to) {
  return {.kind = TransformKind::kRename, .field = field, .to = to};
}
Transform Cast(const std::string& field, const std::string& type) {
  return {.kind = TransformKind::kCast, .field = field, .type = *table::ParseType(type)};
}
Transform Filter(const std::string& field, Condition condition) {
  return {.kind = TransformKind::kFilter, .field = field, .condition = std::move(condition)};
}
Transform Deduplicate(std::vector<std::string> by, absl::Duration within = absl::Hours(1)) {
  return {.kind = TransformKind::kDeduplicate, .by = std::move(by), .within = within};
}
const Condition kPaid{ConditionOperator::kEqual, {"paid"}};

std::string Refusal(const std::vector<Transform>& steps, Envelope envelope = Envelope::kNone) {
  const auto plan = TransformPlan::Create({steps, {}}, envelope);
  return plan.ok() ? "" : std::string(plan.status().message());
}

TEST_CASE("later steps go by the names that earlier ones gave") {
  const auto plan = TransformPlan::Create(
      {{Rename("user", "customer"), Rename("customer.mail", "email"), Hash("email"), Drop("customer.pin")},
       {}},
      Envelope::kNone);
  REQUIRE(plan.ok());
  const TransformPlan::Node& user = (*plan)->root().children.find("user")->second;
  CHECK(user.children.find("mail")->second.action == TransformPlan::Action::kHash);
  CHECK(user.children.find("pin")->second.action == TransformPlan::Action::kDrop);
  CHECK((*plan)->dropped_fields().empty());
  CHECK((*plan)->reads_messages());
}

TEST_CASE("drops of the root, renames and casts need no look at messages") {
  const auto plan = TransformPlan::Create(
      {{Drop("password"), Rename("ts", "at"), Cast("at", "DateTime64(3)")}, {}}, Envelope::kNone);
  REQUIRE(plan.ok());
  CHECK_FALSE((*plan)->reads_messages());
  CHECK((*plan)->dropped_fields() == std::vector<std::string>{"password"});
  CHECK((*plan)->casts().count({"ts"}) == 1);
}

TEST_CASE("a key is named as its fields are called, and found where messages have them") {
  const auto plan = TransformPlan::Create(
      {{Rename("order.id", "order_id"), Hash("email"), Deduplicate({"order_id", "email", "at"})}, {}}, Envelope::kNone);
  REQUIRE(plan.ok());
  REQUIRE((*plan)->deduplication().has_value());
  const Deduplication& rule = *(*plan)->deduplication();
  CHECK(rule.within == absl::Hours(1));
  REQUIRE(rule.by.size() == 3);
  CHECK(rule.by[0].path == TransformPlan::FieldPath{"order", "id"});
  CHECK(rule.by[2].path == TransformPlan::FieldPath{"at"});
  // It costs messages nothing that are read without it.
  const auto alone = TransformPlan::Create({{Deduplicate({"id"})}, {}}, Envelope::kNone);
  CHECK_FALSE((*alone)->reads_messages());
}

TEST_CASE("a key that cannot be told is refused, wherever in the list its values go") {
  Transform redact{.kind = TransformKind::kRedact, .field = "a"};
  const std::pair<std::vector<Transform>, std::string> cases[] = {
      {{Deduplicate({})}, "it takes 1 to 10 fields"},
      {{Deduplicate({"a", "b", "a"})}, "transform 1 (deduplicate:a,b,a within 1h): field a is named twice"},
      {{Deduplicate({"a"}), Deduplicate({"b"})}, "messages are deduplicated by an earlier transform"},
      {{Deduplicate({"a"}, absl::Milliseconds(999))}, "the window is 1s to 24h"},
      {{Deduplicate({"a"}, absl::Hours(25))}, "the window is 1s to 24h"},
      {{Deduplicate({"a"}, absl::Seconds(2) + absl::Microseconds(1))}, "in whole milliseconds"},
      {{Drop("a"), Deduplicate({"a"})}, "field a is dropped, redacted or part of a hash"},
      {{Deduplicate({"a.b"}), Drop("a")}, "field a.b is dropped, redacted or part of a hash"},
      {{Deduplicate({"a"}), redact}, "field a is dropped, redacted or part of a hash"},
      {{Hash("a"), Deduplicate({"a.b"})}, "hash the field itself, or name another one"},
      {{Rename("a", "b"), Deduplicate({"a"})}, "the field is called b since an earlier rename"},
      {{Deduplicate({"a..b"})}, "is no field"},
  };
  for (const auto& [steps, text] : cases) {
    INFO(text);
    CHECK(Refusal(steps).find(text) != std::string::npos);
  }
  CHECK(Refusal({Deduplicate({"a"})}, Envelope::kDebezium).find("keeps the latest state of each key by itself") != std::string::npos);
  CHECK(Refusal({Deduplicate({"a"}), Hash("a"), Drop("b")}).empty());
}

TEST_CASE("what does not go together is refused with its transform and the remedy") {
  const std::pair<std::vector<Transform>, std::string> cases[] = {
      {{Drop("a"), Hash("a")}, "transform 2 (hash:a): the field is dropped by an earlier transform"},
      {{Hash("a"), Filter("a.b", kPaid)},
       "transform 2 (filter:a.b): the field is hashed by an earlier transform"},
      {{Rename("a", "b"), Drop("a")},
       "transform 2 (drop:a): the field is called b since an earlier rename; use that name"},
      {{Rename("a", "c"), Rename("b", "c")}, "transform 2 (rename:b=c): two fields cannot have this name"},
      {{Rename("a", "_offset")}, "none of Aurora's own columns"},
      {{Rename("a", "b c")}, "letters, digits and underscores"},
      {{Rename("a", "b"), Drop("b")}, "transform 2 (drop:b): the field, or one inside of it, is renamed"},
      {{Cast("a", "Int64"), Hash("a")}, "transform 2 (hash:a): the field is text afterwards"},
      {{Cast("a", "Int64"), Cast("a", "String")}, "cast it once"},
      {{Drop("a.b"), Hash("a")}, "transform 2 (hash:a): an earlier transform is about a field inside of it"},
      {{Drop("")}, "is no field"},
      {{Drop("a..b")}, "is no field"},
      {{Filter("a", {ConditionOperator::kEqual, {}})}, "takes one value"},
      {{Filter("a", {ConditionOperator::kIn, {}})}, "in takes 1 to"},
      {{Filter("a", {ConditionOperator::kExists, {"x"}})}, "exists takes no value"},
      {std::vector<Transform>(101, Hash("a")), "more than 100 transforms"},
  };
  for (const auto& [steps, text] : cases) {
    INFO(text);
    CHECK(Refusal(steps).find(text) != std::string::npos);
  }
  CHECK(Refusal({Filter("a", kPaid)}, Envelope::kDebezium).find("former state") != std::string::npos);
  CHECK(Refusal({Drop("_version")}, Envelope::kDebezium).find("leave it as it is") != std::string::npos);
  CHECK(Refusal({Hash("a"), Rename("a", "a_hash")}, Envelope::kDebezium).empty());
  CHECK(Refusal({Filter("a", kPaid), Drop("a"), Drop("x\\.y")}).empty());
}

table::TableSchema Shown() {
  table::TableSchema schema;
  schema.database = "d";
  schema.table = "t";
  schema.fields.push_back({"created_at", table::Type::Of(table::Kind::kInt64), {"created_at"}, "", {}});
  schema.fields.push_back({"user_city", table::Type::LowCardinalityString(), {"user", "city"}, "", {}});
  schema.fields.push_back({"amount", *table::ParseType("Nullable(Float64)"), {"amount"}, "", {}});
  table::AddOwnFields(schema);
  schema.time_column = "created_at";
  schema.partition_by = "toYYYYMM(created_at)";
  schema.order_by = {"created_at"};
  return schema;
}

TEST_CASE("a table that was proposed for what people see is filled from what messages have") {
  const auto plan =
      TransformPlan::Create({{Rename("ts", "created_at"), Rename("who", "user"),
                              Cast("created_at", "DateTime64(3)"), Cast("amount", "Decimal(18, 2)")},
                             {}},
                            Envelope::kNone);
  REQUIRE(plan.ok());
  table::TableSchema schema = Shown();
  AdaptSchema(**plan, schema);
  CHECK(schema.fields[0].path == std::vector<std::string>{"ts"});
  CHECK(schema.fields[0].type == table::Type::DateTime64(3));
  CHECK(schema.fields[0].epoch_unit == table::EpochUnit::kMilliseconds);
  CHECK(schema.fields[1].path == std::vector<std::string>{"who", "city"});
  CHECK(schema.fields[2].type.Name() == "Nullable(Decimal(18, 2))");
  CHECK(schema.partition_by == "toYYYYMM(created_at)");
  CHECK(table::ValidateSchema(schema).ok());
  CHECK(CastColumns(**plan, schema) == std::set<std::string>{"created_at", "amount"});
}

TEST_CASE("a column that is no time any more leaves the partition to Kafka's timestamp") {
  const auto plan = TransformPlan::Create({{Cast("created_at", "String")}, {}}, Envelope::kNone);
  table::TableSchema schema = Shown();
  schema.fields[0].type = table::Type::DateTime64(3);
  AdaptSchema(**plan, schema);
  CHECK(schema.partition_by == "toYYYYMM(_timestamp)");
  CHECK(schema.time_column == "_timestamp");
  CHECK(table::ValidateSchema(schema).ok());
}

TEST_CASE("a new field gets the name and the type that transforms say") {
  const auto plan = TransformPlan::Create(
      {{Rename("user.mail", "email"), Cast("email", "String"), Rename("geo", "place")}, {}}, Envelope::kNone);
  table::Field mail{"user_mail", table::Type::LowCardinalityString(), {"user", "mail"}, "", {}};
  std::vector<std::string> name;
  AdaptNewField(**plan, mail, &name);
  CHECK(name == std::vector<std::string>{"email"});
  CHECK(mail.type.Name() == "Nullable(String)");
  table::Field city{"geo_city", table::Type::Of(table::Kind::kString), {"geo", "city"}, "", {}};
  AdaptNewField(**plan, city, &name);
  CHECK(name == std::vector<std::string>{"place", "city"});
}

TEST_CASE("a column of a dropped field is refused") {
  const auto plan = TransformPlan::Create({{Drop("user")}, {}}, Envelope::kNone);
  CHECK(CheckSchema(**plan, Shown()).message().find("column user_city") != std::string::npos);
}

}  // namespace
}  // namespace aurora::ingest
