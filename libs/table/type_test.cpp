#include "libs/table/type.h"

#include <catch2/catch.hpp>

namespace aurora::table {
namespace {

TEST_CASE("a type is read and printed as ClickHouse prints it") {
  const char* name = GENERATE(
      "Bool", "Int8", "Int64", "UInt64", "Float64", "Decimal(18, 2)", "String", "UUID", "IPv4", "IPv6",
      "Date", "Date32", "DateTime('UTC')", "DateTime64(3, 'UTC')", "LowCardinality(String)",
      "LowCardinality(Nullable(String))", "Nullable(Int64)", "Array(String)", "Array(Nullable(Int64))",
      "Nullable(DateTime64(6, 'UTC'))", "Array(LowCardinality(String))", "Nullable(Decimal(38, 10))");
  const auto type = ParseType(name);
  REQUIRE(type.ok());
  CHECK(type->Name() == name);
}

TEST_CASE("a time without a zone is UTC") {
  REQUIRE(ParseType("DateTime64(3)").ok());
  CHECK(ParseType("DateTime64(3)")->Name() == "DateTime64(3, 'UTC')");
  CHECK(ParseType("DateTime")->Name() == "DateTime('UTC')");
}

TEST_CASE("what messages cannot fill is refused") {
  const char* name =
      GENERATE("", "Map(String, String)", "Array(Array(Int64))", "Tuple(Int64)",
               "DateTime64(3, 'Asia/Tokyo')", "Decimal(39, 2)", "Decimal(4, 5)", "DateTime64(10)",
               "LowCardinality(Int64)", "Nullable(Nullable(Int8))", "String)", "String; DROP TABLE x",
               "Enum8('a' = 1)", "Nullable(Array(Int8))", "Int128");
  CHECK(ParseType(name).status().code() == absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace aurora::table
