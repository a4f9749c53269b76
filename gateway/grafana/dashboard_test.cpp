#include "gateway/grafana/dashboard.h"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <catch2/catch.hpp>
#include <random>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"

namespace aurora::gateway::grafana {
namespace {

namespace json = boost::json;

TEST_CASE("a statement is told from a question") {
  CHECK(IsSql("SELECT 1"));
  CHECK(IsSql("  -- a note\n/* and\nanother */ select\n1"));
  CHECK(IsSql("WITH t AS (SELECT 1) SELECT * FROM t"));
  CHECK(IsSql("with (select 1) as one select one"));
  CHECK_FALSE(IsSql("selected orders by state"));
  CHECK_FALSE(IsSql("with refunds, how many orders?"));
  CHECK_FALSE(IsSql("Revenue by state -- SELECT 1"));
  CHECK_FALSE(IsSql(""));
}

TEST_CASE("the time of a statement becomes Grafana's, other parameters literals; text and comments stay") {
  CHECK(ToGrafanaSql("SELECT 1 WHERE t >= {from:DateTime64(3, 'UTC')} AND t < { to : DateTime } AND s = {p1:String}",
                     {{"from", "", "x"}, {"p1", "String", "O'Neil \\"}}) ==
        R"(SELECT 1 WHERE t >= CAST($__fromTime_ms, 'DateTime64(3, \'UTC\')') AND t < CAST($__toTime, 'DateTime') AND )"
        R"(s = CAST('O\'Neil \\', 'String'))");
  CHECK(ToGrafanaSql("SELECT '{from:DateTime}' -- {to:DateTime}\n/* {p1:String} */", {{"p1", "String", "x"}}) ==
        "SELECT '{from:DateTime}' -- {to:DateTime}\n/* {p1:String} */");
}

TEST_CASE("Grafana's macros of time become parameters, others are named") {
  CHECK(FromGrafanaSql("SELECT 1 WHERE $__timeFilter(ts)").value() ==
        "SELECT 1 WHERE ts >= {from:DateTime} AND ts <= {to:DateTime}");
  CHECK(FromGrafanaSql("t > $__fromTime_ms AND t < $__toTime").value() == "t > {from:DateTime64(3)} AND t < {to:DateTime}");
  // A statement of the largest size costs no stack.
  const std::string large = "SELECT '" + std::string(400'000, 'x') + "' WHERE $__timeFilter(t)";
  CHECK(FromGrafanaSql(ToGrafanaSql(large, {})).value().size() > 400'000);
  for (const char* text : {"$__interval_s", "x = $state", "x = ${state:csv}", "x = [[state]]", "$__timeInterval(ts)"}) {
    INFO(text);
    CHECK(absl::IsInvalidArgument(FromGrafanaSql(text).status()));
  }
}

json::object RandomBoard(std::mt19937& random, std::vector<PanelSql>* panels) {
  const auto upto = [&](int n) { return static_cast<int64_t>(random() % static_cast<unsigned>(n)); };
  const char* kinds[] = {"line", "bar", "column", "grouped", "number", "card", "donut", "table", "heat", "histogram", "scatter"};
  const char* ranges[] = {"15m", "1h", "24h", "7d", "30d"};
  json::array list;
  for (int64_t i = upto(6); i > 0; --i) {
    json::object turn{{"text", upto(2) == 0 ? "orders by state" : "SELECT '{a}', \"\xc3\xa9\" FROM t WHERE t > {from:DateTime}"}};
    if (upto(2) == 0) turn["readings"] = json::object{{"time", "last_7_days"}};
    const int64_t x = upto(12);
    list.push_back(json::object{{"id", "p" + std::to_string(i * 3)},
                                {"title", upto(2) == 0 ? "" : "a \"title\""},
                                {"asking", json::object{{"turns", json::array{turn}}, {"now", nullptr}}},
                                {"chart", upto(3) == 0 ? json::value(nullptr) : json::value(kinds[upto(11)])},
                                {"x", x}, {"y", upto(1000)}, {"w", 1 + upto(static_cast<int>(12 - x))}, {"h", 1 + upto(40)}});
    panels->push_back(upto(4) == 0 ? PanelSql{"", {}, "", "which orders?"} : PanelSql{"SELECT {p1:String}", {{"p1", "String", "x"}}, "line", ""});
  }
  return {{"title", "Board"}, {"refresh_s", 1 + upto(3600)}, {"panels", list},
          {"range", upto(2) == 0 ? json::value(nullptr) : json::value(ranges[upto(5)])}};
}

TEST_CASE("a board comes back from its dashboard as it was") {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::vector<PanelSql> panels;
    const json::object board = RandomBoard(random, &panels);
    const json::object dashboard = ToDashboard(board, "b-1", panels);
    // Through text, as a file.
    const Imported back = FromDashboard(json::parse(json::serialize(dashboard)).as_object()).value();
    INFO(json::serialize(dashboard));
    REQUIRE(back.board == board);
    REQUIRE(back.left_out.empty());
    for (const json::value& panel : dashboard.at("panels").as_array()) {
      const json::object& grid = panel.at("gridPos").as_object();
      REQUIRE(grid.at("x").as_int64() + grid.at("w").as_int64() <= 24);
    }
  }
}

TEST_CASE("SQL that was changed in Grafana comes back as SQL") {
  std::vector<PanelSql> panels{{"SELECT 1 WHERE t > {from:DateTime}", {}, "line", ""}};
  const json::object board = json::parse(R"({"title":"B","refresh_s":5,"range":null,"panels":[{"id":"p1","title":"",
    "asking":{"turns":[{"text":"orders"}],"now":null},"chart":null,"x":0,"y":0,"w":6,"h":9}]})").as_object();
  json::object dashboard = ToDashboard(board, "b-1", panels);
  json::object& query = dashboard.at("panels").as_array()[0].as_object().at("targets").as_array()[0].as_object();
  CHECK(query.at("queryType").as_string() == "timeseries");
  query["rawSql"] = "SELECT 2 WHERE t > CAST($__fromTime, 'DateTime')";
  const Imported back = FromDashboard(dashboard).value();
  const json::object& panel = back.board.at("panels").as_array()[0].as_object();
  CHECK(panel.at("asking") == json::parse(R"({"turns":[{"text":"SELECT 2 WHERE t > {from:DateTime}"}]})"));
  CHECK(panel.at("chart").as_string() == "line");
}

