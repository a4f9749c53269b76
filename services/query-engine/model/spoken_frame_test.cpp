#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// What stands around a question, stories of something unusual, and how follow-ups narrow and replace. On tables that none of
// the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A ferry line: crossings of boats, and the tickets sold at its piers.
std::shared_ptr<const Snapshot> Ferry() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("ferry", "crossings", 9000,
                                       {Column("crossing_id", "UInt64"), Column("cast_off_at", "DateTime('UTC')"), Column("boat", "LowCardinality(String)", {"Heron", "Otter", "Tern"}),
                                        Column("route", "LowCardinality(String)", {"island", "lagoon"}), Column("outcome", "LowCardinality(String)", {"arrived", "aborted", "diverted"}),
                                        Column("swell_cm", "UInt16"), Column("deck", "UInt8"), Column("hold_pct", "UInt8", {}, "how full the hold was, in percent"), Column("stop_reason", "LowCardinality(Nullable(String))", {"fog", "engine"})}));
  snapshot->tables.push_back(MakeTable("ferry", "crossing_lines", 20000,
                                       {Column("crossing_id", "UInt64"), Column("line_no", "UInt8"), Column("packed_at", "DateTime('UTC')"), Column("cargo", "LowCardinality(String)", {"cars", "bikes"})}));
  NameTables(*snapshot);
  return snapshot;
}

const TestParser& Parser() {
  static const TestParser parser(Ferry());
  return parser;
}

std::string Sql(const std::string& question) { return SqlOf(Parser().Ask(question)); }

void CheckHas(const std::string& question, const std::string& part) { CheckSqlHas(question, Sql(question), part); }
void CheckLacks(const std::string& question, const std::string& part) { CheckSqlLacks(question, Sql(question), part); }

// The SQL of `next`, asked after `question`.
std::string After(const std::string& question, const std::string& next) {
  const Generated before = Parser().Ask(question);
  REQUIRE(before.form != nullptr);
  return SqlOf(Parser().Ask(next, before.form.get()));
}

}  // namespace

TEST_CASE("openings, reasons and opinions go aside") {
  CheckHas("Quick one before my call: how many crossings yesterday", "count()");
  CheckHas("I am going round checking hulls: how many crossings yesterday", "count()");
  CheckHas("Support says that we lose crossings. How many crossings were aborted yesterday?", "outcome = aborted");
  CheckHas("how many crossings yesterday, so that I can plan the crew", "count()");
  CheckHas("crossings per week since October 1 - is the weather getting worse?", "GROUP BY week");
  CheckHas("how many crossings last week, no matter by which crew", "count()");
  CheckHas("how many aborted crossings yesterday, all piers together", "outcome = aborted");
  CheckHas("For the spring mailing: how many crossings were aborted yesterday", "outcome = aborted");
  CheckHas("how many crossings yesterday are marked as fully aborted", "outcome = aborted");
  CheckHas("in which hours of the day did people come? number of crossings", "toHour(cast_off_at)");
}

TEST_CASE("a number of a column may be the least of several") {
  CheckHas("how many crossings on deck 3 or higher yesterday", "deck >= 3");
  CheckHas("how many crossings on deck 3 yesterday", "deck = 3");
}

TEST_CASE("parts of the week are not told apart by when a row happened") {
  CheckHas("number of crossings on weekdays vs weekends last month", "none: ");
  CheckHas("number of crossings at weekends last month", "toDayOfWeek(cast_off_at) IN (6, 7)");
}

TEST_CASE("greetings, haste and what somebody told the asker go aside") {
  CheckHas("Morning! How many crossings yesterday?", "count()");
  CheckHas("I have to brief my boss in 10 minutes - average swell per boat, rounded is fine", "GROUP BY boat");
  CheckHas("The auditors are here, so please give me the number of crossings last month", "count()");
  CheckHas("Somebody told me that diverted crossings are the worst. How many crossings were diverted yesterday?", "outcome = diverted");
}

TEST_CASE("what could narrow the rows does not go aside") {
  CheckHas("how many crossings since we changed the crew", "none: ");
  CheckHas("how many crossings before we raised the fares", "none: ");
  CheckHas("I am preparing the Heron for winter: how many crossings last week", "none: ");
  CheckHas("how many crossings with lots of cars", "none: ");
  CheckHas("how many crossings yesterday are marked as paid", "none: ");
  CheckHas("how many crossings ended because the crew was tired", "none: ");
}

TEST_CASE("a reason that a value names is a condition") {
  CheckHas("how many crossings were aborted because of fog yesterday", "stop_reason = fog");
  CheckHas("why were crossings aborted yesterday", "none: ");
}

TEST_CASE("what is told as a story is unusual") {
  CheckHas("We had a wave of aborted crossings one night this month. When exactly?", "AS score");
  CheckHas("which boat has far more aborted crossings than the others this month?", "GROUP BY boat");
  CheckHas("which boat has far more aborted crossings than the others this month?", "AS score");
  CheckHas("One of the boats aborts way more often than the rest. Which one is it?", "AS score");
  CheckHas("which route sticks out with its aborted crossings this month", "AS score");
  CheckHas("There was a wave of diverted crossings this month. In which hour did it hit us?", "toStartOfHour");
  CheckHas("which boats have reported nothing for more than 6 hours", "HAVING max(cast_off_at) <");
  // Without a question of which or when it says nothing of how many.
  CheckHas("crossings with lots of passengers", "none: ");
}

TEST_CASE("steps of time and all of it are asked for in many ways") {
  CheckHas("crossings week after week since we have data", "toMonday(cast_off_at)");
  CheckLacks("crossings week after week since we have data", "WHERE");
  CheckHas("how many crossings this week, one line per day", "toDate(cast_off_at)");
  CheckHas("at what hour of the day do people come? crossings for each hour", "toHour(cast_off_at)");
  CheckLacks("at what hour of the day do people come? crossings for each hour", "toStartOfHour");
  CheckHas("average swell today compared with the same hours yesterday", "2026-11-18 12:00:00");
}

TEST_CASE("more than half is a share of what is full at a hundred") {
  CheckHas("how many crossings yesterday with a hold more than half full", "hold_pct > 50");
  CheckHas("aborted crossings by sales route yesterday", "GROUP BY route");
}

TEST_CASE("those left out are not in it") {
  CheckHas("leaving the Heron aside, how many crossings yesterday", "boat != Heron");
  CheckHas("average swell by boat this month, leave out boats with fewer than 80 crossings", "HAVING count() >= 80");
  CheckHas("which boats crossed this month, leave out boats with fewer than 80 crossings", "HAVING count() >= 80");
  CheckHas("boats with at least 80 crossings this month", "HAVING count() >= 80");
}

TEST_CASE("all that is left out is left out, and what nothing was done is no state") {
  CheckHas("number of crossings last month, without the aborted and diverted ones", "outcome NOT IN (aborted, diverted)");
  CheckLacks("which boats aborted nothing since the beginning of October", "outcome");
}

TEST_CASE("the table that is called by its whole name goes first") {
  CheckHas("how many crossings came in yesterday", "FROM ferry.crossings ");
}

TEST_CASE("follow-ups narrow, replace and split") {
  CheckSqlHas("weekend", After("how many crossings over the weekend", "And the weekend before that?"), "2026-11-07");
  CheckSqlHas("instead of", After("crossings per boat last week", "now by route instead of boat"), "GROUP BY route");
  CheckSqlHas("split", After("how many crossings last week", "split this by route"), "GROUP BY route");
  CheckSqlHas("without", After("how many crossings last week", "and without the aborted ones?"), "outcome != aborted");
}

}  // namespace aurora::query::model
