#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Where a time stands in a question, what the rest of the question makes of it, and which of the row's times it is of. On tables that none
// of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A pottery studio: kilns that are hired, and what is fired in them. Now is Thursday, 19 November, at noon.
std::shared_ptr<const Snapshot> Pottery() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "pots", "kiln_hires", 8'000,
      {Distinct(Column("hire_id", "UInt64"), 8'000), Sorted(Column("reserved_at", "DateTime('UTC')")), Column("returned_at", "Nullable(DateTime('UTC'))", {}, "null until the kiln is empty again"),
       Column("closed_at", "Nullable(DateTime('UTC'))"), Column("studio", "LowCardinality(String)", {"Mill Yard", "Quarry", "Dock"}),
       Column("state", "LowCardinality(String)", {"reserved", "firing", "returned", "cancelled"}), Column("cone", "LowCardinality(String)", {"low", "mid", "high"}), Column("fee_eur", "Decimal(8, 2)"),
       Column("render_ms", "Nullable(UInt32)", {}, "time the glaze preview took"), Distinct(Column("potter_id", "UInt32"), 900)}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckPots = CheckHasOver<Pottery>;
constexpr auto& CheckPotsLack = CheckLacksOver<Pottery>;

std::string SqlOfPots(const std::string& question) {
  const TestParser parser(Pottery());
  return SqlOf(parser.Ask(question));
}

}  // namespace

TEST_CASE("a day and its hours are one window also where words stand between them") {
  for (const char* question : {"on 17 November, hires from 11:00 to 14:00", "hires from 11:00 to 14:00 at Quarry, 17 November", "17 November: how many hires between 11:00 and 14:00?"}) {
    CheckPots(question, "2026-11-17 11:00:00");
    CheckPots(question, "2026-11-17 14:00:00");
    CheckPotsLack(question, "2026-11-19");
  }
  // Later than it is now, and of a day that had these hours.
  CheckPots("on 17 November, how many hires were there between 18:00 and 22:00?", "2026-11-17 22:00:00");
  CheckPots("on 17 November how many hires at Quarry since 14:00?", "2026-11-17 14:00:00");
  CheckPots("on 17 November how many hires at Quarry since 14:00?", "2026-11-18 00:00:00");
}

TEST_CASE("what a time begins goes on until now where nothing ends it") {
  CheckPots("From 2 November, cumulative number of hires by date", ">= 2026-11-02");
  CheckPotsLack("From 2 November, cumulative number of hires by date", "2026-11-03");
  CheckPots("From Monday, number of hires", "2026-11-19 12:00:00");
  CheckPots("From 2 November to 4 November, number of hires", "2026-11-05");
  CheckPots("number of hires in November, up to now", ">= 2026-11-01");
  CheckPots("How much money has November brought in up to now?", ">= 2026-11-01");
}

TEST_CASE("from one month to the other is a comparison where something went up or down") {
  CheckPots("did our average fee go up from September to October?", "2026-09-01");
  CHECK(SqlOfPots("did our average fee go up from September to October?").find("avgIf") != std::string::npos);
  CHECK(SqlOfPots("change in revenue between September and October").find("sumIf") != std::string::npos);
  CHECK(SqlOfPots("revenue from September to October").find("sumIf") == std::string::npos);
  // Which of two days had more is no sum of both.
  CHECK(SqlOfPots("were there more hires on 14 or 15 November?").find("none: ") == 0);
}

