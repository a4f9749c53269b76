#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Every word of a question is accounted for: it is part of the reading, or the reading is less sure, or there is none. On
// tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using answer::Status;
using catalog::ColumnProfile;
using catalog::Snapshot;

// A ferry: who crossed on it, and what broke.
std::shared_ptr<const Snapshot> Ferry() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  ColumnProfile scooter = Column("badge", "Nullable(String)", {}, "null when not badged");
  ColumnProfile hurt = Column("hurt", "UInt8", {}, "people");
  hurt.distinct = 4;
  snapshot->tables.push_back(MakeTable(
      "ferry", "crossings", 9000,
      {Column("crossing_id", "UInt64"), Column("boarded_at", "DateTime('UTC')"), Column("passenger_id", "UInt32"), Column("parcel_id", "UInt32"),
       Column("age_months", "UInt16"), Column("vehicle_class", "LowCardinality(String)", {"bike", "lorry", "caravan"}),
       Column("deck", "LowCardinality(String)", {"upper", "lower", "stern"}), Column("sex", "LowCardinality(String)", {"f", "m"}, "f or m"),
       Column("settled_by", "LowCardinality(String)", {"coin", "voucher", "mobile"}), Column("state", "LowCardinality(String)", {"settled", "owing"}),
       Column("pier", "Nullable(UInt32)", {}, "null for vehicles without a pier"), Column("speed_kmh", "Float32"), Column("fare_eur", "Decimal(6, 2)"),
       Column("refunded_at", "Nullable(DateTime('UTC'))"), std::move(scooter)}));
  snapshot->tables.push_back(MakeTable("ferry", "mishaps", 900,
                                       {Column("mishap_id", "UInt64"), Column("noticed_at", "DateTime('UTC')"), Column("mended_at", "Nullable(DateTime('UTC'))"),
                                        Column("spot", "LowCardinality(String)", {"leak", "fire", "grounding"}), std::move(hurt), Column("drift_m", "UInt32")}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& Ask = AskOver<Ferry>;
constexpr auto& CheckHas = CheckHasOver<Ferry>;
constexpr auto& CheckLacks = CheckLacksOver<Ferry>;

}  // namespace

TEST_CASE("a number asked for behind what is listed is the answer") {
  CheckHas("crossings on the upper deck last month, just the number", "count()");
  CheckHas("which mishaps are not mended, how many?", "count()");
  CheckLacks("which mishaps are not mended?", "count()");
}

TEST_CASE("a participle of a column that may be empty is a condition") {
  CheckHas("percentage of badged crossings per deck", "badge IS NOT NULL");
  CheckHas("how many badged crossings yesterday", "badge IS NOT NULL");
}

TEST_CASE("different ones are told apart, or nothing is said") {
  CheckHas("how many different people boarded last month", "uniqExact(passenger_id)");
  CheckHas("how many people boarded last month", "uniqExact(passenger_id)");
  // A table that does not know who.
  CheckHas("how many different people noticed a leak today", "none: ");
}

TEST_CASE("a number before a noun counts it, and is nobody's age") {
  CheckHas("how many people have boarded more than two parcels", "HAVING uniqExact(parcel_id) > 2");
  CheckLacks("how many people have boarded more than two parcels", "age_months");
}

TEST_CASE("a general noun of a comment is no name of what lacks the column") {
  CheckLacks("how many vehicles boarded today?", "pier");
  CheckLacks("vehicles on Sundays since the beginning of the year, how many", "pier");
}

TEST_CASE("each Sunday is no Sunday") {
  CheckHas("crossings on Sundays since the beginning of the year, how many", "toDayOfWeek");
  CheckHas("how many crossings last Sunday", "2026-11-15");
}

TEST_CASE("by what means something was done is one column, whichever small word says it") {
  CheckHas("how many crossings were not settled with a coin yesterday", "settled_by != coin");
  CheckLacks("how many crossings were settled via voucher yesterday", "state");
}

TEST_CASE("letters of a column that says the sex are what people call them") {
  CheckHas("how many female crossings today", "sex = f");
  CheckHas("crossings by men today, how many", "sex = m");
}

TEST_CASE("verbs of money, outcomes and moments say no more than they do") {
  CheckHas("fares collected this month", "sum(fare_eur)");
  CheckLacks("fares charged this month", "state");
  CheckHas("how many parcels collected this month", "none: ");
  CheckHas("what share of crossings ended in a refund?", "refunded_at IS NOT NULL");
  CheckHas("three mishaps that took the longest to mend", "LIMIT 3");
  CheckHas("how many mishaps with at least one hurt person this year", "hurt >= 1");
  CheckHas("slowest lorry yesterday", "ORDER BY speed_kmh");
  CheckLacks("slowest lorry yesterday", "DESC");
  CheckHas("how many lorries went faster than 30 km/h this week", "speed_kmh > 30");
  CheckHas("longest mishap by spot, in km", "max(drift_m");
  CheckHas("count the crossings on mornings (7 to 11) this week", "(7, 8, 9, 10)");
}

TEST_CASE("one value against another says by what they are compared") {
  CheckHas("are lorries faster than bikes on average?", "avg(speed_kmh)");
  CheckHas("are lorries older than bikes?", "avg(age_months)");
  CheckHas("are lorries hotter than bikes?", "none: ");
}

TEST_CASE("what is left aside costs the certainty") {
  CHECK(Ask("how many crossings were reported yesterday").reading.confidence < 0.9);
  CHECK(Ask("how many crossings yesterday").reading.confidence >= 0.9);
}

}  // namespace aurora::query::model
