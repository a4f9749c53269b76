#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Short questions as they are asked on a shop floor, in a control room or at a counter, and what they must not be taken for. On tables that none
// of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A weaving mill: its runs and halts; a cable car: its departures and badge audits; a swimming hall's entries; purchases of a shop.
std::shared_ptr<const Snapshot> Floor() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("weave", "runs", 9'000,
                                       {Distinct(Column("run_id", "UInt64"), 9'000), Sorted(Column("begun_at", "DateTime('UTC')")), Distinct(Column("loom", "LowCardinality(String)", {"L1", "L2", "L3"}), 3), Column("team", "UInt8", {"1", "2", "3"}),
                                        Column("sound_pcs", "UInt32"), Column("waste_pcs", "UInt32", {}, "thrown away, not part of sound_pcs"), Column("waste_code", "LowCardinality(String)", {"TEAR", "SPOT"}, "main reason: TEAR torn, SPOT stained")}));
  snapshot->tables.push_back(MakeTable("weave", "halts", 6'000,
                                       {Distinct(Column("halt_no", "UInt64"), 6'000), Sorted(Column("halted_at", "DateTime('UTC')")), Distinct(Column("loom", "LowCardinality(String)", {"L1", "L2", "L3"}), 3), Column("idle_s", "Nullable(UInt32)", {}, "how long it stood, null while it still stands"),
                                        Column("intended", "UInt8", {"0", "1"}, "1 = in the plan, 0 = not")}));
  snapshot->tables.push_back(MakeTable("cable", "departures", 8'000,
                                       {Distinct(Column("dep_id", "UInt64"), 8'000), Sorted(Column("planned_at", "DateTime('UTC')")), Column("line", "LowCardinality(String)", {"summit", "lake"}), Column("state", "LowCardinality(String)", {"R", "C"}, "R = ran, C = cancelled"),
                                        Column("riders_cnt", "Nullable(UInt16)", {}, "passengers who got on, from the gate")}));
  snapshot->tables.push_back(MakeTable("cable", "audits", 4'000,
                                       {Distinct(Column("audit_id", "UInt64"), 4'000), Sorted(Column("seen_at", "DateTime('UTC')")), Column("badge", "LowCardinality(String)", {"day", "season"}), Column("result", "LowCardinality(String)", {"OK", "NB", "EX"}, "OK = valid badge, NB = no badge, EX = expired"),
                                        Column("fine_eur", "Nullable(Decimal(8, 2))", {}, "null when none was written"), Column("fine_state", "LowCardinality(String)", {"paid", "open", "waived", ""}, "paid, open or waived, empty without a fine. Only paid ones are income")}));
  snapshot->tables.push_back(MakeTable("hall", "entries", 7'000,
                                       {Distinct(Column("entry_id", "UInt64"), 7'000), Sorted(Column("entered_at", "DateTime('UTC')")), Column("pool", "LowCardinality(String)", {"North", "South"}), Distinct(Column("lesson_id", "Nullable(UInt32)", {}, "null without a lesson"), 300),
                                        Distinct(Column("member_id", "Nullable(UInt32)"), 900), Column("pickup_only", "Bool", {"true", "false"}), Column("chan", "LowCardinality(String)", {"counter", "web"})}));
  snapshot->tables.push_back(MakeTable("shop", "purchases", 7'000,
                                       {Distinct(Column("purchase_id", "UInt64"), 7'000), Sorted(Column("bought_at", "DateTime('UTC')")), Distinct(Column("cust_no", "UInt32"), 900), Column("ctry", "LowCardinality(String)", {"FI", "BE", "DE", "FR", "AT"}, "country of the customer"),
                                        Column("sku", "LowCardinality(String)", {"battle_pass", "gem_pack"}), Column("cycle", "LowCardinality(String)", {"yearly", "monthly"}), Column("bytes_out", "UInt64"), Column("user_country", "LowCardinality(String)", {"XA", "XB"})}));
  snapshot->tables.push_back(MakeTable("town", "pickups", 7'000,
                                       {Distinct(Column("pickup_id", "UInt64"), 7'000), Sorted(Column("done_at", "DateTime('UTC')")), Distinct(Column("site_id", "UInt32"), 200), Column("towed", "Bool", {"true", "false"}), Column("fee_eur", "Decimal(8, 2)", {}, "list price of the visit")}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckHas = CheckHasOver<Floor>;
constexpr auto& CheckLacks = CheckLacksOver<Floor>;

}  // namespace

TEST_CASE("pieces, parts and units are what a column of pcs has") {
  CheckHas("waste pieces since Monday", "sum(waste_pcs)");
  CheckHas("sound parts yesterday, all looms together", "sum(sound_pcs)");
  CheckHas("sound units by loom yesterday", "sum(sound_pcs)");
  CheckHas("daily waste since 4 November", "sum(waste_pcs)");
  CheckHas("team 1 vs team 2 yesterday: sound pieces", "sum(sound_pcs)");
  // Of how many, is not said.
  CheckHas("waste rate by team this week", "none: ");
}

TEST_CASE("hours of something are how long it was") {
  CheckHas("how many hours of halts did we have this month", "sum(idle_s / 3600)");
  CheckHas("the three looms that stood still longest in total last week, in hours", "sum(idle_s / 3600)");
  CheckHas("the two looms that were slowest to start this month", "GROUP BY loom");
}

TEST_CASE("people who did what a number counts are that number") {
  CheckHas("how many people got on yesterday", "sum(riders_cnt)");
  CheckHas("passengers who got on by line this week", "sum(riders_cnt)");
  CheckHas("worst line for cancellations last week", "state = C");
}

TEST_CASE("what a table's verb is done to are its rows") {
  CheckHas("badges audited last night, how many", "count()");
  CheckHas("what percentage of the audits yesterday had no valid badge", "result !=");
  CheckLacks("fine money that came in this week", "EX");
}

TEST_CASE("one of them, where not all rows have one") {
  CheckHas("how many times did people come to North for a lesson this week", "lesson_id IS NOT NULL");
  const TestParser parser(Floor());
  const Generated first = parser.Ask("entries per pool this month");
  REQUIRE(first.form != nullptr);
  CheckSqlHas("only members please", SqlOf(parser.Ask("only members please", first.form.get())), "member_id IS NOT NULL");
  CheckSqlLacks("only the ones in South", SqlOf(parser.Ask("only the ones in South", first.form.get())), "pickup_only");
  CheckSqlLacks("one figure per channel", SqlOf(parser.Ask("one figure per chan please", first.form.get())), "none: ");
}

TEST_CASE("whoever does something is no group") {
  CheckLacks("number of purchases by Belgian customers this month", "GROUP BY");
  CheckLacks("how many purchases by customers in Germany this month", "GROUP BY");
  CheckHas("number of purchases by customer this month", "GROUP BY cust_no");
}

TEST_CASE("words that only look like others") {
  CheckLacks("entries this month, counting North only", "chan =");
  CheckHas("how many customers never finished anything", "none: ");
  CheckHas("purchases with an annual cycle this month, how many", "cycle = yearly");
  CheckHas("how many successful purchases in October", "none: ");
  CheckHas("how many different users this month", "none: ");
}

TEST_CASE("a number of rows is no sum, and none of each is no row without") {
  CheckHas("number of visits on 17 November", "count()");
  CheckHas("how many sites have had no towing since Monday?", "none: ");
  CheckHas("which North entry pool has the most entries?", "none: ");
}

TEST_CASE("a state that is tried, or that is measured, is no condition") {
  CheckHas("how often did someone try to waive this month", "none: ");
  CheckLacks("entries per hour of the day on working days, Monday to Friday", "2026-11");
}

TEST_CASE("an order is no question") {
  CheckHas("waive the fine on audit 55012 for me", "none: ");
  CheckHas("please switch all yearly purchases back to monthly", "none: ");
  CheckHas("fines waived this month, how many", "waived");
}

}  // namespace aurora::query::model
