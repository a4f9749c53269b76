#include "services/ingest/pipeline/batches/batch_delay.h"

#include <catch2/catch.hpp>

namespace aurora::ingest {
namespace {

constexpr absl::Duration kCalm = absl::Milliseconds(100);

TEST_CASE("quick inserts leave the delay as it was asked for") {
  BatchDelay delay(kCalm);
  CHECK(delay.current() == kCalm);
  for (int i = 0; i < 10; ++i) delay.Delivered(absl::Milliseconds(30));
  delay.SetParts(100);
  CHECK(delay.current() == kCalm);
}

TEST_CASE("slow inserts widen the delay at once, quick ones narrow it step by step") {
  BatchDelay delay(kCalm);
  delay.Delivered(absl::Milliseconds(200));
  CHECK(delay.current() == absl::Milliseconds(400));
  delay.Delivered(absl::Seconds(5));
  CHECK(delay.current() == BatchDelay::kSlowInsertsMax);
  delay.Delivered(absl::Milliseconds(20));
  CHECK(delay.current() > kCalm);
  for (int i = 0; i < 60; ++i) delay.Delivered(absl::Milliseconds(20));
  CHECK(delay.current() == kCalm);
}

TEST_CASE("many parts widen the delay and fewer narrow it") {
  BatchDelay delay(kCalm);
  delay.SetParts(3 * BatchDelay::kPartsCalm);
  CHECK(delay.current() == 3 * kCalm);
  delay.SetParts(1'000'000);
  CHECK(delay.current() == BatchDelay::kPartsFactorMax * kCalm);
  delay.SetParts(10);
  CHECK(delay.current() == kCalm);
}

TEST_CASE("many messages go sooner than a few, unless inserts are slow") {
  BatchDelay delay(kCalm);
  delay.Delivered(absl::Milliseconds(20));
  CHECK(delay.For(BatchDelay::kManyMessages - 1) == kCalm);
  CHECK(delay.For(BatchDelay::kManyMessages) == kCalm * BatchDelay::kShareOfMany);
  delay.Delivered(absl::Milliseconds(40));
  CHECK(delay.For(BatchDelay::kManyMessages) == absl::Milliseconds(80));
  delay.Delivered(absl::Milliseconds(200));
  CHECK(delay.For(BatchDelay::kManyMessages) == delay.For(0));
}

TEST_CASE("a connection that asks for a long delay keeps it") {
  BatchDelay delay(absl::Seconds(10));
  delay.Delivered(absl::Seconds(1));
  CHECK(delay.current() == absl::Seconds(10));
}

}  // namespace
}  // namespace aurora::ingest
