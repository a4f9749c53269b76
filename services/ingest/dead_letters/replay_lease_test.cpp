#include "services/ingest/dead_letters/replay_lease.h"

#include <catch2/catch.hpp>

#include "services/ingest/evolution/test_state.h"

namespace aurora::ingest {
namespace {

struct Fixture {
  TestState state;
  ReplayStore store{*state.database, kDeadLetterReplays};
  absl::Duration now = absl::Hours(1);
  std::function<absl::Duration()> clock = [this] { return now; };
};

TEST_CASE("one replay of a connection at a time, in all processes together") {
  Fixture fixture;
  ReplayLeases here(fixture.store, "i-here", fixture.clock);
  ReplayLeases there(fixture.store, "i-there", fixture.clock);
  auto lease = here.TryAcquire("c-1");
  REQUIRE(lease.ok());
  CHECK(absl::IsUnavailable(here.TryAcquire("c-1").status()));
  CHECK(absl::IsUnavailable(there.TryAcquire("c-1").status()));
  CHECK(there.TryAcquire("c-2").ok());
  REQUIRE((*lease)->Finish().ok());
  lease->reset();
  CHECK(there.TryAcquire("c-1").ok());
}

TEST_CASE("a process without a sign of life loses its lease, and finds that it did") {
  Fixture fixture;
  ReplayLeases here(fixture.store, "i-here", fixture.clock);
  ReplayLeases there(fixture.store, "i-there", fixture.clock);
  auto lost = here.TryAcquire("c-1");
  REQUIRE(lost.ok());
  REQUIRE((*lost)->Announce({{"orders", 3}, 5, 9}).ok());
  CHECK_FALSE(there.TryAcquire("c-1").ok());
  fixture.now += ReplayLeases::kLeaseTime - absl::Seconds(1);
  CHECK_FALSE(there.TryAcquire("c-1").ok());
  // A beat begins the wait anew.
  REQUIRE((*lost)->Renew().ok());
  CHECK((*lost)->range() == ReplayRange{{"orders", 3}, 5, 9});
  fixture.now += absl::Seconds(2);
  CHECK_FALSE(there.TryAcquire("c-1").ok());
  fixture.now += ReplayLeases::kLeaseTime;
  auto taken = there.TryAcquire("c-1");
  REQUIRE(taken.ok());
  CHECK((*taken)->range() == ReplayRange{{"orders", 3}, 5, 9});
  CHECK_FALSE((*lost)->Fresh());
  CHECK(absl::IsAborted((*lost)->Announce({{"orders", 0}, 0, 1})));
  CHECK(absl::IsAborted((*lost)->Finish()));
  CHECK((*taken)->Renew().ok());
}

TEST_CASE("a lease is fresh for half of the time after which others take it") {
  Fixture fixture;
  ReplayLeases here(fixture.store, "i-here", fixture.clock);
  auto lease = here.TryAcquire("c-1");
  REQUIRE(lease.ok());
  fixture.now += ReplayLeases::kLeaseTime / 2;
  CHECK((*lease)->Fresh());
  fixture.now += absl::Seconds(1);
  CHECK_FALSE((*lease)->Fresh());
  REQUIRE((*lease)->Renew().ok());
  CHECK((*lease)->Fresh());
}

TEST_CASE("the next process of a name takes over at once what its predecessor left, and one without a name waits") {
  Fixture fixture;
  {
    ReplayLeases before(fixture.store, "i-here", fixture.clock);
    auto left = before.TryAcquire("c-1");
    REQUIRE(left.ok());
    REQUIRE((*left)->Announce({{"orders", 0}, 7, 7}).ok());
  }
  ReplayLeases nameless(fixture.store, "", fixture.clock);
  CHECK_FALSE(nameless.TryAcquire("c-1").ok());
  ReplayLeases after(fixture.store, "i-here", fixture.clock);
  auto taken = after.TryAcquire("c-1");
  REQUIRE(taken.ok());
  CHECK((*taken)->range() == ReplayRange{{"orders", 0}, 7, 7});
  REQUIRE((*taken)->Finish().ok());
  CHECK(fixture.store.All()->empty());
}

TEST_CASE("what a failed call left behind in this process can be had again") {
  Fixture fixture;
  ReplayLeases here(fixture.store, "", fixture.clock);
  REQUIRE((*here.TryAcquire("c-1"))->Announce({{"orders", 0}, 1, 2}).ok());
  auto again = here.TryAcquire("c-1");
  REQUIRE(again.ok());
  CHECK((*again)->range() == ReplayRange{{"orders", 0}, 1, 2});
}

}  // namespace
}  // namespace aurora::ingest
