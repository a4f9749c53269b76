#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// The same things in other words: steps of time, lists of values, true and false, shares and units, as people say them who have the schema
// before them. On tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A ropeway: its rides, the passes that it sells, and its cabins.
std::shared_ptr<const Snapshot> Ropeway() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "rope", "rides", 9'000,
      {Distinct(Column("ride_id", "UInt64"), 9'000), Sorted(Column("boarded_at", "DateTime('UTC')")), Distinct(Column("cabin_no", "UInt16"), 40), Column("line", "LowCardinality(String)", {"north", "south", "glacier"}),
       Column("state", "Enum8('done' = 1, 'void' = 2, 'refused' = 3)", {"done", "void", "refused"}, "done = ridden, void = taken back, refused = gate shut"), Column("fare_cents", "UInt32", {}, "price in euro cents"),
       Column("wait_ms", "UInt32", {}, "time before the gate"), Column("is_group", "Bool", {"true", "false"}), Column("stars", "Nullable(UInt8)", {"1", "2", "3", "4", "5"}, "1 to 5"), Column("load_kg", "UInt32"),
       Column("tip_eur", "Nullable(Decimal(6, 2))", {}, "null when none was given"), Column("channel", "LowCardinality(String)", {"app", "till"}), Distinct(Column("skier_id", "UInt32"), 3'000), Column("act", "LowCardinality(String)", {"pause", "go"})}));
  snapshot->tables.push_back(MakeTable("rope", "passes", 9'000,
                                       {Distinct(Column("pass_no", "UInt64"), 9'000), Sorted(Column("sold_at", "DateTime('UTC')")), Column("pst", "LowCardinality(String)", {"O", "P", "R", "X"}, "pass state: O open, P paid, R returned and refunded, X cancelled before use"),
                                        Column("amt_eur", "Decimal(8, 2)", {}, "price of the pass"), Column("cycle", "LowCardinality(String)", {"yearly", "monthly"}), Column("extra", "LowCardinality(String)", {"locker", "parking"}), Distinct(Column("cust_id", "UInt32"), 4'000)}));
  snapshot->tables.push_back(MakeTable("rope", "cabins", 40, {Sorted(Distinct(Column("cabin_no", "UInt16"), 40)), Column("maker", "LowCardinality(String)", {"Doppel", "Leit"}), Column("created_on", "Date")}));
  snapshot->tables.push_back(MakeTable("rope", "closures", 300, {Distinct(Column("closure_id", "UInt32"), 300), Sorted(Column("closed_on", "Date")), Column("cause", "LowCardinality(String)", {"storm", "ice"})}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckHas = CheckHasOver<Ropeway>;
constexpr auto& CheckLacks = CheckLacksOver<Ropeway>;

}  // namespace

TEST_CASE("a step of time may be called many ways") {
  CheckHas("rides for each date since 9 November", "toDate(boarded_at)");
  CheckHas("how many rides on every single date since 9 November", "toDate(boarded_at)");
  CheckHas("rides in each calendar week (Monday first) since 1 October", "toMonday(boarded_at)");
  CheckHas("rides per calendar week (Mon-Sun) since 1 October", ">= 2026-10-01");
  CheckHas("rides every week, weeks starting Monday, since 1 October", "toMonday(boarded_at)");
  CheckHas("rides per clock hour on 18 November", "toStartOfHour(boarded_at)");
  CheckHas("number of rides on 18 November in each quarter of an hour", "INTERVAL 15 MINUTE");
  CheckHas("daily count of rides since 9 November. Every date must appear, 0 where nobody rode", "WITH FILL");
}

TEST_CASE("rows that have only a date have no hours") {
  const TestParser parser(Ropeway());
  CHECK(SqlOf(parser.Ask("closures per hour this month")).find("none: ") == 0);
  CHECK(SqlOf(parser.Ask("when were there unusually many closures yesterday?")).find("toStartOfHour") == std::string::npos);
  CheckHas("closures per day this month", "closed_on");
}

TEST_CASE("values in a list are told apart where they are wanted one by one") {
  CheckHas("revenue for north, south and glacier each this month", "GROUP BY line");
  CheckHas("revenue for each of north, south and glacier this month", "GROUP BY line");
  CheckHas("number of rides split by north, south and glacier this month", "GROUP BY line");
  CheckHas("p90 of wait_ms for north, south and glacier", "GROUP BY line");
  CheckHas("revenue this month for north and south, a row each", "GROUP BY line");
  CheckHas("rides of north, south and glacier separately this month", "GROUP BY line");
  CheckHas("income through the app and at the till this month, both figures please", "GROUP BY channel");
  CheckHas("north / south / glacier: what percentage of rides was refused this month", "GROUP BY line");
  CheckHas("which of north, south or glacier has the most rides this month?", "GROUP BY line");
  CheckHas("north, south or glacier: which of them has the most rides this month?", "GROUP BY line");
  CheckHas("average wait_ms this month, is_group yes / is_group no", "GROUP BY is_group");
  CheckLacks("how many rides on north or south this month", "GROUP BY");
  CheckLacks("total rides on north, south and glacier together this month", "GROUP BY");
}

TEST_CASE("a flag is true or false as is said behind its name") {
  CheckHas("rides where is_group is false since Monday, how many", "is_group = false");
  CheckHas("count rides with is_group = true since Monday", "is_group = true");
  CheckHas("count rides, is_group = false, since Monday", "is_group = false");
  CheckHas("rides since Monday with is_group true and false side by side", "GROUP BY is_group");
}

TEST_CASE("whatever the state leaves none out") {
  CheckHas("fare revenue this month", "state");
  CheckLacks("fare revenue this month, whatever the state", "state");
  CheckHas("fare revenue of all rides that ended this month", "state");
  CheckLacks("number of rides this month, any state", "state");
  CheckLacks("how many rides this month, void ones included", "state");
  CheckHas("rides this month, void rides not counted, how many", "state != void");
  CheckHas("How many rides this month? Anything void or refused doesn't count.", "NOT IN (void, refused)");
  CheckHas("rides this month that ended as anything but refused, how many", "state != refused");
}

TEST_CASE("a code loses its money as it is explained") { CheckHas("revenue from passes last week", "NOT IN (R, X)"); }

TEST_CASE("numbers joined by or are of one condition") {
  CheckHas("how many rides heavier than 90 kg were given only one or two stars", "load_kg > 90 AND stars IN (1, 2)");
  CheckHas("rides with 1, 2 or 3 stars this month, how many", "stars IN (1, 2, 3)");
}

TEST_CASE("what a share is of") {
  CheckHas("refused rides in % of all rides this month", "countIf(state = refused) / count()");
  CheckHas("how many % of rides this month were refused", "countIf(state = refused) / count()");
  CheckHas("line north: refused as a percentage of all rides this month", "countIf(state = refused) / count()");
  CheckHas("of all rides this month where the money was taken, what fraction has a tip on top?", "/ count()");
}

TEST_CASE("percentiles and units in words") {
  CheckHas("ninetieth percentile of wait_ms this month", "quantileExact(0.9)");
  CheckHas("ninety-fifth percentile of wait_ms this month", "quantileExact(0.95)");
  CheckHas("p95 of wait_ms this month, in s", "wait_ms / 1000");
  CheckHas("median wait_ms this month, expressed in min", "wait_ms / 60000");
  CheckLacks("median wait_ms this month, in min", "min(");
  CheckHas("p50 of fare_cents this month, in euros, not cents", "fare_cents / 100");
  CheckHas("rides with a fare above EUR 30 this month, how many", "fare_cents > 3000");
}

TEST_CASE("how often is no average, and a count for something counts no such things") {
  CheckHas("how often did people wait this month", "count()");
  CheckLacks("how many times did skiers ride on the north line today", "uniqExact");
  CheckLacks("ride count for cabins of maker Doppel today", "uniqExact");
  CheckHas("which line took the most hours of waiting this month", "line");
}

TEST_CASE("a step of time that a value is called by is the value before the rows") {
  CheckHas("yearly passes over 60 euros sold this month", "cycle = yearly");
  CheckHas("yearly revenue from passes", "toStartOfYear");
}

TEST_CASE("what we made today is no date of what it belongs to") {
  CheckHas("how many rides did we make today", "boarded_at >=");
  CheckLacks("how many rides did we make today", "created_on");
  CheckHas("rides today in cabins created before 2015", "created_on <");
}

TEST_CASE("rows are listed by what numbers them, and the highest of them are so many") {
  CheckHas("ride ids of refused rides since Monday", "ride_id");
  CheckHas("give me the six rides with the highest wait_ms this month", "ORDER BY wait_ms DESC LIMIT 6");
  CheckHas("sum of the passes sold this month", "sum(amt_eur)");
  CheckHas("which 2 lines had the most rides this month? best first", "LIMIT 2");
}

TEST_CASE("a reason that explains a value is that value") {
  CheckHas("how many rides were refused because the gate was shut this month", "state = refused");
  CheckHas("how often was a ride interrupted (act = pause) this month", "act = pause");
}

TEST_CASE("alone says how somebody rode, or that a value is the only one") {
  const TestParser parser(Ropeway());
  CHECK(SqlOf(parser.Ask("how many rides were alone this month")).find("none: ") == 0);
  CheckHas("rides on the glacier line alone this month, how many", "line = glacier");
}

TEST_CASE("two days together are one stretch") {
  CheckHas("rides yesterday and today together", "boarded_at >= 2026-11-18");
  CheckLacks("rides yesterday and today together", "countIf");
}

TEST_CASE("who did this and also that is not who did either") {
  const TestParser parser(Ropeway());
  const std::string sql = SqlOf(parser.Ask("customers who bought a locker as well as parking this month, how many are there"));
  INFO(sql);
  CHECK(sql.find("count() AS passes") == std::string::npos);
}

}  // namespace aurora::query::model
