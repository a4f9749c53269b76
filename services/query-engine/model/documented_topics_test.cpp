#include "services/query-engine/model/test_parser.h"
#include "services/query-engine/model/test_tables.h"

// Plain questions over topics that a careful team documented: states that are explained, several times a row, flags of 0 and 1.

namespace aurora::query::model {
namespace {

// A dairy's deliveries, the vans that make them, and what the vans report.
const TestParser& Dairy() {
  static const TestParser parser(SnapshotOf({
      MakeTable("dairy", "shipments", 20'000,
                {Distinct(Column("shipment_id", "String"), 20'000), Distinct(Column("van_id", "UInt16"), 40), Column("shop", "LowCardinality(String)", {"Corner", "Mill"}), Column("crate", "LowCardinality(String)", {"small", "large"}, "how it stands in the lorry"), Column("weight_g", "UInt32"),
                 Column("price_pence", "UInt32"), Column("insured_gbp", "UInt32"), Binary("express"),
                 Column("state", "LowCardinality(String)", {"packed", "delivered", "returned", "void"}, "packed, delivered, returned or void - only packed and delivered shipments keep their price"), Sorted(Column("packed_at", "DateTime('UTC')")),
                 Column("delivered_at", "Nullable(DateTime('UTC'))"), Column("planned_for", "Nullable(DateTime('UTC'))")}),
      MakeTable("dairy", "vans", 40, {Sorted(Distinct(Column("van_id", "UInt16"), 40)), Column("make", "LowCardinality(String)", {"Ford", "Fiat"}), Column("model", "LowCardinality(String)", {"Transit", "Ducato"})}),
      MakeTable("dairy", "van_log", 60'000, {Sorted(Column("logged_at", "DateTime('UTC')")), Distinct(Column("van_id", "UInt16"), 40), Column("engine", "LowCardinality(String)", {"RUN", "STOP"}), Column("lasted_s", "UInt32")}),
  }));
  return parser;
}

// A bath house: visits, and the members who come.
const TestParser& Baths() {
  static const TestParser parser(SnapshotOf({
      MakeTable("baths", "visits", 20'000,
                {Distinct(Column("visit_id", "UInt64"), 20'000), Distinct(Column("member_no", "UInt32"), 400), Column("area", "LowCardinality(String)", {"pool", "sauna"}), Column("door_secs", "UInt32"), Distinct(Column("guests", "UInt8", {}, "number of guests brought along"), 4),
                 Sorted(Column("entered_at", "DateTime('UTC')")), Column("left_at", "Nullable(DateTime('UTC'))")}),
      MakeTable("baths", "members", 400,
                {Sorted(Distinct(Column("member_no", "UInt32"), 400)), Column("name", "String"), Column("tier", "LowCardinality(String)", {"flex", "gold"}), Column("contract", "LowCardinality(String)", {"active", "frozen"}), Column("joined_on", "Date")}),
  }));
  return parser;
}

const TestParser& Machines() {
  static const TestParser parser(SnapshotOf({
      MakeTable("press", "jobs", 9'000,
                {Distinct(Column("job_id", "UInt64"), 9'000), Column("product", "LowCardinality(String)", {"flyer", "poster"}), Distinct(Column("copies", "UInt32"), 900), Column("took_s", "UInt32"), Column("state", "LowCardinality(String)", {"queued", "printing", "done"}),
                 Sorted(Column("placed_at", "DateTime('UTC')")), Column("started_at", "Nullable(DateTime('UTC'))")}),
  }));
  return parser;
}

// A laundry that is paid for what it brings back, its machines, and a school beside it.
const TestParser& Laundry() {
  static const TestParser parser(SnapshotOf({
      MakeTable("laundry", "pickups", 3'000,
                {Distinct(Column("pickup_id", "UInt32"), 3'000), Column("status", "LowCardinality(String)", {"booked", "delivered", "no_show"}, "booked, delivered or no_show, only delivered pickups are charged"), Column("price_cents", "UInt32"),
                 Column("discount_cents", "UInt32", {}, "0 when there was no voucher"), Sorted(Column("booked_at", "DateTime('UTC')")), Column("acknowledged_at", "Nullable(DateTime('UTC'))")}),
      MakeTable("laundry", "washes", 9'000,
                {Distinct(Column("wash_id", "UInt32"), 9'000), Distinct(Column("pickup_id", "UInt32"), 3'000), Column("state", "LowCardinality(String)", {"running", "done", "missing"}), Column("beginning_temp_c", "Float32"),
                 Column("exit_code", "Int16", {}, "0 = clean, 137 = out of memory"), Sorted(Column("begun_at", "DateTime('UTC')"))}),
      MakeTable("laundry", "payments", 9'000,
                {Distinct(Column("payment_id", "UInt32"), 9'000), Column("state", "LowCardinality(String)", {"approved", "declined"}), Column("amount_cents", "UInt32"), Column("cause", "LowCardinality(String)", {"till", "web"}), Sorted(Column("presented_at", "DateTime('UTC')"))}),
  }));
  return parser;
}

const TestParser& Harbour() {
  static const TestParser parser(SnapshotOf({
      MakeTable("harbour", "port_calls", 9'000,
                {Distinct(Column("call_id", "UInt64"), 9'000), Column("port_name", "LowCardinality(String)", {"Gdynia", "Bergen"}), Column("call_type", "LowCardinality(String)", {"load", "unload"}), Column("state", "LowCardinality(String)", {"held", "done"}),
                 Distinct(Column("customs_code", "UInt16"), 300), Column("dwell_h", "Float32"), Column("fee_eur", "Decimal(10,2)"), Sorted(Column("announced_at", "DateTime('UTC')")), Column("cleared_at", "Nullable(DateTime('UTC'))")}),
  }));
  return parser;
}

}  // namespace

TEST_CASE("what a dash and only say of states is said of all that follow, and of no state before it") {
  CheckHasIn(Dairy(), "revenue by shop", "state IN (packed, delivered)");
  CheckHasIn(Dairy(), "how many shipments were delivered yesterday", "WHERE delivered_at >=");
  CheckLacksIn(Dairy(), "how many packed shipments do we have", "void");
}

TEST_CASE("a deed within a time is when it happened, an adjective only chooses rows") {
  CheckHasIn(Dairy(), "deliveries today", "delivered_at >=");
  CheckHasIn(Dairy(), "we delivered how many shipments yesterday", "delivered_at >=");
  CheckHasIn(Dairy(), "delivered shipments yesterday", "packed_at >=");
  CheckHasIn(Dairy(), "shipments planned in October", "planned_for >=");
}

TEST_CASE("a number that is only ever 0 or 1 is a flag") {
  CheckHasIn(Dairy(), "how many express shipments last week", "express = 1");
  CheckHasIn(Dairy(), "share of express shipments", "countIf(express = 1) / count()");
  CheckHasIn(Dairy(), "revenue by express", "GROUP BY express");
  CheckHasIn(Dairy(), "average weight with and without express", "GROUP BY express");
  // Who did it is no flag that rows are told apart by.
  CheckLacksIn(Dairy(), "price per express", "GROUP BY express");
}

TEST_CASE("an amount that is called by what was done to the rows chooses those that have one") {
  CheckHasIn(Dairy(), "how many shipments are insured", "count() AS shipments FROM dairy.shipments WHERE insured_gbp > 0");
  CheckHasIn(Dairy(), "percentage of shipments that are insured", "countIf(insured_gbp > 0) / count()");
  CheckHasIn(Dairy(), "insured shipments of Corner", "insured_gbp > 0");
  CheckHasIn(Dairy(), "how many not insured shipments do we have", "WHERE insured_gbp = 0");
  CheckHasIn(Dairy(), "how many shipments are not insured", "WHERE insured_gbp = 0");
}

TEST_CASE("what is made is no make, and who only a comment speaks of has no model of its own") {
  CheckHasIn(Dairy(), "shipments made in October", "packed_at >=");
  CheckHasIn(Dairy(), "shipments by lorry model", "GROUP BY model");
}

TEST_CASE("a word of a time names no table") {
  CheckHasIn(Dairy(), "turnover this week vs last week", "FROM dairy.shipments");
}

TEST_CASE("an id with a dash is looked up as it is written") {
  CheckHasIn(Dairy(), "show shipment SHP-20417", "shipment_id = SHP-20417");
}

TEST_CASE("columns of rows are shown where some of them are asked for") {
  CheckHasIn(Dairy(), "shop and crate of returned shipments", "FROM dairy.shipments WHERE state = returned");
  CheckLacksIn(Dairy(), "shop and crate of returned shipments", "GROUP BY");
}

TEST_CASE("where it was is nothing that is measured") {
  CheckHasIn(Baths(), "number of visits at the door today", "SELECT count() AS visits");
  CheckHasIn(Baths(), "visits by tier of the visitor", "SELECT members.tier AS tier, count() AS visits");
}

TEST_CASE("top ones by what they had are ranked by how many of those") {
  CheckHasIn(Dairy(), "top 5 vans by shipments", "count() AS shipments");
}

TEST_CASE("under a state is in it; pounds are money where money is asked for; an hour is one hour") {
  CheckHasIn(Baths(), "how many members are under an active contract", "contract = active");
  CheckHasIn(Dairy(), "price in pounds by shop", "price_pence / 100");
  CheckHasIn(Baths(), "visits left within an hour", "<= 3600");
}

TEST_CASE("what began is no state of now, an average per such row is of those rows, and percent are of no weight") {
  CheckLacksIn(Machines(), "how many jobs started printing between 6 and 10 am yesterday", "state =");
  CheckHasIn(Machines(), "average copies per flyer job", "avg(copies) AS average_copies FROM press.jobs WHERE product = flyer");
  CheckHasIn(Machines(), "jobs that took less than 5 percent", "none: not understood");
}

TEST_CASE("a price that a state says is charged is revenue, also where the words of a time name another table") {
  CheckHasIn(Laundry(), "revenue of pickups", "sum(price_cents) AS revenue FROM laundry.pickups WHERE status = delivered");
  CheckHasIn(Laundry(), "approved volume this month", "sum(amount_cents) AS revenue FROM laundry.payments WHERE state = approved");
  CheckHasIn(Laundry(), "largest payment this month, in euros", "amount_cents / 100 AS converted");
  CheckHasIn(Laundry(), "payments by cause of the payment", "GROUP BY cause");
}

TEST_CASE("missing may be a state, nobody has is never, and what ran out is not running") {
  CheckHasIn(Laundry(), "missing washes this week", "state = missing");
  CheckHasIn(Laundry(), "pickups nobody has acknowledged", "acknowledged_at IS NULL");
  CheckHasIn(Laundry(), "pickups this week that had a voucher", "discount_cents > 0");
  CheckHasIn(Laundry(), "how many washes ran out of memory", "WHERE exit_code = 137");
}

TEST_CASE("the rows' own type, their places, and their numbers are found by one word") {
  CheckHasIn(Harbour(), "calls by type", "GROUP BY call_type");
  CheckHasIn(Harbour(), "average dwell time per port", "port_name, avg(dwell_h)");
  CheckHasIn(Harbour(), "port call 900123", "call_id = 900123");
  CheckHasIn(Harbour(), "calls with code 550 this month", "customs_code = 550");
  CheckHasIn(Harbour(), "how many calls do we hold in total", "SELECT count() AS port_calls FROM harbour.port_calls");
  CheckHasIn(Harbour(), "what share of the calls announced last week was cleared", "countIf(cleared_at IS NOT NULL) / count()");
  CheckHasIn(Harbour(), "harbour revenue this month", "sum(fee_eur)");
}

TEST_CASE("a month that ends a sentence is not the day that the next one begins with") {
  CheckLacksIn(Dairy(), "how many shipments in October? one number", "2026-10-02");
  CheckHasIn(Dairy(), "shipments to Corner last month, in numbers", "count()");
}

TEST_CASE("an average of days is not written over a table that has no time") {
  static const TestParser parser(SnapshotOf({MakeTable("till", "order_items", 9'000, {Distinct(Column("order_id", "UInt64"), 4'000), Column("quantity", "UInt8"), Column("price", "Decimal(10, 2)")})}));
  CHECK(parser.Ask("average daily revenue").form == nullptr);
  CHECK(parser.Ask("average number of order items per day").form == nullptr);
}

}  // namespace aurora::query::model
