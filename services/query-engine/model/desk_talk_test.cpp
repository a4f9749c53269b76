#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// As people at a counter or a desk speak of their rows: another noun for them, who did the work, what is open, and money by its sign. On tables
// that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A bicycle workshop: its jobs, what is said at its counter, what it sells, and the tables that it rents out.
std::shared_ptr<const Snapshot> Workshop() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("velo", "conversations", 9'000,
                                       {Distinct(Column("conv_id", "UInt64"), 9'000), Sorted(Column("begun_at", "DateTime('UTC')")), Column("channel", "LowCardinality(String)", {"web", "phone"}), Column("lang", "LowCardinality(String)", {"finnish", "german"}),
                                        Distinct(Column("customer_id", "UInt32"), 3'000)}));
  snapshot->tables.push_back(MakeTable("velo", "lines", 50'000, {Distinct(Column("line_id", "UInt64"), 50'000), Distinct(Column("conv_id", "UInt64"), 9'000), Sorted(Column("said_at", "DateTime('UTC')")), Distinct(Column("chars", "UInt32", {}, "length of the text"), 800)}));
  snapshot->tables.push_back(MakeTable("velo", "jobs", 20'000,
                                       {Distinct(Column("job_no", "UInt64"), 20'000), Sorted(Column("opened_at", "DateTime('UTC')")), Column("closed_at", "Nullable(DateTime('UTC'))"), Column("kind", "LowCardinality(String)", {"brakes", "wheels", "motor"}),
                                        Column("status", "LowCardinality(String)", {"waiting", "on_bench", "closed", "dropped"}), Column("mechanic", "LowCardinality(String)", {"Ole", "Ida", "Tove"}), Column("frame_model", "LowCardinality(String)", {"Kite 3", "Roam"}),
                                        Distinct(Column("grp_id", "UInt32", {}, "group that came together"), 4'000), Column("grp_size", "UInt8", {}, "riders in the group")}));
  snapshot->tables.push_back(MakeTable("velo", "sales", 30'000, {Distinct(Column("sale_id", "UInt64"), 30'000), Sorted(Column("sold_at", "DateTime('UTC')")), Distinct(Column("amount_cents", "UInt32", {}, "price in US cents"), 900), Column("part", "LowCardinality(String)", {"chain", "bell"})}));
  NameTables(*snapshot);
  return snapshot;
}

// A bathing beach that sells tickets, which are read at its doors, and answers letters; some of its places have lockers.
std::shared_ptr<const Snapshot> Beach() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("lido", "tickets", 20'000,
                                       {Distinct(Column("ticket_no", "UInt32"), 20'000), Sorted(Column("sold_at", "DateTime('UTC')")), Column("price_eur", "Decimal(8, 2)"), Column("channel", "LowCardinality(String)", {"web", "till"})}));
  snapshot->tables.push_back(MakeTable("lido", "entries", 60'000, {Distinct(Column("entry_id", "UInt64"), 60'000), Sorted(Column("ts", "DateTime('UTC')")), Distinct(Column("ticket_no", "UInt32"), 20'000), Column("side", "LowCardinality(String)", {"east", "west"})}));
  snapshot->tables.push_back(MakeTable("lido", "letters", 5'000, {Distinct(Column("letter_id", "UInt32"), 5'000), Sorted(Column("came_at", "DateTime('UTC')")), Distinct(Column("first_reply_s", "Nullable(UInt32)", {}, "seconds until the first reply"), 3'000), Column("topic", "LowCardinality(String)", {"lost", "prices"}), Column("csat", "Nullable(UInt8)", {"1", "2", "3", "4", "5"}, "1 to 5")}));
  snapshot->tables.push_back(MakeTable("lido", "huts", 80, {Distinct(Column("hut_id", "UInt16"), 80), Column("shore", "LowCardinality(String)", {"east", "west"}), Column("has_locker", "UInt8", {"0", "1"}, "1 = with a locker")}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckHas = CheckHasOver<Workshop>;
constexpr auto& CheckLacks = CheckLacksOver<Workshop>;

}  // namespace

TEST_CASE("a word of English is no misspelt name") {
  CheckHas("how many chats this month", "FROM velo.conversations");
  CheckHas("chats by channel this month", "GROUP BY channel");
  CheckLacks("phone chats hour by hour today", "chars");
  CheckHas("customers with 3 or more chats this month, just the count", "HAVING count() >= 3");
  const std::string sql = SqlOf(AskOver<Workshop>("how many conversations were finished this month"));
  INFO(sql);
  CHECK(sql.find("finnish") == std::string::npos);
  // One that is none.
  CheckHas("how many convresations this month", "FROM velo.conversations");
  CheckHas("finish conversations this month", "none: ");
}

TEST_CASE("what is open has not been closed") {
  CheckHas("how many jobs are open?", "closed_at IS NULL");
  CheckHas("how many jobs are still open by kind?", "closed_at IS NULL");
  CheckHas("jobs opened in October that are still open, number", "closed_at IS NULL");
  CheckLacks("how many jobs were opened in October", "closed_at");
}

TEST_CASE("who did it is who works there") {
  CheckHas("who closed the most jobs last week?", "GROUP BY mechanic");
  CheckHas("who did the most jobs in October?", "GROUP BY mechanic");
  CheckLacks("who did the most jobs in October?", "closed");
  CheckHas("who wrecked the most jobs last week?", "none: ");
  CheckHas("who ordered the most jobs last week?", "none: ");
}

TEST_CASE("a sign of a currency without an amount says how money is shown") {
  CheckHas("daily revenue ($) since 9 November", "/ 100");
  CheckHas("revenue per part this month, $", "/ 100");
  CheckHas("average sale in $ this month", "/ 100");
  CheckLacks("revenue this month", "/ 100");
  CheckHas("sales over $20 this month, how many", "> 2000");
}

TEST_CASE("a number may be asked for before or behind") {
  CheckHas("need a quick number: jobs on wheels last week", "count()");
  CheckHas("jobs on wheels last week, what was the number?", "count()");
}

TEST_CASE("how many belong together is no number of the group") {
  CheckHas("how many jobs for groups of six or more this month", "grp_size >= 6");
  CheckLacks("how many jobs for groups of six or more this month", "grp_id >=");
}

TEST_CASE("a first response is a first reply") {
  CheckHasOver<Beach>("median first response by topic this month", "first_reply_s");
  CheckHasOver<Beach>("average first answer by topic this month", "avg(first_reply_s)");
}

TEST_CASE("satisfaction is what customers rate") {
  CheckHasOver<Beach>("average customer rating by topic this month", "avg(csat)");
}

TEST_CASE("what is not even there is not there") {
  CheckHasOver<Beach>("how many huts do not even have a locker", "has_locker = 0");
  CheckHasOver<Beach>("how many huts don't even have a locker", "has_locker = 0");
}

TEST_CASE("what came through the door came") {
  CheckHas("how many jobs came through the door before noon today", "count()");
}

}  // namespace aurora::query::model
