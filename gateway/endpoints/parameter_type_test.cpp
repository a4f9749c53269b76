#include "gateway/endpoints/parameter_type.h"

#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>

namespace aurora::gateway::endpoints {
namespace {

std::optional<std::string> Read(const std::string& type, const std::string& value) {
  const auto parsed = ParameterType::Parse(type);
  REQUIRE(parsed.ok());
  return parsed->Read(value);
}

bool Takes(const std::string& type, const std::string& value) { return Read(type, value).has_value(); }

TEST_CASE("a value of its type is taken, another is not") {
  struct Case {
    const char* type;
    std::vector<std::string> good;
    std::vector<std::string> bad;
  };
  const std::vector<Case> cases = {
      {"UInt8", {"0", "255", "007"}, {"", "-1", "256", "1.0", " 1", "1 ", "+1", "0x1", "1; DROP TABLE x", "1e2"}},
      {"Int8", {"-128", "127", "-0"}, {"-129", "128", "-", "--1"}},
      {"UInt64", {"18446744073709551615"}, {"18446744073709551616", "99999999999999999999999"}},
      {"Int256", {"-57896044618658097711785492504343953926634992332820282019728792003956564819968"},
       {"57896044618658097711785492504343953926634992332820282019728792003956564819968"}},
      {"Float64", {"1", "-1.5", "1e300", ".5"}, {"", "nan", "inf", "0x1p3", "1e400", "1,5", " 1"}},
      {"Decimal(5, 2)", {"123.45", "-0.5", "000123", "0"}, {"1234", "1.234", "1.", ".5", "1e2", "-"}},
      {"Decimal64(3)", {"123456789012345.123"}, {"1234567890123456"}},
      {"Bool", {"true", "false"}, {"1", "True", "yes", ""}},
      {"String", {"", "CA", "'; DROP TABLE shop.orders --", "a\nb", "{x:String}"}, {std::string("a\0b", 3)}},
      {"FixedString(2)", {"CA", "C", ""}, {"CAL"}},
      {"UUID", {"61f0c404-5cb3-11e7-907b-a6006ad3dba0"}, {"61f0c4045cb311e7907ba6006ad3dba0", "61f0c404-5cb3-11e7-907b-a6006ad3dbaX"}},
      {"Date", {"2026-11-26", "2024-02-29"}, {"2026-13-01", "2025-02-29", "26-11-26", "2026-1-1", "1969-12-31", "today()", "2026-11-26 "}},
      {"Date32", {"1900-01-01", "2299-12-31"}, {"1899-12-31"}},
      {"DateTime", {"2026-11-26 14:00:00", "2026-11-26T14:00:00"}, {"2026-11-26", "2026-11-26 24:00:00", "2026-11-26 14:00", "now()", "2026-11-26 14:00:00.5", "2200-01-01 00:00:00"}},
      {"DateTime64(3, 'UTC')", {"2026-11-26 14:00:00.123"}, {"2026-11-26 14:00:00.1234", "2026-11-26 14:00:00."}},
      {"IPv4", {"10.0.0.1"}, {"10.0.0.256", "::1", "10.0.0"}},
      {"IPv6", {"::1", "2001:db8::1"}, {"10.0.0.1", ":::"}},
      {"Enum8('new' = 1, 'don''t' = 2)", {"new", "don't"}, {"old", "1", ""}},
      {"Nullable(UInt8)", {"1"}, {"NULL", "x"}},
      {"LowCardinality(String)", {"CA"}, {}},
      {"Array(UInt8)", {"[]", "[1,2]", "[\"1\"]"}, {"1,2", "[256]", "[[1]]", "[1", "[null]", "{}"}},
  };
  for (const Case& one : cases) {
    for (const std::string& value : one.good) {
      INFO(one.type << " takes " << value);
      CHECK(Takes(one.type, value));
    }
    for (const std::string& value : one.bad) {
      INFO(one.type << " refuses " << value);
      CHECK_FALSE(Takes(one.type, value));
    }
  }
}

TEST_CASE("a time with a zone is a moment, whatever the type's zone is") {
  CHECK(Read("DateTime('America/New_York')", "2026-11-26T14:00:00Z") == "1795701600");
  CHECK(Read("DateTime", "2026-11-26t15:00:00+01:00") == "1795701600");
  CHECK(Read("DateTime64(3)", "2026-11-26T14:00:00.5Z") == "1795701600.5");
  CHECK(Read("DateTime", "2026-11-26T14:00:00") == "2026-11-26 14:00:00");
  CHECK_FALSE(Takes("DateTime", "2026-11-26T14:00:00+99:00"));
}

TEST_CASE("a list's texts cannot leave their quotes") {
  CHECK(Read("Array(String)", R"(["CA","N'Y","\\"])") == R"(['CA','N\'Y','\\'])");
  CHECK(Read("Array(Date)", R"(["2026-11-26"])") == "['2026-11-26']");
  CHECK(Read("Array(Decimal(9, 2))", "[1.5, 2, \"3.25\"]") == "[1.5,2,3.25]");
  CHECK(Read("Array(Int64)", "[9223372036854775807]") == "[9223372036854775807]");
}

TEST_CASE("examples are of their type, and types that cannot be checked are refused") {
  for (const char* type : {"Int8", "UInt256", "Float32", "Decimal(9, 9)", "Decimal(1, 0)", "Decimal(2, 1)", "Bool", "String", "FixedString(1)",
                           "UUID", "Date", "Date32", "DateTime", "DateTime64(6)", "IPv4", "IPv6", "Enum16('a' = 5)",
                           "Array(String)", "Array(Nullable(Int8))", "LowCardinality(Nullable(String))"}) {
    INFO(type);
    const auto parsed = ParameterType::Parse(type);
    REQUIRE(parsed.ok());
    CHECK(parsed->Read(parsed->example()).has_value());
    CHECK_FALSE(parsed->Schema().empty());
  }
  for (const char* type : {"Map(String, String)", "JSON", "Tuple(Int8)", "Identifier", "Array(Array(Int8))", "", "Decimal", "DateTime64"}) {
    INFO(type);
    CHECK_FALSE(ParameterType::Parse(type).ok());
  }
}

TEST_CASE("whole numbers that a double cannot hold may be texts in JSON") {
  CHECK(boost::json::serialize(ParameterType::Parse("Int8")->Schema()) == R"({"type":"integer","minimum":-128,"maximum":127})");
  CHECK(boost::json::serialize(ParameterType::Parse("UInt64")->Schema()) == R"({"type":["integer","string"],"pattern":"^[0-9]+$"})");
}

}  // namespace
}  // namespace aurora::gateway::endpoints
