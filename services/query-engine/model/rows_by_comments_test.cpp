#include "services/query-engine/model/test_parser.h"
#include "services/query-engine/model/test_tables.h"

// What comments call the rows, the things of other tables, and the money; and words that only seem to be a value.

namespace aurora::query::model {
namespace {

const TestParser& Desk() {
  static const TestParser parser(SnapshotOf({
      MakeTable("desk", "convos", 9'000,
                {Distinct(Column("convo_id", "UInt64"), 9'000), Sorted(Column("opened_at", "DateTime('UTC')")), Column("closed_at", "Nullable(DateTime('UTC'))"), Column("agent", "Nullable(String)", {"Ana", "Bo"}, "null when nobody took the chat"), Column("topic", "LowCardinality(String)", {"billing", "login"}),
                 Column("outcome", "LowCardinality(String)", {"resolved", "open", "spam"}, "open while the chat goes on"), Column("csat", "Nullable(UInt8)", {}, "survey score after the chat, 1 to 5"), Column("charge_usd", "Decimal(8, 2)", {}, "only resolved chats are billed"),
                 Column("mail_ms", "UInt32", {}, "how long the sender waited; the sender is a customer")}),
      MakeTable("desk", "repairs", 9'000, {Distinct(Column("repair_id", "UInt64"), 9'000), Sorted(Column("made_at", "DateTime('UTC')")), Binary("billed"), Column("fee_cents", "UInt32")}),
      MakeTable("desk", "complaints", 900,
                {Distinct(Column("complaint_id", "UInt64"), 900), Sorted(Column("filed_at", "DateTime('UTC')")), Column("topic", "LowCardinality(String)", {"late", "wrong_recipe"}), Column("method", "LowCardinality(String)", {"cancelled_by_host", "other"})}),
      MakeTable("desk", "results", 9'000,
                {Distinct(Column("result_id", "UInt64"), 9'000), Sorted(Column("received_at", "DateTime('UTC')")), Column("test", "LowCardinality(String)", {"glucose", "sodium"}), Column("measured", "Nullable(Float64)", {}, "in the unit of the test"), Column("charge_eur", "Decimal(8, 2)", {}, "billed to the ward, for reported results only"),
                 Column("outcome", "LowCardinality(String)", {"reported", "pending"})}),
  }));
  return parser;
}

const TestParser& Yard() {
  static const TestParser parser(SnapshotOf({
      MakeTable("yard", "shipments", 9'000,
                {Distinct(Column("shipment_no", "UInt64"), 9'000), Sorted(Column("packed_at", "DateTime('UTC')")), Column("into_cold_at", "Nullable(DateTime('UTC'))", {}, "when the box entered the cold store; null while it waits"), Distinct(Column("pet_id", "UInt32"), 500), Column("net_weight_g", "UInt32"),
                 Column("state", "LowCardinality(String)", {"stored", "delivered", "returned", "lost"}), Column("price_eur", "Decimal(8, 2)", {}, "charged when packed, refunded in full when the box is returned or lost"), Distinct(Column("loyalty_card", "Nullable(UInt32)", {}, "null when no card was shown"), 800),
                 Distinct(Column("kiosk_id", "UInt16"), 60), Column("pallet_type", "LowCardinality(String)", {"euro", "quarter"}), Column("pallets", "UInt16"), Column("line", "LowCardinality(String)", {"Maritas", "Boreal"}, "shipping line that owns the box"), Column("kind", "LowCardinality(String)", {"LO", "GI"}, "LO loaded on a ship, GI in by truck")}),
      MakeTable("yard", "pets", 500, {Sorted(Distinct(Column("pet_id", "UInt32"), 500)), Column("species", "LowCardinality(String)", {"dog", "cat"}), Column("weight_g", "Nullable(UInt32)")}),
      MakeTable("yard", "checks", 9'000,
                {Distinct(Column("check_no", "UInt64"), 9'000), Sorted(Column("checked_at", "DateTime('UTC')")), Column("verdict", "LowCardinality(String)", {"valid", "fined", "waived"}), Column("fee_state", "LowCardinality(String)", {"paid", "refunded"}), Column("penalty_eur", "Nullable(Decimal(8, 2))", {}, "amount of the fine"), Distinct(Column("in_service", "UInt8", {}, "0 = switched off"), 2)}),
      MakeTable("yard", "swipes", 9'000,
                {Distinct(Column("swipe_id", "UInt64"), 9'000), Sorted(Column("swiped_at", "DateTime('UTC')")), Column("bought", "LowCardinality(String)", {"diesel", "car wash"}), Column("outcome", "LowCardinality(String)", {"approved", "declined"}), Column("amount_eur", "Decimal(9, 2)"), Distinct(Column("user_id", "UInt32"), 300)}),
  }));
  return parser;
}

const TestParser& Plant() {
  static const TestParser parser(SnapshotOf({
      MakeTable("plant", "loads", 9'000,
                {Distinct(Column("load_no", "UInt64"), 9'000), Sorted(Column("started_at", "DateTime('UTC')")), Distinct(Column("machine_no", "UInt16"), 40), Column("hall", "LowCardinality(String)", {"Annex", "Main"}), Column("load_state", "LowCardinality(String)", {"done", "aborted", "running"}, "done, aborted or running; only done loads are invoiced"),
                 Column("charge_eur", "Decimal(9, 2)"), Column("water_l", "Float32"), Column("lost_kwh", "Nullable(Decimal(10, 1))")}),
      MakeTable("plant", "attempts", 9'000,
                {Distinct(Column("attempt_no", "UInt64"), 9'000), Sorted(Column("opened_at", "DateTime('UTC')")), Column("outcome", "LowCardinality(String)", {"passed", "failed", "voided"}), Column("method", "LowCardinality(String)", {"card", "open_banking"}),
                 Column("proctor_fee_cents", "UInt32", {}, "euro cents; voided attempts are not billed"), Column("gateway_ms", "UInt32", {}, "answer time of the payment gateway"), Column("apr_pct", "Float32", {}, "interest a year"), Column("grade", "LowCardinality(String)", {"A", "B"})}),
  }));
  return parser;
}

}  // namespace

TEST_CASE("sums of decimals are divided as a whole, other decimals as floats") {
  CheckHasIn(Plant(), "MWh lost of loads yesterday vs the day before", ") / 1000 AS");
  CheckHasIn(Plant(), "largest lost MWh of loads yesterday", "max(toFloat64(lost_kwh) / 1000)");
}

TEST_CASE("only what is invoiced is charged, also said of the amount itself") {
  CheckHasIn(Plant(), "total charges of loads this month", "load_state = done");
  CheckHasIn(Plant(), "proctor fees of attempts today", "outcome != voided");
}

TEST_CASE("pounds are compared with money") { CheckHasIn(Plant(), "loads of more than £10 this week", "charge_eur > 10"); }

TEST_CASE("much water per load is an average, payments are counted, and to run is no state") {
  CheckHasIn(Plant(), "does any machine take suspiciously much water per load since yesterday?", "avgIf(water_l");
  CheckLacksIn(Plant(), "when did open banking payments start to fail in droves this week?", "gateway_ms");
  CheckLacksIn(Plant(), "on which days of this month did the Annex run no loads at all?", "load_state");
}

TEST_CASE("the interest of a year is no step of time") { CheckHasIn(Plant(), "average yearly interest of attempts for each grade", "SELECT grade, avg(apr_pct)"); }

TEST_CASE("what the comments of several columns speak of is the row") {
  CheckHasIn(Desk(), "chats per hour today", "count()");
  CheckHasIn(Desk(), "number of chats closed yesterday", "closed_at >= ");
  CheckHasIn(Desk(), "average csat of chats today", "avg(csat)");
}

TEST_CASE("to bill is to ask for money, where no state is called so") {
  CheckHasIn(Desk(), "what did we bill for convos since Monday", "sum(charge_usd)");
  CheckLacksIn(Desk(), "what did we bill for convos since Monday", "topic");
  CheckHasIn(Desk(), "what did we bill for repairs since Monday, in EUR?", "billed = ");
}

TEST_CASE("a piece of a value is no group") {
  CHECK(SqlOf(Desk().Ask("complaints filed this month by recipe")).rfind("none", 0) == 0);
  CheckHasIn(Desk(), "complaints cancelled by host this month", "method = cancelled_by_host");
}

TEST_CASE("the value of a test is what was measured, and its charge is of reported ones") {
  CheckHasIn(Desk(), "average glucose value by day since Monday", "avg(measured)");
  CheckHasIn(Desk(), "charges of results this week", "outcome = reported");
}

TEST_CASE("a comparison is of whom it stands behind") {
  CheckHasIn(Yard(), "how many shipments were packed this week for dogs under 10 kilos?", "weight_g < 10000 AND pets.species = dog");
  CheckLacksIn(Yard(), "how many shipments were packed this week for dogs under 10 kilos?", "net_weight_g");
  CheckHasIn(Yard(), "how many shipments under 10 kilos this week", "net_weight_g < 10000");
}

TEST_CASE("refunded when lost is lost") { CheckHasIn(Yard(), "revenue of shipments this week", "state NOT IN (returned, lost)"); }

TEST_CASE("the place that a moment's comment names is no state") {
  CheckLacksIn(Yard(), "how many shipments went into the cold store yesterday", "state");
  CheckHasIn(Yard(), "how many shipments went into the cold store yesterday", "into_cold_at >= ");
}

TEST_CASE("a card is somebody, and a quarter pallet a type") {
  CheckHasIn(Yard(), "how many loyalty cards were used at two or more different kiosks since Monday?", "HAVING uniqExact(kiosk_id) >= 2");
  CheckHasIn(Yard(), "number of quarter pallet shipments this week", "count()");
  CheckHasIn(Yard(), "how many quarter pallets this week", "sum(pallets)");
}

TEST_CASE("a shipping line is the line") {
  CheckHasIn(Yard(), "revenue of shipments by shipping line this month", "GROUP BY line");
  CheckLacksIn(Yard(), "revenue of shipments by shipping line this month", "kind");
}

TEST_CASE("fines are money where nothing else is") {
  CheckHasIn(Yard(), "income from fines of checks this week", "sum(penalty_eur) AS revenue FROM yard.checks WHERE verdict = fined");
}

TEST_CASE("what was paid for is what was approved, and more users are more of them") {
  CheckHasIn(Yard(), "how many car washes of swipes were paid for yesterday", "outcome != declined");
  CheckHasIn(Yard(), "did more users buy diesel this month than last month?", "uniqExactIf(user_id");
}

TEST_CASE("an order, a wage and somebody's name are not asked of values") {
  for (const char* question : {"switch off check 27", "hourly pay of checks", "names of the ships that shipments were packed on yesterday"}) {
    INFO(question);
    CHECK(SqlOf(Yard().Ask(question)).rfind("none", 0) == 0);
  }
}

}  // namespace aurora::query::model
