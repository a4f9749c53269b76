#include "cli/commands/questions/result_text.h"

#include <boost/json.hpp>
#include <catch2/catch.hpp>

#include "cli/commands/lifecycle/env_command.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

Context Plain() { return Context{}; }

TEST_CASE("a single number stands alone") {
  const json::value answer =
      json::parse(R"json({"columns":[{"name":"orders","type":"UInt64"}],"rows":[["12345"]]})json");
  CHECK(RenderResult(Plain(), answer) == "\n  12,345  orders\n");
}

TEST_CASE("a bar answer has bars, a line answer a sparkline") {
  json::value answer = json::parse(
      R"json({"columns":[{"name":"action","type":"String"},{"name":"n","type":"UInt64"}],
          "rows":[["view","20"],["search","10"]],"chart":{"kind":"bar"}})json");
  CHECK_THAT(RenderResult(Plain(), answer), Catch::Contains("view    20  ████████████████████████\n") &&
                                                Catch::Contains("search  10  ████████████\n"));
  answer.as_object()["chart"].as_object()["kind"] = "line";
  CHECK_THAT(RenderResult(Plain(), answer), Catch::Contains("█▁"));
}

TEST_CASE("bars show what the chart measures, and identifiers stay as they are") {
  const json::value answer = json::parse(
      R"json({"columns":[{"name":"customer_id","type":"Int64"},{"name":"revenue","type":"Decimal(38, 2)"}],
          "rows":[["100000","2000.5"],["100001","1000.25"]],
          "chart":{"kind":"bar","x":"customer_id","y":["revenue"]}})json");
  CHECK_THAT(RenderResult(Plain(), answer), Catch::Contains("100000   2,000.5  ████████████████████████\n") &&
                                                Catch::Contains("100001  1,000.25  ████████████\n"));
}

TEST_CASE("missing and odd members break nothing") {
  CHECK(RenderResult(Plain(), json::parse("{}")) == "no rows\n");
  const json::value odd = json::parse(
      R"json({"columns":[{"name":"a","type":"Nullable(String)"},{"name":"b","type":"Float64"}],"rows":[[null,0.25]]})json");
  CHECK_THAT(RenderResult(Plain(), odd), Catch::Contains("NULL") && Catch::Contains("0.25"));
  CHECK_THAT(RenderStats(json::parse("{}")), Catch::StartsWith("0 rows"));
}

TEST_CASE("what an answer cost and how sure it is reads as a person would say it") {
  const json::value answer = json::parse(
      R"json({"rows":[["1"]],"stats":{"elapsed_ms":12.4,"rows_read":7069},"generator":"embedded","confidence":0.92668})json");
  CHECK(RenderStats(answer) == "1 row, 13 ms, 7,069 rows read, embedded (confidence 0.93)");
}

TEST_CASE("shell words survive every character") {
  CHECK(ShellQuote("a b$c") == "'a b$c'");
  CHECK(ShellQuote("it's") == "'it'\\''s'");
}

}  // namespace
}  // namespace aurora::cli
