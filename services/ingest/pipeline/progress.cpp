#include "services/ingest/pipeline/progress.h"

#include <algorithm>

#include "absl/time/clock.h"

namespace aurora::ingest {

int64_t PartitionProgress::lag() const { return std::max<int64_t>(0, end - std::max(committed, idle_at)); }

absl::Duration PartitionProgress::lag_time(absl::Time now) const {
  return lag() == 0 ? absl::ZeroDuration() : std::max(absl::ZeroDuration(), now - newest);
}

void Progress::Assigned(const kafka::Partition& partition, int64_t position) {
  absl::MutexLock lock(&mutex_);
  totals_.partitions[partition] = {position, position, 0, absl::Now()};
}

void Progress::Revoked(const kafka::Partition& partition) {
  absl::MutexLock lock(&mutex_);
  totals_.partitions.erase(partition);
}

void Progress::Delivered(const Batch& batch, absl::Time now) {
  absl::MutexLock lock(&mutex_);
  totals_.rows_written += batch.rows;
  totals_.dead_letters += batch.dead_letters == nullptr ? 0 : batch.dead_letters->rows();
  ++totals_.batches;
  const absl::Time newest = absl::FromUnixMillis(batch.newest_timestamp_ms);
  if (batch.messages > 0 && newest >= totals_.newest_event) {
    totals_.newest_event = newest;
    totals_.freshness_ms = std::max(0.0, absl::ToDoubleMilliseconds(now - newest));
  }
  const auto partition = totals_.partitions.find(batch.partition);
  if (partition != totals_.partitions.end()) {
    partition->second.committed = batch.last + 1;
    if (batch.messages > 0) partition->second.newest = newest;
    partition->second.end = std::max(partition->second.end, batch.last + 1);
  }
  const int64_t second = absl::ToUnixSeconds(now);
  Second& slot = seconds_[static_cast<size_t>(second) % seconds_.size()];
  if (slot.second != second) slot = {second, 0, 0};
  slot.messages += batch.messages;
  slot.bytes += batch.message_bytes;
}

void Progress::Ends(const kafka::Partition& partition, int64_t end) {
  absl::MutexLock lock(&mutex_);
  const auto found = totals_.partitions.find(partition);
  if (found != totals_.partitions.end() && end >= 0) found->second.end = end;
}

void Progress::Idle(const kafka::Partition& partition, int64_t offset) {
  absl::MutexLock lock(&mutex_);
  const auto found = totals_.partitions.find(partition);
  if (found != totals_.partitions.end()) found->second.idle_at = offset;
}

ProgressSnapshot Progress::Snapshot(absl::Time now) const {
  absl::MutexLock lock(&mutex_);
  ProgressSnapshot snapshot = totals_;
  for (const auto& [partition, progress] : snapshot.partitions) snapshot.lag_messages += progress.lag();
  const int64_t current = absl::ToUnixSeconds(now);
  uint64_t messages = 0;
  uint64_t bytes = 0;
  for (const Second& slot : seconds_) {
    // The second under way is not whole yet.
    if (slot.second >= current || slot.second < current - kWindowSeconds) continue;
    messages += slot.messages;
    bytes += slot.bytes;
  }
  snapshot.messages_per_second = static_cast<double>(messages) / kWindowSeconds;
  snapshot.bytes_per_second = static_cast<double>(bytes) / kWindowSeconds;
  return snapshot;
}

}  // namespace aurora::ingest
