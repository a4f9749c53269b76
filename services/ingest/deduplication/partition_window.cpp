#include "services/ingest/deduplication/partition_window.h"

#include "libs/base/text.h"

namespace aurora::ingest {

PartitionWindow::PartitionWindow(const WindowRule& rule, kafka::Partition partition, KeyColumns& key,
                                 KeyBudget& budget)
    : partition_(std::move(partition)),
      within_(rule.within),
      key_(key),
      budget_(budget),
      window_(rule.within, rule.floor_ms, budget) {}

absl::Status PartitionWindow::NoRoom() const {
  return absl::ResourceExhaustedError(base::StrCat(
      kafka::Place(partition_), ": the keys of ", absl::FormatDuration(within_), " are more than the ", budget_.keys_max(),
      " that one process remembers for a connection; nothing is loaded until they are fewer: run more ingest replicas, which "
      "share the partitions, or connect the topic anew with a shorter window"));
}

absl::Status PartitionWindow::Rebuild(KeyStore& store, int64_t position, absl::Time deadline) {
  const absl::StatusOr<std::optional<int64_t>> newest = store.Newest(partition_, position, deadline);
  if (!newest.ok()) return newest.status();
  if (!newest->has_value()) return absl::OkStatus();
  // Tells the window its horizon before anything is remembered.
  window_.Keep(std::nullopt, **newest);
  const KeyRange range{partition_, 0, position - 1, window_.horizon_ms()};
  return store.Read(range, key_, deadline, [this](const KeyedRow& row) { return Keep(row); });
}

absl::Status PartitionWindow::Keep(const KeyedRow& row) {
  return window_.Keep(row.key, row.timestamp_ms) ? absl::OkStatus() : NoRoom();
}

absl::Status PartitionWindow::LookUp(KeyStore& store, int64_t first, int64_t last, absl::Time deadline) {
  held_.clear();
  return store.Read({partition_, first, last}, key_, deadline, [this](const KeyedRow& row) {
    held_[{row.offset, row.timestamp_ms}] = row.key;
    return absl::OkStatus();
  });
}

bool PartitionWindow::IsDuplicate(const std::vector<clickhouse::Column>& columns, int64_t, int64_t timestamp_ms) {
  switch (window_.Judge(key_.OfLastRow(columns), timestamp_ms)) {
    case KeyWindow::Verdict::kDuplicate: return true;
    case KeyWindow::Verdict::kLate: ++late_; return false;
    case KeyWindow::Verdict::kNoRoom: trouble_ = NoRoom(); return false;
    case KeyWindow::Verdict::kRow: break;
  }
  return false;
}

void PartitionWindow::Held(int64_t offset, int64_t timestamp_ms) {
  const auto row = held_.find({offset, timestamp_ms});
  // A dead letter is no row.
  if (row == held_.end()) return;
  if (!window_.Keep(row->second, timestamp_ms)) trouble_ = NoRoom();
}

}  // namespace aurora::ingest
