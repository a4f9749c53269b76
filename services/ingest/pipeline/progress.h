#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/ingest/pipeline/batches/batch.h"

namespace aurora::ingest {

struct PartitionProgress {
  // Next offset to be committed, and the one after the newest message of the topic.
  int64_t committed = 0;
  int64_t end = 0;
  // Everything before this was read, and nothing of it waits: behind `committed` where offsets carry no message.
  int64_t idle_at = 0;
  // Kafka timestamp of the newest stored message; before the first one, when the partition was assigned.
  absl::Time newest = absl::InfinitePast();

  int64_t lag() const;
  // Time since `newest` while messages wait, zero when none does.
  absl::Duration lag_time(absl::Time now) const;
};

// How a connection does, as people and metrics see it.
struct ProgressSnapshot {
  int64_t lag_messages = 0;
  double freshness_ms = 0;
  double messages_per_second = 0;
  double bytes_per_second = 0;
  uint64_t rows_written = 0;
  uint64_t dead_letters = 0;
  uint64_t batches = 0;
  absl::Time newest_event = absl::InfinitePast();
  std::map<kafka::Partition, PartitionProgress> partitions;
};

// Counted since the process started. Thread-safe. Owner: the connection; its shards write.
class Progress {
 public:
  void Assigned(const kafka::Partition& partition, int64_t position);
  void Revoked(const kafka::Partition& partition);
  // The batch is committed: its rows can be read.
  void Delivered(const Batch& batch, absl::Time now);
  void Ends(const kafka::Partition& partition, int64_t end);
  void Idle(const kafka::Partition& partition, int64_t offset);
  ProgressSnapshot Snapshot(absl::Time now) const;

 private:
  // Rates are over this many whole seconds.
  static constexpr int64_t kWindowSeconds = 10;
  struct Second {
    int64_t second = 0;
    uint64_t messages = 0;
    uint64_t bytes = 0;
  };

  mutable absl::Mutex mutex_;
  ProgressSnapshot totals_ ABSL_GUARDED_BY(mutex_);
  std::array<Second, kWindowSeconds + 1> seconds_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace aurora::ingest
