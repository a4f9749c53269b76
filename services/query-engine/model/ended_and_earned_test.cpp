#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// When a row came to its end and whether it earned its money, as comments say; what is called after its first or last; codes of HTTP. On
// tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A pawnshop: its pledges, the calls and talks that it is paid for, and the fetches of its pages.
std::shared_ptr<const Snapshot> Pawnshop() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("pawn", "pledges", 9'000,
                                       {Distinct(Column("pledge_id", "UInt64"), 9'000), Sorted(Column("brought_at", "DateTime('UTC')")), Column("settled_at", "Nullable(DateTime('UTC'))", {}, "when the loan ended, null while the pledge is running"),
                                        Column("outcome", "LowCardinality(String)", {"redeemed", "running", "forfeited", "recalled"}, "running, redeemed, forfeited (not fetched), recalled (by the police)"), Column("branch", "LowCardinality(String)", {"north", "south"}),
                                        Column("fee_cents", "UInt64", {}, "charge in euro cents. A forfeited pledge has one too but brings no money"), Column("rings", "UInt8"), Column("watches", "UInt8")}));
  snapshot->tables.push_back(MakeTable("pawn", "loans", 9'000,
                                       {Sorted(Column("asked_at", "DateTime('UTC')")), Column("ended_at", "Nullable(DateTime('UTC'))", {}, "end of it, null while it is not paid"), Column("status", "LowCardinality(String)", {"running", "paid", "dropped"})}));
  snapshot->tables.push_back(MakeTable("pawn", "calls", 9'000,
                                       {Sorted(Column("call_ts", "DateTime('UTC')")), Column("verdict", "LowCardinality(String)", {"valid", "dropped", "spam"}, "valid, dropped (hung up early) or spam; only valid calls earn their fee"), Column("fee_usd", "Decimal(8, 2)", {}, "fee of the call")}));
  snapshot->tables.push_back(MakeTable("pawn", "talks", 9'000,
                                       {Sorted(Column("talk_at", "DateTime('UTC')")),
                                        Column("state", "Enum8('done' = 1, 'cxl_g' = 2, 'cxl_h' = 3)", {"done", "cxl_g", "cxl_h"}, "done = talk given, cxl_g = cancelled by the guest, cxl_h = cancelled by the house; only talks that were given are paid"), Column("price_cents", "UInt32", {}, "price in euro cents"), Column("len_s", "UInt32", {}, "length of the talk in seconds")}));
  snapshot->tables.push_back(MakeTable("pawn", "fetches", 90'000,
                                       {Sorted(Column("ts", "DateTime64(3, 'UTC')")), Column("page", "LowCardinality(String)", {"rates", "shop"}), Column("sc", "UInt16", {"200", "404", "503"}, "HTTP status code"), Column("ttfb_ms", "UInt32", {}, "time to first byte"),
                                        Column("origin_ms", "Nullable(UInt32)", {}, "time the origin took"), Column("cache", "Enum8('HIT' = 1, 'MISS' = 2)", {"HIT", "MISS"}, "verdict of the cache"), Column("wh", "UInt32", {}, "energy used, in watt-hours")}));
  // Who bids for what was forfeited, by the number on a paddle; and the rooms, by a code.
  snapshot->tables.push_back(MakeTable("pawn", "bidders", 700, {Sorted(Distinct(Column("paddle", "UInt32", {}, "number on the paddle"), 700)), Column("country", "LowCardinality(String)", {"DE", "AT"}, "ISO 3166 two-letter code")}));
  snapshot->tables.push_back(MakeTable("pawn", "offers", 9'000, {Distinct(Column("offer_id", "UInt64"), 9'000), Distinct(Column("paddle", "UInt32"), 600), Sorted(Column("placed_at", "DateTime('UTC')")), Distinct(Column("room", "LowCardinality(String)", {"VIE", "MIL"}), 2)}));
  snapshot->tables.push_back(MakeTable("pawn", "rooms", 2, {Sorted(Distinct(Column("code", "LowCardinality(String)", {"VIE", "MIL"}), 2)), Column("room_name", "String"), Column("floor_kind", "LowCardinality(String)", {"wood", "stone"}), Column("renovated_on", "Date")}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckHas = CheckHasOver<Pawnshop>;
constexpr auto& CheckLacks = CheckLacksOver<Pawnshop>;

}  // namespace

TEST_CASE("what is not open any more ended at the time that open rows do not have") {
  CheckHas("how many pledges were redeemed on Tuesday?", "settled_at >=");
  CheckHas("pledges that were forfeited in October, count", "settled_at >=");
  CheckLacks("pledges brought in October, count", "settled_at >=");
  CheckLacks("how many pledges last week?", "settled_at >=");
  CheckHas("how many loans were paid on Tuesday?", "ended_at >=");
  CheckHas("how many loans were dropped on Tuesday?", "asked_at >=");
}

TEST_CASE("whose money was not kept is said by the price or by what is no state") {
  CheckHas("pledge revenue last week", "forfeited");
  CheckHas("revenue from calls last week", "verdict = valid");
  CheckHas("revenue from talks last week", "state = done");
}

TEST_CASE("how long the longest is is a length") {
  CheckHas("How long was our longest talk, in minutes?", "max(len_s / 60)");
  CheckLacks("the longest talk last week", "max(");
}

TEST_CASE("a comment's first byte is no first row") {
  CheckHas("p90 time to first byte by page last week", "quantileExact(0.9)(ttfb_ms)");
  CheckHas("how many fetches last week whose first byte took longer than half a second", "ttfb_ms > 500");
}

TEST_CASE("a bare code of three digits is an HTTP status where it stands like one") {
  CheckHas("how many 404s last week", "sc = 404");
  CheckHas("how many fetches ended in a 503 last week", "sc = 503");
  CheckHas("how many 5xx fetches last week", "sc IN (500");
  CheckLacks("fetches with a time to first byte over 404 ms last week", "sc = 404");
}

TEST_CASE("the hit ratio is the share of hits") { CheckHas("hit ratio of each page last week", "countIf(cache = HIT) / "); }

TEST_CASE("watt-hours are shown as kilowatt-hours") { CheckHas("energy used yesterday in kWh", "sum(wh / 1000)"); }

TEST_CASE("with a watch is with one or more of them") {
  CheckHas("pledges with a ring last week, count", "rings > 0");
  CheckHas("how many pledges with watches last week?", "watches > 0");
  CheckHas("how many rings last week?", "sum(rings)");
}

TEST_CASE("who did it is the subject") {
  CheckHas("how often did guests cancel last week?", "state = cxl_g");
  CheckHas("at how many talks last week did the house itself cancel?", "state = cxl_h");
  CheckHas("how many talks were cancelled last week", "state IN (cxl_g, cxl_h)");
}

TEST_CASE("a number that another table has one row for each of leads to it") {
  CheckHas("how many offers came from Germany last week?", "offers.paddle = bidders.paddle");
  CheckHas("how many bidders placed an offer last week?", "uniqExact(paddle)");
}

TEST_CASE("a code leads to the rows that are called as the column is") { CheckHas("offers last week by floor kind", "offers.room = rooms.code"); }

TEST_CASE("where another table's things are named with what is said of them") { CheckHas("how many offers were placed in rooms with stone floors last week?", "floor_kind = stone"); }

TEST_CASE("one amount as a percentage of another is the one sum over the other") {
  CheckHas("rings as a percentage of watches last week by branch", "sum(rings) / sum(watches)");
  CheckHas("rings as a % of watches, last week", "sum(rings) / sum(watches)");
}

TEST_CASE("a date of another table has its own time beside that of the rows") {
  CheckHas("offers this month in rooms renovated before 2015, how many?", "renovated_on < 2015-01-01");
  CheckHas("offers this month in rooms renovated before 2015, how many?", "placed_at >= 2026-11-01");
}

TEST_CASE("so many times or more is how often") { CheckHas("branches that redeemed 3 times or more last week, how many?", "HAVING count() >= 3"); }

TEST_CASE("what is left out may be said first") {
  CheckHas("number of pledges last week by branch, recalled left out", "outcome != recalled");
  CheckHas("share of pledges that were forfeited last week, north left out", "countIf(outcome = forfeited) / count()");
}

TEST_CASE("number at the end asks how many, also where rows are numbered") { CheckHas("forfeited pledges with at least 2 rings since October 8 - number", "count()"); }

TEST_CASE("from the start of a month is until now") {
  CheckHas("fetches from the start of October, how many?", "ts >= 2026-10-01");
  CheckHas("fetches from the start of October, how many?", "ts < 2026-11-19 12:00");
  CheckHas("fetches week by week from the beginning of October", "ts < 2026-11-19 12:00");
}

}  // namespace aurora::query::model
