#include "services/schema-inference/samples/column_fit.h"

#include <catch2/catch.hpp>

#include "services/schema-inference/samples/json_reader.h"

namespace aurora::schema_inference {
namespace {

using table::Rejection;

TEST_CASE("what goes into a column, and what does not") {
  struct Case {
    const char* type;
    const char* value;
    Rejection rejection;
    table::EpochUnit unit = table::EpochUnit::kNone;
  };
  constexpr auto kFits = Rejection::kNone;
  constexpr auto kMismatch = Rejection::kTypeMismatch;
  constexpr auto kRange = Rejection::kOutOfRange;
  constexpr auto kMilliseconds = table::EpochUnit::kMilliseconds;
  const Case cases[] = {
      {"Bool", "true", kFits},
      {"Bool", "1", kMismatch},
      {"Int8", "-128", kFits},
      {"Int8", "128", kRange},
      {"UInt8", "255", kFits},
      {"UInt8", "-1", kRange},
      {"Int64", "9223372036854775807", kFits},
      {"Int64", "9223372036854775808", kRange},
      {"UInt64", "18446744073709551615", kFits},
      {"Int64", "1.0", kFits},
      {"Int64", "1.5", kRange},
      {"Int64", "\"1\"", kMismatch},
      {"Float64", "1e300", kFits},
      {"Float64", "1e400", kRange},
      {"Float32", "1e300", kRange},
      {"Decimal(18, 2)", "12.50", kFits},
      {"Decimal(18, 2)", "\"12.50\"", kFits},
      {"Decimal(18, 2)", "12.505", kRange},
      {"Decimal(18, 2)", "\"x\"", kMismatch},
      {"String", "{\"a\":[1]}", kFits},
      {"String", "null", Rejection::kMissingValue},
      {"Nullable(String)", "null", kFits},
      {"UUID", "\"01234567-89ab-cdef-0123-456789abcdef\"", kFits},
      {"UUID", "\"x\"", kMismatch},
      {"IPv4", "\"1.2.3.4\"", kFits},
      {"IPv6", "\"1.2.3.4\"", kMismatch},
      {"Date", "\"2026-11-21\"", kFits},
      {"Date", "\"1950-11-21\"", kRange},
      {"Date32", "\"1950-11-21\"", kFits},
      {"DateTime64(3)", "\"2026-11-21T12:00:00Z\"", kFits},
      {"DateTime64(3)", "\"2026-11-21T12:00:00.1234Z\"", kMismatch},
      {"DateTime64(3)", "\"1850-11-21T12:00:00Z\"", kRange},
      {"DateTime64(3)", "1795262400000", kMismatch},
      {"DateTime64(3)", "1795262400000", kFits, kMilliseconds},
      {"DateTime64(6)", "1795262400000.5", kFits, kMilliseconds},
      {"DateTime64(3)", "1795262400000.5", kRange, kMilliseconds},
      {"DateTime64(0)", "1795262400000", kFits, kMilliseconds},
      {"DateTime64(0)", "1795262400001", kRange, kMilliseconds},
      {"DateTime", "\"1960-01-01T00:00:00Z\"", kRange},
      {"Array(Int64)", "[1,2]", kFits},
      {"Array(Int64)", "[1,\"x\"]", kMismatch},
      {"Array(Int64)", "[null]", Rejection::kMissingValue},
      {"Array(Nullable(Int64))", "[null]", kFits},
      {"Array(Int64)", "null", kFits},
      {"Array(Int64)", "1", kMismatch},
  };
  JsonReader reader;
  for (const Case& c : cases) {
    INFO(c.type << " " << c.value);
    JsonValue message;
    REQUIRE(reader.Read(std::string("{\"v\":") + c.value + "}", &message) == kFits);
    const table::Field field{"v", *table::ParseType(c.type), {"v"}, "", c.unit};
    CHECK(table::RejectionCode(FitsColumn(message.Find("v"), field)) == table::RejectionCode(c.rejection));
  }
}

TEST_CASE("an absent value fits what can be empty") {
  const auto fits = [](const char* type) {
    return FitsColumn(nullptr, {"v", *table::ParseType(type), {"v"}});
  };
  CHECK(fits("Int64") == Rejection::kMissingValue);
  CHECK(fits("Nullable(Int64)") == Rejection::kNone);
  CHECK(fits("Array(Int64)") == Rejection::kNone);
}

}  // namespace
}  // namespace aurora::schema_inference
