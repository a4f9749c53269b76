#include "services/query-engine/model/test_parser.h"
#include "services/query-engine/model/test_tables.h"

// Questions over topics whose comments explain short codes: what was given, what was charged, what is still out, and what is called otherwise.

namespace aurora::query::model {
namespace {

// A sailing school: lessons with codes, their teachers, and the exams at the end.
const TestParser& Sailing() {
  static const TestParser parser(SnapshotOf({
      MakeTable("sailing", "lessons", 20'000,
                {Distinct(Column("lesson_id", "UInt64"), 20'000), Distinct(Column("teacher_id", "UInt16"), 40), Distinct(Column("pupil_no", "String"), 3'000), Column("kind", "LowCardinality(String)", {"dinghy", "yacht"}),
                 Column("st", "LowCardinality(String)", {"G", "NS", "CP"}, "G = given, NS = pupil did not show up, CP = cancelled by pupil"), Column("price_eur", "Decimal(8, 2)", {}, "list price, charged for given lessons only"),
                 Distinct(Column("minutes", "UInt16"), 12), Column("miles", "Float32"), Sorted(Column("starts_at", "DateTime('UTC')"))}),
      MakeTable("sailing", "teachers", 40, {Sorted(Distinct(Column("teacher_id", "UInt16"), 40)), Column("teacher_name", "String"), Column("branch", "LowCardinality(String)", {"Kiel", "Bergen"}, "home branch"), Column("started_on", "Date")}),
      MakeTable("sailing", "exams", 4'000, {Distinct(Column("exam_id", "UInt32"), 4'000), Column("result", "LowCardinality(String)", {"P", "F"}, "P = passed, F = failed"), Column("fee_eur", "Decimal(8, 2)"), Sorted(Column("taken_at", "DateTime('UTC')"))}),
  }));
  return parser;
}

