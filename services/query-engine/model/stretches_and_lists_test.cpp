#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Verbs that are states and moments at once: from one to the other, in a list of states, still going on, and what was ended though nothing says when.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A bicycle workshop: its repairs, its rentals, the fines for what stands about, and the gaps in its alarm.
std::shared_ptr<const Snapshot> BikeShop() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("wheel", "repairs", 9'000,
                                       {Distinct(Column("repair_id", "UInt64"), 9'000), Sorted(Column("opened_at", "DateTime('UTC')")), Column("closed_at", "Nullable(DateTime('UTC'))"), Column("outcome", "LowCardinality(String)", {"open", "mended", "scrapped"}),
                                        Column("bench", "LowCardinality(String)", {"east", "west"})}));
  snapshot->tables.push_back(MakeTable("wheel", "rentals", 9'000,
                                       {Distinct(Column("rental_id", "UInt64"), 9'000), Sorted(Column("booked_at", "DateTime('UTC')")), Column("dispatched_at", "Nullable(DateTime('UTC'))"), Column("st", "LowCardinality(String)", {"booked", "dispatched", "returned", "lost"}, "status"),
                                        Column("is_test", "Bool", {"true", "false"}), Column("plan", "LowCardinality(String)", {"plus", "basic"})}));
  snapshot->tables.push_back(MakeTable("wheel", "notices", 3'000, {Distinct(Column("notice_id", "UInt64"), 3'000), Sorted(Column("issued_at", "DateTime('UTC')")), Column("offence", "LowCardinality(String)", {"double_parked", "no_lock"}), Column("fine_eur", "Decimal(8, 2)")}));
  snapshot->tables.push_back(MakeTable("wheel", "gaps", 300, {Distinct(Column("gap_id", "UInt64"), 300), Sorted(Column("began_at", "DateTime('UTC')")), Column("ended_at", "Nullable(DateTime('UTC'))"), Column("cause", "LowCardinality(String)", {"storm", "theft"})}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckHas = CheckHasOver<BikeShop>;
constexpr auto& CheckLacks = CheckLacksOver<BikeShop>;

}  // namespace

TEST_CASE("from opening to closing is a stretch, and not of what is open") {
  CheckHas("average hours from opening a repair to closing it, by bench", "dateDiff('second', opened_at, closed_at)");
  CheckLacks("average hours from opening a repair to closing it, by bench", "outcome");
}

TEST_CASE("the first of a list of states is a state, too") {
  CheckHas("how many rentals are booked, returned or lost, one line each", "booked");
  CheckHas("count of rentals that are booked, dispatched, returned or lost", "booked");
}

TEST_CASE("what is still going on has not ended") { CheckHas("show the storm gaps that are still going on", "ended_at IS NULL"); }

TEST_CASE("what ended then cannot be told where no column says when") { CHECK(AskOver<BikeShop>("notices that ended in the last 90 minutes").reading.status != answer::Status::kAnswered); }

TEST_CASE("an act is not every value that has its verb") { CHECK(SqlOf(AskOver<BikeShop>("parking income by day since Monday")).find("double_parked") == std::string::npos); }

TEST_CASE("what was done by us then is of the moment when it was done") {
  CheckHas("number of rentals for what we dispatched last month", "dispatched_at >=");
}

TEST_CASE("what is left out of a share is left out of its whole") {
  CheckHas("share of rentals from basic this month, tests left out", "WHERE is_test");
  CheckHas("what share of rentals got lost this month, tests left out", "WHERE is_test");
}

}  // namespace aurora::query::model
