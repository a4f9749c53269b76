#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// How people of a trade speak of their own work: who takes part and in which role, what was done and when, what kept its money, and small
// units. On tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A cider press: its hauls of fruit, and those it hauls for.
std::shared_ptr<const Snapshot> CiderPress() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "press", "hauls", 9'000,
      {Distinct(Column("haul_ref", "String"), 9'000), Column("way_cd", "LowCardinality(String)", {"CL", "DP"}, "CL pickup from a grower, DP drop-off (delivery) at a shop"), Distinct(Column("partner_code", "String"), 70), Sorted(Column("due_ts", "DateTime('UTC')")),
       Column("result", "LowCardinality(String)", {"done", "turned_away"}), Column("fruit", "LowCardinality(String)", {"apple", "pear", "quince"}), Column("net_g", "Nullable(UInt32)", {}, "goods moved, grams"),
       Column("waste_g", "Nullable(UInt32)", {}, "thrown away at sorting, grams; pickups only")}));
  snapshot->tables.push_back(MakeTable("press", "partners", 70, {Sorted(Distinct(Column("partner_code", "String"), 70)), Distinct(Column("partner_name", "String"), 70), Column("role", "LowCardinality(String)", {"grower", "shop"}), Column("joined_on", "Date")}));
  NameTables(*snapshot);
  return snapshot;
}

// Huts for guests, a flea market, a gate and a bench for samples.
std::shared_ptr<const Snapshot> Orchard() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "orchard", "hut_bookings", 9'000,
      {Distinct(Column("booking_no", "UInt32"), 9'000), Sorted(Column("booked_at", "DateTime('UTC')")), Column("hut", "LowCardinality(String)", {"Oak", "Elm", "Ash"}), Distinct(Column("guest_id", "UInt32"), 3'000), Column("guest_country", "LowCardinality(String)", {"ES", "FR", "DE"}), Column("via", "LowCardinality(String)", {"web", "phone", "desk"}, "web, phone or desk (desk: a walk-in, not booked ahead)"),
       Column("kids", "UInt8"), Column("state", "LowCardinality(String)", {"open", "arrived", "no_show", "cancelled"}, "open, arrived, no_show or cancelled; cancelled bookings get all their money back, a no_show gets none"),
       Column("price_eur", "Decimal(10, 2)", {}, "whole stay"), Column("arrived_at", "Nullable(DateTime('UTC'))", {}, "check-in at the gate, null if nobody came"), Column("cancelled_at", "Nullable(DateTime('UTC'))")}));
  snapshot->tables.push_back(MakeTable("orchard", "huts", 3, {Sorted(Column("hut", "LowCardinality(String)", {"Oak", "Elm", "Ash"})), Column("country", "LowCardinality(String)", {"ES", "FR"}, "where the hut is")}));
  snapshot->tables.push_back(MakeTable("orchard", "sundries", 9'000,
                                       {Distinct(Column("line_id", "UInt64"), 9'000), Sorted(Column("sold_at", "DateTime('UTC')")), Column("amount_cents", "UInt32"), Column("settled", "LowCardinality(String)", {"till", "bill", "void"}, "till, bill or void; a void line was struck off and is never charged")}));
  snapshot->tables.push_back(MakeTable("orchard", "ads", 9'000, {Distinct(Column("ad_no", "UInt64"), 9'000), Distinct(Column("seller_id", "UInt32"), 800), Sorted(Column("listed_ts", "DateTime('UTC')")), Column("ask_ct", "UInt32", {}, "asking price, euro cents"),
                                                              Column("stage", "LowCardinality(String)", {"live", "sold", "withdrawn"})}));
  snapshot->tables.push_back(MakeTable("orchard", "parcels", 9'000, {Distinct(Column("parcel_no", "UInt64"), 9'000), Sorted(Column("paid_ts", "DateTime('UTC')")), Column("sent_ts", "Nullable(DateTime('UTC'))", {}, "seller handed the parcel to the courier"),
                                                                  Column("delivered_ts", "Nullable(DateTime('UTC'))"), Column("courier", "LowCardinality(String)", {"Hopp", "Trab"})}));
  snapshot->tables.push_back(MakeTable(
      "orchard", "gate_events", 9'000,
      {Sorted(Column("ts", "DateTime('UTC')")), Column("evt", "LowCardinality(String)", {"entry", "exit", "payment"}), Column("yard", "LowCardinality(String)", {"upper", "lower"}), Column("fare_kind", "LowCardinality(String)", {"casual", "season"}), Column("amount_eur", "Nullable(Decimal(8, 2))"),
       Column("approved", "Nullable(UInt8)", {"0", "1"}, "payments only: 1 = money taken, 0 = declined"), Column("stay_s", "Nullable(UInt32)", {}, "seconds since the entry")}));
  snapshot->tables.push_back(MakeTable("orchard", "radio_legs", 9'000, {Sorted(Column("at", "DateTime('UTC')")), Column("type", "LowCardinality(String)", {"join", "stats", "drop"}, "join, stats, drop = connection lost"), Column("link", "LowCardinality(String)", {"wifi", "lte"}),
                                                                     Column("loss_pm", "Nullable(UInt16)", {}, "lost packets, per mille")}));
  snapshot->tables.push_back(MakeTable("orchard", "assays", 9'000, {Distinct(Column("assay_no", "UInt32"), 9'000), Sorted(Column("sampled_at", "DateTime('UTC')")), Column("bench", "LowCardinality(String)", {"north", "south"}), Column("sugar_pct", "Nullable(Float32)"), Column("must_temp_c", "Nullable(Float32)"),
                                                                 Column("verdict", "LowCardinality(String)", {"pass", "fail"})}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& PressHas = CheckHasOver<CiderPress>;
