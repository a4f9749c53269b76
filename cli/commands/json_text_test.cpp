#include "cli/commands/json_text.h"

#include <boost/json/value.hpp>
#include <catch2/catch.hpp>

namespace aurora::cli {
namespace {

TEST_CASE("people see moments to the second") {
  const auto shown = [](const boost::json::value& moment) { return MomentText(boost::json::value{{"at", moment}}, "at"); };
  CHECK(shown("2026-11-26T18:43:05.123456Z") == "2026-11-26T18:43:05Z");
  CHECK(shown("2026-11-26T18:43:05.120Z") == "2026-11-26T18:43:05Z");
  CHECK(shown("2026-11-26T18:43:05Z") == "2026-11-26T18:43:05Z");
  CHECK(shown(nullptr) == "");
  CHECK(shown("orders.eu") == "orders.eu");
}

}  // namespace
}  // namespace aurora::cli
