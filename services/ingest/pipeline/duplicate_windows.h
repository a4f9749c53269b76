#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/kafka/consumer/consumer.h"
#include "services/ingest/deduplication/partition_window.h"
#include "services/ingest/pipeline/batches/batch_builder.h"
#include "services/ingest/pipeline/metrics.h"
#include "services/ingest/transforms/transform_plan.h"

namespace aurora::ingest {

// How rows are left out that repeat a key; all must outlive the shard.
struct DeduplicationParts {
  KeyStore& store;
  KeyBudget& budget;
  // By topic and its id: where its windows end (WindowRule). Asked before anything of the topic is loaded.
  std::function<absl::StatusOr<int64_t>(const std::string& topic, const std::string& topic_id)> find_floor;
  // Hears, in the reading thread, how many more rows came so late that they were not compared with all others of their keys.
  std::function<void(uint64_t rows, const std::string& place)> on_late;
};

// The windows of the partitions that a shard reads: by them rows are left out that repeat a key. Without deduplication there are none, and
// all calls are good for nothing. Belongs to the reading thread.
class DuplicateWindows {
 public:
  // No windows.
  DuplicateWindows() = default;
  // InvalidArgument as KeyColumns::Create.
  static absl::StatusOr<DuplicateWindows> Create(const DeduplicationParts& parts, const Deduplication& rule,
                                                 const table::TableSchema& schema);

  // Builds the window of a partition that begins at the position. Errors: the store's, ResourceExhausted.
  absl::Status Open(const kafka::AssignedPartition& assigned, int64_t position, const PendingRange& pending);
  // Before the messages [first, last], of which the table may hold some.
  absl::Status LookUp(const kafka::Partition& partition, int64_t first, int64_t last);
  // Null where no row is left out; valid until Close.
  DuplicateJudge* Find(const kafka::Partition& partition) const;
  void Close(const kafka::Partition& partition);
  // Rows that came too late since the last call.
  void TellLate(ConnectionMetrics& metrics);

 private:
  struct Window {
    std::unique_ptr<PartitionWindow> window;
    uint64_t late_told = 0;
  };
  // Null without deduplication.
  std::unique_ptr<const DeduplicationParts> parts_;
  absl::Duration within_;
  // Windows refer to it.
  std::unique_ptr<KeyColumns> key_;
  std::map<kafka::Partition, Window> windows_;
};

}  // namespace aurora::ingest
