#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// What people say around what they ask, and how schemas shorten what people call by its whole name. On tables that none of
// the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::ColumnProfile;
using catalog::Snapshot;

ColumnProfile Counted(ColumnProfile column, uint64_t distinct) {
  column.distinct = distinct;
  return column;
}

// A quarry: wagons that are weighed, and slips of what was used for them.
std::shared_ptr<const Snapshot> Quarry() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "quarry", "loads", 9000,
      {Column("load_id", "UInt64"), Column("opened_at", "DateTime('UTC')", {}, "when the wagon was let in"), Column("shut_at", "Nullable(DateTime('UTC'))"),
       Column("pit", "LowCardinality(String)", {"north", "south", "deep"}), Column("brand", "LowCardinality(String)", {"Volta", "Krull"}),
       Column("state", "LowCardinality(String)", {"open", "shut", "spilled"}), Column("mass_kg", "Float32"), Column("toll_eur", "Decimal(8, 2)"), Column("scale_mv", "UInt16"),
       Column("lamp", "LowCardinality(String)", {"amber", "blue"}, "lamp of the gauge"), Counted(Column("trough_vol_l", "UInt16"), 3), Column("odo_mi", "UInt32"),
       Counted(Column("model_yr", "UInt16"), 20), Counted(Column("gate_no", "UInt16"), 300), Column("foreman", "LowCardinality(String)", {"Ada Pike", "Bo Rusk"})}));
  snapshot->tables.push_back(MakeTable("quarry", "slips", 3000, {Counted(Column("slip_no", "String"), 3000), Column("issued_at", "DateTime('UTC')"), Column("clerk", "LowCardinality(String)", {"Ito", "Vega"})}));
  snapshot->tables.push_back(MakeTable("quarry", "tool_usage", 9000,
                                       {Counted(Column("slip_no", "String", {}, "number of the slip"), 3000), Counted(Column("line_no", "UInt8"), 9), Column("used_at", "DateTime('UTC')"),
                                        Column("gadget", "LowCardinality(String)", {"drill", "wedge"}), Column("qty", "UInt16"), Column("unit_cost_eur", "Decimal(8, 2)")}));
  snapshot->tables.push_back(MakeTable("kiosk", "item_lines", 9000,
                                       {Column("line_id", "UInt64"), Column("sold_at", "DateTime('UTC')"), Column("snack", "LowCardinality(String)", {"nuts", "figs"}), Column("qty", "UInt16"),
                                        Column("unit_price_eur", "Decimal(8, 2)")}));
  NameTables(*snapshot);
  return snapshot;
}

std::string Sql(const std::string& question) {
  static const TestParser parser(Quarry());
  return SqlOf(parser.Ask(question));
}

void CheckHas(const std::string& question, const std::string& part) {
  const std::string sql = Sql(question);
  INFO(question << " -> " << sql);
  CHECK(sql.find(part) != std::string::npos);
}

void CheckLacks(const std::string& question, const std::string& part) {
  const std::string sql = Sql(question);
  INFO(question << " -> " << sql);
  CHECK(sql.find("none: ") == std::string::npos);
  CHECK(sql.find(part) == std::string::npos);
}

}  // namespace

TEST_CASE("what is only said around a question goes aside, and nothing else does") {
  CheckHas("how many loads yesterday pls", "count()");
  CheckHas("how many loads yesterday? thanks a lot", "count()");
  CheckHas("list the loads that are still open although they were opened before November 1", "state = open");
  CheckHas("how many loads yesterday although it was foggy", "none: ");
  CheckHas("thank the foreman", "none: ");
}

TEST_CASE("what is done with a mass says no more than the mass") {
  CheckHas("mass collected this month by pit", "sum(mass_kg)");
  CheckHas("tonnes collected this month", "sum(mass_kg / 1000)");
  CheckHas("how many loads collected this month", "none: ");
}