TEST_CASE("words beside a time say nothing more than it does") {
  CheckPots("hires overnight, Tuesday 18:00 to Wednesday 06:00", "2026-11-17 18:00:00");
  CheckPotsLack("hires overnight, Tuesday 18:00 to Wednesday 06:00", "toHour");
  CheckPots("hires overnight this month", "toHour");
  CheckPots("for 17 November hires per hour, 0h to 23h", "2026-11-18");
  CheckPots("hires per hour some time between Monday and now", ">= 2026-11-16");
  CheckPots("compare the hires of today (Thu) with Thu 12 November", "2026-11-12");
  CheckPots("Wednesdays hires, hourly", "2026-11-18");
  CheckPotsLack("Wednesdays hires, hourly", "toDayOfWeek");
  CheckPots("Wednesdays hires since September, hourly", "toDayOfWeek");
  CheckPots("hires on Wednesdays", "toDayOfWeek");
  // Since then to some, until then to others.
  CHECK(SqlOfPots("how many hires were there as of 2 November?").find("none: ") == 0);
}

TEST_CASE("a time is of the column that is named beside it") {
  CheckPots("number of hires with closed_at on 17 November", "closed_at >= 2026-11-17");
  CheckPotsLack("number of hires with closed_at on 17 November", "reserved_at");
  CheckPots("hires that have a closed_at on 14 or 15 November, count", "closed_at >= 2026-11-14");
  CheckPots("how many hires were returned on each of the past 14 days", "toDate(returned_at)");
  CheckPots("hire ids: cone high, brought back 2 November or later", "returned_at >= 2026-11-02");
  CheckPots("weekly sum of fee_eur by closing date, from the start of October on", "closed_at >= 2026-10-01");
  CheckPots("17 November 10:00-12:00, number of hires by closing time", "closed_at >= 2026-11-17 10:00");
  CheckPots("number of hires by closed_at, 10/2026", "closed_at >= 2026-10-01");
}

TEST_CASE("several of a weekday, and each weekday") {
  CheckPots("how many hires on the last two Mondays", "toDayOfWeek(reserved_at) = 1");
  CheckPots("how many hires on the last two Mondays", ">= 2026-11-09");
  CheckPots("how many hires on the past 3 weekends", ">= 2026-10-31");
  CheckPots("last 5 hires on Monday", "LIMIT 5");
  CheckPots("for Mondays, Tuesdays and so on: how many hires since October?", "GROUP BY day_of_week");
  CheckPots("hires since October by weekday, all Mondays together, all Tuesdays together and so on", "GROUP BY day_of_week");
  CheckPotsLack("for Mondays, Tuesdays and so on: how many hires since October?", "WHERE toDayOfWeek");
}

TEST_CASE("times that may mean another stretch are not certain, or not read") {
  // "through October": all of it, or until its end.
  CHECK(SqlOfPots("count of hires through October").find("none: ") == 0);
  CheckPots("count of hires all through October", ">= 2026-10-01");
  CheckPots("count of hires through the end of October", "< 2026-11-01");
  // Done, and no bound.
  CheckPots("how many hires went through yesterday", ">= 2026-11-18");
  CheckPots("count of hires that really went through, Saturday 14 and Sunday 15 November", ">= 2026-11-14");
  CheckPots("running total of hires day by day through this month", ">= 2026-11-01");
  CHECK(SqlOfPots("count of hires as at 1 November").find("none: ") == 0);
  CHECK(SqlOfPots("how many hires not returned by 17 November").find("none: ") == 0);
  CHECK(AskOver<Pottery>("count of hires in 11/26").reading.confidence < 0.9);
  CHECK(AskOver<Pottery>("count of hires from 1 November").reading.confidence < 0.9);
  CHECK(AskOver<Pottery>("share of hires with cone low, 10/11 to 12/11").reading.confidence < 0.9);
  // Of two orders the one that has been.
  CheckPots("share of hires with cone low, 10/11 to 12/11", ">= 2026-11-10");
  CheckPots("count of hires in the current and the previous month", ">= 2026-10-01");
  CheckPots("count of hires in the 30 days prior to 15 November", ">= 2026-10-16");
  CheckPots("count of hires 2026-11-09..2026-11-15", "< 2026-11-16");
  CheckPots("count of hires older than 15 November", "< 2026-11-15");
}

}  // namespace aurora::query::model
