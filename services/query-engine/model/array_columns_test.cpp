#include <algorithm>
#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Columns that hold several values a row, prices of one of something, and other words that authors of their own used.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A bike workshop: jobs with the extras that were done, scans of parts, what people did on the site.
std::shared_ptr<const Snapshot> Workshop() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "shop", "jobs", 9000,
      {Column("job_id", "UInt64"), Column("opened_at", "DateTime('UTC')"), Column("extras", "Array(LowCardinality(String))", {"wax", "polish", "deep_clean"}, "extras: wax, polish, deep_clean"),
       Column("bike", "LowCardinality(String)", {"cargo", "road"}), Column("price_ct", "UInt32", {}, "what was agreed, euro cents per spoke"), Column("amount_eur", "Decimal(9, 2)"), Column("spokes", "UInt32"),
       Column("customer_id", "UInt32")}));
  snapshot->tables.push_back(MakeTable("shop", "scans", 4000,
                                       {Column("scan_id", "UInt64"), Column("scanned_at", "DateTime('UTC')"), Column("shelf", "LowCardinality(String)", {"S1", "S2"}),
                                        Column("scanner", "LowCardinality(String)", {"R1", "R2"}), Column("took_ms", "UInt32")}));
  snapshot->tables.push_back(MakeTable("shop", "clicks", 4000,
                                       {Column("ts", "DateTime('UTC')"), Distinct(Column("sess", "String"), 900), Column("ev", "LowCardinality(String)", {"open", "start", "finish", "purchase"}),
                                        Column("cents", "Nullable(UInt32)", {}, "price in US cents, only of a purchase")}));
  NameTables(*snapshot);
  return snapshot;
}

std::string Sql(const std::string& question) {
  static const TestParser parser(Workshop());
  return SqlOf(parser.Ask(question));
}

using Catch::Contains;

TEST_CASE("a value is looked for among the elements of a list") {
  CHECK_THAT(Sql("how many jobs with wax this month"), Contains("WHERE has(extras, wax)"));
  CHECK_THAT(Sql("how many jobs with wax and polish this month"), Contains("has(extras, wax) AND has(extras, polish)"));
  CHECK_THAT(Sql("how many jobs with wax or polish this month"), Contains("hasAny(extras, [wax, polish])"));
  CHECK_THAT(Sql("how many jobs without wax this month"), Contains("NOT has(extras, wax)"));
  CHECK_THAT(Sql("how many jobs with a deep clean this month"), Contains("has(extras, deep_clean)"));
  CHECK_THAT(Sql("share of jobs with wax this month"), Contains("countIf(has(extras, wax)) / count()"));
}

TEST_CASE("what is read of a list is said as of a list") {
  static const TestParser parser(Workshop());
  const Generated both = parser.Ask("how many jobs with wax and polish this month");
  CHECK_THAT(both.reading.interpretation, Contains("where extras has wax and extras has polish"));
  CHECK(std::any_of(both.reading.assumptions.begin(), both.reading.assumptions.end(), [](const answer::Assumption& one) { return one.reading == "extras has wax"; }));
  CHECK_THAT(parser.Ask("how many jobs without wax this month").reading.interpretation, Contains("extras has no wax"));
  CHECK_THAT(parser.Ask("how many jobs with extras this month").reading.interpretation, Contains("extras is not empty"));
}

TEST_CASE("a list may be empty") {
  CHECK_THAT(Sql("how many jobs with extras this month"), Contains("notEmpty(extras)"));
  CHECK_THAT(Sql("how many jobs had no extras this month"), Contains("WHERE empty(extras)"));
}

TEST_CASE("rows are grouped by the elements of a list, under a name that does not hide it") {
  CHECK_THAT(Sql("jobs by extra this month"), Contains("SELECT arrayJoin(extras) AS extra, count()") && Contains("GROUP BY extra"));
  CHECK_THAT(Sql("number of different extras this month"), Contains("uniqExactArray(extras)"));
}

TEST_CASE("so much a piece is compared with the price of one, and with no sum") {
  CHECK_THAT(Sql("how many jobs went for over 40 cents a spoke this month"), Contains("count()") && Contains("price_ct > 40"));
  CHECK_THAT(Sql("how many jobs went for over 2 euros a customer this month"), Contains("none: "));
}

TEST_CASE("money is found in a column that is called after its unit") {
  CHECK_THAT(Sql("number of purchases above $5 this month"), Contains("cents > 500"));
}

TEST_CASE("what a price is of belongs to its name") {
  CHECK_THAT(Sql("median price per spoke for each bike this month"), Contains("quantileExact(0.5)(price_ct)") && Contains("GROUP BY bike"));
}

TEST_CASE("of two columns beside each other the first says whose the second is") {
  CHECK_THAT(Sql("scans per shelf scanner this month"), Contains("GROUP BY scanner") && !Contains("shelf"));
  CHECK_THAT(Sql("slowest shelf scanner this month"), Contains("avg(took_ms)") && Contains("GROUP BY scanner") && Contains("LIMIT 1"));
}

TEST_CASE("start to finish is finishes over starts") {
  CHECK_THAT(Sql("start-to-finish rate this month"), Contains("uniqExactIf(sess, ev = finish) / uniqExactIf(sess, ev = start)"));
}

TEST_CASE("quartiles are three, and a quarter of an hour has fifteen minutes") {
  CHECK_THAT(Sql("quartiles of took_ms this month"), Contains("quantileExact(0.25)") && Contains("quantileExact(0.5)") && Contains("quantileExact(0.75)"));
  CHECK_THAT(Sql("scans per quarter of an hour today"), Contains("INTERVAL 15 MINUTE"));
}

TEST_CASE("both of two values is no question of one row") {
  CHECK_THAT(Sql("jobs both with a cargo and with a road bike this month, how many"), Contains("none: "));
}

}  // namespace
}  // namespace aurora::query::model
