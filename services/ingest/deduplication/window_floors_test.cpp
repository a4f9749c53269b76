#include "services/ingest/deduplication/window_floors.h"

#include <catch2/catch.hpp>

#include "services/ingest/deduplication/key_window.h"
#include "services/ingest/evolution/test_state.h"

namespace aurora::ingest {
namespace {

TEST_CASE("the first that sees a topic says where its windows end, for everybody and for good") {
  TestState state;
  WindowFloors floors(*state.database);
  WindowFloors other(*state.database);
  CHECK(*floors.Keep("c-1", "orders", "topic-a", [] { return kNoFloor; }) == kNoFloor);
  CHECK(*other.Keep("c-1", "orders", "topic-a", []() -> absl::StatusOr<int64_t> { FAIL("asked again"); return 0; }) == kNoFloor);
  // Two at the same time: the second has asked when the first was not done yet.
  CHECK(*floors.Keep("c-1", "orders", "topic-b", [&]() -> absl::StatusOr<int64_t> {
    CHECK(*other.Keep("c-1", "orders", "topic-b", [] { return 1000; }) == 1000);
    return 2000;
  }) == 1000);
  CHECK(absl::IsUnavailable(floors.Keep("c-1", "orders", "topic-c", []() -> absl::StatusOr<int64_t> {
    return absl::UnavailableError("away");
  }).status()));
  CHECK(*floors.Keep("c-1", "orders", "topic-c", [] { return 3; }) == 3);
  // Old brokers tell no ids: topics of one connection are told apart all the same.
  CHECK(*floors.Keep("c-1", "orders.eu", "", [] { return 5; }) == 5);
  CHECK(*floors.Keep("c-1", "orders.us", "", [] { return 6; }) == 6);
  CHECK(*floors.Keep("c-1", "orders.eu", "", [] { return 7; }) == 5);
  // They go with their connection.
  REQUIRE(state.definitions->Remove("c-1").ok());
  CHECK(*floors.Keep("c-1", "orders", "topic-c", [] { return 4; }) == 4);
}

}  // namespace
}  // namespace aurora::ingest
