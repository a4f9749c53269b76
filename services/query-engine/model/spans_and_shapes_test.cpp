#include <catch2/catch.hpp>

#include "services/query-engine/model/test_parser.h"

// Lengths of time between two moments, shares of each, misspelt words of the language. On tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

std::shared_ptr<const Snapshot> Workshops() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "bikeshop", "repairs", 5000,
      {Column("repair_no", "UInt64"), Column("bike_sn", "String"), Column("brought_at", "DateTime('UTC')", {}, "bicycle handed over at the counter"),
       Column("diag_ts", "Nullable(DateTime('UTC'))", {}, "damage found by the mechanic"), Column("fetched_at", "Nullable(DateTime('UTC'))", {}, "customer came for the bicycle"),
       Column("due_at", "DateTime('UTC')", {}, "promised to be ready"), Column("bench", "LowCardinality(String)", {"north", "south", "yard"}),
       Column("verdict", "LowCardinality(String)", {"mended", "scrapped", "returned"}), Column("bill_eur", "Decimal(10, 2)")}));
  snapshot->tables.push_back(MakeTable("bikeshop", "parkings", 900,
                                       {Column("parking_no", "UInt64"), Column("in_ts", "DateTime('UTC')", {}, "bike at the rack gate"), Column("out_ts", "Nullable(DateTime('UTC'))", {}, "bike leaves the rack"),
                                        Column("rack", "LowCardinality(String)", {"R1", "R2", "R3"})}));
  NameTables(*snapshot);
  return snapshot;
}

std::string SpansSql(const std::string& question) {
  static const TestParser parser(Workshops());
  return SqlOf(parser.Ask(question));
}

void SpansHas(const std::string& question, const std::string& part) { CheckSqlHas(question, SpansSql(question), part); }
void SpansLacks(const std::string& question, const std::string& part) { CheckSqlLacks(question, SpansSql(question), part); }

TEST_CASE("a length of time lies between the moments that phrases name by comments") {
  SpansHas("median hours from the counter until the damage was found, per bench", "diag_ts");
  SpansHas("median hours from the counter until the damage was found, per bench", "GROUP BY bench");
  SpansHas("average wait between the diagnosis and the customer coming, in minutes", "fetched_at");
  // "moon" is of none of the moments.
  SpansHas("median hours from the counter until the moon was found", "none: ");
}

TEST_CASE("the longest stays are rows with their length") {
  SpansHas("the three longest stays at the rack in April, minutes each", "LIMIT 3");
  SpansHas("the three longest stays at the rack in April, minutes each", "AS length");
}

TEST_CASE("a share of each group is no ratio of the rows to themselves") {
  SpansHas("share of scrapped repairs per bench since Monday", "GROUP BY bench");
  SpansHas("share of scrapped repairs per bench since Monday", "countIf(verdict = scrapped)");
  SpansLacks("share of scrapped repairs per repair since Monday", "count() / count()");
}

TEST_CASE("a number of the dearest rows is rows") {
  SpansHas("five most expensive repairs by bill in April", "LIMIT 5");
  SpansHas("five most expensive repairs by bill in April", "repair_no");
}

TEST_CASE("words of the language are put right where they are misspelt") {
  SpansHas("wich bench has the most repairs", "GROUP BY bench");
  SpansHas("repairs that arent scrapped last week, how many", "verdict != scrapped");
}

TEST_CASE("steps without rows are shown however that is asked") {
  SpansHas("repairs per day this month, with a 0 where there were none", "WITH FILL");
  SpansHas("repairs day by day last week, zero for the days that had nothing", "WITH FILL");
}

}  // namespace
}  // namespace aurora::query::model
