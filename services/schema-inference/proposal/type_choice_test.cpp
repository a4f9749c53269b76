#include "services/schema-inference/proposal/type_choice.h"

#include <catch2/catch.hpp>
#include <functional>

#include "services/schema-inference/samples/json_reader.h"

namespace aurora::schema_inference {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'795'262'400);  // 2026-11-21 12:00 UTC

// Values as JSON; "" for an absent one.
TypeChoice Choose(const std::string& name, const std::vector<std::string>& values, size_t repeat = 1) {
  FieldStatistics statistics;
  JsonReader reader;
  for (size_t i = 0; i < repeat; ++i) {
    for (const std::string& json : values) {
      if (json.empty()) continue;
      JsonValue message;
      REQUIRE(reader.Read("{\"v\":" + json + "}", &message) == table::Rejection::kNone);
      statistics.Add(*message.Find("v"));
    }
  }
  return ChooseType(name, statistics, values.size() * repeat, kNow);
}

TEST_CASE("values become types") {
  struct Case {
    const char* name;
    std::vector<std::string> values;
    const char* type;
  };
  const Case cases[] = {
      {"flag", {"true", "false"}, "Bool"},
      {"n", {"1", "-2", "3"}, "Int64"},
      {"n", {"9223372036854775807"}, "Int64"},
      {"n", {"1", "9223372036854775808"}, "UInt64"},
      {"n", {"18446744073709551615"}, "UInt64"},
      {"n", {"-1", "18446744073709551615"}, "String"},
      {"n", {"18446744073709551616"}, "String"},
      {"n", {"1e400"}, "String"},
      {"n", {"1", "2.5"}, "Float64"},
      {"n", {"1e3"}, "Float64"},
      {"n", {"2.5", "18446744073709551615"}, "Float64"},
      {"price", {"12.5", "3.99", "7"}, "Decimal(18, 2)"},
      {"unitPrice", {"12.505", "3.9"}, "Decimal(18, 3)"},
      {"price", {"0.30000000000000004", "1.5"}, "Float64"},
      {"price", {"1.5e2"}, "Float64"},
      {"ratio", {"12.50", "3.99"}, "Float64"},
      {"total", {"\"12.50\"", "\"3.99\""}, "Decimal(18, 2)"},
      {"total", {"\"12.50\"", "\"3.9\""}, "String"},
      {"total", {"\"12\"", "\"3\""}, "String"},
      {"version", {"\"1.10\"", "\"1.12\""}, "String"},
      {"id", {"\"01234567-89ab-cdef-0123-456789abcdef\""}, "UUID"},
      {"id", {"\"01234567-89ab-cdef-0123-456789abcdef\"", "\"\""}, "String"},
      {"ip", {"\"10.0.0.1\"", "\"192.168.1.1\""}, "IPv4"},
      {"ip", {"\"::1\"", "\"fe80::1\""}, "IPv6"},
      {"ip", {"\"::1\"", "\"10.0.0.1\""}, "String"},
      {"day", {"\"2026-11-21\"", "\"1999-01-01\""}, "Date"},
      {"born", {"\"1950-11-21\""}, "Date32"},
      {"at", {"\"2026-11-21T12:00:00Z\""}, "DateTime64(3, 'UTC')"},
      {"at", {"\"2026-11-21 12:00:00.123\"", "\"2026-11-21\""}, "DateTime64(3, 'UTC')"},
      {"at", {"\"2026-11-21T12:00:00.123456+01:00\""}, "DateTime64(6, 'UTC')"},
      {"at", {"\"2026-11-21T12:00:00.123456789Z\""}, "DateTime64(9, 'UTC')"},
      {"at", {"\"2026-11-21T12:00:00Z\"", "\"yesterday\""}, "String"},
      {"at", {"\"0001-01-01T00:00:00Z\""}, "String"},
      {"name", {"\"a\"", "\"b\""}, "String"},
      {"zip", {"\"02134\""}, "String"},
      {"mixed", {"1", "\"a\""}, "String"},
      {"mixed", {"1", "true"}, "String"},
      {"mixed", {"{\"a\":1}", "2"}, "String"},
      {"object", {"{\"a\":1}"}, "String"},
      {"tags", {"[\"a\",\"b\"]", "[]"}, "Array(String)"},
      {"tags", {"[1,2]"}, "Array(Int64)"},
      {"tags", {"[1,null]"}, "Array(Nullable(Int64))"},
      {"tags", {"[1.5,2]"}, "Array(Float64)"},
      {"tags", {"[1,\"a\"]"}, "String"},
      {"tags", {"[[1],[2]]"}, "String"},
      {"tags", {"[{\"a\":1}]"}, "String"},
      {"tags", {"[]"}, "String"},
      {"tags", {"[1]", "null", ""}, "Array(Int64)"},
      {"tags", {"[1]", "2"}, "String"},
      {"n", {"1", "null"}, "Nullable(Int64)"},
      {"n", {"1", ""}, "Nullable(Int64)"},
      {"n", {"null"}, "Nullable(String)"},
      {"s", {"\"\"", "\"a\""}, "String"},
      {"s", {"\"a\"", "null"}, "Nullable(String)"},
  };
  for (const Case& c : cases) {
    INFO(c.name << " " << c.values[0] << " ...");
    const TypeChoice choice = Choose(c.name, c.values);
    CHECK(choice.type.Name() == c.type);
    CHECK_FALSE(choice.reason.empty());
  }
}

TEST_CASE("numbers become times by size and by name") {
  struct Case {
    const char* name;
    std::vector<std::string> values;
    const char* type;
    table::EpochUnit unit;
  };
  using Unit = table::EpochUnit;
  const Case cases[] = {
      {"ts", {"1795262400", "1795262401"}, "DateTime64(3, 'UTC')", Unit::kSeconds},
      {"created_at", {"1795262400000"}, "DateTime64(3, 'UTC')", Unit::kMilliseconds},
      {"eventTime", {"1795262400000000"}, "DateTime64(6, 'UTC')", Unit::kMicroseconds},
      {"ts", {"1795262400.25", "1795262401"}, "DateTime64(3, 'UTC')", Unit::kSeconds},
      {"ts", {"1795262400.123456"}, "DateTime64(6, 'UTC')", Unit::kSeconds},
      {"ts", {"1795262400.1234567"}, "Float64", Unit::kNone},
      {"x", {"1795262400.25"}, "Float64", Unit::kNone},
      {"x", {"1795262400123"}, "DateTime64(3, 'UTC')", Unit::kMilliseconds},
      {"x", {"1795262400"}, "Int64", Unit::kNone},
      {"barcode", {"4006381333931"}, "Int64", Unit::kNone},
      {"phone", {"4930123456"}, "Int64", Unit::kNone},
      {"ts", {"1795262400", "12"}, "Int64", Unit::kNone},
      {"ts", {"1795262400", "1795262400000"}, "Int64", Unit::kNone},
      {"duration_ms", {"1795", "300000"}, "Int64", Unit::kNone},
      {"at", {"1795262400000", "null"}, "Nullable(DateTime64(3, 'UTC'))", Unit::kMilliseconds},
  };
  for (const Case& c : cases) {
    INFO(c.name << " " << c.values[0]);
    const TypeChoice choice = Choose(c.name, c.values);
    CHECK(choice.type.Name() == c.type);
    CHECK(choice.epoch_unit == c.unit);
  }
}

TEST_CASE("a dictionary is proposed where values repeat") {
  CHECK(Choose("state", {"\"CA\"", "\"NY\"", "\"TX\""}, 100).type.Name() == "LowCardinality(String)");
  CHECK(Choose("state", {"\"CA\"", "null"}, 100).type.Name() == "LowCardinality(Nullable(String))");
  CHECK(Choose("state", {"\"CA\"", "\"NY\"", "\"TX\""}, 2).type.Name() == "String");
  std::vector<std::string> many;
  for (int i = 0; i < 300; ++i) many.push_back("\"customer-" + std::to_string(i) + "\"");
  CHECK(Choose("customer", many, 2).type.Name() == "String");
}

TEST_CASE("the reason counts what was seen") {
  CHECK(Choose("at", {"\"2026-11-21T12:00:00Z\"", ""}, 500).reason ==
        "ISO 8601 text in 500 of 500; absent in 500 of 1,000");
  CHECK(Choose("x", {"1", "\"a\"", "\"b\""}).reason ==
        "mixed values (text in 2, numbers in 1): text takes them all");
  CHECK(Choose("state", {"\"CA\"", "\"NY\""}, 20).reason ==
        "text in 40 of 40, 2 different values: a dictionary pays");
}

}  // namespace
}  // namespace aurora::schema_inference
