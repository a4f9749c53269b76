#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Nouns that name a verb's act, what is ranked by what it has, steps without a row, and what a comment says of money and of states. On
// tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// Lifts in mountains: chairs that are checked, and runs of the snow groomers.
std::shared_ptr<const Snapshot> Slopes() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "slopes", "checks", 10'000,
      {Distinct(Column("check_id", "UInt64"), 10'000), Column("asked_at", "DateTime('UTC')"), Column("certified_at", "Nullable(DateTime('UTC'))"), Column("triaged_at", "Nullable(DateTime('UTC'))"),
       Distinct(Column("chair_id", "UInt32"), 900), Column("valley", "LowCardinality(String)", {"north", "south"}), Distinct(Column("bolts", "UInt8"), 40),
       Column("fee_chf", "Decimal(9,2)", {}, "list price of the visit; charged only when the chair was passed"),
       Column("outcome", "LowCardinality(String)", {"passed", "contaminated", "shut"}, "passed, contaminated or shut (no access)")}));
  snapshot->tables.push_back(MakeTable("slopes", "outings", 5'000,
                                       {Distinct(Column("outing_id", "UInt64"), 5'000), Column("began_at", "DateTime('UTC')"), Column("ended_at", "Nullable(DateTime('UTC'))", {}, "null while the groomer is running"),
                                        Distinct(Column("groomer_id", "UInt16"), 40), Column("recorded", "Bool")}));
  NameTables(*snapshot);
  return snapshot;
}

Generated Ask(const std::string& question) {
  static const TestParser parser(Slopes());
  return parser.Ask(question);
}

void CheckHas(const std::string& question, const std::string& part) { CheckSqlHas(question, SqlOf(Ask(question)), part); }

void CheckHasNot(const std::string& question, const std::string& part) {
  INFO(question);
  const std::string sql = SqlOf(Ask(question));
  CHECK_FALSE(sql.empty());
  CHECK(sql.find(part) == std::string::npos);
}

}  // namespace

TEST_CASE("the time of an act is from the row's beginning to the moment of its verb") {
  CheckHas("average certification time this month", "avg(dateDiff('second', asked_at, certified_at))");
  CheckHas("median time to certification by valley", "quantileExact(0.5)(dateDiff('second', asked_at, certified_at))");
  CheckHas("average triage time", "avg(dateDiff('second', asked_at, triaged_at))");
}

TEST_CASE("an act is the state of its verb") {
  CheckHas("contamination rate per valley this month", "countIf(outcome = contaminated) / count()");
}

TEST_CASE("what has the most of something is ranked, whatever the something is") {
  CheckHas("valleys with the most bolts", "SELECT valley, sum(bolts)");
  CheckHas("valleys with the fewest bolts", "SELECT valley, sum(bolts)");
  CheckHas("chairs with the most checks this month", "GROUP BY chair_id");
  CheckHas("valleys with the most chairs", "SELECT valley, uniqExact(chair_id)");
}

TEST_CASE("how often something happens is no sum of a number that a comment names") {
  CheckHas("which chair got visited most often this month", "SELECT chair_id, count()");
}

TEST_CASE("steps without a row are listed, or counted where their number is asked for") {
  CheckHas("how many days this month had no checks", "SELECT count() AS days");
  CheckHas("on which days this month were there no checks", "SELECT day");
}

TEST_CASE("a price says itself when it is charged") {
  CheckHas("how much did we charge in fees this month", "outcome = passed");
  CheckHasNot("how many checks this month", "outcome");
}

TEST_CASE("the past of a verb is no state") {
  CheckHas("how many recorded outings in October ran longer than an hour", "dateDiff('second', began_at, ended_at) > 3600");
  CheckHasNot("how many recorded outings in October ran longer than an hour", "ended_at IS NULL");
  CheckHas("how many outings are running", "ended_at IS NULL");
}

TEST_CASE("a possessive is read without its apostrophe") {
  CHECK(SqlOf(Ask("this weeks checks by valley")) == SqlOf(Ask("this week's checks by valley")));
  CHECK(SqlOf(Ask("yesterdays checks by valley")) == SqlOf(Ask("yesterday's checks by valley")));
}

TEST_CASE("who did something in one time and none in another") {
  CheckHas("how many chairs were checked in September but none in October", "HAVING countIf(");
}

}  // namespace aurora::query::model
