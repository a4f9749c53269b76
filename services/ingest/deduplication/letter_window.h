#pragma once

#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/ingest/deduplication/duplicate_judge.h"
#include "services/ingest/deduplication/key_store.h"

namespace aurora::ingest {

// Dead letters that are replayed: one is a duplicate when the table has another row of its partition and key whose timestamp is at most
// the window away, be its offset lower or higher. For one chunk of letters: decode them once, Ask, and decode them again.
class LetterWindow : public DuplicateJudge {
 public:
  LetterWindow(absl::Duration within, KeyColumns& key) : within_ms_(absl::ToInt64Milliseconds(within)), key_(key) {}

  // What rows with the keys that were seen until now the table has.
  absl::Status Ask(KeyStore& store, const kafka::Partition& partition, absl::Time deadline);

  bool IsDuplicate(const std::vector<clickhouse::Column>& columns, int64_t offset, int64_t timestamp_ms) override;
  void Held(int64_t, int64_t) override {}
  const absl::Status& trouble() const override { return trouble_; }

 private:
  // Offset and timestamp of a row.
  using Rows = std::vector<std::pair<int64_t, int64_t>>;

  const int64_t within_ms_;
  KeyColumns& key_;
  bool asked_ = false;
  int64_t oldest_ms_ = 0;
  int64_t newest_ms_ = 0;
  // Of each key that a letter has.
  absl::flat_hash_map<KeyHash, Rows> rows_;
  absl::Status trouble_;
};

}  // namespace aurora::ingest
