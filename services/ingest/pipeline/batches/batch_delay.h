#pragma once

#include <atomic>
#include <cstdint>

#include "absl/time/time.h"

namespace aurora::ingest {

// How long an event waits for its batch: short while the server is quick, longer when inserts take long or the table has
// many parts, and short again afterwards. Wider batches are fewer parts to write and to merge. An insert costs the server several
// milliseconds however few its rows are: a few rows wait for as long as the connection allows, many go sooner.
//
// Thread-safe: the inserting thread tells what it sees, the reading thread asks.
class BatchDelay {
 public:
  // `calm`: what the connection asks for at most while the server is quick.
  explicit BatchDelay(absl::Duration calm);

  // A round of inserts with its commits took this long.
  void Delivered(absl::Duration took);
  // Active parts of the table.
  void SetParts(int64_t parts);

  // With so many messages waiting for one insert.
  absl::Duration For(uint64_t messages) const;
  // With few of them.
  absl::Duration current() const { return For(0); }

  // From here on messages are many, and wait for this share of the calm delay.
  static constexpr uint64_t kManyMessages = 256;
  static constexpr double kShareOfMany = 0.6;

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
  // What the server asks for, whatever the connection does.
  std::atomic<int64_t> widened_ns_ = 0;
};

}  // namespace aurora::ingest