TEST_CASE("what a foreign dashboard has beyond a board is listed") {
  const Imported back = FromDashboard(json::parse(R"({"dashboard":{"title":"Ops","refresh":"1m","time":{"from":"now-6h","to":"now"},
    "templating":{"list":[{"name":"host"}]},"annotations":{"list":[{"builtIn":1,"name":"Annotations"},{"name":"deploys"}]},
    "panels":[
      {"type":"row","title":"Folded","panels":[{"type":"stat","title":"Rows","datasource":{"type":"grafana-clickhouse-datasource"},
        "gridPos":{"x":7,"y":1,"w":30,"h":99},"targets":[{"rawSql":"SELECT count() FROM t"},{"rawSql":"SELECT 2"}]}]},
      {"type":"timeseries","title":"CPU","datasource":{"type":"prometheus"},"targets":[{"expr":"up"}]},
      {"type":"geomap","title":"Map","datasource":{"type":"grafana-clickhouse-datasource"},"transformations":[{"id":"x"}],
        "targets":[{"rawSql":"SELECT 1"}]},
      {"type":"table","title":"Var","datasource":{"type":"grafana-clickhouse-datasource"},"targets":[{"rawSql":"SELECT $host"}]},
      {"type":"text","title":"Note"}]}})").as_object()).value();
  CHECK(back.left_out.size() == 9);
  const json::array& panels = back.board.at("panels").as_array();
  REQUIRE(panels.size() == 2);
  CHECK(panels[0].at("chart").as_string() == "number");
  CHECK(panels[0].at("x").as_int64() == 3);
  CHECK(panels[0].at("w").as_int64() == 9);
  CHECK(panels[0].at("h").as_int64() == 40);
  CHECK(panels[1].at("chart").is_null());
  CHECK(back.board.at("refresh_s").as_int64() == 60);
  CHECK(back.board.at("range").is_null());
  const std::string all = absl::StrJoin(back.left_out, "\n");
  for (const char* word : {"CPU", "Note", "$host", "variable host", "annotation deploys", "geomap", "transformations", "row Folded", "query 2 of 2"}) {
    INFO(word);
    CHECK(absl::StrContains(all, word));
  }
  CHECK(absl::IsInvalidArgument(FromDashboard(json::object{{"title", "x"}}).status()));
}

}  // namespace
}  // namespace aurora::gateway::grafana
