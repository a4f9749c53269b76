#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Who did it, by a column that is called after the verb; when rows came into a state; what only names the rows; whose a condition is. On tables
// that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A laundry: bags that are washed and given back, machines, and the alarms of these.
std::shared_ptr<const Snapshot> Laundry() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("laundry", "machines", 20, {Sorted(Distinct(Column("machine", "String"), 20)), Column("hall", "LowCardinality(String)", {"East", "West"}), Column("grade", "UInt8", {}, "1 is the newest"), Column("bought_on", "Date")}));
  snapshot->tables.push_back(MakeTable("laundry", "events", 30'000, {Sorted(Column("ts", "DateTime('UTC')")), Distinct(Column("machine", "String"), 20), Column("severity", "LowCardinality(String)", {"low", "high"})}));
  snapshot->tables.push_back(MakeTable(
      "laundry", "bags", 9'000,
      {Distinct(Column("bag_id", "UInt64"), 9'000), Distinct(Column("guest_id", "UInt32"), 700), Column("counter", "LowCardinality(String)", {"Mill", "Dock"}), Column("washer", "LowCardinality(String)", {"Ana", "Bo"}, "person who washed it"),
       Column("checked_by", "LowCardinality(String)", {"Cy", "Di"}), Column("van_plate", "LowCardinality(String)", {"A1", "B2"}, "number of the van"), Column("express", "Bool", {}, "came within a slot that was reserved"), Column("weight_kg", "Decimal(6,2)"),
       Sorted(Column("booked_at", "DateTime('UTC')")), Column("handed_at", "Nullable(DateTime('UTC'))", {}, "when the guest fetched it, else null"), Column("bag_state", "LowCardinality(String)", {"waiting", "handed_back", "lost"})}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckHas = CheckHasOver<Laundry>;
constexpr auto& CheckLacks = CheckLacksOver<Laundry>;

}  // namespace

TEST_CASE("who did most is each of those whose column is called after the verb") {
  CheckHas("who washed the most bags last week", "GROUP BY washer");
  CheckHas("who checked the most bags last week?", "GROUP BY checked_by");
  CheckHas("who washed the most bags last week, and how many were they?", "LIMIT 1");
}

TEST_CASE("rows that came into a state did so at the time that is called after it") {
  CheckHas("bags handed back last week", "handed_at >=");
  CheckHas("how many bags were handed back last week?", "handed_at >=");
  CheckHas("kilos handed back last week by counter", "handed_at >=");
  CheckHas("bags handed back week by week since the beginning of October", "toMonday(handed_at)");
  CheckHas("handed back bags last week", "booked_at >=");
}

TEST_CASE("a rate of rows per group has no second group of the rows") {
  CheckLacks("lost rate per counter, bags booked last week", "GROUP BY counter, bag_id");
  CheckHas("lost rate per counter, bags booked last week", "GROUP BY counter");
}

TEST_CASE("events that another table has are no rows of this one") {
  CheckHas("events per hall last week, grade 1 machines only", "FROM laundry.events");
  CheckHas("events per hall last week, grade 1 machines only", "grade = 1");
}

TEST_CASE("what only names the rows is neither group nor condition") {
  CheckLacks("van bags per day this month", "GROUP BY van_plate");
  CheckHas("van bags per day this month", "toDate(booked_at)");
}

TEST_CASE("what a flag's comment says it is about is said with the flag") {
  CheckHas("how many bags had an express slot last week", "express = true");
}

TEST_CASE("empty days are asked for before the zero as well as behind it") {
  CheckHas("bags per day since 1 October, and show days on which nothing came in as 0", "WITH FILL");
  CheckHas("bags per day since 1 October, with days with no bags as zero", "WITH FILL");
}

}  // namespace aurora::query::model
