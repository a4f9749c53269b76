#include "services/ingest/pipeline/batches/batch_queue.h"

#include <algorithm>

namespace aurora::ingest {

bool BatchQueue::HasRoom() const {
  absl::MutexLock lock(&mutex_);
  return waiting_.size() < kBatchesMax && bytes_ < kMessageBytesMax;
}

void BatchQueue::Push(std::shared_ptr<Batch> batch) {
  absl::MutexLock lock(&mutex_);
  bytes_ += batch->message_bytes;
  waiting_.push_back(std::move(batch));
}

std::vector<std::shared_ptr<Batch>> BatchQueue::TakeRound(absl::Duration timeout) {
  absl::MutexLock lock(&mutex_);
  const auto some = [this] {
    mutex_.AssertReaderHeld();
    return !waiting_.empty();
  };
  mutex_.AwaitWithTimeout(absl::Condition(&some), timeout);
  std::vector<std::shared_ptr<Batch>> round;
  for (auto entry = waiting_.begin(); entry != waiting_.end();) {
    if (!in_flight_.insert((*entry)->partition).second) {
      ++entry;
      continue;
    }
    bytes_in_flight_ += (*entry)->message_bytes;
    round.push_back(std::move(*entry));
    entry = waiting_.erase(entry);
  }
  return round;
}

std::shared_ptr<Batch> BatchQueue::Peek(const kafka::Partition& partition) const {
  absl::MutexLock lock(&mutex_);
  for (const std::shared_ptr<Batch>& batch : waiting_) {
    if (batch->partition == partition) return batch;
  }
  return nullptr;
}

void BatchQueue::Finish() {
  absl::MutexLock lock(&mutex_);
  in_flight_.clear();
  bytes_ -= bytes_in_flight_;
  bytes_in_flight_ = 0;
}

bool BatchQueue::InFlight(const std::set<kafka::Partition>& partitions) const {
  return std::any_of(partitions.begin(), partitions.end(), [this](const kafka::Partition& partition) {
    mutex_.AssertReaderHeld();
    return in_flight_.count(partition) != 0;
  });
}

bool BatchQueue::Drop(const std::set<kafka::Partition>& partitions, absl::Time deadline) {
  absl::MutexLock lock(&mutex_);
  for (auto entry = waiting_.begin(); entry != waiting_.end();) {
    if (partitions.count((*entry)->partition) == 0) {
      ++entry;
      continue;
    }
    bytes_ -= (*entry)->message_bytes;
    entry = waiting_.erase(entry);
  }
  const auto none = [&] {
    mutex_.AssertReaderHeld();
    return !InFlight(partitions);
  };
  return mutex_.AwaitWithDeadline(absl::Condition(&none), deadline);
}

bool BatchQueue::WaitEmpty(absl::Time deadline) const {
  absl::MutexLock lock(&mutex_);
  const auto empty = [this] {
    mutex_.AssertReaderHeld();
    return waiting_.empty() && in_flight_.empty();
  };
  return mutex_.AwaitWithDeadline(absl::Condition(&empty), deadline);
}

bool BatchQueue::Has(const kafka::Partition& partition) const {
  absl::MutexLock lock(&mutex_);
  if (in_flight_.count(partition) != 0) return true;
  return std::any_of(waiting_.begin(), waiting_.end(),
                     [&](const std::shared_ptr<Batch>& batch) { return batch->partition == partition; });
}

}  // namespace aurora::ingest
