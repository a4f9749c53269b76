#include "services/ingest/delivery/starting_point.h"

#include <catch2/catch.hpp>

namespace aurora::ingest {
namespace {

using Reason = StartingPoint::Reason;

const Intent kIntent{100, 149, 5, 1, "d.t", 1, false, ""};

kafka::AssignedPartition Assigned(int64_t committed, int64_t low, int64_t high, const CommitNote& note = {},
                                  const std::string& topic_id = "A") {
  return {{{"orders", 0}, committed, EncodeNote(note)}, topic_id, low, high};
}

TEST_CASE("reading goes on where the group has committed, with what was announced there") {
  const auto point = FindStartingPoint(Assigned(100, 0, 200, {"A", kIntent}), {"A", 7});
  REQUIRE(point.ok());
  CHECK(point->reason == Reason::kAsCommitted);
  CHECK(point->position == 100);
  CHECK(point->fetch_from == 100);
  CHECK(point->pending == kIntent);
}

TEST_CASE("without a committed offset reading begins where the connection does") {
  CHECK(FindStartingPoint(Assigned(kafka::kNoOffset, 0, 200), {"A", 7})->position == 7);
  CHECK(FindStartingPoint(Assigned(kafka::kNoOffset, 0, 200), {"", 7})->position == 7);
  // A partition that nobody leads yet.
  CHECK(FindStartingPoint(Assigned(kafka::kNoOffset, kafka::kNoOffset, kafka::kNoOffset), {"A", 7})->position == 7);
}

TEST_CASE("a topic that was made anew is read from its beginning, whatever is known of the one before") {
  auto point = FindStartingPoint(Assigned(100, 0, 900, {"A", kIntent}, "B"), {"A", 7});
  REQUIRE(point.ok());
  CHECK(point->reason == Reason::kTopicMadeAnew);
  CHECK(point->position == 0);
  CHECK_FALSE(point->pending.has_value());
  point = FindStartingPoint(Assigned(kafka::kNoOffset, 0, 900, {}, "B"), {"A", 7});
  CHECK(point->reason == Reason::kTopicMadeAnew);
  CHECK(point->position == 0);
  // Committed since in the new one.
  CHECK(FindStartingPoint(Assigned(100, 0, 900, {"B", std::nullopt}, "B"), {"A", 7})->position == 100);
}

TEST_CASE("what retention has removed is passed over and counted") {
  const auto point = FindStartingPoint(Assigned(100, 130, 200, {"A", kIntent}), {"A", 0});
  REQUIRE(point.ok());
  CHECK(point->position == 100);
  CHECK(point->fetch_from == 130);
  CHECK(point->expired() == 30);
  CHECK(point->pending == kIntent);
}

TEST_CASE("a topic that ends before the committed offset is read from its end, not from its beginning") {
  const auto point = FindStartingPoint(Assigned(100, 0, 90, {"A", kIntent}), {"A", 0});
  REQUIRE(point.ok());
  CHECK(point->reason == Reason::kTopicCut);
  CHECK(point->position == 90);
  CHECK(point->expired() == 0);
  CHECK_FALSE(point->pending.has_value());
}

TEST_CASE("another program's metadata stops the partition") {
  kafka::AssignedPartition foreign = Assigned(100, 0, 200);
  foreign.committed.metadata = "foreign";
  CHECK(absl::IsInvalidArgument(FindStartingPoint(foreign, {}).status()));
}

}  // namespace
}  // namespace aurora::ingest