TEST_CASE("the thing that a comment tells of is what its rows are about") {
  CheckHas("how many wagons came in yesterday?", "count()");
  CheckHas("which wagon brand comes in most often?", "GROUP BY brand");
  CheckHas("how many gauge loads yesterday", "count()");
  // Of one value of a comment nothing is known.
  CheckHas("how many cracked loads yesterday", "none: ");
}

TEST_CASE("a number that many rows share is not theirs") {
  CheckHas("how many slips do we have", "FROM quarry.slips");
}

TEST_CASE("what somebody did is a moment, and no state") {
  CheckLacks("did we open more loads this week than last week?", "state");
  CheckHas("how many open loads are there", "state = open");
}

TEST_CASE("comparisons are read as signs and as words") {
  CheckHas("loads with a toll > 20 yesterday", "toll_eur > 20");
  CheckHas("loads with a toll >= 20 yesterday", "toll_eur >= 20");
  CheckHas("loads with a mass <= 900 kg yesterday", "mass_kg <= 900");
  CheckLacks("loads with a toll of $20 or more at the deep pit", "HAVING");
  CheckHas("how many loads with a scale below 1.5 V", "scale_mv < 1500");
}

TEST_CASE("a weekday before another is a week earlier") {
  CheckHas("how many loads on Tuesday, and how many on the Tuesday before?", "2026-11-10");
}

TEST_CASE("money of pieces is their number times the price of one") {
  CheckHas("what did we spend on tools since Monday", "sum(qty * unit_cost_eur)");
  CheckHas("total cost by gadget this month", "sum(qty * unit_cost_eur)");
  CheckHas("average unit cost by gadget", "avg(unit_cost_eur)");
  CheckHas("revenue by snack last week", "sum(qty * unit_price_eur)");
}

TEST_CASE("shortened names are called by their whole words") {
  CheckHas("number of loads per model year", "GROUP BY model_yr");
  CheckHas("average odometer by brand", "avg(odo_mi)");
  CheckHas("average trough volume by pit", "avg(trough_vol_l)");
}

TEST_CASE("any day that stands out is a day, and no length of time") {
  CheckHas("is there any day this month with an unusual number of spilled loads?", "toDate(opened_at)");
  CheckLacks("is there any day this month with an unusual number of spilled loads?", "dateDiff");
}

TEST_CASE("a step of time and a noun are both what is grouped by") {
  CheckHas("spilled loads per month and pit", "GROUP BY month, pit");
}

TEST_CASE("those that only the rows know are silent since their last one") {
  CheckHas("which foremen have had no load since November 12?", "HAVING max(opened_at) <");
  CheckHas("which foremen have not opened a load for more than 60 days", "HAVING max(opened_at) <");
}

TEST_CASE("sizes that something comes in are a condition, and what is measured is not") {
  CheckHas("how many loads in 240 litre troughs yesterday", "trough_vol_l = 240");
  CheckHas("how many loads of 240 kg yesterday", "none: ");
}

TEST_CASE("a number of sales is no sum of money") {
  CheckHas("number of sales of figs yesterday", "count()");
  CheckHas("sales yesterday by snack", "sum(qty * unit_price_eur)");
}

TEST_CASE("the first of a ranking are ranked by what the superlative says") {
  CheckHas("top 7 heaviest loads yesterday", "ORDER BY mass_kg DESC LIMIT 7");
}

TEST_CASE("a column of a value beside it is not what a superlative ranks") {
  CheckLacks("heaviest blue lamp load yesterday", "GROUP BY lamp");
}

TEST_CASE("a number that names something is what is ranked, by how many") {
  CheckHas("which gate is opened most?", "GROUP BY gate_no");
  CheckHas("top 5 foremen by loads", "count()");
  CheckHas("loads over 900 kg yesterday, number please", "count()");
}

TEST_CASE("an average may be asked for behind what it is of") {
  CheckHas("number of loads per foreman on average", "count() / uniqExact(foreman)");
}

TEST_CASE("one value compared with another may stand behind more than one word") {
  CheckHas("compare the average mass of loads of Volta with that of Krull", "GROUP BY brand");
}

}  // namespace aurora::query::model
