#include <catch2/catch.hpp>

#include "services/query-engine/model/test_parser.h"

// What is asked for: rows, a number, several of them, groups, a share. On tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// Crossings of ferries, and who owns the ferries.
std::shared_ptr<const Snapshot> Ferries() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "ferry", "crossings", 5000,
      {Column("crossing_id", "UInt64"), Column("departed_at", "DateTime('UTC')"), Column("moored_at", "Nullable(DateTime('UTC'))"), Column("vessel_id", "UInt16"),
       Column("harbour", "LowCardinality(String)", {"Elba", "Capri", "Procida"}), Column("quay", "LowCardinality(String)", {"Q1", "Q2", "Q3"}), Column("sea", "LowCardinality(String)", {"calm", "choppy", "rough"}),
       Column("passengers", "UInt16"), Column("fuel_l", "Float32"), Column("tickets_eur", "Decimal(10, 2)"),
       Column("outcome", "LowCardinality(String)", {"sailed", "berthed", "held", "off_storm", "off_crew"}, "held = nothing charged yet, sailed or berthed = passengers were charged, off_* = money given back")}));
  catalog::TableProfile vessels = MakeTable("ferry", "vessels", 12, {Column("vessel_id", "UInt16"), Column("vessel_name", "String"), Column("owner", "LowCardinality(String)", {"Tirreno", "Blu"})});
  vessels.columns[0].distinct = 12;
  snapshot->tables.push_back(std::move(vessels));
  NameTables(*snapshot);
  return snapshot;
}

std::string Sql(const std::string& question) {
  static const TestParser parser(Ferries());
  return SqlOf(parser.Ask(question));
}

void CheckHas(const std::string& question, const std::string& part) { CheckSqlHas(question, Sql(question), part); }
void CheckLacks(const std::string& question, const std::string& part) { CheckSqlLacks(question, Sql(question), part); }

TEST_CASE("one figure is a number, and no list") {
  CheckHas("rough crossings since Monday, one figure", "SELECT count() AS crossings");
  CheckHas("crossings last week, just a single number please", "SELECT count() AS crossings");
}

TEST_CASE("rows are counted beside what is measured") {
  CheckHas("This week against last week: number of crossings and fuel", "countIf(departed_at");
  CheckHas("how many crossings and how many passengers in October", "count() AS crossings");
  CheckHas("crossings, passengers and average fuel per harbour", "count() AS crossings");
  CheckHas("revenue and crossings by harbour", "count() AS crossings");
  CheckLacks("average fuel of crossings and passengers", "count()");
  CheckHas("Fuel last night, number of crossings for each quay", "count() AS crossings");
}

TEST_CASE("a count takes every row, and the money beside it only those that kept it") {
  CheckHas("number of crossings and revenue last week", "sumIf(tickets_eur, outcome ");
  CheckLacks("number of crossings and revenue last week", "WHERE outcome");
}

TEST_CASE("a comment that explains each value says which rows kept their money") {
  CheckHas("revenue last week", "outcome NOT IN (held, off_storm, off_crew)");
}

TEST_CASE("the biggest first is an order of all") {
  CheckLacks("fuel by harbour, biggest harbour first", "LIMIT 1");
  CheckHas("fuel by harbour, smallest harbour first", "ORDER BY total_fuel_l ASC");
}

TEST_CASE("a noun by itself groups") {
  CheckHas("passengers, harbour by harbour, this week", "GROUP BY harbour");
  CheckHas("fuel week after week since September", "toMonday(departed_at)");
}

TEST_CASE("minutes that something takes are no steps of time") {
  CheckHas("on average how many minutes from departed to moored", "avg(dateDiff('second', departed_at, moored_at) / 60)");
  CheckHas("how many hours does a crossing take on average", "avg(dateDiff('second', departed_at, moored_at) / 3600)");
}

TEST_CASE("one or the other is a comparison where they are told apart") {
  CheckHas("Elba or Capri - what was the average fuel of each in October?", "GROUP BY harbour");
  CheckHas("Are there more crossings from Elba or from Capri? Number of crossings for both", "GROUP BY harbour");
  CheckHas("Is the average fuel higher in Elba or in Capri?", "avg(fuel_l)");
  CheckHas("Are rough crossings longer or shorter than calm ones?", "avg(dateDiff(");
  CheckHas("Quay 1 or quay 2 - how much fuel in each?", "quay IN (Q1, Q2)");
  CheckLacks("average fuel in Elba or Capri", "GROUP BY");
}

TEST_CASE("what is left out is a condition that does not hold") {
  CheckHas("average fuel by quay, leave the rough ones out of it", "sea != rough");
  CheckHas("average fuel by harbour, leave out harbours with fewer than 20 crossings", "HAVING count() >= 20");
}

TEST_CASE("percent and divided by ask for a share") {
  CheckHas("of the crossings last week, how many percent were rough", "countIf(sea = rough) / count()");
  CheckHas("rough crossings divided by all crossings, per harbour", "countIf(sea = rough) / count()");
}

TEST_CASE("rows that are named with conditions are listed") {
  CheckHas("List the crossings from Elba in October", "SELECT crossing_id");
  CheckHas("When did the latest crossing from Elba leave and how much fuel was it?", "ORDER BY departed_at DESC LIMIT 1");
  CheckHas("What proportion of the rough crossings were held?", "WHERE sea = rough");
  CheckHas("what percentage of last week's crossings got moored", "countIf(moored_at IS NOT NULL) / count()");
  CheckHas("median fuel per crossing", "quantileExact(0.5)(fuel_l)");
}

TEST_CASE("both numbers of a comparison are what is shown anyway") {
  CheckHas("Are there more crossings this week than last week? Give me both numbers", "crossings_before");
  CheckHas("Did we have fewer rough crossings this month than last month? Show both.", "crossings_before");
}

}  // namespace
}  // namespace aurora::query::model
