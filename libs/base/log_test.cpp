#include "libs/base/log.h"

#include <catch2/catch.hpp>
#include <limits>

namespace aurora::base::log {
namespace {

TEST_CASE("a log line is one JSON object with its fields") {
  CHECK(
      FormatLine(
          "T", Level::kWarning, "ingest", "batch refused",
          {{"rows", 812}, {"table", "shop.orders"}, {"again", true}, {"why", absl::NotFoundError("gone")}}) ==
      "{\"time\":\"T\",\"level\":\"warning\",\"service\":\"ingest\",\"event\":\"batch refused\",\"rows\":812,"
      "\"table\":\"shop.orders\",\"again\":true,\"why\":\"NOT_FOUND: gone\"}\n");
}

TEST_CASE("text cannot break out of its line") {
  CHECK(JsonQuote("a\"b\\c\nd\x01") == "\"a\\\"b\\\\c\\nd\\u0001\"");
  CHECK(JsonQuote("\xC3\xA4\xFF") == "\"\xC3\xA4\xEF\xBF\xBD\"");
}

TEST_CASE("a number that JSON lacks becomes null") {
  const std::string line =
      FormatLine("T", Level::kInfo, "s", "e", {{"x", std::numeric_limits<double>::quiet_NaN()}});
  CHECK(line.find("\"x\":null") != std::string::npos);
}

TEST_CASE("long text is cut") {
  const std::string line = FormatLine("T", Level::kInfo, "s", "e", {{"x", std::string(100000, 'a')}});
  CHECK(line.size() < 5000);
  CHECK(line.find("(100000 bytes)") != std::string::npos);
}

}  // namespace
}  // namespace aurora::base::log
