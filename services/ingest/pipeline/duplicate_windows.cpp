#include "services/ingest/pipeline/duplicate_windows.h"

#include <utility>

#include "absl/time/clock.h"

namespace aurora::ingest {
namespace {

// Of a day's keys of one partition.
constexpr absl::Duration kReadKeysTimeout = absl::Seconds(60);

}  // namespace

absl::StatusOr<DuplicateWindows> DuplicateWindows::Create(const DeduplicationParts& parts, const Deduplication& rule,
                                                          const table::TableSchema& schema) {
  auto key = KeyColumns::Create(rule, schema);
  if (!key.ok()) return key.status();
  DuplicateWindows windows;
  windows.parts_ = std::make_unique<const DeduplicationParts>(parts);
  windows.within_ = rule.within;
  windows.key_ = std::make_unique<KeyColumns>(*std::move(key));
  return windows;
}

absl::Status DuplicateWindows::Open(const kafka::AssignedPartition& assigned, int64_t position, const PendingRange& pending) {
  if (parts_ == nullptr) return absl::OkStatus();
  const kafka::Partition& partition = assigned.committed.partition;
  const absl::StatusOr<int64_t> floor_ms = parts_->find_floor(partition.topic, assigned.topic_id);
  if (!floor_ms.ok()) return floor_ms.status();
  auto window = std::make_unique<PartitionWindow>(WindowRule{within_, *floor_ms}, partition, *key_, parts_->budget);
  const absl::Time deadline = absl::Now() + kReadKeysTimeout;
  if (absl::Status built = window->Rebuild(parts_->store, position, deadline); !built.ok()) return built;
  if (pending.active()) {
    absl::Status read = window->LookUp(parts_->store, pending.first, pending.last, deadline);
    if (!read.ok()) return read;
  }
  windows_[partition].window = std::move(window);
  return absl::OkStatus();
}

absl::Status DuplicateWindows::LookUp(const kafka::Partition& partition, int64_t first, int64_t last) {
  const auto found = windows_.find(partition);
  if (found == windows_.end()) return absl::OkStatus();
  return found->second.window->LookUp(parts_->store, first, last, absl::Now() + kReadKeysTimeout);
}

DuplicateJudge* DuplicateWindows::Find(const kafka::Partition& partition) const {
  const auto found = windows_.find(partition);
  return found == windows_.end() ? nullptr : found->second.window.get();
}

void DuplicateWindows::Close(const kafka::Partition& partition) { windows_.erase(partition); }

void DuplicateWindows::TellLate(ConnectionMetrics& metrics) {
  for (auto& [partition, entry] : windows_) {
    const uint64_t fresh = entry.window->late() - entry.late_told;
    if (fresh == 0) continue;
    entry.late_told = entry.window->late();
    metrics.Late(partition.topic, fresh);
    parts_->on_late(fresh, kafka::Place(partition));
  }
}

}  // namespace aurora::ingest