// What is lent on the slopes, what is sold there, and what is bought for it.
const TestParser& Slopes() {
  static const TestParser parser(SnapshotOf({
      MakeTable("slopes", "rentals", 9'000,
                {Distinct(Column("rental_no", "String"), 9'000), Sorted(Column("out_at", "DateTime('UTC')")), Column("back_at", "Nullable(DateTime('UTC'))", {}, "null = still with the guest"), Distinct(Column("guest_id", "UInt32"), 900),
                 Column("gear", "LowCardinality(String)", {"skis", "board"}), Column("fee_chf", "Decimal(8, 2)")}),
      MakeTable("slopes", "courses", 9'000,
                {Distinct(Column("course_id", "UInt32"), 9'000), Sorted(Column("begins_at", "DateTime('UTC')")), Distinct(Column("party_size", "UInt8"), 12), Column("price_chf", "Decimal(8, 2)"),
                 Column("outcome", "LowCardinality(String)", {"held", "cxl_guest", "no_show"}, "held, cxl_guest, no_show. Money is kept for held and no_show, the others got it back")}),
      MakeTable("slopes", "parts_used", 5'000,
                {Sorted(Column("used_at", "DateTime('UTC')")), Column("supplier", "LowCardinality(String)", {"Fell", "Tarn"}), Column("outcome", "LowCardinality(String)", {"fitted", "doa"}, "fitted, doa = dead on arrival"), Column("cost_cents", "UInt32")}),
  }));
  return parser;
}

// Messages that are sent for others, and who sends them; a pool's tickets; bar orders.
const TestParser& Till() {
  static const TestParser parser(SnapshotOf({
      MakeTable("till", "messages", 40'000,
                {Distinct(Column("msg_id", "String"), 40'000), Sorted(Column("submitted_at", "DateTime('UTC')")), Column("delivered_at", "Nullable(DateTime('UTC'))", {}, "null if none"), Distinct(Column("account_id", "UInt32"), 90),
                 Column("dlr", "LowCardinality(String)", {"DELIVRD", "UNDELIV", "REJECTD", "ENROUTE"}, "DELIVRD, UNDELIV, REJECTD or ENROUTE = still on its way. Rejected ones are not billed"), Column("operator", "LowCardinality(String)", {"Velo", "Nord"}),
                 Column("price_mils", "UInt32", {}, "price to the customer, thousandths of a euro"), Distinct(Column("recipient", "UInt64", {}, "hash of the phone number"), 9'000)}),
      MakeTable("till", "accounts", 90, {Sorted(Distinct(Column("account_id", "UInt32"), 90)), Distinct(Column("company", "String"), 90), Column("tier", "LowCardinality(String)", {"starter", "growth"})}),
      MakeTable("till", "bar_orders", 30'000,
                {Distinct(Column("order_no", "UInt32"), 30'000), Sorted(Column("ordered_at", "DateTime('UTC')")), Column("bar", "LowCardinality(String)", {"Cellar", "Roof"}), Column("town", "LowCardinality(String)", {"Leeds", "York"}), Column("amount_pence", "UInt32"),
                 Column("sold_via", "LowCardinality(String)", {"till", "app", "pass"}, "till, app or pass (prepaid, nothing to pay at the bar)"), Column("status", "LowCardinality(String)", {"ok", "refunded"}, "ok or refunded (money handed back)")}),
  }));
  return parser;
}

const TestParser& Ads() {
  static const TestParser parser(SnapshotOf({
      MakeTable("ads", "impressions", 90'000,
                {Sorted(Column("shown_at", "DateTime('UTC')")), Distinct(Column("impression_id", "UInt64"), 90'000), Distinct(Column("campaign_id", "UInt32"), 90), Column("site", "LowCardinality(String)", {"tide", "moss"}),
                 Column("price_micros", "UInt32", {}, "price of this impression in millionths of a US dollar"), Column("billing", "LowCardinality(String)", {"billed", "invalid"}, "billed or invalid (bots) - only billed impressions earn money")}),
      MakeTable("ads", "campaigns", 90, {Sorted(Distinct(Column("campaign_id", "UInt32"), 90)), Column("title", "String"), Column("advertiser", "LowCardinality(String)", {"Brio", "Lumo"})}),
  }));
  return parser;
}

// Flights with parcels, what a help line hears, lockers, and tickets of a van that sells food.
const TestParser& Rounds() {
  static const TestParser parser(SnapshotOf({
      MakeTable("rounds", "flights", 9'000,
                {Distinct(Column("flight_id", "UInt64"), 9'000), Column("cargo", "LowCardinality(String)", {"post", "food"}), Sorted(Column("ordered_at", "DateTime('UTC')")), Column("delivered_at", "Nullable(DateTime('UTC'))"),
                 Column("status", "LowCardinality(String)", {"D", "R", "X"}, "D = delivered, R = came back to the hub with the parcel, X = cancelled before launch, the fee is kept for D only"), Column("fee_cents", "UInt32"), Binary("late"),
                 Column("voucher", "LowCardinality(String)", {}, "empty when none was used")}),
      MakeTable("rounds", "calls", 30'000,
                {Sorted(Column("rang_at", "DateTime('UTC')")), Distinct(Column("call_id", "UInt64"), 30'000), Distinct(Column("caller_key", "Nullable(String)"), 4'000), Column("line", "LowCardinality(String)", {"youth", "adult"}),
                 Column("topic", "LowCardinality(String)", {"LON", "VIO", ""}, "LON loneliness, VIO violence, empty when not answered"), Column("ended_by", "LowCardinality(String)", {"caller", "dropped"}), Column("shift", "LowCardinality(String)", {"E", "N"}, "E early 6-14, N night 22-6")}),
      MakeTable("rounds", "shipments", 9'000,
                {Distinct(Column("shp_id", "UInt64"), 9'000), Sorted(Column("dropped_at", "DateTime('UTC')")), Column("size", "LowCardinality(String)", {"S", "M", "XL"}), Column("outcome", "LowCardinality(String)", {"waiting", "collected"}, "waiting (still in the locker) or collected"),
                 Column("site", "LowCardinality(String)", {"fra-1", "ams-2"}, "data centre: fra-1 Frankfurt, ams-2 Amsterdam"), Column("royalty_usd_micro", "UInt32", {}, "millionths of a US dollar")}),
      MakeTable("rounds", "snacks", 9'000,
                {Distinct(Column("snack_id", "UInt64"), 9'000), Sorted(Column("sold_at", "DateTime('UTC')")), Column("item", "LowCardinality(String)", {"beer", "pie"}), Distinct(Column("qty", "UInt8"), 9), Column("payment", "LowCardinality(String)", {"paid", "open", "waived"})}),
  }));
  return parser;
}

}  // namespace

TEST_CASE("a code that stands for one deed is found by its verb") {
  CheckHasIn(Sailing(), "how many lessons did we give last week", "st = G");
  CheckHasIn(Sailing(), "five teachers with the most given lessons", "lessons.st = G");
  CheckHasIn(Sailing(), "what share of lessons this month was a no-show?", "countIf(st = NS) / count()");
}

TEST_CASE("what a price says that it is charged for is revenue, and no exam that was failed lost money") {
  CheckHasIn(Sailing(), "lesson income this month", "st = G");
  CheckLacksIn(Sailing(), "exam fees this month", "result");
  CheckHasIn(Slopes(), "course income last week", "outcome IN (held, no_show)");
  CheckHasIn(Till(), "message revenue last week in euros", "dlr != REJECTD");
  CheckHasIn(Till(), "bar takings yesterday", "status != refunded");
  CheckLacksIn(Till(), "bar takings yesterday", "app");
}

TEST_CASE("what something costs is no income where another table has one") {
  CheckHasIn(Slopes(), "did we earn more on rentals this week than last week", "sumIf(fee_chf");
  CheckHasIn(Ads(), "how much did each advertiser pay us in April", "sum(impressions.price_micros)");
  CheckHasIn(Ads(), "total price of impressions in dollars", "price_micros / 1e+06");
  CheckHasIn(Ads(), "which three campaigns earned us the most last week? With their titles", "campaigns.title AS title, sum(impressions.price_micros)");
  CheckHasIn(Slopes(), "which guest spent most on rentals in April", "sum(fee_chf)");
}

TEST_CASE("names are shown beside ids where they are asked for") {
  CheckHasIn(Till(), "top 5 accounts by messages this month, names please", "accounts.company AS company");
  CheckHasIn(Sailing(), "top 3 teachers by lessons this month, with their names", "teachers.teacher_name AS teacher_name");
}

TEST_CASE("the rows' kind, their hours and their own times are called as people call them") {
  CheckHasIn(Sailing(), "average miles per lesson type", "GROUP BY kind");
  CheckHasIn(Sailing(), "top 2 kinds by hours taught", "sum(minutes / 60)");
  CheckHasIn(Sailing(), "longest lesson this month, in hours", "ORDER BY minutes / 60 DESC");
  CheckHasIn(Sailing(), "lessons per home branch", "teachers.branch AS branch");
  CheckLacksIn(Sailing(), "lessons that started before 10 this morning, number", "started_on");
  CheckHasIn(Sailing(), "lessons by status", "GROUP BY st");
}

TEST_CASE("what is still out has not come back, and a rate of what came to some rows is of those") {
  CheckHasIn(Slopes(), "rentals still out right now, how many", "back_at IS NULL");
  CheckHasIn(Till(), "delivery rate by operator today", "countIf(delivered_at IS NOT NULL) / count()");
  CheckHasIn(Till(), "recipients that got at least 3 messages since Monday, how many", "GROUP BY recipient HAVING count() >= 3");
  CheckHasIn(Slopes(), "courses for fewer than 6 people, list", "party_size < 6");
}

TEST_CASE("a noun before money that only says what the rows are is no group, nor is one that they are called after a condition") {
  CheckHasIn(Till(), "bar takings per town last week", "GROUP BY town");
  CheckHasIn(Slopes(), "% of parts that were dead on arrival, by supplier", "countIf(outcome = doa) / count()");
  CheckHasIn(Till(), "app orders share last month", "countIf(sold_via = app) / count()");
}

TEST_CASE("a follow-up that only splits goes on, and orders to change something are refused") {
  const Generated first = Sailing().Ask("number of different pupils last month");
  REQUIRE(first.form != nullptr);
  CHECK(SqlOf(Sailing().Ask("split by kind of lesson", first.form.get())).find("uniqExact(pupil_no)") != std::string::npos);
  CHECK(SqlOf(Slopes().Ask("please write off all rentals of April")).find("none: questions only read data") == 0);
}

TEST_CASE("only is said of what it names, and empty of no value before it") {
  CheckHasIn(Rounds(), "flight revenue last month", "WHERE status = D");
  CheckHasIn(Rounds(), "average fee of a delivered order this month", "delivered_at IS NOT NULL");
  CheckHasIn(Rounds(), "flights that came back to the hub last month", "status = R");
  CHECK(SqlOf(Rounds().Ask("calls that were not answered this week")).find("VIO") == std::string::npos);
  CheckHasIn(Rounds(), "how many flights were made with a voucher this month", "voucher != ");
}

TEST_CASE("what a place is called in, who somebody is, and how late it was is no other value") {
  CheckLacksIn(Rounds(), "top lockers by shipments", "waiting");
  CheckHasIn(Rounds(), "xl shipments dropped off yesterday, how many", "size = XL");
  CheckHasIn(Rounds(), "shipments in Frankfurt this week, count", "site = fra-1");
  CheckHasIn(Rounds(), "callers who rang the youth line, how many", "uniqExact(caller_key)");
  CHECK(SqlOf(Rounds().Ask("callers who rang both the youth and the adult line, how many")).find("IN (") == std::string::npos);
  CheckHasIn(Rounds(), "how many flights were late this month", "late = 1");
  CheckHasIn(Rounds(), "calls in the night shift last week, count", "shift = N");
}

TEST_CASE("pieces, what is owed, and money in millionths") {
  CheckHasIn(Rounds(), "how many beers did we sell last week", "sum(qty)");
  CheckHasIn(Rounds(), "unpaid snacks, how many", "payment = open");
  CheckHasIn(Rounds(), "total royalty in usd", "royalty_usd_micro / 1e+06");
  CheckHasIn(Rounds(), "collected share of all shipments by week", "countIf(outcome = collected) / count()");
}

TEST_CASE("what a price never is, how late it came, and what stands per word") {
  static const TestParser parser(SnapshotOf({
      MakeTable("desk", "tickets", 9'000,
                {Distinct(Column("ticket_no", "UInt32"), 9'000), Sorted(Column("opened_at", "DateTime('UTC')")), Distinct(Column("requester_id", "UInt32", {}, "the customer who wrote or called"), 900), Column("plan", "LowCardinality(String)", {"free", "team"}),
                 Distinct(Column("agent_id", "UInt16"), 40), Column("first_reply_s", "Nullable(UInt32)"), Column("delay_min", "Nullable(Int32)", {}, "minutes after the promise, negative when early"), Column("qc", "LowCardinality(String)", {"V", "S"}, "quality flag: V = valid, S = suspect"),
                 Distinct(Column("outcome", "UInt8", {}, "1 fixed, 2 moved, 3 cancelled by the customer, 4 nobody found"), 4), Column("charge_cents", "UInt32", {}, "never collected for outcomes 3 and 4"), Column("battery_mv", "UInt16")}),
      MakeTable("desk", "agents", 40, {Sorted(Distinct(Column("agent_id", "UInt16"), 40)), Column("agent_name", "String"), Column("team", "LowCardinality(String)", {"north", "south"})}),
  }));
  CheckHasIn(parser, "tickets per team last week", "agents.team AS team");
  CheckHasIn(parser, "revenue this month", "outcome NOT IN (3, 4)");
  CheckHasIn(parser, "median time to first reply in minutes", "first_reply_s / 60");
  CheckHasIn(parser, "how many different customers wrote on Tuesday", "uniqExact(requester_id)");
  CheckHasIn(parser, "tickets that came more than 2 hours late this month, list", "delay_min > 120");
  CheckHasIn(parser, "tickets with the battery under 3.4 V, count", "battery_mv < 3400");
  CheckHasIn(parser, "tickets by quality flag", "GROUP BY qc");
}

TEST_CASE("the daily quiz is one of the modes, and how many were roasted is no time") {
  static const TestParser parser(SnapshotOf({
      MakeTable("quiz", "matches", 9'000,
                {Distinct(Column("match_id", "UInt64"), 9'000), Sorted(Column("started_at", "DateTime('UTC')")), Distinct(Column("player_id", "UInt32"), 900), Column("mode", "LowCardinality(String)", {"solo", "daily"}, "solo or daily (quiz of the day)"), Column("item", "LowCardinality(String)", {"latte", "tea"}),
                 Column("roast_s", "UInt16"), Distinct(Column("loyalty_no", "Nullable(UInt32)", {}, "null when no loyalty card was shown"), 500), Column("pay_method", "LowCardinality(String)", {"card", "cash"}), Column("agency", "UInt8", {}, "1 = hired, 0 = own staff"), Column("cost_eur", "Decimal(8, 2)")}),
  }));
  CheckLacksIn(parser, "how many different players did the daily quiz this week", "GROUP BY day");
  CheckLacksIn(parser, "how many matches did we roast last weekend", "avg(");
  CheckLacksIn(parser, "unique loyalty cards used on Monday", "pay_method");
  CheckHasIn(parser, "matches started up per hour yesterday", "GROUP BY hour");
}

}  // namespace aurora::query::model
