#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// What people did, which a list of them does not say, and in which of two times they did it; on tables that none of the sets of
// questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A climbing hall: its members, what they bought, and what the app tells of them.
std::shared_ptr<const Snapshot> Hall() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("hall", "members", 800, {Distinct(Column("member_id", "UInt64"), 800), Column("created_at", "DateTime('UTC')"), Column("city", "LowCardinality(String)", {"Ghent", "Bruges"})}));
  catalog::TableProfile sales = MakeTable("hall", "shop_txn", 9000,
                                          {Distinct(Column("txn_id", "UInt64"), 9000), Column("ts", "DateTime('UTC')"), Distinct(Column("member_id", "UInt64"), 500), Column("item", "LowCardinality(String)", {"chalk", "rope", "day pass"}),
                                           Column("price_eur", "Decimal(10, 2)"), Column("state", "LowCardinality(String)", {"settled", "refunded"}, "only settled is revenue")});
  sales.comment = "counter purchases";
  snapshot->tables.push_back(std::move(sales));
  snapshot->tables.push_back(MakeTable("hall", "app_events", 90000,
                                       {Column("happened_at", "DateTime('UTC')"), Distinct(Column("member_id", "UInt64"), 700), Column("event", "LowCardinality(String)", {"opened", "crashed", "booked", "left"})}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& Ask = AskOver<Hall>;

void Has(const std::string& question, const std::string& part) { CheckSqlHas(question, SqlOf(Ask(question), "'", "'"), part); }
void Declines(const std::string& question) {
  INFO(question);
  CHECK(Ask(question).reading.status == answer::Status::kRefused);
}

TEST_CASE("what a member bought is told by the purchases, and not by the list of members") {
  Has("how many members bought something this week", "uniqExact(member_id)");
  Has("how many members bought something this week", "FROM hall.shop_txn");
  Declines("members who both crashed and bought something this week");
}

TEST_CASE("a verb with the rows as its object has no time of its own") {
  Has("how many members made a purchase this week", "WHERE ts >=");
  Has("how many members made their very first purchase this week", "HAVING min(ts) >=");
}

TEST_CASE("the whole comment of a table may be the name of its rows") {
  Has("how many counter purchases were there yesterday", "FROM hall.shop_txn");
  Has("how many purchases were there yesterday", "FROM hall.shop_txn");
}

TEST_CASE("those of one time and not of another, or of both") {
  Has("how many members bought something in April but not in May", "HAVING countIf(");
  Has("how many members bought something in April but not in May", "= '0' )");
  Has("which members crashed yesterday but not today", "WHERE event = 'crashed' GROUP BY member_id HAVING");
  Has("how many members bought something both last week and this week", "> '0' AND countIf(");
}

TEST_CASE("nobody is told that nothing was said about time where it was") {
  for (const char* question : {"how many members bought something in April but not in May", "which items had no purchases in the last 24 hours"}) {
    INFO(question);
    for (const answer::Assumption& one : Ask(question).reading.assumptions) CHECK(one.reading.find("nothing was said") == std::string::npos);
  }
  CHECK(Ask("how many counter purchases were there").reading.assumptions[0].reading == "nothing was said about time: all rows");
}

TEST_CASE("somebody is active where it is told what happened") {
  Has("daily active members since May 10", "FROM hall.app_events");
  Has("DAU since May 10", "uniqExact(member_id)");
  const answer::Reading reading = Ask("DAU since May 10").reading;
  REQUIRE_FALSE(reading.assumptions.empty());
  CHECK(reading.assumptions.back().reading == "read as \"daily active people\"");
}

TEST_CASE("what earns is measured by money, what was brought in by what was kept of it") {
  Has("the three top-earning items this month", "sum(price_eur)");
  Has("what did counter purchases bring in in April, in euros", "state = 'settled'");
}

TEST_CASE("a short word of a column is no other word of the same stem") {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 7;
  catalog::TableProfile alarms = MakeTable("grid", "mtr_evt", 5000, {Column("evt_ts", "DateTime('UTC')"), Distinct(Column("mtr_no", "String"), 200), Column("dev", "LowCardinality(String)", {"gprs", "mesh"})});
  alarms.comment = "alarms pushed by smart meters";
  snapshot->tables.push_back(std::move(alarms));
  snapshot->tables.push_back(MakeTable("grid", "meters", 200, {Distinct(Column("mtr_no", "String"), 200), Column("last_cal", "Nullable(Date)", {}, "last calibration")}));
  NameTables(*snapshot);
  const TestParser parser(snapshot);
  CHECK(parser.Ask("how many calls this week").reading.status == answer::Status::kRefused);
  CheckSqlHas("alarms", SqlOf(parser.Ask("how many alarms per device yesterday"), "'", "'"), "SELECT dev, count() AS");
}

TEST_CASE("none in the last hours is silence") { Has("which items had no purchases in the last 24 hours", "max(ts) <"); }

}  // namespace
}  // namespace aurora::query::model
