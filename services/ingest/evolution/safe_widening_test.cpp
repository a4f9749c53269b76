#include "services/ingest/evolution/safe_widening.h"

#include <catch2/catch.hpp>

namespace aurora::ingest {
namespace {

table::TableSchema Schema(const std::string& type) {
  table::TableSchema schema;
  schema.database = "d";
  schema.table = "t";
  schema.fields.push_back({"v", *table::ParseType(type), {"v"}, "", {}});
  table::AddOwnFields(schema);
  return schema;
}

// The type after the change; "" when it is refused.
std::string Wide(const std::string& from, const std::string& to) {
  const table::TableSchema schema = Schema(from);
  const auto wide = WidenField(schema, schema.fields[0], *table::ParseType(to));
  return wide.ok() ? wide->type.Name() : "";
}

TEST_CASE("what loses no value is a widening") {
  CHECK(Wide("Int64", "Float64") == "Float64");
  CHECK(Wide("Int64", "String") == "String");
  CHECK(Wide("Int32", "Int64") == "Int64");
  CHECK(Wide("UInt32", "Int64") == "Int64");
  CHECK(Wide("Int64", "Decimal(21, 2)") == "Decimal(21, 2)");
  CHECK(Wide("Float32", "Float64") == "Float64");
  CHECK(Wide("Decimal(18, 2)", "Decimal(20, 4)") == "Decimal(20, 4)");
  CHECK(Wide("UUID", "String") == "String");
  CHECK(Wide("Bool", "Nullable(String)") == "Nullable(String)");
  CHECK(Wide("Date", "Date32") == "Date32");
  CHECK(Wide("DateTime64(3, 'UTC')", "DateTime64(6, 'UTC')") == "DateTime64(6, 'UTC')");
  CHECK(Wide("LowCardinality(String)", "String") == "String");
  CHECK(Wide("Int64", "Nullable(Int64)") == "Nullable(Int64)");
}

TEST_CASE("a Nullable column stays Nullable whatever is asked for") {
  CHECK(Wide("Nullable(Int64)", "Float64") == "Nullable(Float64)");
  CHECK(Wide("Nullable(Int64)", "Int64").empty());
}

TEST_CASE("what could lose a value is refused, and so is no change") {
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"Float64", "Int64"}, {"Int64", "Int32"}, {"Int64", "UInt64"}, {"UInt64", "Int64"}, {"String", "Int64"},
           {"Int64", "Decimal(20, 2)"}, {"Decimal(18, 2)", "Float64"}, {"Decimal(18, 2)", "Decimal(18, 4)"},
           {"Date32", "Date"}, {"DateTime64(6, 'UTC')", "DateTime64(3, 'UTC')"},
           {"DateTime64(3, 'UTC')", "DateTime64(9, 'UTC')"}, {"DateTime64(3, 'UTC')", "String"},
           {"Array(Int64)", "Array(Float64)"}, {"Array(Int64)", "String"}, {"Int64", "Array(Int64)"},
           {"Int64", "Int64"}}) {
    INFO(from << " to " << to);
    CHECK(Wide(from, to).empty());
  }
}

TEST_CASE("a refusal names the column and what is possible; keys keep their type") {
  table::TableSchema schema = Schema("Float64");
  absl::Status status = WidenField(schema, schema.fields[0], table::Type::Of(table::Kind::kInt64)).status();
  CHECK(absl::IsInvalidArgument(status));
  CHECK(status.message().find("column v of table d.t cannot go from Float64 to Int64") != std::string::npos);
  CHECK(status.message().find("possible: String") != std::string::npos);
  schema.order_by = {"v"};
  status = WidenField(schema, schema.fields[0], table::Type::Of(table::Kind::kString)).status();
  CHECK(absl::IsFailedPrecondition(status));
  CHECK(absl::IsFailedPrecondition(
      WidenField(schema, *schema.Find("_offset"), table::Type::Of(table::Kind::kString)).status()));
}

}  // namespace
}  // namespace aurora::ingest
