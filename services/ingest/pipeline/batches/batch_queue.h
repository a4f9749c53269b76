#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <set>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/ingest/pipeline/batches/batch.h"

namespace aurora::ingest {

// The bounded hand-off between the thread that reads and decodes and the one that inserts, so that both work at
// the same time. Thread-safe.
class BatchQueue {
 public:
  // Reading pauses at either bound; the batch that crosses it is still taken.
  static constexpr size_t kBatchesMax = 64;
  static constexpr uint64_t kMessageBytesMax = 64u << 20;

  // False: stop polling until batches were delivered.
  bool HasRoom() const;
  void Push(std::shared_ptr<Batch> batch);

  // The oldest batch of each partition, which then count as in flight; waits for the first at most `timeout`.
  std::vector<std::shared_ptr<Batch>> TakeRound(absl::Duration timeout);
  // The oldest waiting batch of a partition, or null.
  std::shared_ptr<Batch> Peek(const kafka::Partition& partition) const;
  // The round is over.
  void Finish();

  // Forgets waiting batches of these partitions, and waits until none of them is in flight. False at the deadline.
  bool Drop(const std::set<kafka::Partition>& partitions, absl::Time deadline);
  // Waits until nothing waits and nothing is in flight. False at the deadline.
  bool WaitEmpty(absl::Time deadline) const;
  bool Has(const kafka::Partition& partition) const;

 private:
  bool InFlight(const std::set<kafka::Partition>& partitions) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  std::deque<std::shared_ptr<Batch>> waiting_ ABSL_GUARDED_BY(mutex_);
  std::set<kafka::Partition> in_flight_ ABSL_GUARDED_BY(mutex_);
  // Of waiting batches and of those in flight.
  uint64_t bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  uint64_t bytes_in_flight_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace aurora::ingest
