#pragma once

#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/ingest/deduplication/duplicate_judge.h"
#include "services/ingest/deduplication/key_store.h"
#include "services/ingest/deduplication/key_window.h"

namespace aurora::ingest {

// What windows of one topic have in common.
struct WindowRule {
  absl::Duration within;
  int64_t floor_ms = kNoFloor;
};

// The window of one Kafka partition from its assignment until it goes. It is built from the rows below the offset at which reading
// goes on, so that a range which an earlier owner announced is decided about once more from where it was decided before.
class PartitionWindow : public DuplicateJudge {
 public:
  // Knows no row. Budget and key must outlive it.
  PartitionWindow(const WindowRule& rule, kafka::Partition partition, KeyColumns& key, KeyBudget& budget);

  // Reads the rows below `position`. Errors: the store's, ResourceExhausted.
  absl::Status Rebuild(KeyStore& store, int64_t position, absl::Time deadline);
  // Before the messages [first, last], of which some are held: what the table holds of them.
  absl::Status LookUp(KeyStore& store, int64_t first, int64_t last, absl::Time deadline);

  // A row behind all that were judged or kept before, whose message is not read. ResourceExhausted.
  absl::Status Keep(const KeyedRow& row);

  bool IsDuplicate(const std::vector<clickhouse::Column>& columns, int64_t offset, int64_t timestamp_ms) override;
  void Held(int64_t offset, int64_t timestamp_ms) override;
  const absl::Status& trouble() const override { return trouble_; }

  // Rows that came so late that others with their keys may have been forgotten.
  uint64_t late() const { return late_; }
  size_t keys() const { return window_.keys(); }

 private:
  absl::Status NoRoom() const;

  const kafka::Partition partition_;
  const absl::Duration within_;
  KeyColumns& key_;
  const KeyBudget& budget_;
  KeyWindow window_;
  // Rows of messages that will be read again, by offset and timestamp.
  absl::flat_hash_map<std::pair<int64_t, int64_t>, std::optional<KeyHash>> held_;
  absl::Status trouble_;
  uint64_t late_ = 0;
};

}  // namespace aurora::ingest
