#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Clauses of comments as names, rows that lack others by group, what is wanted of each and of the rest, and forms that cannot be what was
// asked. On tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A boatyard that repairs boats, and an auction of their gear.
std::shared_ptr<const Snapshot> Boatyard() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "yards", "lots", 4'000,
      {Distinct(Column("lot_id", "UInt32"), 4'000), Column("posted_at", "DateTime('UTC')"), Column("sort", "LowCardinality(String)", {"anchors", "sails", "winches"}), Column("boxed", "Bool"),
       Column("ask_eur", "Decimal(9,2)", {}, "asking price in euros")}));
  snapshot->tables.push_back(MakeTable(
      "yards", "bids", 9'000,
      {Distinct(Column("bid_no", "UInt32"), 9'000), Distinct(Column("lot_id", "UInt32"), 3'000), Distinct(Column("buyer_id", "UInt32"), 700), Column("quoted_at", "DateTime('UTC')"), Column("quote_eur", "Decimal(9,2)", {}, "what the buyer quotes, without freight"),
       Column("freight_eur", "Decimal(6,2)", {}, "freight, goes to the carrier"), Column("origin", "LowCardinality(String)", {"search", "mail", "fair"}, "where the buyer came from: search, mail or fair"),
       Column("state", "LowCardinality(String)", {"open", "declined", "paid"}, "open, declined or paid")}));
  snapshot->tables.push_back(MakeTable(
      "yards", "dock_log", 20'000,
      {Column("logged_at", "DateTime('UTC')"), Column("yard", "LowCardinality(String)", {"Kiel", "Vigo"}), Column("mech", "LowCardinality(String)", {"M1", "M2", "M3"}, "mechanic code"), Distinct(Column("repair_id", "UInt32"), 7'000),
       Column("act", "LowCardinality(String)", {"start", "pause", "finish"}, "start, pause (by a foreman) or finish (to the owner)"), Column("work_s", "Nullable(UInt32)", {}, "seconds worked, only on finish"), Column("load_kg", "UInt32")}));
  snapshot->tables.push_back(MakeTable(
      "yards", "repairs", 7'000,
      {Distinct(Column("repair_id", "UInt32"), 7'000), Column("yard", "LowCardinality(String)", {"Kiel", "Vigo"}), Distinct(Column("client_id", "UInt32"), 900), Column("kind", "LowCardinality(String)", {"hull", "engine"}), Column("booked_at", "DateTime('UTC')", {}, "when the client made the booking"),
       Column("hauled_at", "Nullable(DateTime('UTC'))", {}, "when the boat came in, null when it has not come"), Column("bill_eur", "Decimal(9,2)")}));
  NameTables(*snapshot);
  return snapshot;
}

const TestParser& Parser() {
  static const TestParser parser(Boatyard());
  return parser;
}

void CheckHas(const std::string& question, const std::string& part) { CheckSqlHas(question, SqlOf(Parser().Ask(question)), part); }

void CheckLacks(const std::string& question, const std::string& part) { CheckSqlLacks(question, SqlOf(Parser().Ask(question)), part); }

void CheckDeclined(const std::string& question) { CheckSqlHas(question, SqlOf(Parser().Ask(question)), "none: "); }

}  // namespace

TEST_CASE("a clause of a comment is a name of its column, and no other is grouped by") {
  CheckHas("bids last week by where the buyer came from", "GROUP BY origin");
  CheckHas("bids by where buyers came from", "GROUP BY origin");
  CheckDeclined("bids last week by where the buyer lives");
}

TEST_CASE("what was done when the row happened are the rows, and not the sum of their amounts") {
  CheckHas("decline rate of last week's quotes", "countIf(state = declined) / count()");
  CheckHas("daily number of quotes for the last 10 days", "FROM yards.bids");
  CheckHas("daily number of quotes for the last 10 days", "count()");
  CheckHas("decline rate of last week's freight by origin", "countIf(state = declined) / count()");
  CheckHas("average quote by origin", "avg(quote_eur)");
  CheckHas("total quotes last week", "sum(quote_eur)");
}

TEST_CASE("rows without another are counted in the groups that are asked for") {
  CheckHas("for each sort, how many lots never got a bid?", "sort, count()");
  CheckHas("for each sort, how many lots never got a bid?", "NOT IN");
  CheckHas("lots without a bid by sort", "GROUP BY sort");
  CheckHas("how many lots never got a bid", "SELECT count()");
}

TEST_CASE("the whole history is all there is, and no series") {
  CheckLacks("number of repairs per yard, whole history", "toDate");
  CheckLacks("repairs per kind, all history", "toDate");
  CheckHas("repairs per kind over our full history", "GROUP BY kind");
}

TEST_CASE("what splits an answer goes on from it, whatever its nouns are") {
  const Generated before = Parser().Ask("total bill in April");
  REQUIRE(before.form != nullptr);
  CheckSqlHas("split that by kind of repair", SqlOf(Parser().Ask("split that by kind of repair", before.form.get())), "sum(bill_eur)");
  CheckDeclined("split that by kind of repair");
}

TEST_CASE("how many of each is of the groups that were named") {
  CheckHas("bids by state, how many of each?", "GROUP BY state");
  CheckHas("repairs by yard - how many of each, and what is the average bill for each?", "count()");
}

TEST_CASE("who did the most of something is what is ranked") {
  CheckHas("mechanic who finished the most repairs this week", "GROUP BY mech");
  CheckHas("yard with the fewest repairs last month", "GROUP BY yard");
}

TEST_CASE("versus the rest is of a value and of all others") {
  CheckHas("average asking price, boxed versus the rest", "GROUP BY boxed");
  CheckHas("Do boxed lots ask more than the rest?", "GROUP BY boxed");
  CheckHas("average quote, search versus the rest", "avgIf(quote_eur, origin != search)");
}

TEST_CASE("a spread per thing is of the rows that tell it once, else declined") {
  CheckHas("p90 of the minutes worked per finished repair in each yard", "GROUP BY yard");
  CheckLacks("p90 of the minutes worked per finished repair in each yard", "repair_id,");
  CheckDeclined("p90 of load per repair in each yard");
}

TEST_CASE("days on which somebody had none are days without rows") {
  CheckHas("days of this month on which Vigo took no bookings at all", "rows_seen = 0");
  CheckHas("days on which Kiel and Vigo took no bookings in October", "rows_seen = 0");
}

TEST_CASE("somebody is asked for by name, and never an hour") {
  CheckHas("is anybody declining suspiciously many bids today", "buyer_id");
  CheckDeclined("is anyone pausing suspiciously often today");
}

TEST_CASE("what comments say of what was read needs no place of its own") {
  CheckHas("what did buyers quote last week without freight", "quote_eur");
  CheckHas("how many pauses did foremen log last night", "act = pause");
  CheckDeclined("how many pauses did owners log last night");
}

TEST_CASE("what did they pay is money, and no list") {
  CheckHas("what did clients pay last month?", "sum(bill_eur)");
  CheckLacks("what did buyers pay in October without freight?", "sum(freight_eur)");
}

TEST_CASE("a time is told by the verb of its comment") {
  CheckHas("On what day of the week do most boats come in?", "toDayOfWeek(hauled_at");
  CheckHas("total bill week by week since 1 September, going by the day the boat came in", "toMonday(hauled_at");
}

}  // namespace aurora::query::model