constexpr auto& PressLacks = CheckLacksOver<CiderPress>;
constexpr auto& CheckHas = CheckHasOver<Orchard>;
constexpr auto& CheckLacks = CheckLacksOver<Orchard>;

}  // namespace

TEST_CASE("those in a role are asked for one by one") {
  PressHas("top 4 growers by kilos this month", "GROUP BY partner_code");
  PressHas("top 4 growers by kilos this month", "partners.role = grower");
  PressHas("which growers had the most hauls this week?", "GROUP BY partner_code");
  PressHas("hauls per shop this week", "GROUP BY partner_code");
  PressHas("how many shops had hauls this month", "uniqExact(hauls.partner_code)");
  PressHas("how many different growers had a haul this week", "uniqExact(hauls.partner_code)");
  PressHas("count the shops that had more than 30 hauls this month", "HAVING count() > 30");
  // All of them, whether or not they had any.
  PressHas("how many growers are there?", "SELECT count() AS partners FROM press.partners WHERE role = grower");
}

TEST_CASE("codes are called as their comments explain them, and in other words for it") {
  PressHas("kilos delivered this week", "way_cd = DP");
  PressHas("kg of pears collected this month", "way_cd = CL");
  PressHas("quince pickups above 180 kilos this month", "way_cd = CL");
  PressHas("quince pickups above 180 kilos this month", "net_g > 180000");
  PressHas("tonnes of fruit dropped off this week", "sum(net_g / 1e+06)");
  PressHas("how many kilos did we throw away this month", "sum(waste_g / 1000)");
  PressLacks("which two kinds of fruit do we throw away the most of, in kg?", "turned_away");
  CheckHas("how many walk-ins last week?", "via = desk");
}

TEST_CASE("acts are dated by when they were done") {
  CheckHas("arrivals at Oak yesterday, how many were there", "arrived_at >= 2026-11-18");
  CheckHas("how many cancellations were there yesterday?", "cancelled_at >= 2026-11-18");
  CheckHas("check-ins per day this month", "toDate(arrived_at)");
  CheckHas("how many parcels reached the buyer last weekend?", "delivered_ts >= 2026-11-14");
  CheckHas("typical time between payment and hand-over, by courier, in hours", "dateDiff('second', paid_ts, sent_ts)");
  // Of all that were booked.
  CheckLacks("cancellation rate last week", "cancelled_at");
}

TEST_CASE("days without any are asked for in several ways") {
  PressHas("on which dates in November did we not have a single delivery?", "rows_seen = 0");
  PressHas("on which dates in November did we not have a single delivery?", "way_cd = DP");
  CheckHas("any day this month we took no bookings at all?", "rows_seen = 0");
}

TEST_CASE("money that was never charged, or not given back") {
  CheckHas("what have the sundries brought in this month?", "settled != void");
  CheckHas("booking money this month", "state != cancelled");
  CheckLacks("booking money this month", "no_show");
  CheckHas("money taken at the upper yard on Saturday", "sum(amount_eur)");
}

TEST_CASE("small units are spoken of in large ones") {
  CheckHas("ads asking more than 70 euros and still live", "ask_ct > 7000");
  CheckHas("wifi legs that lost more than 2 % of their packets - how many?", "loss_pm > 20");
  CheckLacks("wifi legs that lost more than 2 % of their packets - how many?", "drop");
}

TEST_CASE("what is said of others beside the rows") {
  CheckHas("of the bookings last week, what share had kids? hut by hut please", "kids > 0");
  CheckHas("Of the bookings last week, how many had kids? Hut by hut please", "GROUP BY hut");
  CheckHas("guests from which country made the most bookings in October?", "GROUP BY guest_country");
  CheckHas("which hut gets more bookings, Oak or Elm?", "count()");
  CheckHas("average sugar of the must month by month since August", "avg(sugar_pct)");
  CheckHas("what portion of October's bench samples passed?", "verdict = pass");
  CheckHas("average stay of season holders in hours", "fare_kind = season");
  CheckHas("how many different people put something up for sale last week", "uniqExact(seller_id)");
  CheckLacks("how many different people put something up for sale last week", "sold");
  CheckHas("how many drove in last night?", "evt = entry");
}

TEST_CASE("half and quarter hours are told in words") {
  CheckHas("how many joins between 9 and half past ten this morning", "< 2026-11-19 10:30");
  CheckHas("how many joins from a quarter to nine to half past ten yesterday", ">= 2026-11-18 08:45");
}

}  // namespace aurora::query::model
