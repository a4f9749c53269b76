#include "services/query-engine/model/test_parser.h"
#include "services/query-engine/model/test_tables.h"

// Words that say no more than that rows came about, by whom, and where they were.

namespace aurora::query::model {
namespace {

const TestParser& Board() {
  static const TestParser parser(SnapshotOf({
      MakeTable("board", "applications", 9'000,
                {Distinct(Column("application_id", "UInt64"), 9'000), Sorted(Column("submitted_at", "DateTime('UTC')")), Distinct(Column("candidate_id", "UInt32"), 900), Distinct(Column("easy_apply", "UInt8", {}, "1 = sent with one click"), 2), Column("channel", "LowCardinality(String)", {"search", "referral"}),
                 Column("delivery", "LowCardinality(String)", {"post", "portal"}), Column("stage", "LowCardinality(String)", {"received", "seen", "hired"})}),
      MakeTable("board", "purchases", 9'000,
                {Distinct(Column("purchase_id", "UInt64"), 9'000), Sorted(Column("bought_at", "DateTime('UTC')")), Column("store", "LowCardinality(String)", {"web", "phone"}), Column("price_usd", "Decimal(8, 2)"), Column("backdrop", "Nullable(String)", {"sea", "sky"}, "null when none was chosen"),
                 Column("pay_state", "LowCardinality(String)", {"settled", "pending", "charged_back"}, "settled, pending or charged_back; only settled ones are income")}),
      MakeTable("board", "hires", 9'000,
                {Distinct(Column("hire_id", "UInt64"), 9'000), Sorted(Column("out_at", "DateTime('UTC')")), Column("back_at", "Nullable(DateTime('UTC'))", {}, "null while out"), Column("craft", "LowCardinality(String)", {"sup", "kayak"}), Column("paid_cents", "UInt32"), Distinct(Column("retakes", "UInt8"), 5),
                 Column("layout", "LowCardinality(String)", {"passport", "strip"}), Distinct(Column("wants_copy", "UInt8", {}, "1 = also wants the picture by mail"), 2), Column("pay_method", "LowCardinality(String)", {"coin", "card"}), Column("status", "LowCardinality(String)", {"on_water", "returned"})}),
      MakeTable("board", "vans", 40, {Sorted(Distinct(Column("van_id", "UInt16"), 40)), Column("fleet_state", "LowCardinality(String)", {"active", "sold"})}),
      MakeTable("board", "readings", 20'000,
                {Sorted(Column("logged_at", "DateTime('UTC')")), Distinct(Column("van_id", "UInt16"), 40), Column("zone", "LowCardinality(String)", {"chiller", "freezer"}), Column("air_c", "Float32"), Column("driven_km", "Float32")}),
      MakeTable("board", "jobs", 9'000,
                {Distinct(Column("job_id", "UInt64"), 9'000), Sorted(Column("submitted_at", "DateTime('UTC')")), Column("started_at", "Nullable(DateTime('UTC'))"), Column("ended_at", "Nullable(DateTime('UTC'))"), Column("form", "LowCardinality(String)", {"one_to_one", "small_group"}), Distinct(Column("duration_min", "UInt16"), 3),
                 Column("state", "LowCardinality(String)", {"PE", "RU", "CD"}, "PE pending, RU running, CD completed")}),
  }));
  return parser;
}

}  // namespace

TEST_CASE("what came in are all rows, and who applied did so in all of them") {
  CheckLacksIn(Board(), "how many applications came in yesterday between 5pm and 9pm?", "stage");
  CheckLacksIn(Board(), "how many different candidates applied on Sunday", "easy_apply");
  CheckHasIn(Board(), "how many applications were received yesterday", "stage = received");
}

TEST_CASE("a picture that a flag's comment speaks of is no condition") {
  CheckHasIn(Board(), "average number of retakes for a passport picture", "FROM board.hires WHERE layout = passport");
  CheckLacksIn(Board(), "average number of retakes for a passport picture", "wants_copy");
}

TEST_CASE("time on the water is a length, and by the fleet is whoever drove") {
  CheckLacksIn(Board(), "90th percentile of time on the water per craft, in minutes", "status");
  CheckHasIn(Board(), "median time on the lake per craft, in minutes", "dateDiff('second', out_at, back_at)");
  CheckLacksIn(Board(), "kilometres driven by the fleet from 4 to 8 November", "GROUP BY");
}

TEST_CASE("a level by hour is one of each hour") {
  CheckHasIn(Board(), "mean chiller air by hour over the last 12 hours", "GROUP BY hour ORDER BY hour");
}

TEST_CASE("sales are money where a state says that it was kept") {
  CheckHasIn(Board(), "sales per store this month", "sum(price_usd)");
  CheckHasIn(Board(), "how many sales today", "count()");
}

TEST_CASE("the most popular one is ranked by its rows") {
  CheckHasIn(Board(), "the two most popular backdrops", "GROUP BY backdrop");
}

TEST_CASE("a wait ends when it begins, and a form is called as it is written") {
  CheckHasIn(Board(), "average wait of jobs this week, in minutes", "dateDiff('second', submitted_at, started_at)");
  CheckHasIn(Board(), "one-to-one jobs this week", "form = one_to_one");
  CheckHasIn(Board(), "how many 60-minute jobs this week", "duration_min = 60");
  CheckHasIn(Board(), "how many one-hour jobs this week", "duration_min = 60");
  CheckHasIn(Board(), "how many jobs of 30 minutes this week", "duration_min = 30");
}

TEST_CASE("unban is an order, and the delivery method a column") {
  CHECK(SqlOf(Board().Ask("unban every candidate of channel search")).find("none: ") == 0);
  CheckHasIn(Board(), "applications by delivery method this week", "GROUP BY delivery");
}

}  // namespace aurora::query::model
