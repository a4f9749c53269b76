#include "services/query-engine/model/test_parser.h"
#include "services/query-engine/model/test_tables.h"

// Whose money it is, as the comment of the state or of the price says.

namespace aurora::query::model {
namespace {

const TestParser& Farm() {
  static const TestParser parser(SnapshotOf({
      MakeTable("farm", "harvests", 9'000,
                {Distinct(Column("harvest_id", "UInt64"), 9'000), Sorted(Column("cut_at", "DateTime('UTC')")), Column("disposition", "LowCardinality(String)", {"sold", "donated", "composted"}, "sold, donated or composted"),
                 Column("buyer", "LowCardinality(String)", {"Nordkok", "Halden"}), Column("sale_eur", "Decimal(9, 2)", {}, "price agreed with the buyer, earned only by sold trays")}),
      MakeTable("farm", "swipes", 9'000,
                {Distinct(Column("swipe_id", "UInt64"), 9'000), Sorted(Column("swiped_at", "DateTime('UTC')")), Column("outcome", "LowCardinality(String)", {"approved", "declined", "reversed", "no_answer"}), Column("amount_eur", "Decimal(9, 2)"),
                 Column("fee_eur", "Decimal(8, 3)", {}, "our fee, earned on approved swipes")}),
      MakeTable("farm", "rides", 9'000,
                {Distinct(Column("ride_id", "UInt64"), 9'000), Sorted(Column("paid_at", "DateTime('UTC')")), Column("outcome", "LowCardinality(String)", {"approved", "declined", "timed_out"}), Column("amount_eur", "Decimal(9, 2)")}),
      MakeTable("farm", "visits", 9'000,
                {Distinct(Column("visit_id", "UInt64"), 9'000), Sorted(Column("begun_at", "DateTime('UTC')")), Column("visit_state", "LowCardinality(String)", {"played", "missed", "called_off"}, "played, missed or called_off; called_off visits are paid back, missed ones keep their price"),
                 Column("price_eur", "Decimal(8, 2)")}),
      MakeTable("farm", "renders", 9'000,
                {Distinct(Column("render_id", "UInt64"), 9'000), Sorted(Column("queued_at", "DateTime('UTC')")), Column("plan", "LowCardinality(String)", {"free", "studio"}), Column("credits", "Decimal(8, 2)")}),
  }));
  return parser;
}

}  // namespace

TEST_CASE("a price says of itself by whom it is earned, whatever the column of the others is called") {
  CheckHasIn(Farm(), "revenue from harvests this week", "disposition = sold");
  CheckLacksIn(Farm(), "revenue from harvests by disposition this week", "WHERE disposition");
}

TEST_CASE("earned on some is earned on no others, also without an only") {
  CheckHasIn(Farm(), "fees earned on swipes this month", "outcome = approved");
}

TEST_CASE("what nobody answered was not approved") {
  CheckHasIn(Farm(), "revenue from rides yesterday", "outcome NOT IN (declined, timed_out)");
}

TEST_CASE("where one is paid back and another keeps its price, only the first is lost") {
  CheckHasIn(Farm(), "takings of visits last week", "visit_state != called_off");
  CheckLacksIn(Farm(), "takings of visits last week", "missed");
}

TEST_CASE("credits add up") {
  CheckHasIn(Farm(), "credits spent by plan last week", "sum(credits)");
  CheckHasIn(Farm(), "average credits of renders last week", "avg(credits)");
}

}  // namespace aurora::query::model
