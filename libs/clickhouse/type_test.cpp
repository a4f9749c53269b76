#include "libs/clickhouse/type.h"

#include <catch2/catch.hpp>

namespace aurora::clickhouse {
namespace {

TEST_CASE("a type's name survives parsing and printing") {
  const std::string name = GENERATE(
      "Bool", "Int8", "UInt256", "Float64", "String", "UUID", "IPv4", "IPv6", "Date", "Date32", "DateTime",
      "DateTime('UTC')", "DateTime64(3)", "DateTime64(6, 'Europe/Berlin')", "Decimal(18, 4)", "FixedString(16)",
      "Nullable(DateTime64(3, 'UTC'))", "LowCardinality(Nullable(String))", "Array(Array(Nullable(Int64)))",
      "Map(String, Array(LowCardinality(String)))", "Tuple(Int8, String)", "Tuple(a Int8, `b c` Nullable(String))",
      "Enum8('a' = 1, 'b)' = 2)", "AggregateFunction(sum, UInt64)", "JSON(max_dynamic_paths=8)", "Variant(Int8, String)",
      "SimpleAggregateFunction(sum, Decimal(38, 2))", "Nothing", "Array(Enum16('x' = -1))");
  const auto type = ParseType(name);
  REQUIRE(type.ok());
  CHECK(type->Name() == name);
  CHECK(ParseType(type->Name()).value() == *type);
}

TEST_CASE("aliases and blanks are understood") {
  CHECK(ParseType("Decimal64(4)")->Name() == "Decimal(18, 4)");
  CHECK(ParseType("Decimal128( 9 )")->Name() == "Decimal(38, 9)");
  CHECK(ParseType(" Map( String ,UInt8 ) ")->Name() == "Map(String, UInt8)");
}

TEST_CASE("what is no type is refused") {
  const std::string name = GENERATE(
      "", " ", "Nullable", "Nullable(", "Nullable(Int8", "Nullable(Int8))", "Map(String)", "Decimal(0, 0)", "Decimal(10, 11)",
      "DateTime64(10)", "DateTime('UTC", "FixedString(0)", "FixedString(x)", "Int8 Int8", "Enum8('a", "Array()", "Tuple(a Int8, String)");
  INFO(name);
  CHECK(ParseType(name).status().code() == absl::StatusCode::kInvalidArgument);
}

TEST_CASE("deep nesting ends in an error, not in an overflow") {
  std::string name;
  for (int i = 0; i < 100000; ++i) name += "Array(";
  CHECK_FALSE(ParseType(name).ok());
}

TEST_CASE("a type knows its width and what is inside") {
  CHECK(ParseType("Decimal(9, 2)")->FixedBytes() == 4);
  CHECK(ParseType("Decimal(10, 2)")->FixedBytes() == 8);
  CHECK(ParseType("Decimal(19, 2)")->FixedBytes() == 16);
  CHECK(ParseType("FixedString(5)")->FixedBytes() == 5);
  CHECK(ParseType("String")->FixedBytes() == 0);
  const Type type = ParseType("LowCardinality(Nullable(String))").value();
  CHECK(type.IsNullable());
  CHECK(type.Bare().kind == Kind::kString);
  CHECK_FALSE(ParseType("Array(Nullable(Int8))")->IsNullable());
}

TEST_CASE("names and texts are quoted so that nothing can leave the quotes") {
  CHECK(QuoteIdentifier("orders") == "`orders`");
  CHECK(QuoteIdentifier("a`b\\c") == "`a\\`b\\\\c`");
  CHECK(QuoteIdentifier("") == "``");
  CHECK(QuoteTable("db", "t`") == "`db`.`t\\``");
  CHECK(QuoteTable("", "t") == "`t`");
  CHECK(QuoteString("it's\n\\") == "'it\\'s\\n\\\\'");
  CHECK(QuoteString(std::string_view("\0", 1)) == "'\\0'");
}

}  // namespace
}  // namespace aurora::clickhouse
