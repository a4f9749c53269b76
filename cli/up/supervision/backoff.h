#pragma once

#include "absl/time/time.h"

namespace aurora::cli {

// How long to wait before a part that died is started again: 0.2 s, doubling to 5 s; from the beginning again
// after it had run for half a minute.
class Backoff {
 public:
  static constexpr absl::Duration kFirst = absl::Milliseconds(200);
  static constexpr absl::Duration kLongest = absl::Seconds(5);
  static constexpr absl::Duration kHealthyAfter = absl::Seconds(30);

  // `ran` is how long it lived this time.
  absl::Duration AfterDeath(absl::Duration ran) {
    if (ran >= kHealthyAfter) next_ = kFirst;
    const absl::Duration wait = next_;
    next_ = next_ * 2 < kLongest ? next_ * 2 : kLongest;
    return wait;
  }

 private:
  absl::Duration next_ = kFirst;
};

}  // namespace aurora::cli
