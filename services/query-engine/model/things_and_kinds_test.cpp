#include "services/query-engine/model/test_parser.h"
#include "services/query-engine/model/test_tables.h"

// A thing, its number and its kind in one table: bike_no and bike_kind, and what is said of them.

namespace aurora::query::model {
namespace {

const TestParser& Bikes() {
  const auto snapshot = SnapshotOf({
      MakeTable("bikes", "rentals", 9'000,
                {Distinct(Column("rental_id", "UInt32"), 9'000), Sorted(Column("unlocked_at", "DateTime('UTC')")), Distinct(Column("bike_no", "UInt16"), 400), Column("bike_kind", "LowCardinality(String)", {"classic", "electric"}), Column("charge_cents", "UInt32", {}, "euro cents, null unless the bike came back"),
                 Distinct(Column("riders", "UInt8"), 4), Distinct(Column("rider_id", "UInt32"), 900), Distinct(Column("found_by", "LowCardinality(String)", {"patrol", "caller"}), 2), Column("ride_sec", "UInt32"), Column("dock", "LowCardinality(String)", {"A1", "B2"}),
                 Distinct(Column("state", "UInt8", {}, "1 = still out, 2 = returned, 3 = void (charge was paid back to the rider), 4 = lost"), 4), Column("oil_ul", "UInt32")}),
      MakeTable("bikes", "pump_readings", 9'000, {Sorted(Column("read_at", "DateTime('UTC')")), Distinct(Column("pump_no", "UInt8"), 9), Column("flow_lps", "Float64"), Distinct(Column("state", "UInt8", {}, "0 stopped, 1 running, 2 tripped"), 3), Distinct(Column("severity", "UInt8", {}, "1 drip, 2 jet, 3 burst main"), 3)}),
  });
  static const TestParser parser(snapshot);
  return parser;
}

}  // namespace

TEST_CASE("a thing is its number, and behind a kind it is what the rows are of") {
  CheckHasIn(Bikes(), "which bike was rented most often this week", "GROUP BY bike_no");
  CheckHasIn(Bikes(), "electric bikes as a percentage of all rentals this month", "countIf(bike_kind = electric) / count()");
  CheckHasIn(Bikes(), "mean flow of the running pumps today", "state = 1");
}

TEST_CASE("what a comment of kinds calls them is no other thing beside a kind that is named") {
  const auto snapshot = SnapshotOf({MakeTable("cell", "sessions", 9'000, {Distinct(Column("session_id", "UInt32"), 9'000), Sorted(Column("started_at", "DateTime('UTC')")), Column("kind", "LowCardinality(String)", {"data", "voice", "video"}, "data, voice or video (a video call)"), Column("dur_s", "UInt32", {}, "length in seconds")})});
  CheckHasIn(TestParser(snapshot), "maximum length of a call (kind voice) in min", "max(dur_s / 60) AS maximum_dur_s FROM cell.sessions WHERE kind = voice");
}

TEST_CASE("a share is of those that a comparison before its verb tells") {
  CheckHasIn(Bikes(), "what percent of the rentals above 20 euros in April were electric", "countIf(bike_kind = electric) / count() AS share FROM bikes.rentals WHERE charge_cents > 2000");
}

TEST_CASE("who booked more than once is counted by id beside a number of them") {
  CheckHasIn(Bikes(), "how many riders have rented more than once this month", "GROUP BY rider_id HAVING count() > 1");
}

TEST_CASE("what came back is no loss where the money of another went back") {
  CheckHasIn(Bikes(), "takings of the weekend in euros", "WHERE state != 3");
}

TEST_CASE("who found them is a column, and three quarters of an hour a length") {
  CheckHasIn(Bikes(), "rentals this month split by who found them", "GROUP BY found_by");
  CheckHasIn(Bikes(), "rentals longer than three quarters of an hour, count", "ride_sec > 2700");
  CheckHasIn(Bikes(), "rentals with less than 1 ml of oil, count", "oil_ul < 1000");
  CheckHasIn(Bikes(), "jets and bursts read today, count", "severity IN (2, 3)");
  CheckHasIn(Bikes(), "rentals per day from A1 and B2 docks together", "GROUP BY day ORDER BY");
}

TEST_CASE("volume is what is measured, minutes are no smallest, and what is open may have been opened") {
  const auto snapshot = SnapshotOf({
      MakeTable("brew", "accounts", 90, {Distinct(Column("account_id", "UInt32"), 90), Column("opened_on", "Date", {}, "day the account was opened")}),
      MakeTable("brew", "batches", 900,
                {Distinct(Column("batch_no", "UInt32"), 900), Sorted(Column("planned_at", "DateTime('UTC')", {}, "time in the timetable")), Column("left_at", "Nullable(DateTime('UTC'))", {}, "when it left"), Distinct(Column("account_id", "UInt32"), 90), Column("volume_hl", "Float64"), Column("cost_eur", "Decimal(10, 2)", {}, "malt and hops"),
                 Column("order_eur", "Decimal(10, 2)", {}, "order value agreed on brew day, invoiced only when the batch is packaged"), Column("line", "LowCardinality(String)", {"A", "B"}), Distinct(Column("guests", "UInt8"), 9), Column("state", "LowCardinality(String)", {"open", "packaged", "cancelled"}), Column("cancel_code", "LowCardinality(String)", {"DRV", "VEH"}, "DRV = no driver, VEH = broken down")}),
      MakeTable("brew", "engagement", 9'000, {Sorted(Column("happened_at", "DateTime('UTC')")), Distinct(Column("account_id", "UInt32"), 90), Column("action", "LowCardinality(String)", {"open", "click"})}),
  });
  const TestParser parser(snapshot);
  CheckHasIn(parser, "volume planned this month", "sum(volume_hl)");
  CheckHasIn(parser, "batches that left more than 15 min late this month: how many?", "> 900");
  CheckHasIn(parser, "90th percentile of lateness of batches last month", "dateDiff('second', planned_at, left_at)");
  CheckHasIn(parser, "cancelled batches per cancel reason", "GROUP BY cancel_code");
  CheckHasIn(parser, "average party size of batches yesterday", "avg(guests)");
  CheckHasIn(parser, "three most expensive batches to make", "ORDER BY cost_eur DESC");
  CheckHasIn(parser, "share of packaged batches, line by line, this month", "GROUP BY line");
  CheckLacksIn(parser, "how many batches did we open this month", "state");
}

}  // namespace aurora::query::model
