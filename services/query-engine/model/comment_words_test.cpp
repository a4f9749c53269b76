#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// What comments say beyond values, on tables that none of the sets of questions has.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A swimming school: tests of swimmers, what the gate saw, and repairs of its lanes.
std::shared_ptr<const Snapshot> Pool() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable(
      "pool", "trials", 5000,
      {Column("trial_id", "UInt64"), Column("swum_at", "DateTime('UTC')"), Column("lane", "LowCardinality(String)", {"L1", "L7"}, "L1 = Northern warmup basin, L7 = Diving corner"),
       Column("marks", "UInt8", {}, "what the judge gave, 0 to 50. 30 or more is a pass"), Column("lag_s", "Int32", {}, "seconds behind the plan. Less than 40 is on time"),
       Column("verdict", "LowCardinality(String)", {"ok", "torn_cap", "fouled"}, "ok, torn_cap, fouled (anything but ok means the trial was spoiled)")}));
  snapshot->tables.push_back(MakeTable(
      "pool", "gate", 9000,
      {Column("gate_id", "UInt64"), Column("seen_at", "DateTime('UTC')"),
       Column("event", "LowCardinality(String)", {"f_in", "b_out"}, "f_in = handed in a form, b_out = badge printed")}));
  snapshot->tables.push_back(MakeTable("pool", "repairs", 300, {Column("repair_id", "UInt32"), Column("fixed_at", "DateTime('UTC')"), Column("lane", "LowCardinality(String)", {"L1", "L7"}, "codes as in trials")}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& Ask = AskOver<Pool>;
constexpr auto& CheckHas = CheckHasOver<Pool>;

}  // namespace

TEST_CASE("a limit that a comment names is a condition, and so is its opposite") {
  CheckHas("how many trials were a pass last week", "marks >= 30");
  CheckHas("how many trials were on time last week", "lag_s < 40");
  CheckHas("how many late trials last week", "lag_s >= 40");
  CheckHas("how many trials were not late last week", "lag_s < 40");
  CHECK(Ask("how many trials were on time last week").reading.confidence < 0.9);
  const std::vector<answer::Assumption> assumed = Ask("how many late trials last week").reading.assumptions;
  CHECK(std::any_of(assumed.begin(), assumed.end(), [](const answer::Assumption& one) { return one.reading.find("lag_s is at least 40") != std::string::npos; }));
}

TEST_CASE("all values but one are what a comment says of them") {
  CheckHas("how many spoiled trials last week", "verdict IN (fouled, torn_cap)");
}

TEST_CASE("codes of a column are explained where another table has them") {
  CheckHas("how many repairs in the Diving corner last week", "lane = L7");
}

TEST_CASE("what was done to a thing is said in either order") {
  CheckHas("how many forms handed in yesterday", "event = f_in");
  CheckHas("how many printed badges yesterday", "event = b_out");
}

}  // namespace aurora::query::model
