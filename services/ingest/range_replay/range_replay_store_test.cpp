#include "services/ingest/range_replay/range_replay_store.h"

#include <catch2/catch.hpp>

#include "services/ingest/evolution/test_state.h"

namespace aurora::ingest {
namespace {

RangeReplay Replay(const std::string& id) {
  RangeReplay replay;
  replay.id = id;
  replay.connection_id = "c-1";
  replay.database = "shop";
  replay.table = "orders";
  replay.shadow = "orders_replay_" + id;
  replay.missing = MissingRows::kKeep;
  replay.spans = {{0, 5, 90, 7, 30}, {1, 0, 12, 0, 0}};
  replay.created_at = replay.changed_at = absl::FromUnixSeconds(1'795'269'600);
  return replay;
}

struct Fixture {
  TestState state;
  RangeReplayStore store{*state.database};

  StoredRangeReplay Get(const std::string& id) {
    auto stored = store.Get("c-1", id);
    REQUIRE(stored.ok());
    return *std::move(stored);
  }
};

}  // namespace

TEST_CASE("a replay of a range comes back as it was written") {
  Fixture f;
  RangeReplay replay = Replay("r-1");
  RangeDiff diff;
  diff.different = 3;
  diff.columns = {{"total", 3}};
  diff.examples = {{1, 7, true, true, {{"total", std::nullopt, "7"}}, 0}, {1, 8, true, false, {}, {}}};
  replay.diff = diff;
  replay.duplicates = 4;
  replay.notes = {"look first"};
  REQUIRE(f.store.Insert(replay).ok());
  const RangeReplay read = f.Get("r-1").replay;
  CHECK(read.shadow == "orders_replay_r-1");
  CHECK(read.missing == MissingRows::kKeep);
  REQUIRE(read.spans.size() == 2);
  CHECK(read.spans[0].first == 7);
  CHECK(read.messages_read() == 23);
  REQUIRE(read.diff.has_value());
  CHECK(read.diff->columns[0].column == "total");
  CHECK_FALSE(read.diff->examples[0].values[0].in_table.has_value());
  CHECK(read.diff->examples[0].values[0].in_shadow == "7");
  CHECK(read.diff->examples[0].element == 0);
  CHECK_FALSE(read.diff->examples[1].element.has_value());
  CHECK(read.duplicates == 4);
  CHECK(read.notes == std::vector<std::string>{"look first"});
}

TEST_CASE("one replay of a table is open at a time") {
  Fixture f;
  REQUIRE(f.store.Insert(Replay("r-1")).ok());
  const absl::Status second = f.store.Insert(Replay("r-2"));
  CHECK(absl::IsFailedPrecondition(second));
  StoredRangeReplay stored = f.Get("r-1");
  stored.replay.state = RangeState::kDone;
  REQUIRE(f.store.Save(stored).ok());
  CHECK(f.store.Open()->empty());
  CHECK(f.store.Insert(Replay("r-2")).ok());
  CHECK(f.store.Open()->size() == 1);
  CHECK(f.store.List("c-1")->size() == 2);
}

TEST_CASE("who stood still does not write over a successor, nor over a decision") {
  Fixture f;
  REQUIRE(f.store.Insert(Replay("r-1")).ok());
  StoredRangeReplay sleeper = f.Get("r-1");
  StoredRangeReplay successor = f.Get("r-1");
  successor.replay.state = RangeState::kReady;
  REQUIRE(f.store.Save(successor).ok());
  CHECK(absl::IsAborted(f.store.Save(sleeper)));
  REQUIRE(f.store.Decide("c-1", "r-1", RangeVerdict::kDiscard).ok());
  CHECK(absl::IsAborted(f.store.Save(successor)));
  CHECK(f.Get("r-1").verdict == RangeVerdict::kDiscard);
}

TEST_CASE("a replay is swapped when it is ready, and discarded until it is swapped") {
  Fixture f;
  REQUIRE(f.store.Insert(Replay("r-1")).ok());
  CHECK(absl::IsFailedPrecondition(f.store.Decide("c-1", "r-1", RangeVerdict::kSwap)));
  StoredRangeReplay stored = f.Get("r-1");
  stored.replay.state = RangeState::kReady;
  REQUIRE(f.store.Save(stored).ok());
  CHECK(f.store.Decide("c-1", "r-1", RangeVerdict::kSwap).ok());
  // Said twice it stays said.
  CHECK(f.store.Decide("c-1", "r-1", RangeVerdict::kSwap).ok());
  CHECK(absl::IsFailedPrecondition(f.store.Decide("c-1", "r-1", RangeVerdict::kDiscard)));
  CHECK(absl::IsNotFound(f.store.Decide("c-1", "r-2", RangeVerdict::kSwap)));
}

TEST_CASE("an open replay outlives its connection until it is cleared away") {
  Fixture f;
  REQUIRE(f.store.Insert(Replay("r-1")).ok());
  REQUIRE(f.state.definitions->Remove("c-1").ok());
  REQUIRE(f.store.Open()->size() == 1);
  StoredRangeReplay stored = f.store.Open()->front();
  CHECK(stored.orphaned);
  CHECK(f.store.Remove(stored).ok());
  CHECK(f.store.Open()->empty());
  CHECK(absl::IsNotFound(f.store.Insert(Replay("r-2"))));
}

}  // namespace aurora::ingest
