#include "services/query-engine/model/test_parser.h"
#include "services/query-engine/model/test_tables.h"

// Keys that a comment names, whoever did it, and words that belong to the noun behind them.

namespace aurora::query::model {
namespace {

// Ambulances: where to is a code of the houses, which have a district of their own.
const TestParser& Rescue() {
  static const TestParser parser(SnapshotOf({
      MakeTable("rescue", "houses", 12, {Sorted(Distinct(Column("code", "String"), 12)), Column("kind", "LowCardinality(String)", {"emergency", "clinic"}), Distinct(Column("district", "LowCardinality(String)", {"North", "South"}), 12)}),
      MakeTable("rescue", "units", 30, {Sorted(Distinct(Column("unit_id", "UInt16"), 30)), Column("base", "LowCardinality(String)", {"Quay", "Hill"})}),
      MakeTable("rescue", "runs", 9'000,
                {Distinct(Column("run_id", "UInt64"), 9'000), Sorted(Column("received_at", "DateTime('UTC')")), Distinct(Column("unit_id", "UInt16"), 30), Distinct(Column("district", "LowCardinality(String)", {"North", "South"}), 2), Distinct(Column("dest_code", "Nullable(String)", {}, "houses.code"), 12),
                 Column("caller", "LowCardinality(String)", {"public", "care_home"}), Column("handover_s", "Nullable(UInt32)"), Distinct(Column("door_reopens", "UInt8"), 6)}),
  }));
  return parser;
}

// A library of toys, a lounge and a mast.
const TestParser& Toys() {
  static const TestParser parser(SnapshotOf({
      MakeTable("toys", "loans", 9'000,
                {Distinct(Column("loan_no", "UInt32"), 9'000), Sorted(Column("taken_at", "DateTime('UTC')")), Column("fee_eur", "Decimal(8, 2)"), Column("stars", "Nullable(UInt8)", {}, "1 to 5, by the family"),
                 Column("state", "LowCardinality(String)", {"out", "back", "voided"}, "out, back or voided; voided loans gave the fee back")}),
      MakeTable("toys", "visits", 9'000,
                {Distinct(Column("visit_id", "UInt32"), 9'000), Sorted(Column("entered_at", "DateTime('UTC')")), Column("left_at", "Nullable(DateTime('UTC'))", {}, "null while inside"), Distinct(Column("pass_no", "UInt32"), 300), Column("cabin", "LowCardinality(String)", {"F", "Y"}),
                 Binary("took_shower")}),
      MakeTable("toys", "passes", 300, {Sorted(Distinct(Column("pass_no", "UInt32"), 300)), Column("kind", "LowCardinality(String)", {"annual", "single"})}),
      MakeTable("toys", "gusts", 9'000, {Sorted(Column("measured_at", "DateTime('UTC')")), Column("mast", "LowCardinality(String)", {"A", "B"}), Column("wind_ms", "Float32"), Column("severity", "UInt8", {}, "1 light to 5 storm"), Distinct(Column("confirmed", "UInt8", {}, "1 once somebody has agreed"), 2)}),
      MakeTable("toys", "doors", 9'000, {Sorted(Column("scanned_at", "DateTime('UTC')")), Column("gate", "LowCardinality(String)", {"North", "Meadow"}), Distinct(Column("heads", "UInt8", {}, "people on the ticket"), 8), Distinct(Column("member_id", "Nullable(UInt32)"), 900), Column("sold_via", "LowCardinality(String)", {"web", "till"}),
                 Column("cup", "LowCardinality(String)", {"S", "M", "L"}), Column("length_min", "UInt16")}),
  }));
  return parser;
}

}  // namespace

TEST_CASE("a comment that names the key of another table goes before a name that both have") {
  CheckHasIn(Rescue(), "how many runs went to a clinic last week", "runs.dest_code = houses.code");
}

TEST_CASE("by a unit is whoever did it") {
  CheckLacksIn(Rescue(), "how many runs were received by a unit on Tuesday", "GROUP BY");
  CheckHasIn(Rescue(), "how many runs by unit on Tuesday", "GROUP BY unit_id");
}

TEST_CASE("a number of times is no group that stands out") {
  CHECK(SqlOf(Rescue().Ask("which unit's doors reopen abnormally often today?")).find("none: ") == 0);
}

TEST_CASE("what gave the fee back is lost, and what is back is not") {
  CheckHasIn(Toys(), "what did loan fees bring in last month?", "WHERE state != voided");
}

TEST_CASE("stars are no part of a sum of stars") {
  CHECK(SqlOf(Toys().Ask("what share of stars of loans was given last week")).find("none: ") == 0);
}

TEST_CASE("what was taken is a flag and no length of time, and an annual pass is a kind") {
  CheckHasIn(Toys(), "median stay per cabin, in minutes", "dateDiff('second', entered_at, left_at)");
  CheckHasIn(Toys(), "how many visits were made with an annual pass last week?", "passes.kind = annual");
}

TEST_CASE("metres a second, what is worse, and what is confirmed once") {
  CheckHasIn(Toys(), "gusts at mast A with wind above 10 m/s today, count", "wind_ms > 10");
  CheckHasIn(Toys(), "average wind speed per mast", "avg(wind_ms)");
  CheckHasIn(Toys(), "gusts of severity 3 or worse today", "severity >= 3");
  CheckHasIn(Toys(), "confirmed gusts today", "confirmed = 1");
}

TEST_CASE("heads are people, via is a channel, and S, M and L are sizes") {
  CheckHasIn(Toys(), "how many people came in through the Meadow gate last weekend?", "sum(heads)");
  CheckHasIn(Toys(), "people per sales channel today", "GROUP BY sold_via");
  CheckHasIn(Toys(), "people per cup size today", "GROUP BY cup");
}

}  // namespace aurora::query::model
