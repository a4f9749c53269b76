#include <algorithm>

#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/knowledge/near_nouns.h"
#include "services/query-engine/model/test_parser.h"

// Nouns that no table knows and that stand for the one thing that it has; small words that are values somewhere; and nouns that only say
// that all of them are meant.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A switchboard of a paper mill: its calls, the contracts of those who call, and the presses that they call about.
std::shared_ptr<const Snapshot> Switchboard() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("paper", "dialogs", 9'000,
                                       {Distinct(Column("dialog_id", "UInt64"), 9'000), Sorted(Column("rang_at", "DateTime('UTC')")), Column("direction", "LowCardinality(String)", {"in", "out"}), Column("queue", "LowCardinality(String)", {"outage", "billing"}),
                                        Distinct(Column("contract_no", "UInt32"), 2'000), Column("wait_ms", "UInt32"), Column("recorder", "LowCardinality(String)", {"r1", "r2"}), Column("site", "LowCardinality(String)", {"north", "south"}), Column("status", "LowCardinality(String)", {"recorded", "dropped"})}));
  snapshot->tables.push_back(MakeTable("paper", "contracts", 2'000,
                                       {Sorted(Distinct(Column("contract_no", "UInt32"), 2'000)), Column("signed_on", "Date"), Column("country", "LowCardinality(String)", {"IN", "DE", "FR", "PL", "IT"}), Column("fee_eur", "Decimal(8, 2)")}));
  snapshot->tables.push_back(MakeTable("paper", "presses", 60, {Sorted(Distinct(Column("press_id", "UInt32"), 60)), Column("hall", "LowCardinality(String)", {"H1", "H2"}), Column("state", "LowCardinality(String)", {"running", "stopped"})}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckHas = CheckHasOver<Switchboard>;
constexpr auto& CheckLacks = CheckLacksOver<Switchboard>;

}  // namespace

TEST_CASE("a noun that no table knows stands for the one thing here that it may mean, and is never as sure as its name") {
  CheckHas("how many machines do we have in H1", "FROM paper.presses");
  CheckHas("how many agreements were signed in May", "FROM paper.contracts");
  CheckHas("number of dialogs for each place yesterday", "GROUP BY site");
  const Generated near = AskOver<Switchboard>("how many machines do we have in H1");
  CHECK(near.reading.confidence < 0.9);
  CHECK(std::any_of(near.reading.assumptions.begin(), near.reading.assumptions.end(), [](const answer::Assumption& one) { return one.words == "machines"; }));
}

TEST_CASE("a noun stands for nothing where a table has several that it may mean") {
  const std::vector<std::string_view> near = knowledge::NearNouns("machines");
  CHECK(std::find(near.begin(), near.end(), "turbine") != near.end());
  CHECK(std::find(near.begin(), near.end(), "machine") == near.end());
  CHECK(knowledge::NearNouns("seventh").empty());
}

TEST_CASE("what a thing is called by is not measured") {
  CheckHas("number of dialogs for each wait station yesterday", "GROUP BY site");
  CheckLacks("number of dialogs for each wait station yesterday", "wait_ms");
}

TEST_CASE("a small word is a value only where it stands as one") {
  CheckLacks("average wait in seconds yesterday", "direction");
  CheckLacks("number of dialogs in which somebody waited over 20 s yesterday", "direction");
  CheckHas("how many incoming dialogs yesterday", "direction = in");
  CheckHas("outgoing dialogs per hour today", "direction = out");
  CheckHas("number of dialogs where direction is in yesterday", "direction = in");
  CheckLacks("number of incoming dialogs yesterday", "country");
  CheckLacks("number of outgoing dialogs yesterday", "queue");
}

TEST_CASE("all of them, and who does it anyway, tell nothing apart") {
  CheckLacks("number of dialogs at all sites yesterday", "site");
  CheckLacks("how many dialogs did all sites have yesterday", "site");
  CheckLacks("how many dialogs did our recorders take yesterday", "recorder");
  CheckLacks("number of dialogs taken by the recorders yesterday", "recorder");
  CheckHas("number of dialogs by recorder yesterday", "GROUP BY recorder");
  CheckHas("number of dialogs that were recorded by status yesterday", "GROUP BY status");
  CheckHas("number of dialogs for each of the sites yesterday", "GROUP BY site");
}

}  // namespace aurora::query::model
