#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// What is measured, by what, and in which shape, as people say it in several ways: lists that go on, figures beside each other, the ids of rows,
// shares in a hundred, and what rows cannot say.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// Beekeepers: what their hives gave, the stings they reported, and the levies they were to pay.
std::shared_ptr<const Snapshot> Apiary() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "apiary", "harvests", 9'000,
      {Distinct(Column("harvest_id", "UInt64"), 9'000), Sorted(Column("taken_at", "DateTime('UTC')")), Distinct(Column("hive_no", "UInt16"), 40), Column("keeper", "LowCardinality(String)", {"Anka", "Bruno", "Celia"}),
       Column("meadow", "LowCardinality(String)", {"clover", "heath", "rape", "lime"}), Column("tier", "LowCardinality(String)", {"free", "plus", "family"}),
       Column("outcome", "LowCardinality(String)", {"kept", "spoiled", "left_queue"}, "kept, spoiled or left_queue"), Column("honey_kg", "Decimal(6, 2)"), Column("queue_sec", "UInt32", {}, "time in line before the press"),
       Column("paid_eur", "Decimal(8, 2)", {}, "what the buyer paid")}));
  snapshot->tables.push_back(MakeTable("apiary", "sting_reports", 300, {Distinct(Column("report_id", "UInt32"), 300), Sorted(Column("stung_at", "DateTime('UTC')")), Column("severity", "LowCardinality(String)", {"mild", "grave"}), Distinct(Column("hive_no", "UInt16"), 40)}));
  snapshot->tables.push_back(MakeTable("apiary", "fines", 900, {Distinct(Column("fine_id", "UInt32"), 900), Sorted(Column("issued_at", "DateTime('UTC')")), Column("warden", "LowCardinality(String)", {"Odo", "Pia"}), Column("state", "LowCardinality(String)", {"paid", "contested"}), Column("fine_eur", "Decimal(8, 2)")}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckHas = CheckHasOver<Apiary>;
constexpr auto& CheckLacks = CheckLacksOver<Apiary>;

void CheckDeclined(const std::string& question) {
  const TestParser parser(Apiary());
  const std::string sql = SqlOf(parser.Ask(question));
  INFO(question << " -> " << sql);
  CHECK(sql.find("none: ") == 0);
}

}  // namespace

TEST_CASE("a list that goes on is of every value") {
  for (const char* question : {"revenue of clover, heath etc. this month", "revenue of clover, heath and every other meadow this month", "revenue for clover, heath and the rest this month", "revenue of clover, heath and so on this month",
                               "how many harvests on clover, heath and all other meadows this month", "p90 of queue_sec for clover, heath and each other meadow"}) {
    CheckHas(question, "GROUP BY meadow");
    CheckLacks(question, "WHERE meadow IN");
  }
  CheckLacks("revenue of clover, heath and all other meadows together this month", "GROUP BY");
  CheckLacks("revenue of clover, heath and all other meadows together this month", "IN (");
  CheckHas("revenue of clover and heath this month", "IN (");
}

TEST_CASE("two values beside each other are told apart") {
  CheckHas("revenue this month, clover and heath next to each other", "GROUP BY meadow");
  CheckHas("average queue_sec on clover and heath side by side", "GROUP BY meadow");
  CheckHas("how many harvests on clover, and how many on heath this month", "GROUP BY meadow");
  CheckHas("how much honey did clover give, and how much heath?", "GROUP BY meadow");
  CheckHas("revenue on the two meadows clover and heath this month", "GROUP BY meadow");
  CheckHas("revenue this month with clover beside heath", "GROUP BY meadow");
  CheckLacks("revenue on clover and heath this month", "GROUP BY");
  CheckHas("how many harvests were spoiled on clover, heath and lime, each on its own line", "GROUP BY meadow");
  CheckHas("of all harvests this month, what part was spoiled? clover, heath and lime each on its own line", "GROUP BY meadow");
  CheckHas("for clover, heath and lime: what percentage has the outcome spoiled?", "countIf(outcome = spoiled)");
  CheckHas("median queue_sec for free, plus and family", "plus");
  CheckHas("mean queue_sec on 16 November and on 17 November, one figure each", "avgIf");
}

TEST_CASE("the ids of rows are asked for in many ways") {
  for (const char* question : {"harvest_id of everything that was spoiled on clover this month", "I need the harvest_id of every harvest that was spoiled on clover this month", "which harvests were spoiled on clover this month? I need every harvest_id",
                               "which harvests on clover were spoiled this month? harvest_id please", "harvest_id of each spoiled harvest on clover this month"}) {
    CheckHas(question, "harvest_id");
    CheckLacks(question, "GROUP BY");
    CheckLacks(question, "count()");
  }
  CheckLacks("how many harvests with outcome spoiled on clover this month", "GROUP BY");
}

TEST_CASE("money that something happened to is no sum where ids are wanted") {
  CheckHas("give me the ids of all harvests on clover this month that were spoiled and where the money was kept", "harvest_id");
}

TEST_CASE("a share may be called a part, or so many in a hundred") {
  for (const char* question : {"how many in a hundred harvests were spoiled this month?", "how many out of every hundred harvests were spoiled this month?", "of all harvests this month, what part was spoiled?", "of the harvests this month, which portion was spoiled?",
                               "which percentage of the harvests was spoiled this month?", "spoiled harvests this month as a fraction of all harvests"}) {
    CheckHas(question, ") / count()");
  }
}

TEST_CASE("measures in other words") {
  CheckHas("middle value (median) of queue_sec per meadow", "quantileExact(0.5)");
  CheckHas("middle value of queue_sec per meadow", "quantileExact(0.5)");
  CheckHas("head count of harvests per meadow", "count()");
  CheckHas("row count of sting_reports", "count()");
  CheckHas("how many rows does sting_reports have", "sting_reports");
  CheckHas("mean queue_sec in min of the harvests on clover", "avg(queue_sec / 60)");
  CheckLacks("mean queue_sec in min of the harvests on clover", "min(");
  CheckHas("what did clover and heath each bring in this month", "GROUP BY meadow");
  CheckHas("what have we earned this month?", "sum(paid_eur)");
  CheckHas("how many harvests for each combination of keeper and meadow", "GROUP BY keeper, meadow");
  CheckLacks("mean time in the queue this month", "outcome");
  CheckHas("how many times was a hive harvested this month", "count()");
}

TEST_CASE("money that names the rows counts them") {
  CheckHas("which warden has issued the fewest penalties this month", "count()");
  CheckHas("who of the wardens has issued the least penalties this month", "LIMIT 1");
  CheckHas("how many percent of the penalties are contested?", ") / count()");
}

TEST_CASE("how often something was done is no sum") {
  CheckHas("of all harvests with outcome kept, percentage with tier family", "WHERE outcome = kept");
  CheckHas("sum of honey_kg per meadow this month, skip the spoiled ones", "outcome != spoiled");
  CheckHas("revenue in EUR on clover this month", "sum(paid_eur)");
  CheckHas("EUR recieved on clover this month", "sum(paid_eur)");
  CheckHas("running total of euros since 1 November, a line for every date", "OVER");
  CheckHas("top two keepers by hours waited", "GROUP BY keeper");
  CheckDeclined("who finished the largest number of harvests this month?");
}

TEST_CASE("two months of which one is against the other are compared") {
  CheckHas("did our mean paid_eur go up from September to October?", "avgIf");
  CheckHas("did harvest revenue rise from September to October?", "sumIf");
  CheckHas("by how much did harvest revenue grow from September to October?", "sumIf");
  CheckLacks("harvest revenue from September to October", "sumIf");
  CheckLacks("harvest revenue per month from September to October", "sumIf");
}

TEST_CASE("more than any other is the most") {
  CheckHas("who brought in more harvests than any other keeper this month", "LIMIT 1");
  CheckHas("which keeper has more harvests than anybody else this month", "LIMIT 1");
  CheckHas("which keeper has fewer harvests than all the others this month", "ASC");
}

TEST_CASE("what rows cannot say is declined in whatever words it is asked") {
  for (const char* question : {"Estimate next month's revenue", "Estimate the harvests of June", "Project our harvests of July", "What makes keepers report harvests?", "Estimate July revenue", "Project our June revenue", "please estimate how many harvests we will have", "What makes keepers spoil so many harvests?", "What is the reason for so many spoiled harvests?", "what is behind the spoiled harvests?"}) {
    CheckDeclined(question);
  }
}

TEST_CASE("what the asker suspects narrows nothing") {
  CheckHas("which hive has far more spoiled harvests than the others since Monday? I fear someone is tampering with it", "hive_no");
  CheckHas("which hive has abnormally many spoiled harvests since Monday? Looks like a broken lid to me", "hive_no");
  CheckHas("which hive has suspiciously many harvests since Monday, as though several people were using it?", "hive_no");
}

}  // namespace aurora::query::model
