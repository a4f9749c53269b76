#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Rows that are spelt like a state of theirs, verbs that only say that something happened to somebody, and short names of what a comment
// writes out.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A dairy's tests of its machines, and where these stand.
std::shared_ptr<const Snapshot> Creamery() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("churns", "machines", 60, {Sorted(Distinct(Column("machine_id", "UInt32"), 60)), Column("team", "LowCardinality(String)", {"red", "blue"})}));
  snapshot->tables.push_back(MakeTable("churns", "machine_tests", 9'000,
                                       {Distinct(Column("test_no", "UInt64"), 9'000), Sorted(Column("begun_at", "DateTime('UTC')")), Distinct(Column("machine_id", "UInt32"), 60),
                                        Column("result", "LowCardinality(String)", {"passed", "failed", "testing"}), Column("env", "LowCardinality(String)", {"prd", "stg"}, "prd production, stg staging"), Column("price_eur", "Decimal(8, 2)")}));
  snapshot->tables.push_back(MakeTable("churns", "halts", 4'000, {Sorted(Column("halted_at", "DateTime('UTC')")), Distinct(Column("machine_id", "UInt32"), 60), Column("cause", "LowCardinality(String)", {"belt", "power"})}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckHas = CheckHasOver<Creamery>;
constexpr auto& CheckLacks = CheckLacksOver<Creamery>;

}  // namespace

TEST_CASE("rows that are spelt like a state are the rows") {
  CheckHas("failed tests per team this month", "result = failed");
  CheckLacks("failed tests per team this month", "testing");
  CheckHas("number of tests by team yesterday", "GROUP BY");
  CheckHas("which machines are still testing", "result = testing");
}

TEST_CASE("what a machine suffered happened to it") {
  CheckHas("how many machines suffered at least 8 halts this month", ">= 8");
  CheckHas("how many machines experienced more than 3 halts in May", "> 3");
}

TEST_CASE("production is prod for short") {
  CheckHas("share of prod tests that failed this month", "env = prd");
  CheckHas("number of staging tests yesterday", "env = stg");
}

}  // namespace aurora::query::model
