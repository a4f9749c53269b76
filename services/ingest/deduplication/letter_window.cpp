#include "services/ingest/deduplication/letter_window.h"

#include <algorithm>

namespace aurora::ingest {

absl::Status LetterWindow::Ask(KeyStore& store, const kafka::Partition& partition, absl::Time deadline) {
  asked_ = true;
  if (rows_.empty()) return absl::OkStatus();
  KeyRange range;
  range.partition = partition;
  range.since_ms = oldest_ms_ - within_ms_;
  range.until_ms = newest_ms_ + within_ms_;
  return store.Read(range, key_, deadline, [this](const KeyedRow& row) {
    if (!row.key.has_value()) return absl::OkStatus();
    if (const auto known = rows_.find(*row.key); known != rows_.end()) {
      known->second.emplace_back(row.offset, row.timestamp_ms);
    }
    return absl::OkStatus();
  });
}

bool LetterWindow::IsDuplicate(const std::vector<clickhouse::Column>& columns, int64_t offset, int64_t timestamp_ms) {
  const std::optional<KeyHash> key = key_.OfLastRow(columns);
  if (!key.has_value()) return false;
  if (!asked_) {
    oldest_ms_ = rows_.empty() ? timestamp_ms : std::min(oldest_ms_, timestamp_ms);
    newest_ms_ = rows_.empty() ? timestamp_ms : std::max(newest_ms_, timestamp_ms);
    rows_.try_emplace(*key);
    return false;
  }
  Rows& rows = rows_[*key];
  const bool found = std::any_of(rows.begin(), rows.end(), [&](const auto& row) {
    return row.first != offset && row.second >= timestamp_ms - within_ms_ && row.second <= timestamp_ms + within_ms_;
  });
  if (!found) rows.emplace_back(offset, timestamp_ms);
  return found;
}

}  // namespace aurora::ingest
