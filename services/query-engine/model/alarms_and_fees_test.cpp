#include "services/query-engine/model/test_parser.h"
#include "services/query-engine/model/test_tables.h"

// What a row may have or not, whose fee went back, and things that are no kind of somebody.

namespace aurora::query::model {
namespace {

// Readings that raise an alarm now and then.
const TestParser& Kilns() {
  static const TestParser parser(SnapshotOf({
      MakeTable("kilns", "samples", 20'000,
                {Distinct(Column("sample_id", "UInt64"), 20'000), Sorted(Column("taken_at", "DateTime('UTC')")), Distinct(Column("kiln_id", "UInt16"), 40), Column("heat_c", "Nullable(Float64)"),
                 Column("fault", "LowCardinality(String)", {"none", "draught", "overheat"}, "fault found by this sample, none when all is well"), Column("acked", "UInt8", {}, "1 = somebody acknowledged the fault"), Column("ack_delay_ms", "Nullable(UInt32)", {}, "from the fault to its acknowledgement")}),
      MakeTable("kilns", "kilns", 40, {Sorted(Distinct(Column("kiln_id", "UInt16"), 40)), Column("potter", "LowCardinality(String)", {"Ash", "Birch"})}),
  }));
  return parser;
}

// Lessons whose fee goes back in two of five outcomes, and hires whose stage says likewise.
const TestParser& Hires() {
  static const TestParser parser(SnapshotOf({
      MakeTable("hires", "lessons", 9'000,
                {Distinct(Column("lesson_no", "UInt32"), 9'000), Sorted(Column("began_at", "DateTime('UTC')")), Column("room", "LowCardinality(String)", {"A", "B"}), Column("fee_chf", "Decimal(8, 2)"),
                 Column("outcome", "LowCardinality(String)", {"passed", "failed", "absent", "pulled", "broken_off"}, "passed, failed, absent, pulled or broken_off (no light); pulled and broken_off lessons get their fee back")}),
      MakeTable("hires", "loans", 9'000,
                {Distinct(Column("loan_no", "UInt32"), 9'000), Sorted(Column("booked_at", "DateTime('UTC')")), Column("hire_fee_eur", "Decimal(8, 2)", {}, "price of the whole loan, paid when booking"), Column("deposit_eur", "Nullable(Decimal(8, 2))", {}, "null when none was asked"),
                 Column("stage", "LowCardinality(String)", {"reserved", "out", "back", "scrapped"}, "reserved, out, back or scrapped; scrapped loans are refunded in full")}),
      MakeTable("hires", "slips", 9'000,
                {Distinct(Column("slip_no", "UInt32"), 9'000), Sorted(Column("written_at", "DateTime('UTC')")), Distinct(Column("badge", "UInt16"), 30), Column("watched_s", "UInt32", {}, "seconds the car was watched before"), Column("offence", "LowCardinality(String)", {"overtime", "no permit"})}),
      MakeTable("hires", "wardens", 30, {Sorted(Distinct(Column("badge", "UInt16"), 30)), Column("team", "LowCardinality(String)", {"foot", "bike", "car"}, "foot, bike or car patrol")}),
  }));
  return parser;
}

const TestParser& Pledges() {
  static const TestParser parser(SnapshotOf({
      MakeTable("fund", "pledges", 9'000,
                {Distinct(Column("pledge_id", "UInt32"), 9'000), Sorted(Column("pledged_at", "DateTime('UTC')")), Distinct(Column("drive_id", "UInt16"), 90), Column("amount_eur", "Decimal(8, 2)"),
                 Column("state", "LowCardinality(String)", {"collected", "pending", "bounced"}, "collected, pending or bounced; only collected pledges count as money raised")}),
      MakeTable("fund", "drives", 90, {Sorted(Distinct(Column("drive_id", "UInt16"), 90)), Column("opened_on", "Date"), Column("theme", "LowCardinality(String)", {"art", "sport"})}),
  }));
  return parser;
}

}  // namespace

TEST_CASE("faults are the rows that have one, and not how many kinds of them there are") {
  CheckHasIn(Kilns(), "how many faults were there last night", "SELECT count() AS samples FROM kilns.samples WHERE fault != none");
  CheckHasIn(Kilns(), "top 3 kilns by number of faults this month", "fault != none");
  CheckHasIn(Kilns(), "cumulative number of faults per day since Monday", "fault != none");
  CheckHasIn(Kilns(), "faults per potter this week", "fault != none");
  // Of a kind, of which others are none.
  CheckHasIn(Kilns(), "how many draught faults were there last night", "WHERE fault = draught");
  CheckHasIn(Kilns(), "how many different faults were there last night", "uniqExact(fault)");
}

TEST_CASE("what gets its fee back is no income") {
  CheckHasIn(Hires(), "what have the lesson fees brought in so far this month", "outcome NOT IN (pulled, broken_off)");
  CheckHasIn(Hires(), "revenue from loans in the last 36 hours", "stage != scrapped");
  // What was booked, whatever became of it.
  CheckLacksIn(Hires(), "how many loans were booked this month", "stage");
}

TEST_CASE("a car that is watched is no patrol in cars") {
  CheckLacksIn(Hires(), "how many minutes is a car typically watched before it gets a slip, per offence", "team");
  CheckHasIn(Hires(), "how many slips did car patrols write last week", "team = car");
}

TEST_CASE("money is raised by pledges, and not when a drive was opened") {
  CheckHasIn(Pledges(), "how much money was raised this month", "AND pledged_at >=");
  CheckLacksIn(Pledges(), "how much money was raised this month", "opened_on");
  CheckHasIn(Pledges(), "how many drives were raised this month", "opened_on >=");
}

}  // namespace aurora::query::model
