#include "services/demo-events/generator/timeline.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace aurora::demo {
namespace {

const absl::Time kEnd = absl::FromCivil(absl::CivilSecond(2026, 11, 21, 12, 0, 0), absl::UTCTimeZone());
const absl::Time kBegin = kEnd - absl::Hours(24 * 14);

TEST_CASE("visits are spread in order over the whole time") {
  const auto starts = SpreadVisits(kBegin, kEnd, 10'000);
  REQUIRE(starts.size() == 10'000);
  CHECK(std::is_sorted(starts.begin(), starts.end()));
  CHECK(starts.front() >= kBegin);
  CHECK(starts.back() <= kEnd);
  CHECK(starts.front() < kBegin + absl::Hours(1));
  CHECK(starts.back() > kEnd - absl::Hours(1));
}

TEST_CASE("nights are quieter than evenings") {
  int night = 0;
  int evening = 0;
  for (const absl::Time start : SpreadVisits(kBegin, kEnd, 10'000)) {
    const int hour = absl::ToCivilSecond(start, absl::UTCTimeZone()).hour();
    night += hour == 8 ? 1 : 0;
    evening += hour == 1 ? 1 : 0;
  }
  CHECK(evening > 4 * night);
}

TEST_CASE("no time and no visits are no error") {
  CHECK(SpreadVisits(kBegin, kBegin, 5).empty());
  CHECK(SpreadVisits(kBegin, kEnd, 0).empty());
}

}  // namespace
}  // namespace aurora::demo
