#include "gateway/http/rate_limiter.h"

#include <catch2/catch.hpp>

namespace aurora::gateway::http {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'763'000'000);

TEST_CASE("a bucket gives its burst, then its rate") {
  const Rate rate{10, 3};
  TokenBucket bucket(rate, kNow);
  absl::Duration wait;
  for (int i = 0; i < 3; ++i) CHECK(bucket.Take(rate, kNow, &wait));
  CHECK_FALSE(bucket.Take(rate, kNow, &wait));
  CHECK(absl::ToDoubleSeconds(wait) == Approx(0.1));
  CHECK(bucket.Take(rate, kNow + absl::Milliseconds(101), &wait));
  CHECK_FALSE(bucket.Take(rate, kNow + absl::Milliseconds(102), &wait));
}

TEST_CASE("a bucket never holds more than its burst, also when the clock goes back") {
  const Rate rate{10, 2};
  TokenBucket bucket(rate, kNow);
  absl::Duration wait;
  CHECK(bucket.Take(rate, kNow + absl::Hours(1), &wait));
  CHECK(bucket.Take(rate, kNow, &wait));
  CHECK_FALSE(bucket.Take(rate, kNow - absl::Hours(1), &wait));
}

TEST_CASE("keys do not share a bucket, and the oldest is forgotten") {
  RateLimiter limiter({1, 1}, 2);
  absl::Duration wait;
  CHECK(limiter.Take("a", kNow, &wait));
  CHECK_FALSE(limiter.Take("a", kNow, &wait));
  CHECK(limiter.Take("b", kNow, &wait));
  CHECK(limiter.Take("c", kNow, &wait));
  CHECK(limiter.keys() == 2);
  CHECK_FALSE(limiter.Take("b", kNow, &wait));
  CHECK_FALSE(limiter.Take("c", kNow, &wait));
  CHECK(limiter.Take("a", kNow, &wait));
}

}  // namespace
}  // namespace aurora::gateway::http
