#include "cli/commands/connections/transform_text.h"

#include <catch2/catch.hpp>

namespace aurora::cli {
namespace {

std::string Parse(const std::string& text) {
  const auto steps = ParseTransforms({text});
  return steps.ok() ? boost::json::serialize(steps->front()) : std::string(steps.status().message());
}

TEST_CASE("transforms as people write them") {
  CHECK(Parse("drop:password") == R"({"kind":"drop","field":"password"})");
  CHECK(Parse("hash:customer.email") == R"({"kind":"hash","field":"customer.email"})");
  CHECK(Parse("rename:ts=created_at") == R"({"kind":"rename","field":"ts","to":"created_at"})");
  CHECK(Parse("cast:amount=Decimal(18,2)") == R"~({"kind":"cast","field":"amount","type":"Decimal(18,2)"})~");
  CHECK(Parse("redact:card") == R"({"kind":"redact","field":"card"})");
  CHECK(Parse("deduplicate:order_id within 1h") ==
        R"({"kind":"deduplicate","by":["order_id"],"within":"1h"})");
  CHECK(Parse("deduplicate:within, region within 90s") ==
        R"({"kind":"deduplicate","by":["within","region"],"within":"90s"})");
  CHECK(Parse("redact:card=a = b") == R"({"kind":"redact","field":"card","text":"a = b"})");
}

TEST_CASE("conditions as people write them") {
  CHECK(Parse("filter:status=paid") ==
        R"({"kind":"filter","field":"status","operator":"=","values":["paid"]})");
  CHECK(Parse("filter:status != a<b") ==
        R"({"kind":"filter","field":"status","operator":"!=","values":["a<b"]})");
  CHECK(Parse("filter:amount>=10") ==
        R"({"kind":"filter","field":"amount","operator":">=","values":["10"]})");
  CHECK(Parse("filter:at<2026-01-01") ==
        R"({"kind":"filter","field":"at","operator":"<","values":["2026-01-01"]})");
  CHECK(Parse("filter:status in paid, shipped") ==
        R"({"kind":"filter","field":"status","operator":"in","values":["paid","shipped"]})");
  CHECK(Parse("filter:status not in draft") ==
        R"({"kind":"filter","field":"status","operator":"not in","values":["draft"]})");
  CHECK(Parse("filter:email exists") ==
        R"({"kind":"filter","field":"email","operator":"exists","values":[]})");
  CHECK(Parse("filter:email not exists") ==
        R"({"kind":"filter","field":"email","operator":"not exists","values":[]})");
  CHECK(Parse("filter:note= he exists") ==
        R"({"kind":"filter","field":"note","operator":"=","values":["he exists"]})");
}

TEST_CASE("what cannot be read says what can") {
  for (const char* text :
       {"drop", "drop:", "rename:a", "cast:a", "explode:a", "filter:status", "filter:=x", "deduplicate:a",
        "deduplicate: within 1h", "deduplicate:a, within 1h"}) {
    INFO(text);
    CHECK(Parse(text).find("write drop:FIELD") != std::string::npos);
  }
}

}  // namespace
}  // namespace aurora::cli
