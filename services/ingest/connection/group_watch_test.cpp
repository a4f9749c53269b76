#include "services/ingest/connection/group_watch.h"

#include <catch2/catch.hpp>

namespace aurora::ingest {
namespace {

constexpr absl::Duration kSession = absl::Seconds(20);
const absl::Time kStart = absl::FromUnixSeconds(1'000);

std::set<kafka::Partition> Partitions(std::initializer_list<int32_t> numbers) {
  std::set<kafka::Partition> partitions;
  for (const int32_t number : numbers) partitions.insert({"orders", number});
  return partitions;
}

// A topic of four partitions, read by "a" and "b".
kafka::GroupView View(std::initializer_list<int32_t> of_a, std::initializer_list<int32_t> of_b, const std::string& self = "a") {
  kafka::GroupView view;
  view.group.stable = true;
  view.group.members = {{"a", Partitions(of_a)}, {"b", Partitions(of_b)}};
  view.self = self;
  view.partitions = Partitions({0, 1, 2, 3});
  return view;
}

// When, looking every ten seconds, the member is told to join anew.
absl::Duration Told(GroupWatch& watch, const kafka::GroupView& view, absl::Time begin = kStart) {
  for (absl::Duration after; after < absl::Hours(1); after += GroupWatch::kInterval) {
    if (watch.Look(view, begin + after)) return after;
  }
  return absl::InfiniteDuration();
}

}  // namespace

TEST_CASE("a group that owns all partitions is left alone") {
  GroupWatch watch(kSession);
  CHECK(Told(watch, View({0, 1}, {2, 3})) == absl::InfiniteDuration());
  CHECK(watch.unowned().empty());
}

TEST_CASE("partitions that stay nobody's for longer than a dead member is kept are told to one member") {
  GroupWatch first(kSession);
  CHECK(Told(first, View({2, 3}, {})) == kSession);
  CHECK(first.unowned() == std::vector<kafka::Partition>{{"orders", 0}, {"orders", 1}});

  // The next one waits for what becomes of it.
  GroupWatch second(kSession);
  CHECK(Told(second, View({2, 3}, {}, "b")) == kSession + GroupWatch::kInterval);
}

TEST_CASE("a rebalance is not disturbed") {
  GroupWatch watch(kSession);
  kafka::GroupView rebalancing = View({2, 3}, {});
  rebalancing.group.stable = false;
  CHECK(Told(watch, rebalancing) == absl::InfiniteDuration());

  // Each look finds other members, or the same with other partitions.
  for (int look = 0; look < 100; ++look) {
    kafka::GroupView view = look % 2 == 0 ? View({2, 3}, {}) : View({2}, {});
    CHECK_FALSE(watch.Look(view, kStart + look * GroupWatch::kInterval));
  }
  for (int look = 0; look < 100; ++look) {
    kafka::GroupView view = View({2, 3}, {});
    view.group.members[1].id = "b" + std::to_string(look);
    CHECK_FALSE(watch.Look(view, kStart + look * GroupWatch::kInterval));
  }
}

TEST_CASE("whoever is not in the group, or does not know yet as whom, does nothing") {
  GroupWatch watch(kSession);
  CHECK(Told(watch, View({2, 3}, {}, "")) == absl::InfiniteDuration());
  CHECK(Told(watch, View({2, 3}, {}, "c")) == absl::InfiniteDuration());
}

TEST_CASE("what does not help is tried less and less often, until it has helped") {
  GroupWatch watch(kSession);
  CHECK(Told(watch, View({2, 3}, {})) == kSession);
  CHECK(Told(watch, View({2, 3}, {})) == kSession * 2);
  CHECK(Told(watch, View({2, 3}, {})) == kSession * 4);
  for (int i = 0; i < 10; ++i) Told(watch, View({2, 3}, {}));
  CHECK(Told(watch, View({2, 3}, {})) == GroupWatch::kPatienceMax);
  CHECK_FALSE(watch.Look(View({0, 1}, {2, 3}), kStart));
  CHECK(Told(watch, View({2, 3}, {})) == kSession);
}

TEST_CASE("a topic's new partitions have the time in which members look for them") {
  GroupWatch watch(absl::Seconds(2));
  CHECK(Told(watch, View({0, 1}, {2})) == absl::Seconds(20));
}

}  // namespace aurora::ingest
