#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "libs/clickhouse/column.h"
#include "libs/kafka/partition.h"

namespace aurora::ingest {

// Why a batch was closed.
enum class FlushReason : uint8_t { kRows, kBytes, kDelay, kSplit, kRecovery };
inline constexpr int kFlushReasonCount = 5;
std::string_view FlushReasonName(FlushReason reason);

// Rows that go to the server as one block, all of one ClickHouse partition.
struct Block {
  // PartitionKey::KeyOf of its rows.
  int64_t key = 0;
  std::vector<clickhouse::Column> columns;
  // Kafka offset and timestamp (milliseconds) of each row, in order.
  std::vector<int64_t> offsets;
  std::vector<int64_t> timestamps_ms;
  // Which of its message's objects each row is; empty where messages are one row each.
  std::vector<uint32_t> elements;

  uint32_t element(size_t row) const { return elements.empty() ? 0 : elements[row]; }
  size_t rows() const { return offsets.size(); }
  size_t bytes() const;
  void Clear();
};

// Why messages are left out.
enum class SkipReason : uint8_t { kFilter, kEmptyList, kDuplicate };
// "filter", "empty_list", "duplicate"; stands in aurora.skipped_offsets.
std::string_view SkipReasonName(SkipReason reason);

struct SkippedRange {
  int64_t first = 0;
  int64_t last = 0;
  SkipReason reason = SkipReason::kFilter;
};

// Adds an offset behind all others.
void SkipOffset(int64_t offset, SkipReason reason, std::vector<SkippedRange>& ranges);
// Offsets in the ranges of this reason, of which none overlaps another.
uint64_t CountSkipped(const std::vector<SkippedRange>& ranges, SkipReason reason);

// Contiguous offsets [first, last] of one Kafka partition, ready to be delivered.
struct Batch {
  kafka::Partition partition;
  // Of its topic, as in kafka::Consumer::TopicIds: tells a topic from its successor of the same name. Empty when not known.
  std::string topic_id;
  int64_t first = 0;
  int64_t last = 0;
  // Kafka timestamp of the first message; tells apart a topic that was deleted and made again.
  int64_t first_timestamp_ms = 0;
  int64_t newest_timestamp_ms = 0;
  // In the order of their first rows, which is the same each time the range is read.
  std::vector<std::unique_ptr<Block>> blocks;
  // Messages that did not fit; without rows when there are none.
  std::unique_ptr<Block> dead_letters;
  // Messages without a row that are nobody's fault, in their order.
  std::vector<SkippedRange> skipped;
  uint64_t rows = 0;
  uint64_t messages = 0;
  // Size of the messages.
  uint64_t message_bytes = 0;
  FlushReason reason = FlushReason::kDelay;
  // The group's metadata has this batch's intent.
  bool intended = false;
  // When the group was last asked to keep it, and did (TimeSinceBoot): until a while after nobody else has the partition.
  absl::Duration announced_at = -absl::InfiniteDuration();
  // An earlier attempt may have inserted some of it: the table has the last word.
  bool recovered = false;
  // Intent::joined, and how many batches were to travel together; empty and 0 when it travels alone.
  std::string joined;
  size_t joined_count = 0;
};

}  // namespace aurora::ingest
