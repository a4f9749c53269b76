#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "absl/time/time.h"
#include "services/ingest/deduplication/key_hash.h"

namespace aurora::ingest {

// How many keys the windows of one connection may hold together in this process. Thread-safe.
class KeyBudget {
 public:
  // About 60 MB.
  static constexpr size_t kKeysMax = 1'800'000;

  explicit KeyBudget(size_t keys_max = kKeysMax) : keys_max_(keys_max) {}
  size_t keys_max() const { return keys_max_; }
  bool Take() {
    if (used_.fetch_add(1, std::memory_order_relaxed) < keys_max_) return true;
    Give(1);
    return false;
  }
  void Give(size_t keys) { used_.fetch_sub(keys, std::memory_order_relaxed); }

 private:
  const size_t keys_max_;
  std::atomic<size_t> used_{0};
};

// Every row counts.
inline constexpr int64_t kNoFloor = std::numeric_limits<int64_t>::min();

// The rule by which a row of one Kafka partition is left out, and the keys that it needs. All times are Kafka's, milliseconds.
//
// A message is a duplicate when the partition has a row with a lower offset and the same key whose timestamp is at most the window
// away from the message's, earlier or later, and at most the window before the newest timestamp of all rows with lower offsets.
// So the decision follows from these rows alone, whatever was decided before about messages that became none, and a window
// that is built from them (Keep, in any order) goes on as the one that has seen them come (Judge).
//
// Not thread-safe.
class KeyWindow {
 public:
  // Rows with a timestamp at or before `floor_ms` are of an earlier topic of the name, and do not count.
  KeyWindow(absl::Duration within, int64_t floor_ms, KeyBudget& budget);
  ~KeyWindow() { budget_.Give(keys_.size()); }
  KeyWindow(const KeyWindow&) = delete;
  KeyWindow& operator=(const KeyWindow&) = delete;

  enum class Verdict : uint8_t {
    // A row from now on.
    kRow,
    // A row, too; it came so late that others with its key may have been forgotten, and it is not remembered itself.
    kLate,
    kDuplicate,
    // The budget is used up: nothing can be said.
    kNoRoom,
  };
  // About the message behind all that were judged or kept before. Without a key it is a row.
  Verdict Judge(const std::optional<KeyHash>& key, int64_t timestamp_ms);
  // A row that the table holds. False when the budget is used up.
  bool Keep(const std::optional<KeyHash>& key, int64_t timestamp_ms);

  // Keys with an earlier timestamp do not count any more.
  int64_t horizon_ms() const;
  size_t keys() const { return keys_.size(); }

 private:
  bool Remember(const KeyHash& key, int64_t timestamp_ms);
  // Forgets what does not count any more.
  void Sweep();

  const int64_t within_ms_;
  const int64_t floor_ms_;
  KeyBudget& budget_;
  std::optional<int64_t> newest_ms_;
  // Newest timestamp of each key's rows. Some are older than the horizon, until the next sweep.
  absl::flat_hash_map<KeyHash, int64_t> keys_;
  size_t sweep_at_;
};

}  // namespace aurora::ingest
