#include "services/query-engine/model/test_parser.h"
#include "services/query-engine/model/test_tables.h"

// What is served one by one, when something began, and words that are a state, a number of days or a way of saying it twice.

namespace aurora::query::model {
namespace {

// Machines that sell drinks.
const TestParser& Kiosks() {
  static const TestParser parser(SnapshotOf({
      MakeTable("kiosks", "pours", 20'000,
                {Distinct(Column("pour_id", "UInt64"), 20'000), Sorted(Column("poured_at", "DateTime('UTC')")), Distinct(Column("kiosk_no", "UInt16"), 40), Distinct(Column("buyer_id", "UInt32"), 900), Column("drink", "LowCardinality(String)", {"tea", "cocoa", "mocha"}), Column("price_cents", "UInt16", {}, "US cents"),
                 Column("pour_state", "LowCardinality(String)", {"served", "jammed", "refunded"}, "served, jammed or refunded; only served drinks keep their money"), Column("water_ml", "Nullable(Float64)", {}, "null when the meter did not answer")}),
      MakeTable("kiosks", "kiosks", 40, {Sorted(Distinct(Column("kiosk_no", "UInt16"), 40)), Column("venue", "LowCardinality(String)", {"office", "garage"})}),
  }));
  return parser;
}

// A garage that lends tools and writes fines.
const TestParser& Garage() {
  static const TestParser parser(SnapshotOf({
      MakeTable("garage", "loans", 9'000,
                {Distinct(Column("loan_no", "UInt32"), 9'000), Sorted(Column("booked_at", "DateTime('UTC')")), Column("handed_at", "Nullable(DateTime('UTC'))"), Distinct(Column("member_id", "UInt32"), 900), Distinct(Column("tool_code", "String"), 80), Column("voucher", "LowCardinality(String)", {"FAMILY", "SPRING"}),
                 Column("stage", "LowCardinality(String)", {"reserved", "out", "returned", "cancelled"}), Column("days_booked", "UInt8"), Column("deposit_eur", "Nullable(Decimal(8, 2))", {}, "null when none was asked"), Column("fee_eur", "Decimal(8, 2)"), Column("prep_ms", "UInt32", {}, "how long it took to get it ready"),
                 Binary("damaged")}),
      MakeTable("garage", "tools", 80, {Sorted(Distinct(Column("tool_code", "String"), 80)), Column("family", "LowCardinality(String)", {"saws", "drills"})}),
      MakeTable("garage", "faults", 5'000,
                {Distinct(Column("fault_id", "UInt32"), 5'000), Sorted(Column("raised_at", "DateTime('UTC')")), Column("sector", "LowCardinality(String)", {"north", "south"}), Column("severity", "LowCardinality(String)", {"notice", "warning", "stop"})}),
      MakeTable("garage", "slips", 5'000,
                {Distinct(Column("slip_no", "UInt32"), 5'000), Sorted(Column("issued_at", "DateTime('UTC')")), Column("fine_cents", "UInt32", {}, "euro cents"), Column("slip_state", "LowCardinality(String)", {"open", "paid", "waived"}, "open, paid or waived; only paid ones bring money"),
                 Column("settled_at", "Nullable(DateTime('UTC'))", {}, "when the fine was paid")}),
  }));
  return parser;
}

}  // namespace

TEST_CASE("drinks that were served are counted one by one") {
  CheckHasIn(Kiosks(), "how many drinks dearer than $1 were served today", "SELECT count() AS pours FROM kiosks.pours WHERE price_cents > 100");
  CheckHasIn(Kiosks(), "four kiosks with the most served drinks this month", "count()");
  CheckHasIn(Kiosks(), "how many different drinks were served today", "uniqExact(drink)");
}

TEST_CASE("an average of what is null where nothing was measured is of what was") {
  CheckHasIn(Kiosks(), "average water per pour by venue this month", "avg(pours.water_ml)");
}

TEST_CASE("when something began to happen often is looked for, and not its last row") {
  CheckHasIn(Kiosks(), "when did kiosks start to jam in masses this week?", "expected");
}

TEST_CASE("what have they paid us is a sum") {
  CheckHasIn(Kiosks(), "what have buyers paid us so far this month", "sum(price_cents)");
}

TEST_CASE("a state that sounds like an order is none before the rows") {
  CheckHasIn(Garage(), "stop faults by sector this month", "severity = stop");
  CHECK(SqlOf(Garage().Ask("stop all faults")).find("none: ") == 0);
  CHECK(SqlOf(Garage().Ask("cancel loans by members")).find("none: ") == 0);
}

TEST_CASE("so many days, and without a deposit") {
  CheckHasIn(Garage(), "loans booked this month for more than 25 days without a deposit", "days_booked > 25");
  CheckHasIn(Garage(), "loans booked this month for more than 25 days without a deposit", "deposit_eur IS NULL");
}

TEST_CASE("a state said twice is of those in it, and of their rows") {
  CheckHasIn(Garage(), "what percentage of returned loans came back damaged?", "countIf(damaged = 1) / count() AS share FROM garage.loans WHERE stage = returned");
}

TEST_CASE("fines are as many as were written") {
  CheckHasIn(Garage(), "how many fines were paid yesterday?", "SELECT count() AS slips FROM garage.slips WHERE slip_state = paid");
  CheckHasIn(Garage(), "how many fines were paid yesterday?", "settled_at >=");
}

TEST_CASE("what took so long is no time of the rows") {
  CheckHasIn(Garage(), "loans since Monday that took over 2 seconds to hand over", "booked_at >=");
}

TEST_CASE("by the family of a tool, and not by the voucher of that name") {
  CheckHasIn(Garage(), "fees by tool family last month", "GROUP BY family");
}

}  // namespace aurora::query::model
