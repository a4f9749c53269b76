#pragma once

#include <atomic>
#include <cstdint>

#include "absl/time/time.h"

namespace aurora::ingest {

// How long an event waits for its batch: short while the server is quick, longer when inserts take long or the table has
// many parts, and short again afterwards. Wider batches are fewer parts to write and to merge.
//
// Thread-safe: the inserting thread tells what it sees, the reading thread asks.
class BatchDelay {
 public:
  // `calm`: what the connection asks for; it is never less.
  explicit BatchDelay(absl::Duration calm);

  // A round of inserts with its commits took this long.
  void Delivered(absl::Duration took);
  // Active parts of the table.
  void SetParts(int64_t parts);

  absl::Duration current() const { return absl::Nanoseconds(current_ns_.load(std::memory_order_relaxed)); }

  // Slow inserts widen to this at most: freshness within a second is worth more than larger batches.
  static constexpr absl::Duration kSlowInsertsMax = absl::Milliseconds(500);
  // Many parts widen to this many times the calm delay at most.
  static constexpr int64_t kPartsFactorMax = 20;
  // From here on parts widen.
  static constexpr int64_t kPartsCalm = 150;

 private:
  void Update();

  const absl::Duration calm_;
  // The inserting thread's.
  absl::Duration took_;
  int64_t parts_ = 0;
  std::atomic<int64_t> current_ns_;
};

}  // namespace aurora::ingest
