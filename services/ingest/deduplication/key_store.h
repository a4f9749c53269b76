#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/partition.h"
#include "services/ingest/deduplication/key_columns.h"

namespace aurora::ingest {

// A row of the table, as far as it matters here.
struct KeyedRow {
  int64_t offset = 0;
  int64_t timestamp_ms = 0;
  std::optional<KeyHash> key;
};

// Rows of one Kafka partition whose offset and timestamp (milliseconds) lie in these ranges, ends included.
struct KeyRange {
  kafka::Partition partition;
  int64_t first = 0;
  int64_t last = std::numeric_limits<int64_t>::max();
  int64_t since_ms = std::numeric_limits<int64_t>::min();
  int64_t until_ms = std::numeric_limits<int64_t>::max();
};

// What the table holds of the topics that are loaded into it: ClickHouse, or a test's rows in memory.
class KeyStore {
 public:
  using Hear = std::function<absl::Status(const KeyedRow&)>;

  virtual ~KeyStore() = default;
  // Newest timestamp of the partition's rows with an offset below `before`.
  virtual absl::StatusOr<std::optional<int64_t>> Newest(const kafka::Partition& partition, int64_t before,
                                                        absl::Time deadline) = 0;
  // In no particular order. An error of `hear` ends it.
  virtual absl::Status Read(const KeyRange& range, KeyColumns& key, absl::Time deadline, const Hear& hear) = 0;
};

}  // namespace aurora::ingest
